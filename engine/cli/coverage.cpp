#include "cli/coverage.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "cql/program/reach.hpp"

namespace palpate::cli {

namespace {

/// Assignments that can_matter() tries at most; a condition of twelve parts has 3^12.
constexpr std::size_t assignments_at_most = 600000;

Truth with(const Compound& compound, std::vector<Truth> parts, std::size_t part, Truth value) {
  parts[part] = value;
  return compound.combine(parts);
}

/// Is it this kind of difference: unknown against known, or true against false?
bool differs(Truth a, Truth b, bool with_unknown) {
  return a != b && with_unknown == (a == Truth::unknown || b == Truth::unknown);
}

std::string_view name_of(Truth truth) {
  if (truth == Truth::unknown) return " unknown";
  return truth == Truth::yes ? " true" : " false";
}

std::string row(std::string_view name, std::size_t shown, std::size_t all) {
  std::string line = "  " + std::string(name);
  line.resize(std::max<std::size_t>(line.size(), 52), ' ');
  auto figures = std::to_string(shown);
  if (all > 0) figures += " of " + std::to_string(all);
  return line + figures + "\n";
}

}  // namespace

struct Coverage::Figures {
  std::size_t parts = 0;
  std::size_t outcomes = 0;
  std::size_t outcomes_that_can_be = 0;
  std::size_t compounds = 0;
  std::size_t joined = 0;                          // parts of compounds
  std::array<std::array<std::size_t, 4>, 2> by{};  // [with unknown][Shown]
  std::string missing;
};

Coverage::Coverage(const ruleset::RuleSet& rules) : rules_(rules), program_(*rules.program) {
  for (auto& compound : compounds_of(program_)) {
    const auto parts = compound.parts().size();
    conditions_.push_back({std::move(compound), {}, std::vector<std::set<Truth>>(parts)});
  }
}

Result<Truth> Coverage::outcome(triage::TriageScratch& scratch, cql::NodeId node) const {
  const auto value = scratch.cql().node(node);
  if (!value) return value.error();
  return cql::truth_of(*value);
}

Result<void> Coverage::count(triage::TriageScratch& scratch) {
  const auto& program = scratch.cql().program();
  if (&program != counted_) {
    counted_ = &program;
    compounds_ = compounds_of(program);
  }
  if (compounds_.size() != conditions_.size()) {
    return Error{Error::Code::internal, "a parameter changed which conditions there are", {}};
  }
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    auto& condition = conditions_[i];
    const auto& compound = compounds_[i];
    Parts parts;
    for (const auto part : compound.parts()) {
      const auto value = outcome(scratch, part);
      if (!value) return value.error();
      condition.outcomes[parts.size()].insert(*value);
      parts.push_back(*value);
    }
    const auto whole = outcome(scratch, compound.root());
    if (!whole) return whole.error();
    if (*whole != compound.combine(parts)) {
      return Error{Error::Code::internal, "the coverage measure and the evaluator disagree",
                   place_of(program, compound.root())};
    }
    condition.seen.emplace(std::move(parts), *whole);
  }
  return {};
}

/// A parameter that no case sets.
bool Coverage::is_fixed(const Condition& condition, std::size_t part) const {
  const auto node = condition.compound.parts()[part];
  return program_.node(node).kind == cql::NodeKind::constant && condition.outcomes[part].size() < 2;
}

/// Some case in which another value of the part alone would have changed the outcome.
bool Coverage::varied(const Condition& condition, std::size_t part, bool with_unknown) const {
  for (const auto& [parts, whole] : condition.seen) {
    for (const auto value : all_outcomes) {
      if (differs(parts[part], value, with_unknown) &&
          with(condition.compound, parts, part, value) != whole) {
        return true;
      }
    }
  }
  return false;
}

/// Is there any assignment in which the part decides, given what parameters fix?
bool Coverage::can_matter(const Condition& condition, std::size_t part, bool with_unknown) const {
  const auto& compound = condition.compound;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < compound.parts().size(); ++i) {
    if (!is_fixed(condition, i)) combinations *= 3;
    if (combinations > assignments_at_most) return true;
  }
  if (is_fixed(condition, part) || condition.seen.empty()) return false;
  auto parts = condition.seen.begin()->first;  // holds the fixed values
  for (std::size_t n = 0; n < combinations; ++n) {
    auto rest = n;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (is_fixed(condition, i)) continue;
      parts[i] = all_outcomes[rest % 3];
      rest /= 3;
    }
    const auto whole = compound.combine(parts);
    for (const auto value : all_outcomes) {
      if (differs(parts[part], value, with_unknown) &&
          with(compound, parts, part, value) != whole) {
        return true;
      }
    }
  }
  return false;
}

Coverage::Shown Coverage::shown(const Condition& condition, std::size_t part,
                                bool with_unknown) const {
  const auto& compound = condition.compound;
  for (auto a = condition.seen.begin(); a != condition.seen.end(); ++a) {
    for (auto b = std::next(a); b != condition.seen.end(); ++b) {
      const auto of_a = a->first[part];
      const auto of_b = b->first[part];
      if (a->second == b->second || !differs(of_a, of_b, with_unknown)) continue;
      if (with(compound, a->first, part, of_b) == b->second &&
          with(compound, b->first, part, of_a) == a->second) {
        return Shown::by_cases;
      }
    }
  }
  if (is_fixed(condition, part)) return Shown::cannot_be;
  if (varied(condition, part, with_unknown)) return Shown::by_variation;
  return can_matter(condition, part, with_unknown) ? Shown::not_at_all : Shown::cannot_be;
}

/// Answers that decide whether the questions behind a part are asked at all.
std::vector<std::uint32_t> Coverage::applicability(cql::NodeId part) const {
  std::set<std::uint32_t> out;
  for (const auto slot : cql::reachable_slots(program_, part)) {
    const auto& applies = rules_.item_logic[rules_.dictionary->item_of_slot(slot)].applies;
    if (!applies) continue;
    const auto slots = cql::reachable_slots(program_, program_.definition(*applies).root);
    out.insert(slots.begin(), slots.end());
  }
  return {out.begin(), out.end()};
}

/// Why no two cases can differ in this part alone, as far as it shows.
std::string Coverage::tie(const Condition& condition, std::size_t part) const {
  const auto& parts = condition.compound.parts();
  const auto own = cql::reachable_slots(program_, parts[part]);
  const auto meets = [&](const std::vector<std::uint32_t>& slots) {
    return std::find_first_of(own.begin(), own.end(), slots.begin(), slots.end()) != own.end();
  };
  for (std::size_t other = 0; other < parts.size(); ++other) {
    if (other == part) continue;
    const auto text = text_of(program_, parts[other]);
    if (meets(cql::reachable_slots(program_, parts[other]))) {
      return "; looks at the same answer as " + text;
    }
    if (meets(applicability(parts[other]))) return "; decides whether " + text + " applies";
  }
  return {};
}

std::string Coverage::reason(const Condition& condition, std::size_t part,
                             bool with_unknown) const {
  const auto node = condition.compound.parts()[part];
  if (is_fixed(condition, part)) return "; no case sets this parameter";
  if (program_.node(node).kind == cql::NodeKind::constant) return "; a parameter is never unknown";
  if (!can_matter(condition, part, with_unknown)) return "; a parameter leaves it no say";
  return tie(condition, part);
}

void Coverage::report_outcomes(const Condition& condition, std::size_t part,
                               Figures& figures) const {
  const auto node = condition.compound.parts()[part];
  ++figures.parts;
  std::string missing;
  for (const auto value : all_outcomes) {
    if (condition.outcomes[part].count(value) > 0) {
      ++figures.outcomes;
    } else {
      missing += name_of(value);
    }
  }
  if (missing.empty()) return;
  const bool constant = program_.node(node).kind == cql::NodeKind::constant;
  figures.missing += place_of(program_, node) + ": never" + missing + ": " +
                     text_of(program_, node) + (constant ? "; a parameter is never unknown" : "") +
                     "\n";
}

void Coverage::report_part(const Condition& condition, std::size_t part, bool with_unknown,
                           Figures& figures) const {
  const auto how = shown(condition, part, with_unknown);
  ++figures.by[with_unknown ? 1 : 0][static_cast<std::size_t>(how)];
  if (how == Shown::by_cases) return;
  const auto node = condition.compound.parts()[part];
  figures.missing += place_of(program_, node) + ": " +
                     (how == Shown::by_variation ? "only a variation shows" : "no case shows") +
                     " that " + (with_unknown ? "unknown" : "true or false") +
                     " matters: " + text_of(program_, node) +
                     reason(condition, part, with_unknown) + "\n";
}

std::string Coverage::report() const {
  Figures f;
  for (const auto& condition : conditions_) {
    const auto parts = condition.compound.parts().size();
    for (std::size_t part = 0; part < parts; ++part) report_outcomes(condition, part, f);
    if (parts < 2) continue;
    ++f.compounds;
    f.joined += parts;
    for (std::size_t part = 0; part < parts; ++part) {
      report_part(condition, part, false, f);
      report_part(condition, part, true, f);
    }
  }
  std::string out = f.missing + "\ncoverage of " + std::to_string(f.parts) + " parts of " +
                    std::to_string(conditions_.size()) + " conditions, " +
                    std::to_string(f.compounds) + " of them compound (" + std::to_string(f.joined) +
                    " parts)\n";
  out += row("true, false and unknown seen", f.outcomes, 3 * f.parts);
  for (const std::size_t u : {0U, 1U}) {
    const auto& by = f.by[u];
    out += row(
        u == 0 ? "true or false matters: two cases show it" : "unknown matters: two cases show it",
        by[0], f.joined);
    out += row("    a case and its variation only", by[1], 0);
    out += row("    not shown", by[2], 0);
    out += row("    cannot be, a parameter decides", by[3], 0);
  }
  return out;
}

}  // namespace palpate::cli
