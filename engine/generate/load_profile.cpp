// A profile file → Profile. External interface: load_profile().
#include <algorithm>

#include "generate/load_values.hpp"
#include "generate/number.hpp"
#include "generate/profile.hpp"

namespace palpate::generate {

namespace {

using intake::Item;
using intake::ItemIndex;

constexpr std::uint32_t most_attempts = 10'000;

const std::vector<std::string_view> tiers = {"must-ask", "should-ask", "optional"};
const std::vector<std::string_view> people = {"patient", "clinician", "record"};
constexpr std::array<std::string_view, 4> test_words = {"is", "has", "at_least", "at_most"};
const std::vector<std::string_view> missing_words = {"left-out", "empty", "not-asked",
                                                     "asked-unknown", "declined"};

class ProfileReader {
 public:
  ProfileReader(const Document& document, const ruleset::RuleSet& rules, Diagnostics& diagnostics)
      : root_(DocumentNode(document, diagnostics), "a profile",
              {"dictionary", "recorded", "missing", "missing_as", "without", "red_flags", "items"}),
        rules_(rules),
        profile_(default_profile(rules)) {
    for (const auto& item : rules.dictionary->items) names_.push_back(item.id);
  }

  Profile read() {
    read_dictionary();
    read_recorded();
    read_missing();
    read_missing_as();
    read_without();
    read_red_flags();
    if (const auto items = root_.find("items")) {
      for (const auto& member : members(*items)) read_item(member);
    }
    check_order();
    return std::move(profile_);
  }

 private:
  const std::vector<Item>& items() const { return rules_.dictionary->items; }

  void read_dictionary() {
    const auto name = root_.text("dictionary");
    if (name.empty() || name == rules_.dictionary->id) return;
    root_.find("dictionary")
        ->error("GN0206", "this profile is for another dictionary; the rule set has '" +
                              rules_.dictionary->id + "'");
  }

  void read_recorded() {
    const auto node = root_.find("recorded");
    if (!node) return;
    const ObjectReader reader(*node, "a range of dates", {"from", "to"});
    const auto first = read_day(reader, "from");
    const auto last = read_day(reader, "to");
    if (!first || !last) return;
    if (*last < *first) return node->error("GN0205", "'to' is before 'from'");
    profile_.first_day = *first;
    profile_.days = static_cast<std::uint32_t>(*last - *first + 1);
  }

  void read_missing() {
    const auto node = root_.find("missing");
    if (!node) return;
    for (const auto& member : members(*node)) {
      const auto tier = find_name(member, tiers, "tier");
      const auto chance = tier ? read_number(member.node, 0, certain) : std::nullopt;
      if (!chance) continue;
      for (std::size_t i = 0; i < items().size(); ++i) {
        if (static_cast<std::size_t>(items()[i].tier) != *tier) continue;
        profile_.items[i].missing = static_cast<Chance>(*chance);
      }
    }
  }

  void read_missing_as() {
    const auto node = root_.find("missing_as");
    if (!node) return;
    std::array<std::int64_t, missing_forms> weights{};
    for (const auto& member : members(*node)) {
      const auto form = find_name(member, missing_words, "way to leave an answer out");
      if (form) weights[*form] = read_number(member.node, 0, largest_number).value_or(0);
    }
    std::int64_t total = 0;
    for (const auto weight : weights) total += weight / certain;
    if (total == 0) return node->error("GN0205", "at least one needs a weight of 1 or more");
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < missing_forms; ++i) {
      sum += weights[i] / certain;
      profile_.missing_as[i] = static_cast<Chance>(sum * certain / total);
    }
  }

  void read_without() {
    const auto node = root_.find("without");
    if (!node) return;
    for (const auto& member : members(*node)) {
      const auto who = find_name(member, people, "person asked");
      const auto chance = who ? read_number(member.node, 0, certain) : std::nullopt;
      if (chance) profile_.without[*who] = static_cast<Chance>(*chance);
    }
  }

  void read_red_flags() {
    const auto node = root_.find("red_flags");
    if (!node) return;
    const ObjectReader reader(*node, "the share of red flags", {"share", "level", "attempts"});
    const auto share = reader.get("share", Presence::required);
    const auto chance = share ? read_number(*share, 0, certain) : std::nullopt;
    if (chance) profile_.red_flags = static_cast<Chance>(*chance);
    std::vector<std::string_view> levels;
    for (const auto& level : rules_.levels) levels.push_back(level.id);
    const auto level = reader.get("level", Presence::required);
    const auto index = level ? level->word(levels) : std::nullopt;
    profile_.level = static_cast<ruleset::LevelIndex>(index.value_or(0));
    profile_.attempts = reader.number("attempts", 1, most_attempts, profile_.attempts);
  }

  void read_item(const Member& member) {
    const auto index = find_name(member, names_, "item");
    if (!index) return;
    const auto& item = items()[*index];
    auto& entry = profile_.items[*index];
    const ObjectReader reader(
        member.node, "an item's profile",
        {"probability", "normal", "exponential", "uniform", "weights", "options", "dates", "text",
         "missing", "same_side", "one_side", "given"});
    if (auto usual = read_distribution(reader, item)) entry.usual = std::move(*usual);
    entry.missing = read_chance(reader, "missing", entry.missing);
    entry.same_side = read_chance(reader, "same_side", 0);
    entry.one_side = read_chance(reader, "one_side", 0);
    for (const auto key : {"same_side", "one_side"}) {
      if (item.sided || !reader.has(key)) continue;
      reader.find(key)->error_at_key("GN0204", "'" + item.id + "' is not asked of each side");
    }
    for (const auto& node : reader.list("given", Presence::optional)) {
      read_dependency(node, item, entry);
    }
  }

  void read_dependency(const DocumentNode& node, const Item& item, ItemProfile& entry) {
    const ObjectReader reader(node, "a dependency",
                              {"item", "is", "has", "at_least", "at_most", "probability", "normal",
                               "exponential", "uniform", "weights", "options", "dates", "text"});
    const auto condition = read_condition(reader);
    auto then = read_distribution(reader, item);
    if (!then && reader.valid()) node.error("GN0207", "this dependency does not say what follows");
    if (condition && then) entry.given.push_back({*condition, std::move(*then)});
  }

  std::optional<Condition> read_condition(const ObjectReader& reader) {
    const auto node = reader.get("item", Presence::required);
    const auto name = node ? node->text() : std::nullopt;
    if (!name) return std::nullopt;
    const auto index = rules_.dictionary->find(*name);
    if (!index) {
      node->error("GN0203", "there is no item '" + *name + "'", did_you_mean(*name, names_));
      return std::nullopt;
    }
    Condition condition;
    condition.item = *index;
    std::size_t tests = 0;
    for (std::size_t i = 0; i < test_words.size(); ++i) {
      const auto value = reader.find(test_words[i]);
      if (!value) continue;
      ++tests;
      condition.test = static_cast<Condition::Test>(i);
      read_test(*value, items()[*index], condition);
    }
    if (tests == 1) return condition;
    reader.node().error("GN0207", "a dependency needs one of is, has, at_least and at_most");
    return std::nullopt;
  }

  void read_test(const DocumentNode& node, const Item& item, Condition& condition) {
    using intake::ItemType;
    const bool number = item.type == ItemType::integer || item.type == ItemType::decimal ||
                        item.type == ItemType::quantity;
    const bool several = item.type == ItemType::choices;
    const bool fits = condition.test == Condition::Test::has  ? several
                      : condition.test == Condition::Test::is ? !several
                                                              : number;
    if (!fits || item.type == ItemType::date || item.type == ItemType::text) {
      return node.error_at_key("GN0207", "'" + item.id + "' is " +
                                             std::string(to_string(item.type)) +
                                             " and cannot be compared like this");
    }
    if (number) {
      condition.threshold = read_number(node, -largest_number, largest_number).value_or(0);
    } else if (item.type == ItemType::boolean) {
      condition.word = node.boolean().value_or(false) ? "true" : "false";
    } else {
      std::vector<std::string_view> options;
      for (const auto& option : item.options) options.push_back(option.id);
      const auto option = node.word(options);
      if (option) condition.word = options[*option];
    }
  }

  void check_order() {
    const auto cycle = set_order(profile_, rules_);
    if (cycle.empty()) return;
    std::string names;
    for (const auto index : cycle) names += items()[index].id + ", ";
    root_.node().at("/items").error("GN0208", "items depend on each other in a circle: " + names +
                                                  "and again " + items()[cycle.front()].id);
  }

  ObjectReader root_;
  const ruleset::RuleSet& rules_;
  Profile profile_;
  std::vector<std::string_view> names_;
};

}  // namespace

std::optional<Profile> load_profile(const Document& document, const ruleset::RuleSet& rules,
                                    Diagnostics& diagnostics) {
  const auto before = diagnostics.error_count();
  auto profile = ProfileReader(document, rules, diagnostics).read();
  if (diagnostics.error_count() > before) return std::nullopt;
  return profile;
}

}  // namespace palpate::generate
