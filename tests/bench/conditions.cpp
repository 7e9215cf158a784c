#include "bench/conditions.hpp"

#include <array>

namespace palpate::bench {

const std::string_view model_text = R"({
  "context": "P",
  "elements": {
    "yes": "Boolean", "no": "Boolean", "unasked": "Boolean",
    "age": "Integer", "days": "Integer", "total": "Long", "score": "Decimal",
    "temperature": {"type": "Quantity", "unit": "Cel"},
    "weight": {"type": "Quantity", "unit": "kg"},
    "pain": {"type": "String", "options": ["none", "mild", "severe"]},
    "born": "Date", "onset": "Date", "seen": "DateTime", "at": "Time",
    "range": "Interval<Integer>", "stay": "Interval<Date>",
    "scores": "List<Integer>", "places": "List<String>",
    "reason": "Code"
  }
})";

const std::string_view record_text = R"({
  "yes": true, "no": false, "age": 62, "days": 20, "total": 5000000000, "score": 7.25,
  "temperature": 38.5, "weight": 80.5, "pain": "severe",
  "born": "1963-05-20", "onset": "2025-12", "seen": "2026-01-15T09:30:00+00:00", "at": "09:30",
  "range": {"low": 1, "high": 100}, "stay": {"low": "2026-01-01", "high": "2026-01-15"},
  "scores": [3, 1, 4, 1, 5, 9, 2, 6], "places": ["low_back", "buttock", "leg"],
  "reason": {"code": "M54.5", "system": "urn:icd10"}
})";

namespace {

int truth(std::optional<bool> value) { return value ? int{*value} : -1; }

int both(const Plain& p) {
  if (p.yes == false || p.unasked == false) return 0;
  return p.yes && p.unasked ? 1 : -1;
}
int either(const Plain& p) {
  if (p.no == true || p.unasked == true || p.yes == true) return 1;
  return p.no && p.unasked && p.yes ? 0 : -1;
}
int not_no(const Plain& p) { return p.no ? int{!*p.no} : -1; }
int older(const Plain& p) { return p.age ? int{*p.age > 50} : -1; }
int fever(const Plain& p) { return p.celsius ? int{*p.celsius >= 38.0} : -1; }
int severe(const Plain& p) { return p.pain ? int{*p.pain == "severe"} : -1; }
int old_and_long(const Plain& p) {
  const auto old = p.age ? std::optional(*p.age > 50) : std::nullopt;
  const auto chronic = p.days ? std::optional(*p.days >= 14) : std::nullopt;
  if (old == false || chronic == false) return 0;
  return old && chronic ? 1 : -1;
}
int sum(const Plain& p) {
  if (!p.age || !p.days) return -1;
  std::int32_t result = 0;
  return __builtin_add_overflow(*p.age, *p.days, &result) ? -1 : int{result > 70};
}
int between(const Plain& p) { return p.age ? int{*p.age >= 18 && *p.age <= 65} : -1; }
int is_known(const Plain& p) { return truth(!p.unasked.has_value()); }

constexpr std::array all = {
    Condition{"(nothing)", "P.yes", [](const Plain& p) { return truth(p.yes); }},
    Condition{"logical", "P.yes and P.unasked", both},
    Condition{"logical", "P.no or P.unasked or P.yes", either},
    Condition{"logical", "not P.no", not_no},
    Condition{"logical", "P.age > 50 and P.days >= 14", old_and_long},
    Condition{"nullological", "P.unasked is null", is_known},
    Condition{"comparison", "P.age > 50", older},
    Condition{"comparison", "P.age between 18 and 65", between},
    Condition{"comparison", "P.pain = 'severe'", severe},
    Condition{"comparison", "P.temperature >= 38.0 'Cel'", fever},
    Condition{"comparison", "P.temperature >= 100.4 '[degF]'", fever},
    Condition{"arithmetic", "P.age + P.days > 70", sum},
    Condition{"arithmetic", "P.score * 2.5 > 10.0"},
    Condition{"arithmetic", "P.weight / 2 > 40 'kg'"},
    Condition{"arithmetic", "Round(P.score) = 7.0"},
    Condition{"string", "StartsWith(P.pain, 'sev')"},
    Condition{"string", "Length(P.pain) > 3"},
    Condition{"string", "Upper(P.pain) = 'SEVERE'"},
    Condition{"string", "Matches(P.pain, 'sev.*')"},
    Condition{"date/time", "P.born before @2000-01-01"},
    Condition{"date/time", "P.onset same month or before P.born"},
    Condition{"date/time", "days between P.born and @2026-01-15 > 10000"},
    Condition{"date/time", "P.seen + 3 days > @2026-01-16T00:00:00.0+00:00"},
    Condition{"date/time", "month from P.born = 5"},
    Condition{"interval", "P.age in P.range"},
    Condition{"interval", "P.stay overlaps Interval[@2026-01-10, @2026-02-01]"},
    Condition{"interval", "start of P.stay before @2026-01-05"},
    Condition{"list", "'leg' in P.places"},
    Condition{"list", "exists P.places"},
    Condition{"list", "First(P.scores) = 3"},
    Condition{"list", "P.scores[4] = 5"},
    Condition{"aggregate", "Sum(P.scores) > 30"},
    Condition{"aggregate", "Max(P.scores) = 9"},
    Condition{"aggregate", "Count(P.scores) = 8"},
    Condition{"clinical", "CalculateAgeInYearsAt(P.born, @2026-01-15) >= 60"},
    Condition{"clinical", "P.reason ~ Code { code: 'M54.5', system: 'urn:icd10' }"},
    Condition{"clinical", "convert P.weight to 'g' > 80000 'g'"},
    Condition{"query", "exists (P.scores S where S > 5)"},
    Condition{"query", "(P.scores S return S * 2) contains 18"},
    Condition{"query", "(P.scores S aggregate A starting 0: A + S) > 30"},
    Condition{"type", "(P.age as Integer) > 50", older},
    Condition{"type", "ToDecimal(P.age) > 50.5"},
    Condition{"conditional", "if P.age > 50 then P.yes else P.no"},
};

}  // namespace

std::span<const Condition> conditions() { return all; }

}  // namespace palpate::bench
