#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assess/assess.hpp"
#include "batch/chunk.hpp"

namespace palpate::batch {

/// Where a record stands.
struct RecordOrigin {
  std::string_view file;
  Position begin;
};

/// The stable codes of what sends a record to quarantine, besides the intake's (IN…, AS…).
namespace quarantine_code {
inline constexpr std::string_view rules_failed = "BA0101";  ///< a rule stopped with an error
inline constexpr std::string_view where_failed = "BA0102";  ///< --where did
}  // namespace quarantine_code

// One line of a quarantine file (schemas/quarantine.schema.json): where the record stands, its
// errors, the red flags that are present in what could be read, most urgent first, and its bytes:
// as text when they are UTF-8, else in base64.

/// A record whose assessment is invalid.
void quarantine_invalid(const RecordOrigin& origin, const Report& report, std::string_view bytes,
                        std::string& out);
/// A record that could not be assessed, or on which --where could not be decided. With a report,
/// its flags are told.
void quarantine_failed(const RecordOrigin& origin, std::string_view code, const Error& error,
                       const Report* report, std::string_view bytes, std::string& out);

// A record that is too long to be held in memory, piece by piece, in base64.
void quarantine_first_piece(const RecordOrigin& origin, std::string_view bytes, std::string& out);
void quarantine_next_piece(std::string_view bytes, std::string& out);
void quarantine_last_piece(std::string_view bytes, std::string& out);

}  // namespace palpate::batch
