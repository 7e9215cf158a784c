#include "batch/tally.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace palpate::batch {

namespace {

namespace json = boost::json;

/// The plain counts, with the names that they are written under.
struct Count {
  std::string_view name;
  std::uint64_t Tally::*count;
};
constexpr std::array counts = {Count{"read", &Tally::read},
                               Count{"screened", &Tally::screened},
                               Count{"quarantined", &Tally::quarantined},
                               Count{"whereFalse", &Tally::where_false},
                               Count{"whereUnknown", &Tally::where_unknown},
                               Count{"notSampled", &Tally::not_sampled},
                               Count{"unchanged", &Tally::unchanged},
                               Count{"complete", &Tally::complete},
                               Count{"contradictory", &Tally::contradictory}};

constexpr std::array statuses = {triage::FlagStatus::present, triage::FlagStatus::undetermined,
                                 triage::FlagStatus::absent};

/// The vector counts, each with the name of its i-th entry.
template <typename Visit>
void for_each_list(Tally& tally, const ruleset::RuleSet& rules, Visit visit) {
  const auto level = [&](std::size_t i) -> std::string_view { return rules.levels[i].id; };
  const auto item = [&](std::size_t i) -> std::string_view {
    return rules.dictionary->items[i].id;
  };
  visit("levels", tally.levels, level);
  visit("missing", tally.missing, item);
  visit("quarantinedLevels", tally.quarantined_levels, level);
}

void add_all(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

/// Reads counts by name and remembers whether one was missing.
class Reader {
 public:
  std::uint64_t number(const json::object& from, std::string_view name) {
    const auto* found = from.if_contains({name.data(), name.size()});
    if (found != nullptr && found->is_int64() && found->get_int64() >= 0) {
      return static_cast<std::uint64_t>(found->get_int64());
    }
    if (found != nullptr && found->is_uint64()) return found->get_uint64();
    complete_ = false;
    return 0;
  }
  const json::object& object(const json::object& from, std::string_view name) {
    const auto* found = from.if_contains({name.data(), name.size()});
    if (found != nullptr && found->is_object()) return found->get_object();
    complete_ = false;
    return empty_;
  }
  bool complete() const { return complete_; }

 private:
  bool complete_ = true;
  json::object empty_;
};

}  // namespace

Tally::Tally(const ruleset::RuleSet& rules)
    : levels(rules.levels.size()),
      present(rules.red_flags.size()),
      undetermined(rules.red_flags.size()),
      missing(rules.dictionary->items.size()),
      quarantined_levels(rules.levels.size()) {}

void Tally::clear() {
  for (const auto& entry : counts) this->*entry.count = 0;
  for (auto* list : {&levels, &present, &undetermined, &missing, &quarantined_levels}) {
    std::fill(list->begin(), list->end(), 0U);
  }
}

void Tally::add(const Tally& other) {
  for (const auto& entry : counts) this->*entry.count += other.*entry.count;
  add_all(levels, other.levels);
  add_all(missing, other.missing);
  add_all(quarantined_levels, other.quarantined_levels);
  add_all(present, other.present);
  add_all(undetermined, other.undetermined);
}

std::uint64_t Tally::with(std::size_t flag, triage::FlagStatus status) const {
  switch (status) {
    case triage::FlagStatus::present:
      return present[flag];
    case triage::FlagStatus::undetermined:
      return undetermined[flag];
    case triage::FlagStatus::absent:
      break;
  }
  return screened - present[flag] - undetermined[flag];
}

void Tally::count_screened(const triage::Triage& triage,
                           const std::vector<intake::ItemIndex>& waits_for) {
  ++screened;
  ++levels[triage.disposition.level];
  if (triage.disposition.complete) ++complete;
  if (triage.contradictory) ++contradictory;
  for (const auto flag : triage.present) ++present[flag];
  for (const auto flag : triage.undetermined) ++undetermined[flag];
  for (const auto item : waits_for) ++missing[item];
}

void Tally::count_quarantined(const ruleset::RuleSet& rules, const triage::Triage& triage) {
  ++quarantined;
  auto most_urgent = levels.size();
  for (const auto flag : triage.present) {
    most_urgent = std::min<std::size_t>(most_urgent, rules.red_flags[flag].level);
  }
  if (most_urgent < levels.size()) ++quarantined_levels[most_urgent];
}

json::object to_json(const Tally& tally, const ruleset::RuleSet& rules) {
  json::object records;
  for (const auto& entry : counts) {
    records[{entry.name.data(), entry.name.size()}] = tally.*entry.count;
  }
  json::object out;
  out["records"] = std::move(records);
  auto copy = tally;
  for_each_list(copy, rules, [&](const char* name, const auto& list, const auto& name_of) {
    json::object named;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto key = name_of(i);
      named[{key.data(), key.size()}] = list[i];
    }
    out[name] = std::move(named);
  });
  json::object flags;
  for (std::size_t i = 0; i < rules.red_flags.size(); ++i) {
    json::object by_status;
    for (const auto status : statuses) by_status[to_string(status)] = tally.with(i, status);
    flags[rules.red_flags[i].id] = std::move(by_status);
  }
  out["flags"] = std::move(flags);
  return out;
}

Result<Tally> tally_from_json(const json::object& from, const ruleset::RuleSet& rules) {
  Tally tally(rules);
  Reader reader;
  const auto& records = reader.object(from, "records");
  for (const auto& entry : counts) tally.*entry.count = reader.number(records, entry.name);
  for_each_list(tally, rules, [&](const char* name, auto& list, const auto& name_of) {
    const auto& named = reader.object(from, name);
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = reader.number(named, name_of(i));
  });
  const auto& flags = reader.object(from, "flags");
  for (std::size_t i = 0; i < rules.red_flags.size(); ++i) {
    const auto& by_status = reader.object(flags, rules.red_flags[i].id);
    tally.present[i] = reader.number(by_status, to_string(triage::FlagStatus::present));
    tally.undetermined[i] = reader.number(by_status, to_string(triage::FlagStatus::undetermined));
  }
  if (!reader.complete()) {
    return Error{Error::Code::bad_input, "a count of the summary is missing", {}};
  }
  return tally;
}

}  // namespace palpate::batch
