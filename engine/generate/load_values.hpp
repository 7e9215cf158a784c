#pragma once

#include "base/document_reader.hpp"
#include "generate/profile.hpp"

/// What the readers of a profile share: numbers, chances, dates and maps with keys of their own.
namespace palpate::generate {

/// GN0201 unless it is a number of at most six decimals within `low` and `high` (millionths).
std::optional<std::int64_t> read_number(const DocumentNode& node, std::int64_t low,
                                        std::int64_t high);
/// A chance from 0 to 1; `otherwise` when it is left out.
Chance read_chance(const ObjectReader& reader, std::string_view key, Chance otherwise);
/// Days since 0001-01-01; GN0202 unless it is a whole date.
std::optional<std::int64_t> read_day(const ObjectReader& reader, std::string_view key);

struct Member {
  std::string key;
  DocumentNode node;
};
/// The members of an object whose keys are names of something; RS0103 for anything else.
std::vector<Member> members(const DocumentNode& node);

/// The position of the member's key among `names`; GN0203, with what it may be instead, when it is
/// none of them.
std::optional<std::size_t> find_name(const Member& member,
                                     const std::vector<std::string_view>& names,
                                     std::string_view what);

/// The distribution that `reader` spells for `item`, or nullopt when it spells none. Codes GN0204
/// and GN0205.
std::optional<Distribution> read_distribution(const ObjectReader& reader, const intake::Item& item);

}  // namespace palpate::generate
