#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/layout.hpp"
#include "render/render.hpp"
#include "render/view.hpp"

// Report → text for a clinician at a terminal: the disposition first, then red flags, what to ask,
// findings, programme, reasons.
namespace palpate::rendering {

namespace {

using triage::FindingStatus;
using triage::FlagStatus;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

std::string count(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

std::string range(const ruleset::Range& r, std::string_view unit) {
  if (r == ruleset::Range{}) return {};
  auto out = std::to_string(r.low);
  if (r.high != r.low) out += "\u2013" + std::to_string(r.high);
  return out + std::string(unit);
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string dose_text(const ruleset::Dose& dose) {
  return join({range(dose.sets, dose.sets.high == 1 ? " set" : " sets"),
               range(dose.repetitions, dose.repetitions.high == 1 ? " time" : " times"),
               dose.hold_seconds == ruleset::Range{} ? std::string()
                                                     : "hold " + range(dose.hold_seconds, " s"),
               range(dose.minutes, " min"), range(dose.per_week, " days a week")},
              ", ");
}

std::string sides_text(const std::vector<triage::Side>& sides) {
  if (sides.empty() || sides.front() == triage::Side::none) return {};
  if (sides.size() == 2) return "each side";
  return std::string(triage::to_string(sides.front())) + " side";
}

class TextReport {
 public:
  TextReport(const Report& report, const RenderOptions& options)
      : report_(report),
        rules_(*report.rule_set),
        options_(options),
        out_(options.width, options.colour) {}

  std::string write() {
    header();
    disposition();
    errors();
    present_flags();
    if (report_.valid) {
      open_flags();
      questions();
      findings();
      programme();
      left_out();
      safety_net();
      ruled_out();
    }
    sources();
    footer();
    return out_.take();
  }

 private:
  const intake::Dictionary& dictionary() const { return *rules_.dictionary; }
  const intake::Item& item(std::uint32_t slot) const {
    return dictionary().items[dictionary().item_of_slot(slot)];
  }
  std::string level(ruleset::LevelIndex index) const { return rules_.levels[index].title; }

  void cite(const std::vector<std::uint32_t>& sources) {
    cited_.insert(sources.begin(), sources.end());
  }

  Style level_style(ruleset::LevelIndex index) const {
    if (index + 1 == rules_.levels.size()) return Style::good;
    return index <= 1 ? Style::alarm : Style::warning;
  }

  void header() {
    auto time = report_.evaluated_at ? format_date_time(*report_.evaluated_at) : std::string();
    if (time.size() > 16) time = time.substr(0, 10) + " " + time.substr(11, 5);
    const auto status = rules_.status == ruleset::Status::active
                            ? std::string()
                            : " (" + std::string(ruleset::to_string(rules_.status)) + ")";
    out_.spread("", rules_.title, rules_.id + " " + rules_.version + status, Style::heading);
    out_.spread("", "Assessment " + report_.assessment_id, time, Style::faint);
  }

  void disposition() {
    out_.blank();
    if (!has_disposition(report_)) {
      out_.paragraph("", "NO DISPOSITION: the assessment has errors.", Style::alarm);
      return;
    }
    const auto& d = report_.triage.disposition;
    const auto& acted = rules_.levels[d.level];
    out_.paragraph("", upper(acted.title) + ": " + acted.timeframe, level_style(d.level));
    const auto least = level(d.at_least);
    const auto most = level(upper_bound(report_));
    if (!report_.valid) {
      out_.paragraph("  ", "The assessment has errors: this may be worse than it looks.");
    } else if (least == most) {
      out_.paragraph("  ", d.complete ? "Settled: no open question can change it."
                                      : "No open question can change the level.");
    } else if (only_examination_is_open()) {
      out_.paragraph("  ",
                     "Every question for the patient is answered. Only an examination or a "
                     "record could still show up to " +
                         most + ".");
    } else {
      out_.paragraph("  ", "At least " + least + "; could be as urgent as " + most +
                               " until the open questions are answered.");
    }
    for (const auto index : d.floors) {
      const auto& floor = rules_.policy.floors[index];
      out_.paragraph("  Raised: ", floor.reason);
      cite(floor.sources);
    }
  }

  /// No undetermined flag waits for the patient, or for a must-ask or should-ask item.
  bool only_examination_is_open() const {
    return std::all_of(report_.triage.flags.begin(), report_.triage.flags.end(), [&](auto& flag) {
      return std::all_of(flag.waits_for.begin(), flag.waits_for.end(), [&](std::uint32_t slot) {
        return item(slot).tier == intake::Tier::optional &&
               item(slot).asked_of != intake::AskedOf::patient;
      });
    });
  }

  /// The answers still missing could change the level that people act on.
  bool level_is_open() const {
    return report_.triage.disposition.at_most < report_.triage.disposition.at_least;
  }

  void errors() {
    if (report_.triage.issues.empty()) return;
    out_.section(report_.valid ? "CHECK THESE ANSWERS" : "ERRORS IN THE ASSESSMENT");
    for (const auto& issue : report_.triage.issues) {
      const auto place =
          issue.pointer.starts_with(answers) ? issue.pointer.substr(answers.size()) : issue.pointer;
      out_.paragraph("  - ", (place.empty() ? "" : place + ": ") + issue.message +
                                 (issue.suggestion.empty() ? "" : " (" + issue.suggestion + ")"));
    }
  }

  /// Each answer once, whatever number of conditions looked at it.
  std::string reasons(const std::vector<triage::Evidence>& evidence) const {
    std::vector<std::string> parts;
    for (const auto& e : evidence) {
      const auto part =
          triage::slot_name(dictionary(), e.slot) + ": " + answer_text(dictionary(), e);
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    }
    return join(parts, "; ");
  }

  void present_flags() {
    bool any = false;
    for (const auto& result : report_.triage.flags) {
      if (result.status != FlagStatus::present) continue;
      if (!any) out_.section("RED FLAGS");
      any = true;
      const auto& flag = rules_.red_flags[result.flag];
      out_.spread("  ! ", flag.title, level(flag.level), level_style(flag.level));
      out_.paragraph("    Do:  ", flag.action);
      out_.paragraph("    Why: ", reasons(result.evidence));
      if (!flag.safety_net.empty()) out_.paragraph("    Tell the patient: ", flag.safety_net);
      cite(flag.sources);
    }
    if (!any && report_.valid) {
      out_.section("RED FLAGS");
      out_.paragraph("  ", "None present in the answers given.");
    }
  }

  void open_flags() {
    std::vector<const triage::FlagResult*> open;
    for (const auto& result : report_.triage.flags) {
      if (result.status == FlagStatus::undetermined) open.push_back(&result);
    }
    if (open.empty()) return;
    std::stable_sort(open.begin(), open.end(), [&](const auto* a, const auto* b) {
      return rules_.red_flags[a->flag].level < rules_.red_flags[b->flag].level;
    });
    out_.paragraph("  ", "Not ruled out: " + counts_by_level(open) + ".");
    if (!level_is_open() && !options_.full) return;
    const auto listed = options_.full ? open.size() : std::min(open.size(), open_flags_shown);
    for (std::size_t i = 0; i < listed; ++i) {
      const auto& flag = rules_.red_flags[open[i]->flag];
      out_.spread("  ? ", flag.title, level(flag.level));
    }
    if (listed < open.size()) {
      out_.paragraph("  ? ",
                     "and " + std::to_string(open.size() - listed) + " more (--full lists them)");
    }
  }

  std::string counts_by_level(const std::vector<const triage::FlagResult*>& open) const {
    std::vector<std::string> parts;
    for (std::uint32_t index = 0; index < rules_.levels.size(); ++index) {
      const auto number = std::count_if(open.begin(), open.end(), [&](const auto* result) {
        return rules_.red_flags[result->flag].level == index;
      });
      if (number > 0) parts.push_back(std::to_string(number) + " " + level(index));
    }
    return join(parts, ", ");
  }

  void questions() {
    const auto& all = report_.triage.questions;
    if (all.empty()) return;
    out_.section("ASK NEXT");
    if (!level_is_open() && !options_.full) {
      out_.paragraph("  ", "Nothing that could change the level. For the other flags, " +
                               count(all.size(), "question is", "questions are") + " open.");
      return;
    }
    std::size_t shown = 0;
    std::size_t elsewhere = 0;
    for (const auto& question : all) {
      if (!question.ask_again) {
        ++elsewhere;
        continue;
      }
      if (shown == questions_shown) continue;
      ++shown;
      const auto& asked = item(question.slot);
      const auto side = dictionary().side_of_slot(question.slot);
      out_.paragraph("  " + std::to_string(shown) + ". ",
                     asked.question + (side.empty() ? "" : " (" + std::string(side) + ")"));
      out_.paragraph("     ",
                     std::string(intake::to_string(asked.tier)) + ", " +
                         std::string(intake::to_string(asked.asked_of)) + "; " +
                         (question.decisive ? "one answer can settle: " : "bears on: ") +
                         level(question.stake),
                     Style::faint);
    }
    const auto askable = all.size() - elsewhere;
    if (askable > shown) {
      out_.paragraph("  ",
                     "and " + count(askable - shown, "more question", "more questions") + ".");
    }
    if (elsewhere > 0) not_to_ask_again();
  }

  void not_to_ask_again() {
    std::vector<std::string> names;
    for (const auto& question : report_.triage.questions) {
      if (!question.ask_again) names.push_back(triage::slot_name(dictionary(), question.slot));
    }
    out_.paragraph("  Examine or look up instead of asking: ", join(names, ", "));
  }

  void findings() {
    bool any = false;
    for (const auto& result : report_.triage.findings) {
      const bool shown =
          result.status == FindingStatus::present || result.status == FindingStatus::borderline;
      if (!shown) continue;
      if (!any) out_.section("FINDINGS");
      any = true;
      const auto& finding = rules_.findings[result.finding];
      auto title = finding.title;
      if (result.side != triage::Side::none) {
        title += ", " + std::string(triage::to_string(result.side));
      }
      const auto confidence = std::string(ruleset::to_string(result.confidence)) + " confidence";
      out_.spread("  - ", title,
                  result.status == FindingStatus::borderline ? "borderline" : confidence);
      if (!result.evidence.empty()) {
        out_.paragraph("    ", reasons(result.evidence), Style::faint);
      }
      cite(finding.sources);
    }
  }

  void programme() {
    const auto& programme = report_.programme;
    switch (programme.decision) {
      case ruleset::Decision::withheld:
        out_.section("NO PROGRAMME");
        out_.paragraph("  ", programme.reason);
        cite_rule();
        return;
      case ruleset::Decision::restricted:
        out_.section(programme.provisional ? "PROGRAMME (restricted, provisional)"
                                           : "PROGRAMME (restricted)");
        out_.paragraph("  ", programme.reason, Style::warning);
        break;
      case ruleset::Decision::full:
        out_.section("PROGRAMME");
        break;
    }
    cite_rule();
    out_.paragraph("  ", std::to_string(programme.minutes_planned) + " of " +
                             std::to_string(programme.minutes_available) + " minutes, level " +
                             std::string(ruleset::to_string(programme.level)) +
                             (programme.baseline ? "; a general plan, since no test points to a "
                                                   "muscle"
                                                 : ""));
    steps();
    pairs();
    for (const auto& sentence : programme.given_up) out_.paragraph("  Given up: ", sentence);
    advice("  Frequency:   ", rules_.policy.frequency);
    advice("  Progression: ", rules_.policy.progression);
    advice("  Re-assess:   ", rules_.policy.reassess);
    advice("  Stop if:     ", rules_.policy.stop_rules);
  }

  void cite_rule() {
    if (report_.programme.rule) {
      cite(rules_.policy.programme[*report_.programme.rule].sources);
    }
  }

  void steps() {
    std::size_t number = 0;
    std::uint32_t phase = UINT32_MAX;
    for (const auto& step : report_.programme.steps) {
      if (step.phase != phase && step.phase < rules_.policy.phases.size()) {
        out_.paragraph("  ", rules_.policy.phases[step.phase].title, Style::heading);
      }
      phase = step.phase;
      const auto& exercise = rules_.exercises[step.exercise];
      ++number;
      const auto lead = "  " + std::string(number < 10 ? " " : "") + std::to_string(number) + ". ";
      out_.paragraph(lead, join({exercise.name, sides_text(step.sides)}, ", "));
      out_.paragraph("      ", join({dose_text(step.dose), join(exercise.equipment, ", ")}, "; "));
      out_.paragraph("      ", join(exercise.steps, " "), Style::faint);
      for (const auto& caution : exercise.cautions) out_.paragraph("      ! ", caution);
      for (const auto index : step.adaptations) {
        out_.paragraph("      adapted: ", rules_.adaptations[index].reason);
        cite(rules_.adaptations[index].sources);
      }
      cite(exercise.sources);
    }
  }

  std::string step_number(const std::optional<std::uint32_t>& index) const {
    return index ? std::to_string(*index + 1) : std::string();
  }

  void pairs() {
    if (report_.programme.pairs.empty()) return;
    out_.paragraph("  ", "What belongs together, and why", Style::heading);
    for (const auto& pair : report_.programme.pairs) {
      const auto both = join({step_number(pair.stretch), step_number(pair.strengthening)}, "+");
      out_.paragraph("   " + both + (both.size() < 4 ? std::string(4 - both.size(), ' ') : " "),
                     pair.reason);
    }
  }

  void advice(std::string_view lead, const std::vector<ruleset::Advice>& list,
              bool label_once = true) {
    std::string first(lead);
    for (const auto& entry : list) {
      out_.paragraph(first, entry.text);
      if (label_once) first = std::string(columns(lead), ' ');
      cite(entry.sources);
    }
  }

  /// One line a reason: exercises that share it stand together.
  void left_out() {
    if (report_.programme.left_out.empty()) return;
    out_.section("LEFT OUT");
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> by_reason;
    std::vector<std::pair<std::string, std::string>> order;
    for (const auto& entry : report_.programme.left_out) {
      auto why = entry.reason;
      if (entry.why == pairing::LeftOut::Why::undetermined)
        why = "Not known whether it is safe. " + why;
      std::pair key(why, open_answers(entry));
      auto& names = by_reason[key];
      if (names.empty()) order.push_back(key);
      names.push_back(rules_.exercises[entry.exercise].name);
      cite(entry.sources);
    }
    for (const auto& key : order) {
      out_.paragraph("  - ", join(by_reason[key], ", "));
      out_.paragraph("    ", key.first, Style::faint);
      if (!key.second.empty())
        out_.paragraph("    Would be released by: ", key.second, Style::faint);
    }
  }

  std::string open_answers(const pairing::LeftOut& entry) const {
    std::vector<std::string> names;
    for (const auto& e : entry.evidence) {
      if (!e.value.empty()) continue;
      auto name = triage::slot_name(dictionary(), e.slot);
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    return join(names, ", ");
  }

  void safety_net() {
    if (rules_.policy.safety_net.empty()) return;
    out_.section("SAFETY NET");
    advice("  - ", rules_.policy.safety_net, false);
  }

  void ruled_out() {
    std::vector<const triage::FlagResult*> absent;
    for (const auto& result : report_.triage.flags) {
      if (result.status == FlagStatus::absent) absent.push_back(&result);
    }
    if (absent.empty()) return;
    out_.section("ANSWERED, AND NOT FOUND");
    if (!options_.full) {
      out_.paragraph("  ", count(absent.size(), "flag", "flags") +
                               " (--full lists them with the answers that decided).");
      return;
    }
    for (const auto* result : absent) {
      auto why = reasons(result->evidence);
      if (why.empty()) why = "by the rule set's parameters";
      out_.paragraph("  - ", rules_.red_flags[result->flag].title + ": " + why, Style::faint);
    }
  }

  void sources() {
    if (cited_.empty()) return;
    out_.section("SOURCES");
    for (const auto index : cited_) {
      const auto& source = rules_.sources[index];
      out_.paragraph("  - ", source.citation + (source.verified ? "" : " (not yet verified)"),
                     Style::faint);
    }
  }

  void footer() {
    out_.blank();
    if (rules_.status == ruleset::Status::draft) {
      out_.paragraph("", "This rule set is a draft: its content awaits clinical sign-off.",
                     Style::warning);
    }
    out_.paragraph("",
                   "palpate " + report_.engine_version + ", rules sha256 " +
                       rules_.digest.substr(0, 16) + "\u2026, assessment sha256 " +
                       report_.assessment_digest.substr(0, 16) + "\u2026",
                   Style::faint);
  }

  static constexpr std::string_view answers = "/answers/";
  static constexpr std::size_t questions_shown = 5;
  static constexpr std::size_t open_flags_shown = 6;
  const Report& report_;
  const ruleset::RuleSet& rules_;
  RenderOptions options_;
  Layout out_;
  std::set<std::uint32_t> cited_;
};

class TextRenderer final : public Renderer {
 public:
  explicit TextRenderer(const RenderOptions& options) : options_(options) {}
  void append(const Report& report, std::string& out) const override {
    out += TextReport(report, options_).write();
  }

 private:
  RenderOptions options_;
};

}  // namespace

std::unique_ptr<Renderer> make_text_renderer(const RenderOptions& options) {
  return std::make_unique<TextRenderer>(options);
}

}  // namespace palpate::rendering
