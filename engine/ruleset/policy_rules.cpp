// policy.yaml, what decides: floors and the rules of the programme.
#include <algorithm>
#include <array>

#include "ruleset/policy.hpp"
#include "ruleset/words.hpp"

namespace palpate::ruleset {

namespace {

class FloorReader {
 public:
  FloorReader(Build& build, const DocumentNode& node)
      : build_(build),
        reader_(node, "a floor",
                {"id", "flags", "flags_of_level", "through", "definition", "raises_to", "reason",
                 "sources"}) {}

  Floor read() {
    floor_.id = reader_.identifier("id");
    read_flags();
    floor_.through = reader_.word<intake::Tier>("through", tier_words, Presence::optional);
    floor_.definition =
        build_.definitions.use(reader_, "definition", boolean_type(), Presence::optional);
    floor_.reason = reader_.text("reason");
    floor_.sources = build_.sources_of(reader_, Presence::optional);
    check_condition();
    read_raised_level();
    return std::move(floor_);
  }

 private:
  void read_flags() {
    floor_.flags = build_.red_flags.use_all(reader_, "flags");
    const auto node = reader_.find("flags_of_level");
    if (!node) return;
    if (reader_.has("flags")) {
      node->error_at_key("RS0180", "a floor has 'flags' or 'flags_of_level', not both");
    }
    const auto level = build_.levels.use(*node);
    if (!level) return;
    for (std::uint32_t i = 0; i < build_.set.red_flags.size(); ++i) {
      if (build_.set.red_flags[i].level <= *level) floor_.flags.push_back(i);
    }
    if (floor_.flags.empty() && !build_.set.red_flags.empty()) {
      node->error("RS0180", "no red flag has this level or one above it");
    }
  }

  void check_condition() const {
    const bool about_flags = reader_.has("flags") || reader_.has("flags_of_level");
    if (!about_flags && !reader_.has("definition") && reader_.valid()) {
      reader_.node().error("RS0180", "this floor never acts: it names no flags and no definition");
    }
    if (!about_flags && reader_.has("through")) {
      reader_.find("through")->error_at_key(
          "RS0180", "'through' says how a flag is open; this floor names no flags");
    }
  }

  void read_raised_level() {
    const auto node = reader_.get("raises_to", Presence::required);
    const auto level = node ? build_.levels.use(*node) : std::nullopt;
    if (!level) return;
    floor_.raises_to = *level;
    if (*level >= build_.set.policy.default_level) {
      node->error("RS0181", "a floor must raise the level above the default level");
    }
  }

  Build& build_;
  ObjectReader reader_;
  Floor floor_;
};

class ProgrammeRuleReader {
 public:
  ProgrammeRuleReader(Build& build, const DocumentNode& node)
      : build_(build),
        reader_(node, "a programme rule",
                {"id", "decision", "level", "flag_present", "flag_undetermined", "unanswered",
                 "definition", "unknown_counts", "through", "allow_tags", "provisional", "reason",
                 "sources"}) {}

  ProgrammeRule read() {
    rule_.id = reader_.identifier("id");
    const auto decision = reader_.word<Decision>("decision", decision_words);
    rule_.decision = decision.value_or(Decision::withheld);
    read_condition();
    rule_.unknown_counts = reader_.boolean("unknown_counts", false);
    rule_.through = reader_.word<intake::Tier>("through", tier_words, Presence::optional);
    rule_.allow_tags = build_.tags.use_all(reader_, "allow_tags");
    rule_.provisional = reader_.boolean("provisional", false);
    const bool is_full = rule_.decision == Decision::full;
    rule_.reason = reader_.text("reason", is_full ? Presence::optional : Presence::required);
    rule_.sources = build_.sources_of(reader_, Presence::optional);
    check_condition();
    check_companions();
    if (decision) check_tags();
    return std::move(rule_);
  }

 private:
  static constexpr std::array<std::string_view, 5> conditions = {
      "level", "flag_present", "flag_undetermined", "unanswered", "definition"};

  void read_condition() {
    if (const auto node = reader_.find("level")) rule_.level = level(*node);
    if (const auto node = reader_.find("flag_present")) rule_.flag_present = level(*node);
    if (const auto node = reader_.find("flag_undetermined")) rule_.flag_undetermined = level(*node);
    rule_.unanswered = reader_.word<intake::Tier>("unanswered", tier_words, Presence::optional);
    rule_.definition =
        build_.definitions.use(reader_, "definition", boolean_type(), Presence::optional);
  }

  LevelIndex level(const DocumentNode& node) { return build_.levels.use(node).value_or(0); }

  void check_condition() const {
    std::size_t count = 0;
    for (const auto condition : conditions) {
      if (!reader_.has(condition) || ++count < 2) continue;
      reader_.find(condition)->error_at_key(
          "RS0182", "a programme rule has one condition: " + one_of(conditions),
          "make a second rule of it");
    }
    if (count == 0 && reader_.valid()) {
      reader_.node().error("RS0182", "a programme rule needs one of " + one_of(conditions));
    }
  }

  void check_companions() const {
    need("unknown_counts", "definition");
    need("through", "flag_undetermined");
  }

  void need(std::string_view key, std::string_view condition) const {
    if (!reader_.has(key) || reader_.has(condition)) return;
    reader_.find(key)->error_at_key("RS0183", "'" + std::string(key) + "' belongs to '" +
                                                  std::string(condition) +
                                                  "', which this rule does not have");
  }

  void check_tags() const {
    const bool restricted = rule_.decision == Decision::restricted;
    if (restricted && !reader_.has("allow_tags") && reader_.valid()) {
      reader_.node().error("RS0184", "a restricted programme needs 'allow_tags'",
                           "name the tags of the exercises that remain");
    }
    if (!restricted && reader_.has("allow_tags")) {
      reader_.find("allow_tags")
          ->error_at_key("RS0184", "only a restricted programme has 'allow_tags'");
    }
  }

  Build& build_;
  ObjectReader reader_;
  ProgrammeRule rule_;
};

}  // namespace

void read_floors(Build& build, const ObjectReader& policy) {
  check_unique_ids(policy, "floors", "floor", build.diagnostics);
  for (const auto& node : policy.list("floors", Presence::present)) {
    build.set.policy.floors.push_back(FloorReader(build, node).read());
  }
}

void read_programme_rules(Build& build, const ObjectReader& policy) {
  check_unique_ids(policy, "programme", "programme rule", build.diagnostics);
  for (const auto& node : policy.list("programme", Presence::present)) {
    build.set.policy.programme.push_back(ProgrammeRuleReader(build, node).read());
  }
}

}  // namespace palpate::ruleset
