#include "intake/item_load.hpp"

#include <algorithm>
#include <utility>

#include "intake/concerning.hpp"
#include "intake/names.hpp"

namespace palpate::intake {

namespace {

bool has_options(ItemType type) { return type == ItemType::choice || type == ItemType::choices; }
bool is_number(ItemType type) {
  return type == ItemType::integer || type == ItemType::decimal || type == ItemType::quantity;
}

std::vector<std::string_view> ids_of(const std::vector<Option>& options) {
  std::vector<std::string_view> ids;
  for (const auto& option : options) ids.push_back(option.id);
  return ids;
}

bool is_option(const Item& item, std::string_view id) {
  return std::any_of(item.options.begin(), item.options.end(),
                     [&](const Option& option) { return option.id == id; });
}

std::string load_item_id(const YamlNode& node) {
  auto id = node.required_text("id");
  if (id.empty()) return id;
  const auto place = *node.child("id");
  if (!is_lower_camel_case(id)) {
    place.error("RS0207", "an item's id must be a CQL identifier in lowerCamelCase",
                "letters and digits only, beginning with a small letter");
  } else if (is_cql_keyword(id)) {
    place.error("RS0208", "'" + id + "' is a word of CQL and cannot name an item",
                "add to it: '" + id + "OfPatient', for example");
  }
  return id;
}

std::uint32_t load_group(const YamlNode& node, const std::vector<Group>& groups) {
  const auto id = node.required_text("group");
  if (id.empty() || groups.empty()) return 0;
  std::vector<std::string_view> ids;
  for (const auto& group : groups) ids.push_back(group.id);
  const auto at = std::find(ids.begin(), ids.end(), id);
  if (at != ids.end()) return static_cast<std::uint32_t>(at - ids.begin());
  node.child("group")->error("RS0211", "there is no group '" + id + "'", did_you_mean(id, ids));
  return 0;
}

void load_unit(const YamlNode& node, Arena& arena, Item& item) {
  const auto place = node.child("unit");
  if (item.type != ItemType::quantity) {
    if (place) {
      place->error_at_key("RS0213", "only a quantity has a unit",
                          is_number(item.type) ? "make its type quantity" : "");
    }
    return;
  }
  if (!place)
    return node.error("RS0212", "a quantity needs a unit", "\"unit: '1'\" if it has none");
  item.unit = place->text();
  if (item.unit.empty()) return;
  auto parsed = parse_unit(item.unit, arena);
  if (!parsed) return place->error("RS0214", parsed.error().message);
  item.parsed_unit = *parsed;
}

void load_option(const YamlNode& node, Item& item) {
  if (!node.expect_mapping("an option")) return;
  node.check_keys({"id", "label"});
  Option option{load_hyphen_id(node, "id"), node.required_text("label")};
  if (option.id.empty()) return;
  if (is_option(item, option.id)) {
    return node.child("id")->error("RS0209", "there are two options '" + option.id + "'");
  }
  item.options.push_back(std::move(option));
}

void load_none(const YamlNode& node, Item& item) {
  const auto place = node.child("none");
  if (item.type != ItemType::choices) {
    if (place) place->error_at_key("RS0217", "only an item of type choices has a 'none'");
    return;
  }
  if (!place) {
    return node.error("RS0217", "choices need a 'none': an empty list is not an answer",
                      "add an option for \"none of these\" and name it with 'none'");
  }
  item.none_option = place->text();
  if (item.none_option.empty() || is_option(item, item.none_option)) return;
  place->error("RS0217", "'" + item.none_option + "' is not among the options",
               did_you_mean(item.none_option, ids_of(item.options)));
}

void load_options(const YamlNode& node, Item& item) {
  const auto place = node.child("options");
  if (!has_options(item.type)) {
    if (place) {
      place->error_at_key("RS0216", "only choice and choices have options, not " +
                                        std::string(to_string(item.type)));
    }
    return;
  }
  if (!place) return node.error("RS0215", "a choice needs options");
  for (const auto& option : node.list("options")) load_option(option, item);
  const std::size_t fewest = item.type == ItemType::choices ? 1 : 2;
  if (node.list("options").size() < fewest) {
    place->error("RS0215", "there are too few options to choose from");
  }
}

std::optional<Decimal> load_bound(const YamlNode& range, std::string_view name, const Item& item) {
  const auto place = range.child(name);
  if (!place) return std::nullopt;
  const auto written = place->scalar();
  auto number = written ? Decimal::parse(*written) : std::nullopt;
  if (!number) {
    place->error("RS0220", "'" + std::string(name) + "' must be a number",
                 "write it plainly, with 8 decimals at most");
  } else if (item.type == ItemType::integer && !number->is_integer()) {
    place->error("RS0220", "the bound of an integer must be an integer");
  }
  return number;
}

void load_plausible(const YamlNode& node, Item& item) {
  const auto range = node.child("plausible");
  if (!range) return;
  if (!is_number(item.type)) {
    return range->error_at_key("RS0218",
                               "only integer, decimal and quantity have a plausible "
                               "range, not " +
                                   std::string(to_string(item.type)));
  }
  if (!range->expect_mapping("'plausible'")) return;
  range->check_keys({"min", "max"});
  if (!range->has("min") && !range->has("max")) {
    return range->error("RS0220", "'plausible' needs min, max or both");
  }
  item.plausible_min = load_bound(*range, "min", item);
  item.plausible_max = load_bound(*range, "max", item);
  if (item.plausible_min && item.plausible_max && *item.plausible_min > *item.plausible_max) {
    range->error("RS0219", "the smallest plausible value is above the largest");
  }
}

/// A threshold that no plausible value can meet would never be noticed to be wrong.
bool is_reachable(const Threshold& threshold, const Item& item) {
  const auto& number = threshold.number;
  const auto& min = item.plausible_min;
  const auto& max = item.plausible_max;
  switch (threshold.order) {
    case Threshold::Order::less:
      return !min || *min < number;
    case Threshold::Order::less_or_equal:
      return !min || *min <= number;
    case Threshold::Order::equal:
      return (!min || *min <= number) && (!max || number <= *max);
    case Threshold::Order::greater_or_equal:
      return !max || number <= *max;
    case Threshold::Order::greater:
      return !max || number < *max;
  }
  return false;
}

/// What is wrong with a concerning answer; empty when it is one that can be given.
std::string concerning_mistake(const Item& item, std::string_view answer) {
  switch (item.type) {
    case ItemType::boolean:
      return answer == "true" || answer == "false" ? "" : "expected true or false";
    case ItemType::choice:
    case ItemType::choices:
      return is_option(item, answer) ? "" : "it is not among the options";
    case ItemType::integer:
    case ItemType::decimal:
    case ItemType::quantity: {
      const auto threshold = parse_threshold(answer);
      if (!threshold) return "expected a number, or one behind >=, >, <=, < or =";
      return is_reachable(*threshold, item) ? "" : "no plausible answer meets it";
    }
    case ItemType::date:
    case ItemType::text:
      return "answers of type " + std::string(to_string(item.type)) + " cannot be concerning";
  }
  return {};
}

void load_concerning(const YamlNode& node, Item& item) {
  for (const auto& place : node.list("concerning")) {
    const auto answer = place.scalar();
    if (!answer) {
      place.error("RS0203", "a concerning answer must be a plain value");
      continue;
    }
    const auto mistake = concerning_mistake(item, *answer);
    if (!mistake.empty()) {
      place.error("RS0221", "'" + *answer + "' cannot be an answer here: " + mistake,
                  has_options(item.type) ? did_you_mean(*answer, ids_of(item.options)) : "");
      continue;
    }
    item.concerning.push_back(*answer);
  }
}

void load_applies(const YamlNode& node, Item& item) {
  const auto applies = node.child("applies");
  if (!applies || !applies->expect_mapping("'applies'")) return;
  applies->check_keys({"definition", "otherwise"});
  item.applies = applies->required_text("definition");
  const auto otherwise = applies->child("otherwise");
  if (!otherwise) {
    return applies->error("RS0222",
                          "'applies' needs 'otherwise': the answer where it does not apply",
                          "otherwise: false, for example");
  }
  const auto literal = otherwise->scalar();
  if (!literal || literal->empty()) {
    return otherwise->error("RS0222", "'otherwise' must be a CQL literal");
  }
  item.otherwise = *literal;
}

void load_codes(const YamlNode& node, Item& item) {
  for (const auto& code : node.list("codes")) {
    if (!code.expect_mapping("a code")) continue;
    code.check_keys({"system", "code", "display"});
    item.codes.push_back(Coding{code.required_text("system"), code.required_text("code"),
                                code.optional_text("display")});
  }
}

void load_words(const YamlNode& node, Item& item) {
  const std::vector<std::string_view> tiers = {"must-ask", "should-ask", "optional"};
  const std::vector<std::string_view> people = {"patient", "clinician", "record"};
  if (const auto tier = node.required_word("tier", tiers)) item.tier = static_cast<Tier>(*tier);
  if (const auto who = node.required_word("asked_of", people)) {
    item.asked_of = static_cast<AskedOf>(*who);
  }
}

void load_texts(const YamlNode& node, Item& item) {
  item.question = node.required_text("question");
  item.help = node.optional_text("help");
  item.derived = node.optional_text("derived");
  item.method = node.optional_text("method");
  item.examiner = node.optional_text("examiner");
  item.sources = node.text_list("sources");
}

/// Everything whose meaning hangs on the type: not looked at while that is unknown.
void load_typed(const YamlNode& node, Arena& arena, Item& item) {
  const std::vector<std::string_view> types = {"boolean", "integer", "decimal", "quantity",
                                               "choice",  "choices", "date",    "text"};
  const auto type = node.required_word("type", types);
  if (!type) return;
  item.type = static_cast<ItemType>(*type);
  load_unit(node, arena, item);
  load_options(node, item);
  load_none(node, item);
  load_plausible(node, item);
  load_concerning(node, item);
}

}  // namespace

std::string load_hyphen_id(const YamlNode& node, std::string_view name) {
  auto id = node.required_text(name);
  if (!id.empty() && !is_hyphen_id(id)) {
    node.child(name)->error("RS0206", "an id is written in lower-case-with-hyphens",
                            "small letters, digits and single hyphens only");
  }
  return id;
}

Item load_item(const YamlNode& node, const std::vector<Group>& groups, Arena& arena) {
  Item item;
  item.pointer = node.pointer();
  node.check_keys({"id", "group", "question", "help", "type", "unit", "options", "none", "sides",
                   "plausible", "tier", "asked_of", "concerning", "applies", "derived", "method",
                   "examiner", "codes", "sources"});
  item.id = load_item_id(node);
  item.group = load_group(node, groups);
  item.sided = node.flag("sides");
  load_words(node, item);
  load_texts(node, item);
  load_typed(node, arena, item);
  load_applies(node, item);
  load_codes(node, item);
  return item;
}

}  // namespace palpate::intake
