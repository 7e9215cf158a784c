#include "ruleset/dose_reader.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::uint32_t days_of_week = 7;
/// No dose is near it: it catches a slipped digit and keeps sums within 32 bits.
constexpr std::uint32_t greatest_number = 10'000;

std::optional<Range> read_bounds(const DocumentNode& node, std::uint32_t greatest) {
  const auto elements = node.elements();
  if (elements.empty() || elements.size() > 2) {
    node.error("RS0160", node.name() + " must be a number, or a range [low, high]");
    return std::nullopt;
  }
  const auto low = elements.front().number(1, greatest);
  const auto high = elements.back().number(1, greatest);
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    node.error("RS0160", "the range of " + node.name() + " is upside down: low comes first");
    return std::nullopt;
  }
  return Range{*low, *high};
}

std::optional<Range> read_range(const ObjectReader& reader, std::string_view key,
                                std::uint32_t greatest) {
  const auto node = reader.find(key);
  if (!node) return std::nullopt;
  if (node->value().is_array()) return read_bounds(*node, greatest);
  const auto number = node->number(1, greatest);
  return number ? std::optional(Range{*number, *number}) : std::nullopt;
}

}  // namespace

DoseFields read_dose(const DocumentNode& node) {
  const ObjectReader reader(node, "a dose",
                            {"hold_seconds", "repetitions", "sets", "minutes", "per_week"});
  DoseFields fields;
  fields.hold_seconds = read_range(reader, "hold_seconds", greatest_number);
  fields.repetitions = read_range(reader, "repetitions", greatest_number);
  fields.sets = read_range(reader, "sets", greatest_number);
  fields.minutes = read_range(reader, "minutes", greatest_number);
  fields.per_week = read_range(reader, "per_week", days_of_week);
  if (fields.empty() && reader.valid() && reader.node().value().get_object().empty()) {
    node.error("RS0106", "a dose must not be empty");
  }
  return fields;
}

}  // namespace palpate::ruleset
