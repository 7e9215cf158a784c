#include "cli/evidence_page.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "cli/condition_words.hpp"
#include "value/print.hpp"

namespace palpate::cli {

namespace {

using ruleset::Range;
using ruleset::RuleSet;

std::string number(std::size_t n) { return std::to_string(n); }

/// "Vigotsky AD et al. 2016" of a citation: up to its year, else its first words.
std::string short_name(const ruleset::Source& source) {
  const auto& text = source.citation;
  for (std::size_t i = 0; i + 4 <= text.size() && i < 60; ++i) {
    const bool year = (text.compare(i, 2, "19") == 0 || text.compare(i, 2, "20") == 0) &&
                      text[i + 2] >= '0' && text[i + 2] <= '9' && text[i + 3] >= '0' &&
                      text[i + 3] <= '9';
    if (year) return text.substr(0, i + 4);
  }
  constexpr std::size_t longest = 48;
  auto end = text.find_first_of(".,;(");
  if (end > longest) end = text.rfind(' ', longest);
  auto name = text.substr(0, end);
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

std::string range(const Range& r) {
  return r.low == r.high ? number(r.low) : number(r.low) + "–" + number(r.high);
}

std::string dose(const ruleset::Dose& d) {
  std::string out;
  const auto add = [&](const Range& r, const std::string& before, const std::string& after) {
    if (r == Range{}) return;
    out += (out.empty() ? "" : ", ") + before + range(r) + after;
  };
  add(d.sets, "", d.sets.high == 1 ? " set" : " sets");
  add(d.repetitions, "", "×");
  add(d.hold_seconds, "hold ", " s");
  add(d.minutes, "", " min");
  add(d.per_week, "", "/week");
  return out;
}

class Page {
 public:
  explicit Page(const RuleSet& rules) : rules_(rules), words_(rules) {}

  std::string write() {
    head();
    flags();
    findings();
    contraindications();
    adaptations();
    policy();
    exercises();
    named_conditions();
    parameters();
    sources();
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }
  void paragraph(const std::string& text) { out_ += text + "\n\n"; }
  void heading(int level, const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(level), '#') + " " + text + "\n\n";
  }

  std::string cite(const std::vector<std::uint32_t>& list) {
    std::string out;
    for (const auto index : list) {
      const auto& source = rules_.sources[index];
      out += (out.empty() ? "" : "; ") + std::string("[") + short_name(source) + "](#" +
             anchor(source.id) + ")" + (source.verified ? "" : " *(not verified)*");
    }
    return out.empty() ? "none" : out;
  }
  void cited(const std::vector<std::uint32_t>& list, const std::string& by) {
    for (const auto index : list) used_[index].insert(by);
    line("Sources: " + cite(list) + "\n");
  }
  void condition(cql::DefinitionId definition) {
    shown_.push_back(definition);
    line(words_.list(definition));
  }

  void head() {
    std::size_t verified = 0;
    for (const auto& source : rules_.sources) verified += source.verified ? 1U : 0U;
    heading(1, "Evidence behind " + rules_.reference());
    paragraph("What the rule set *" + rules_.title +
              "* claims, and what each claim rests on. This page is made from the rule set by "
              "`palpate evidence`; it is not edited by hand.");
    paragraph("Status: **" + std::string(ruleset::to_string(rules_.status)) + "**. " +
              number(rules_.red_flags.size()) + " red flags, " + number(rules_.findings.size()) +
              " findings, " + number(rules_.contraindications.size()) + " contraindications, " +
              number(rules_.exercises.size()) + " exercises, " + number(rules_.sources.size()) +
              " sources, of which " + number(verified) +
              " were seen to say what they are cited for and " +
              number(rules_.sources.size() - verified) +
              " await a check: these are marked *(not "
              "verified)* wherever they are cited.");
    paragraph(
        "How to read the conditions: a question in quotes with *yes* or *no* is that answer. "
        "An unanswered question leaves a condition open; it never counts as *no*. Links lead "
        "to conditions that several rules share. Thresholds are those of this version; a "
        "site can change the ones under [Settings](#settings).");
    paragraph(
        "Contents: [Red flags](#red-flags) · [Findings](#findings) · "
        "[Contraindications](#contraindications) · [Adaptations](#adaptations) · "
        "[Policy](#policy) · [Exercises](#exercises) · [Shared conditions]"
        "(#shared-conditions) · [Settings](#settings) · [Sources](#sources)");
  }

  void flags() {
    heading(2, "Red flags");
    for (std::uint32_t level = 0; level < rules_.levels.size(); ++level) {
      const auto here = std::count_if(rules_.red_flags.begin(), rules_.red_flags.end(),
                                      [&](const auto& flag) { return flag.level == level; });
      if (here == 0) continue;
      heading(3, rules_.levels[level].title + ": " + rules_.levels[level].timeframe);
      for (const auto& flag : rules_.red_flags) {
        if (flag.level == level) write_flag(flag);
      }
    }
  }
  void write_flag(const ruleset::RedFlag& flag) {
    heading(4, flag.title);
    condition(flag.definition);
    paragraph("What to do: " + flag.action);
    if (!flag.safety_net.empty()) paragraph("Told to the patient: " + flag.safety_net);
    cited(flag.sources, "red flag `" + flag.id + "`");
  }

  void findings() {
    heading(2, "Findings");
    for (const auto& finding : rules_.findings) {
      heading(3, finding.title);
      paragraph(
          finding.explanation +
          (finding.sided ? " Left and right are judged apart; the left stands for both." : ""));
      condition(finding.definition);
      if (finding.grey_zone) {
        line("Near the cut-off, so uncertain:\n");
        condition(*finding.grey_zone);
      }
      paragraph("Confidence: " + std::string(ruleset::to_string(finding.confidence)) +
                (finding.lowered_by ? "; lower while this holds or is not known: " +
                                          rules_.program->definition(*finding.lowered_by).name
                                    : ""));
      if (finding.lowered_by) condition(*finding.lowered_by);
      cited(finding.sources, "finding `" + finding.id + "`");
    }
  }

  void contraindications() {
    heading(2, "Contraindications");
    paragraph("An exercise is left out while the condition holds **or is not known**.");
    for (const auto& rule : rules_.contraindications) {
      heading(3, rules_.program->definition(rule.definition).name + " (" + rule.id + ")");
      paragraph(rule.reason);
      condition(rule.definition);
      paragraph("Left out: " + left_out(rule));
      cited(rule.sources, "contraindication `" + rule.id + "`");
    }
  }
  std::string left_out(const ruleset::Contraindication& rule) const {
    std::string out;
    for (const auto& exercise : rules_.exercises) {
      const bool hit = rule.excludes_all ||
                       std::any_of(exercise.tags.begin(), exercise.tags.end(), [&](auto tag) {
                         return std::find(rule.excludes.begin(), rule.excludes.end(), tag) !=
                                rule.excludes.end();
                       });
      if (hit) out += (out.empty() ? "" : ", ") + exercise.name;
    }
    return out + ".";
  }

  void adaptations() {
    heading(2, "Adaptations");
    for (const auto& rule : rules_.adaptations) {
      heading(3, rules_.program->definition(rule.when).name + " (" + rule.id + ")");
      paragraph(rule.reason);
      condition(rule.when);
      for (const auto& change : rule.changes) line("- " + describe(change));
      line("");
      cited(rule.sources, "adaptation `" + rule.id + "`");
    }
  }
  std::string selected(const ruleset::Change& change) const {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    for (const auto kind : change.kinds) add(std::string(ruleset::to_string(kind)));
    for (const auto tag : change.tags) add("*" + rules_.tags[tag].meaning + "*");
    for (const auto position : change.positions) {
      add("*" + rules_.positions[position].meaning + "*");
    }
    for (const auto exercise : change.exercises) add(rules_.exercises[exercise].name);
    return out.empty() ? "all exercises" : out;
  }
  std::string describe(const ruleset::Change& change) const {
    using Act = ruleset::Change::Act;
    const auto what = selected(change);
    if (change.act == Act::withhold) return "left out: " + what;
    if (change.act == Act::replace) {
      return rules_.exercises[*change.replacement].name + " instead of " + what;
    }
    ruleset::Dose d;
    d.hold_seconds = change.hold_seconds.value_or(Range{});
    d.repetitions = change.repetitions.value_or(Range{});
    d.sets = change.sets.value_or(Range{});
    d.minutes = change.minutes.value_or(Range{});
    d.per_week = change.per_week.value_or(Range{});
    return what + ": " + (change.act == Act::limit ? "within " : "") + dose(d);
  }

  void policy() {
    heading(2, "Policy");
    heading(3, "Open questions that raise the level");
    for (const auto& floor : rules_.policy.floors) {
      paragraph("**To " + rules_.levels[floor.raises_to].title + "** (`" + floor.id + "`). " +
                floor.reason);
      if (floor.definition) condition(*floor.definition);
      cited(floor.sources, "floor `" + floor.id + "`");
    }
    heading(3, "Whether there is a programme");
    paragraph("The first of these that holds decides; where none holds, the programme is full.");
    for (const auto& rule : rules_.policy.programme) {
      paragraph("**" + std::string(ruleset::to_string(rule.decision)) + "** (`" + rule.id + "`). " +
                rule.reason);
      if (rule.definition) condition(*rule.definition);
      cited(rule.sources, "programme rule `" + rule.id + "`");
    }
    advice("How often", rules_.policy.frequency);
    advice("Progression", rules_.policy.progression);
    advice("Re-assessment", rules_.policy.reassess);
    advice("Stop rules", rules_.policy.stop_rules);
    advice("Safety net", rules_.policy.safety_net);
  }
  void advice(const std::string& title, const std::vector<ruleset::Advice>& list) {
    heading(3, title);
    for (const auto& entry : list) {
      for (const auto index : entry.sources) used_[index].insert("policy, " + title);
      line("- " + entry.text + " (" + cite(entry.sources) + ")");
    }
    line("");
  }

  void exercises() {
    heading(2, "Exercises");
    paragraph(
        "Doses before adaptation, a side where the exercise has sides. A dash: no form of it "
        "at that level.");
    line("| exercise | kind | beginner | intermediate | advanced | sources |");
    line("|---|---|---|---|---|---|");
    for (const auto& exercise : rules_.exercises) {
      std::string row = "| " + exercise.name + " | " + std::string(to_string(exercise.kind)) + " |";
      for (std::size_t level = 0; level < 3; ++level) {
        row += " " + (exercise.offered[level] ? dose(exercise.dose[level]) : "–") + " |";
      }
      std::string ids;
      for (const auto index : exercise.sources) {
        const auto& id = rules_.sources[index].id;
        ids += (ids.empty() ? "" : ", ") + std::string("[") + id + "](#" + anchor(id) + ")" +
               (rules_.sources[index].verified ? "" : " *(not verified)*");
      }
      line(row + " " + ids + " |");
      for (const auto index : exercise.sources) {
        used_[index].insert("exercise `" + exercise.id + "`");
      }
    }
    line("");
  }

  void named_conditions() {
    heading(2, "Shared conditions");
    for (const auto definition : words_.linked(shown_)) {
      heading(3, "Condition: " + rules_.program->definition(definition).name);
      line(words_.list(definition));
    }
  }

  void parameters() {
    heading(2, "Settings");
    line("| setting | value in this version |");
    line("|---|---|");
    for (const auto& parameter : rules_.program->parameters()) {
      line("| " + parameter.name + " | `" + to_cql(parameter.value) + "` |");
    }
    line("");
  }

  void sources() {
    heading(2, "Sources");
    for (std::uint32_t i = 0; i < rules_.sources.size(); ++i) {
      const auto& source = rules_.sources[i];
      heading(3, source.id);
      paragraph(source.citation + (source.url.empty() ? "" : ". <" + source.url + ">"));
      line("- " + std::string(source.verified ? "Verified" : "**Not verified**") + "; " +
           source.strength);
      line("- Cited for: " + source.supports);
      line("- Read: " + source.read);
      std::string by;
      for (const auto& name : used_[i]) by += (by.empty() ? "" : ", ") + name;
      line("- Used by: " + (by.empty() ? "questions or relations only" : by) + "\n");
    }
    while (out_.size() > 1 && out_.compare(out_.size() - 2, 2, "\n\n") == 0) out_.pop_back();
  }

  const RuleSet& rules_;
  ConditionWords words_;
  std::string out_;
  std::vector<cql::DefinitionId> shown_;
  std::map<std::uint32_t, std::set<std::string>> used_;
};

}  // namespace

std::string evidence_page(const RuleSet& rules) { return Page(rules).write(); }

}  // namespace palpate::cli
