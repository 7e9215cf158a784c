#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/one_line.hpp"
#include "render/json_fragments.hpp"
#include "render/json_writer.hpp"
#include "render/render.hpp"
#include "render/view.hpp"

// Report → JSON as schemas/report.schema.json describes it. One function a part of the report, in
// the order of the parts; what is the same in every report of the rule set comes ready made.
namespace palpate::rendering {

namespace {

class JsonReport {
 public:
  JsonReport(const Report& report, const JsonFragments& ready, std::string& out)
      : report_(report),
        rules_(*report.rule_set),
        ready_(ready),
        out_(out),
        cited_(rules_.sources.size()) {}

  void write(bool red_flags_only) {
    out_.begin_object();
    made_with();
    out_.key("valid").boolean(report_.valid);
    disposition();
    red_flags();
    if (report_.valid && !red_flags_only) {
      questions();
      findings();
      programme();
      left_out();
    }
    if (report_.valid) safety_net();
    issues();
    sources();
    out_.end_object();
  }

 private:
  void cite(const std::vector<std::uint32_t>& sources) {
    for (const auto index : sources) cited_[index] = true;
  }

  void cite(const std::vector<ruleset::Advice>& list) {
    for (const auto& entry : list) cite(entry.sources);
  }

  void made_with() {
    out_.key("madeWith").begin_object();
    out_.key("assessment").text(report_.assessment_id);
    out_.key("subject").text(report_.subject);
    out_.key("assessmentDigest").text(report_.assessment_digest);
    out_.ready(ready_.rule_set);
    out_.key("engine").text(report_.engine_version);
    out_.key("evaluatedAt");
    if (report_.evaluated_at) {
      out_.word(format_date_time(*report_.evaluated_at));
    } else {
      out_.null();
    }
    out_.end_object();
  }

  void disposition() {
    out_.key("disposition");
    if (!has_disposition(report_)) return out_.null();
    const auto& d = report_.triage.disposition;
    out_.begin_object();
    out_.ready(ready_.acted[d.level]);
    out_.key("atLeast").ready(ready_.levels[d.at_least]);
    out_.key("atMost").ready(ready_.levels[upper_bound(report_)]);
    out_.key("complete").boolean(report_.valid && d.complete);
    out_.key("floors").begin_array();
    for (const auto index : d.floors) {
      out_.ready(ready_.floors[index]);
      cite(rules_.policy.floors[index].sources);
    }
    out_.end_array();
    out_.end_object();
  }

  /// Most stand on one line in the source.
  void condition(std::string_view text) {
    if (is_on_one_line(text)) return out_.text(text);
    out_.text(on_one_line(text));
  }

  void why(const std::vector<triage::Evidence>& evidence) {
    out_.key("why").begin_array();
    for (const auto& e : evidence) {
      out_.begin_object();
      out_.ready(ready_.slots[e.slot]);
      out_.key("state").word(intake::to_string(e.state));
      if (!e.value.empty()) out_.key("value").text(e.value);
      out_.key("condition");
      condition(e.condition);
      out_.key("rule").text(e.rule);
      out_.end_object();
    }
    out_.end_array();
  }

  void red_flags() {
    out_.key("redFlags").begin_array();
    for (const auto& result : report_.triage.flags) {
      const bool shown = report_.valid || result.status == triage::FlagStatus::present;
      if (!shown) continue;
      const auto& flag = ready_.flags[result.flag];
      out_.begin_object();
      out_.ready(flag.id);
      out_.key("status").word(triage::to_string(result.status));
      out_.ready(flag.about);
      why(result.evidence);
      out_.ready(flag.sources);
      cite(rules_.red_flags[result.flag].sources);
      out_.end_object();
    }
    out_.end_array();
  }

  void questions() {
    out_.key("questions").begin_array();
    for (const auto& question : report_.triage.questions) {
      out_.begin_object();
      out_.ready(ready_.slots[question.slot]);
      out_.ready(ready_.questions[rules_.dictionary->item_of_slot(question.slot)]);
      out_.key("state").word(intake::to_string(question.state));
      out_.key("askAgain").boolean(question.ask_again);
      out_.key("decisive").boolean(question.decisive);
      out_.key("stake").ready(ready_.levels[question.stake]);
      out_.key("flags").begin_array();
      for (const auto flag : question.flags) out_.text(rules_.red_flags[flag].id);
      out_.end_array();
      out_.end_object();
    }
    out_.end_array();
  }

  /// Of a finding and its side, the members that name it.
  void finding_reference(const triage::FindingResult& result) {
    out_.ready(ready_.findings[result.finding].id);
    if (result.side != triage::Side::none) out_.key("side").word(triage::to_string(result.side));
  }

  void finding_references(std::string_view name, const std::vector<std::uint32_t>& indices) {
    out_.key(name).begin_array();
    for (const auto index : indices) {
      out_.begin_object();
      finding_reference(report_.triage.findings[index]);
      out_.end_object();
    }
    out_.end_array();
  }

  void findings() {
    out_.key("findings").begin_array();
    for (const auto& result : report_.triage.findings) {
      out_.begin_object();
      finding_reference(result);
      out_.key("status").word(to_string(result.status));
      out_.ready(ready_.findings[result.finding].about);
      const bool shown = result.status == triage::FindingStatus::present ||
                         result.status == triage::FindingStatus::borderline;
      if (shown) shown_finding(result);
      out_.end_object();
    }
    out_.end_array();
  }

  void shown_finding(const triage::FindingResult& result) {
    const auto& finding = ready_.findings[result.finding];
    out_.key("confidence").word(ruleset::to_string(result.confidence));
    out_.ready(finding.explanation);
    why(result.evidence);
    out_.ready(finding.sources);
    cite(rules_.findings[result.finding].sources);
  }

  void range(std::string_view name, const ruleset::Range& range) {
    if (range == ruleset::Range{}) return;
    out_.key(name).begin_array();
    out_.number(range.low);
    out_.number(range.high);
    out_.end_array();
  }

  void dose(const ruleset::Dose& dose) {
    out_.key("dose").begin_object();
    range("holdSeconds", dose.hold_seconds);
    range("repetitions", dose.repetitions);
    range("sets", dose.sets);
    range("minutes", dose.minutes);
    range("perWeek", dose.per_week);
    out_.end_object();
  }

  void phase_and_sides(const pairing::Step& step) {
    out_.key("phase");
    if (step.phase < ready_.phases.size()) {
      out_.ready(ready_.phases[step.phase]);
    } else {
      out_.null();
    }
    out_.key("sides").begin_array();
    for (const auto side : step.sides) {
      if (side != triage::Side::none) out_.word(triage::to_string(side));
    }
    out_.end_array();
  }

  void adapted_by(const std::vector<std::uint32_t>& adaptations) {
    out_.key("adaptedBy").begin_array();
    for (const auto index : adaptations) {
      out_.ready(ready_.adaptations[index]);
      cite(rules_.adaptations[index].sources);
    }
    out_.end_array();
  }

  void step(const pairing::Step& step) {
    const auto& exercise = ready_.exercises[step.exercise];
    out_.begin_object();
    out_.ready(exercise.name);
    out_.ready(exercise.kind);
    phase_and_sides(step);
    out_.ready(exercise.position);
    out_.key("level").word(ruleset::to_string(step.level));
    dose(step.dose);
    out_.key("minutes").number(step.minutes);
    out_.ready(exercise.instructions);
    adapted_by(step.adaptations);
    out_.ready(exercise.sources);
    cite(rules_.exercises[step.exercise].sources);
    out_.end_object();
  }

  void step_reference(std::string_view name, const std::optional<std::uint32_t>& index) {
    out_.key(name);
    if (!index) return out_.null();
    out_.ready(ready_.exercises[report_.programme.steps[*index].exercise].id);
  }

  void pairs() {
    out_.key("pairs").begin_array();
    for (const auto& pair : report_.programme.pairs) {
      out_.begin_object();
      step_reference("stretch", pair.stretch);
      step_reference("strengthening", pair.strengthening);
      finding_references("findings", pair.findings);
      out_.key("reason").text(pair.reason);
      out_.key("baseline").boolean(pair.baseline);
      out_.end_object();
    }
    out_.end_array();
  }

  void programme() {
    const auto& programme = report_.programme;
    out_.key("programme").begin_object();
    out_.key("decision").word(ruleset::to_string(programme.decision));
    out_.key("reason").text(programme.reason);
    if (programme.rule) {
      out_.key("rule").ready(ready_.programme_rules[*programme.rule]);
      cite(rules_.policy.programme[*programme.rule].sources);
    }
    if (programme.decision != ruleset::Decision::withheld) plan();
    out_.end_object();
  }

  /// Of a programme that is not withheld.
  void plan() {
    const auto& programme = report_.programme;
    out_.key("provisional").boolean(programme.provisional);
    out_.key("baseline").boolean(programme.baseline);
    out_.key("level").word(ruleset::to_string(programme.level));
    out_.key("minutesAvailable").number(programme.minutes_available);
    out_.key("minutesPlanned").number(programme.minutes_planned);
    out_.key("steps").begin_array();
    for (const auto& entry : programme.steps) step(entry);
    out_.end_array();
    pairs();
    finding_references("uncovered", programme.uncovered);
    out_.key("givenUp").begin_array();
    for (const auto& sentence : programme.given_up) out_.text(sentence);
    out_.end_array();
    out_.ready(ready_.advice);
    const auto& policy = rules_.policy;
    for (const auto* list :
         {&policy.frequency, &policy.progression, &policy.reassess, &policy.stop_rules}) {
      cite(*list);
    }
  }

  void left_out() {
    out_.key("leftOut").begin_array();
    for (const auto& entry : report_.programme.left_out) {
      out_.begin_object();
      out_.ready(ready_.exercises[entry.exercise].name);
      out_.key("because").word(to_string(entry.why));
      out_.key("reason").text(entry.reason);
      if (entry.contraindication) {
        out_.key("contraindication").ready(ready_.contraindications[*entry.contraindication]);
      }
      why(entry.evidence);
      out_.key("sources").begin_array();
      for (const auto index : entry.sources) out_.ready(ready_.source_ids[index]);
      out_.end_array();
      cite(entry.sources);
      out_.end_object();
    }
    out_.end_array();
  }

  void safety_net() {
    out_.ready(ready_.safety_net);
    cite(rules_.policy.safety_net);
  }

  void issues() {
    out_.key("issues").begin_array();
    for (const auto& issue : report_.triage.issues) {
      out_.begin_object();
      out_.key("kind").word(to_string(issue.kind));
      out_.key("code").word(issue.code);
      out_.key("pointer").text(issue.pointer);
      if (!issue.item.empty()) out_.key("item").text(issue.item);
      out_.key("message").text(issue.message);
      if (!issue.suggestion.empty()) out_.key("suggestion").text(issue.suggestion);
      out_.end_object();
    }
    out_.end_array();
  }

  void sources() {
    out_.key("sources").begin_array();
    for (std::size_t index = 0; index < cited_.size(); ++index) {
      if (cited_[index]) out_.ready(ready_.sources[index]);
    }
    out_.end_array();
  }

  const Report& report_;
  const ruleset::RuleSet& rules_;
  const JsonFragments& ready_;
  JsonWriter out_;
  std::vector<bool> cited_;
};

class JsonRenderer final : public Renderer {
 public:
  JsonRenderer(const RenderOptions& options, std::shared_ptr<const ruleset::RuleSet> rules)
      : red_flags_only_(options.red_flags_only), rules_(std::move(rules)) {
    if (rules_) ready_.emplace(*rules_);
  }

  void append(const Report& report, std::string& out) const override {
    if (ready_ && report.rule_set == rules_) return append(report, *ready_, out);
    append(report, JsonFragments(*report.rule_set), out);
  }

 private:
  void append(const Report& report, const JsonFragments& ready, std::string& out) const {
    JsonReport(report, ready, out).write(red_flags_only_);
    out += '\n';
  }

  bool red_flags_only_;
  std::shared_ptr<const ruleset::RuleSet> rules_;
  std::optional<JsonFragments> ready_;  ///< of `rules_`
};

}  // namespace

std::unique_ptr<Renderer> make_json_renderer(const RenderOptions& options,
                                             std::shared_ptr<const ruleset::RuleSet> rules) {
  return std::make_unique<JsonRenderer>(options, std::move(rules));
}

Result<std::unique_ptr<Renderer>> make_renderer(std::string_view format,
                                                const RenderOptions& options) {
  if (format == "json") return make_json_renderer(options);
  if (format == "text") return make_text_renderer(options);
  return Error{Error::Code::not_found, "expected the format text or json", {}};
}

}  // namespace palpate::rendering
