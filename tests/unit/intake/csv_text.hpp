#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/csv_adapter.hpp"

namespace palpate::intake::testing {

/// Loads a mapping of the small dictionary; the diagnostics go to `diagnostics`.
std::shared_ptr<const CsvMapping> load_mapping(std::string_view yaml, Diagnostics& diagnostics);
/// The same; any diagnostic is a failure.
std::shared_ptr<const CsvMapping> good_mapping(std::string_view yaml);
/// "dictionary: …" and then `rest`.
std::string mapping_text(std::string_view rest);

/// A mapping with a use for every kind of column.
std::string_view whole_mapping();
std::string_view whole_header();

}  // namespace palpate::intake::testing
