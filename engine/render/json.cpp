#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>
#include <string>
#include <string_view>

#include "render/render.hpp"
#include "render/view.hpp"
#include "value/print.hpp"

// Report → JSON as schemas/report.schema.json describes it. One function a part of the report, in
// the order of the parts; object keys keep the order in which they are added.
namespace palpate::rendering {

namespace {

namespace json = boost::json;
using ruleset::RuleSet;

json::string text(std::string_view view) { return json::string(view.data(), view.size()); }

json::array texts(const std::vector<std::string>& list) {
  json::array out;
  for (const auto& entry : list) out.emplace_back(text(entry));
  return out;
}

class JsonReport {
 public:
  JsonReport(const Report& report, bool red_flags_only)
      : report_(report), rules_(*report.rule_set), red_flags_only_(red_flags_only) {}

  std::string write() {
    json::object out;
    out["madeWith"] = made_with();
    out["valid"] = report_.valid;
    out["disposition"] = disposition();
    out["redFlags"] = red_flags();
    if (report_.valid && !red_flags_only_) {
      out["questions"] = questions();
      out["findings"] = findings();
      out["programme"] = programme();
      out["leftOut"] = left_out();
    }
    if (report_.valid) out["safetyNet"] = advice(rules_.policy.safety_net);
    out["issues"] = issues();
    out["sources"] = sources();
    return json::serialize(out) + "\n";
  }

 private:
  json::array cite(const std::vector<std::uint32_t>& indices) {
    json::array out;
    for (const auto index : indices) {
      out.emplace_back(text(rules_.sources[index].id));
      cited_.insert(index);
    }
    return out;
  }

  json::object made_with() {
    json::object rule_set;
    rule_set["id"] = text(rules_.id);
    rule_set["version"] = text(rules_.version);
    rule_set["digest"] = text(rules_.digest);
    rule_set["status"] = text(ruleset::to_string(rules_.status));
    json::array parameters;
    for (const auto& parameter : rules_.program->parameters()) {
      json::object entry;
      entry["name"] = text(parameter.library + "." + parameter.name);
      entry["value"] = text(to_cql(parameter.value));
      entry["overridden"] = parameter.overridden;
      parameters.emplace_back(std::move(entry));
    }
    json::object out;
    out["assessment"] = text(report_.assessment_id);
    out["subject"] = text(report_.subject);
    out["assessmentDigest"] = text(report_.assessment_digest);
    out["ruleSet"] = std::move(rule_set);
    out["parameters"] = std::move(parameters);
    out["engine"] = text(report_.engine_version);
    out["evaluatedAt"] = report_.evaluated_at
                             ? json::value(text(format_date_time(*report_.evaluated_at)))
                             : json::value(nullptr);
    return out;
  }

  json::value disposition() {
    if (!has_disposition(report_)) return nullptr;
    const auto& d = report_.triage.disposition;
    const auto& level = rules_.levels[d.level];
    json::object out;
    out["level"] = text(level.id);
    out["title"] = text(level.title);
    out["timeframe"] = text(level.timeframe);
    out["atLeast"] = text(rules_.levels[d.at_least].id);
    out["atMost"] = text(rules_.levels[upper_bound(report_)].id);
    out["complete"] = report_.valid && d.complete;
    json::array floors;
    for (const auto index : d.floors) {
      const auto& floor = rules_.policy.floors[index];
      json::object entry;
      entry["id"] = text(floor.id);
      entry["raisesTo"] = text(rules_.levels[floor.raises_to].id);
      entry["reason"] = text(floor.reason);
      entry["sources"] = cite(floor.sources);
      floors.emplace_back(std::move(entry));
    }
    out["floors"] = std::move(floors);
    return out;
  }

  json::object slot(std::uint32_t index) const {
    const auto& dictionary = *rules_.dictionary;
    json::object out;
    out["item"] = text(dictionary.items[dictionary.item_of_slot(index)].id);
    const auto side = dictionary.side_of_slot(index);
    if (!side.empty()) out["side"] = text(side);
    return out;
  }

  json::array why(const std::vector<triage::Evidence>& evidence) const {
    json::array out;
    for (const auto& e : evidence) {
      auto entry = slot(e.slot);
      entry["state"] = text(intake::to_string(e.state));
      if (!e.value.empty()) entry["value"] = text(e.value);
      entry["condition"] = text(e.condition);
      entry["rule"] = text(e.rule);
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  json::array red_flags() {
    json::array out;
    for (const auto& result : report_.triage.flags) {
      const bool shown = report_.valid || result.status == triage::FlagStatus::present;
      if (!shown) continue;
      const auto& flag = rules_.red_flags[result.flag];
      json::object entry;
      entry["id"] = text(flag.id);
      entry["status"] = text(triage::to_string(result.status));
      entry["level"] = text(rules_.levels[flag.level].id);
      entry["title"] = text(flag.title);
      entry["action"] = text(flag.action);
      entry["safetyNet"] = text(flag.safety_net);
      entry["why"] = why(result.evidence);
      entry["sources"] = cite(flag.sources);
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  json::array questions() const {
    json::array out;
    const auto& dictionary = *rules_.dictionary;
    for (const auto& question : report_.triage.questions) {
      const auto& item = dictionary.items[dictionary.item_of_slot(question.slot)];
      auto entry = slot(question.slot);
      entry["question"] = text(item.question);
      entry["tier"] = text(intake::to_string(item.tier));
      entry["askedOf"] = text(intake::to_string(item.asked_of));
      entry["state"] = text(intake::to_string(question.state));
      entry["askAgain"] = question.ask_again;
      entry["decisive"] = question.decisive;
      entry["stake"] = text(rules_.levels[question.stake].id);
      json::array flags;
      for (const auto flag : question.flags) flags.emplace_back(text(rules_.red_flags[flag].id));
      entry["flags"] = std::move(flags);
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  json::object finding_reference(const triage::FindingResult& result) const {
    json::object out;
    out["id"] = text(rules_.findings[result.finding].id);
    if (result.side != triage::Side::none) out["side"] = text(triage::to_string(result.side));
    return out;
  }

  json::array findings() {
    json::array out;
    for (const auto& result : report_.triage.findings) {
      const auto& finding = rules_.findings[result.finding];
      auto entry = finding_reference(result);
      entry["status"] = text(to_string(result.status));
      entry["kind"] = text(ruleset::to_string(finding.kind));
      entry["title"] = text(finding.title);
      const bool shown = result.status == triage::FindingStatus::present ||
                         result.status == triage::FindingStatus::borderline;
      if (shown) {
        entry["confidence"] = text(ruleset::to_string(result.confidence));
        entry["explanation"] = text(finding.explanation);
        entry["why"] = why(result.evidence);
        entry["sources"] = cite(finding.sources);
      }
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  static void add_range(json::object& out, std::string_view name, const ruleset::Range& range) {
    if (range == ruleset::Range{}) return;
    out[json::string_view(name.data(), name.size())] = json::array{range.low, range.high};
  }

  static json::object dose(const ruleset::Dose& dose) {
    json::object out;
    add_range(out, "holdSeconds", dose.hold_seconds);
    add_range(out, "repetitions", dose.repetitions);
    add_range(out, "sets", dose.sets);
    add_range(out, "minutes", dose.minutes);
    add_range(out, "perWeek", dose.per_week);
    return out;
  }

  json::object step(const pairing::Step& step) {
    const auto& exercise = rules_.exercises[step.exercise];
    json::object out;
    out["exercise"] = text(exercise.id);
    out["name"] = text(exercise.name);
    out["kind"] = text(ruleset::to_string(exercise.kind));
    out["phase"] = step.phase < rules_.policy.phases.size()
                       ? json::value(text(rules_.policy.phases[step.phase].id))
                       : json::value(nullptr);
    json::array sides;
    for (const auto side : step.sides) {
      if (side != triage::Side::none) sides.emplace_back(text(triage::to_string(side)));
    }
    out["sides"] = std::move(sides);
    out["position"] = text(rules_.positions[exercise.position].id);
    out["level"] = text(ruleset::to_string(step.level));
    out["dose"] = dose(step.dose);
    out["minutes"] = step.minutes;
    out["instructions"] = texts(exercise.steps);
    out["cautions"] = texts(exercise.cautions);
    out["equipment"] = texts(exercise.equipment);
    json::array adapted;
    for (const auto index : step.adaptations) {
      adapted.emplace_back(text(rules_.adaptations[index].id));
      cite(rules_.adaptations[index].sources);
    }
    out["adaptedBy"] = std::move(adapted);
    out["sources"] = cite(exercise.sources);
    return out;
  }

  json::value step_reference(const std::optional<std::uint32_t>& index) const {
    if (!index) return nullptr;
    return text(rules_.exercises[report_.programme.steps[*index].exercise].id);
  }

  json::array finding_references(const std::vector<std::uint32_t>& indices) const {
    json::array out;
    for (const auto index : indices) {
      out.emplace_back(finding_reference(report_.triage.findings[index]));
    }
    return out;
  }

  json::array pairs() const {
    json::array out;
    for (const auto& pair : report_.programme.pairs) {
      json::object entry;
      entry["stretch"] = step_reference(pair.stretch);
      entry["strengthening"] = step_reference(pair.strengthening);
      entry["findings"] = finding_references(pair.findings);
      entry["reason"] = text(pair.reason);
      entry["baseline"] = pair.baseline;
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  json::array advice(const std::vector<ruleset::Advice>& list) {
    json::array out;
    for (const auto& entry : list) {
      json::object object;
      object["text"] = text(entry.text);
      object["sources"] = cite(entry.sources);
      out.emplace_back(std::move(object));
    }
    return out;
  }

  json::object programme() {
    const auto& programme = report_.programme;
    json::object out;
    out["decision"] = text(ruleset::to_string(programme.decision));
    out["reason"] = text(programme.reason);
    if (programme.rule) {
      const auto& rule = rules_.policy.programme[*programme.rule];
      out["rule"] = text(rule.id);
      cite(rule.sources);
    }
    if (programme.decision == ruleset::Decision::withheld) return out;
    out["provisional"] = programme.provisional;
    out["baseline"] = programme.baseline;
    out["level"] = text(ruleset::to_string(programme.level));
    out["minutesAvailable"] = programme.minutes_available;
    out["minutesPlanned"] = programme.minutes_planned;
    json::array steps;
    for (const auto& entry : programme.steps) steps.emplace_back(step(entry));
    out["steps"] = std::move(steps);
    out["pairs"] = pairs();
    out["uncovered"] = finding_references(programme.uncovered);
    out["givenUp"] = texts(programme.given_up);
    out["frequency"] = advice(rules_.policy.frequency);
    out["progression"] = advice(rules_.policy.progression);
    out["reassess"] = advice(rules_.policy.reassess);
    out["stopRules"] = advice(rules_.policy.stop_rules);
    return out;
  }

  json::array left_out() {
    json::array out;
    for (const auto& entry : report_.programme.left_out) {
      json::object object;
      object["exercise"] = text(rules_.exercises[entry.exercise].id);
      object["name"] = text(rules_.exercises[entry.exercise].name);
      object["because"] = text(to_string(entry.why));
      object["reason"] = text(entry.reason);
      if (entry.contraindication) {
        object["contraindication"] = text(rules_.contraindications[*entry.contraindication].id);
      }
      object["why"] = why(entry.evidence);
      object["sources"] = cite(entry.sources);
      out.emplace_back(std::move(object));
    }
    return out;
  }

  json::array issues() const {
    json::array out;
    for (const auto& issue : report_.triage.issues) {
      json::object entry;
      entry["kind"] = text(to_string(issue.kind));
      entry["code"] = text(issue.code);
      entry["pointer"] = text(issue.pointer);
      if (!issue.item.empty()) entry["item"] = text(issue.item);
      entry["message"] = text(issue.message);
      if (!issue.suggestion.empty()) entry["suggestion"] = text(issue.suggestion);
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  json::array sources() const {
    json::array out;
    for (const auto index : cited_) {
      const auto& source = rules_.sources[index];
      json::object entry;
      entry["id"] = text(source.id);
      entry["citation"] = text(source.citation);
      entry["url"] = text(source.url);
      entry["strength"] = text(source.strength);
      entry["verified"] = source.verified;
      out.emplace_back(std::move(entry));
    }
    return out;
  }

  const Report& report_;
  const RuleSet& rules_;
  bool red_flags_only_;
  std::set<std::uint32_t> cited_;
};

class JsonRenderer final : public Renderer {
 public:
  explicit JsonRenderer(bool red_flags_only) : red_flags_only_(red_flags_only) {}
  std::string render(const Report& report) const override {
    return JsonReport(report, red_flags_only_).write();
  }

 private:
  bool red_flags_only_;
};

}  // namespace

std::unique_ptr<Renderer> make_json_renderer(const RenderOptions& options) {
  return std::make_unique<JsonRenderer>(options.red_flags_only);
}

Result<std::unique_ptr<Renderer>> make_renderer(std::string_view format,
                                                const RenderOptions& options) {
  if (format == "json") return make_json_renderer(options);
  if (format == "text") return make_text_renderer(options);
  return Error{Error::Code::not_found, "expected the format text or json", {}};
}

}  // namespace palpate::rendering
