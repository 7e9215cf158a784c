#include "generate/load_values.hpp"

#include <algorithm>

#include "generate/number.hpp"
#include "value/calendar.hpp"

namespace palpate::generate {

namespace {

std::optional<Decimal> decimal_of(const DocumentNode& node) {
  const auto written = node.written();
  const auto& value = node.value();
  if (!written.empty() && value.is_number()) return Decimal::parse(written);
  if (value.is_int64()) return Decimal::from_integer(value.get_int64());
  if (value.is_double()) return Decimal::from_double(value.get_double());
  return std::nullopt;
}

std::string plain(std::int64_t millionths) {
  auto text = from_millionths(millionths, 0).to_string();
  if (text.size() > 2 && text.substr(text.size() - 2) == ".0") text.resize(text.size() - 2);
  return text;
}

}  // namespace

std::optional<std::int64_t> read_number(const DocumentNode& node, std::int64_t low,
                                        std::int64_t high) {
  const auto decimal = decimal_of(node);
  const auto number = decimal ? to_millionths(*decimal) : std::nullopt;
  if (number && *number >= low && *number <= high) return number;
  node.error("GN0201", node.name() + " must be a number from " + plain(low) + " to " + plain(high),
             "six decimals at most");
  return std::nullopt;
}

Chance read_chance(const ObjectReader& reader, std::string_view key, Chance otherwise) {
  const auto node = reader.find(key);
  if (!node) return otherwise;
  return static_cast<Chance>(read_number(*node, 0, certain).value_or(otherwise));
}

std::optional<std::int64_t> read_day(const ObjectReader& reader, std::string_view key) {
  const auto node = reader.get(key, Presence::required);
  const auto text = node ? node->text() : std::nullopt;
  if (!text) return std::nullopt;
  const auto date = parse_date(*text);
  if (date && date->precision == Precision::day) return calendar::local_days(*date);
  node->error("GN0202", node->name() + " must be a date", "write it as \"2025-01-31\", in quotes");
  return std::nullopt;
}

std::vector<Member> members(const DocumentNode& node) {
  std::vector<Member> out;
  const auto* object = node.value().if_object();
  if (object == nullptr) {
    node.wrong_type("keys and values");
    return out;
  }
  for (const auto& entry : *object) {
    std::string key(entry.key());
    out.push_back({key, node.at(node.pointer() + "/" + pointer_escape(key))});
  }
  return out;
}

std::optional<std::size_t> find_name(const Member& member,
                                     const std::vector<std::string_view>& names,
                                     std::string_view what) {
  const auto found = std::find(names.begin(), names.end(), member.key);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  member.node.error_at_key("GN0203", "there is no " + std::string(what) + " '" + member.key + "'",
                           did_you_mean(member.key, names));
  return std::nullopt;
}

}  // namespace palpate::generate
