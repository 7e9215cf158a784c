// Clinical operators: https://cql.hl7.org/09-b-cqlreference.html#clinical-operators-3
// Ages are durations, so an imprecise birth date gives an uncertain age. Codes are looked up in
// terminology.cpp.
#include "cql/operators/date_time.hpp"
#include "cql/operators/table.hpp"
#include "cql/operators/terminology.hpp"
#include "cql/operators/time_units.hpp"

namespace palpate::cql {
namespace {

/// As of the evaluation's date, or moment where the birth date is one.
Value as_of_now(const Invocation& call) {
  const Temporal now = call.session.now();
  return call.operands[0].is(Value::Kind::date) ? Value::date(date_time::date_of(now))
                                                : Value::date_time(now);
}

template <Precision unit>
Value age(const Invocation& call) {
  const Value as_of = call.operands.size() > 1 ? call.operands[1] : as_of_now(call);
  return whole_periods(
      elapsed(call.operands[0], as_of, unit, call.session.compare_context().default_offset));
}

constexpr auto null_in = NullRule::propagates;
// Of a code that is null CQL says that it is no member.
constexpr auto reads = NullRule::reads_null;
namespace fn = terminology;
constexpr std::string_view systems = "in-codesystem";
constexpr std::string_view value_sets = "in-valueset";
constexpr std::string_view now_anchor = "calculateage";
constexpr std::string_view at_anchor = "calculateageat";
constexpr std::string_view date = "Date -> Integer";
constexpr std::string_view date_time = "DateTime -> Integer";
constexpr std::string_view two_dates = "Date, Date -> Integer";
constexpr std::string_view two_date_times = "DateTime, DateTime -> Integer";

constexpr auto years = age<Precision::year>;
constexpr auto months = age<Precision::month>;
constexpr auto weeks = age<Precision::week>;
constexpr auto days = age<Precision::day>;
constexpr auto hours = age<Precision::hour>;
constexpr auto minutes = age<Precision::minute>;
constexpr auto seconds = age<Precision::second>;

constexpr OverloadDeclaration declarations[] = {
    {"CalculateAgeInYears", date, null_in, years, true, now_anchor},
    {"CalculateAgeInYears", date_time, null_in, years, true, now_anchor},
    {"CalculateAgeInMonths", date, null_in, months, true, now_anchor},
    {"CalculateAgeInMonths", date_time, null_in, months, true, now_anchor},
    {"CalculateAgeInWeeks", date, null_in, weeks, true, now_anchor},
    {"CalculateAgeInWeeks", date_time, null_in, weeks, true, now_anchor},
    {"CalculateAgeInDays", date, null_in, days, true, now_anchor},
    {"CalculateAgeInDays", date_time, null_in, days, true, now_anchor},
    {"CalculateAgeInHours", date_time, null_in, hours, true, now_anchor},
    {"CalculateAgeInMinutes", date_time, null_in, minutes, true, now_anchor},
    {"CalculateAgeInSeconds", date_time, null_in, seconds, true, now_anchor},
    {"CalculateAgeInYearsAt", two_dates, null_in, years, true, at_anchor},
    {"CalculateAgeInYearsAt", two_date_times, null_in, years, true, at_anchor},
    {"CalculateAgeInMonthsAt", two_dates, null_in, months, true, at_anchor},
    {"CalculateAgeInMonthsAt", two_date_times, null_in, months, true, at_anchor},
    {"CalculateAgeInWeeksAt", two_dates, null_in, weeks, true, at_anchor},
    {"CalculateAgeInWeeksAt", two_date_times, null_in, weeks, true, at_anchor},
    {"CalculateAgeInDaysAt", two_dates, null_in, days, true, at_anchor},
    {"CalculateAgeInDaysAt", two_date_times, null_in, days, true, at_anchor},
    {"CalculateAgeInHoursAt", two_date_times, null_in, hours, true, at_anchor},
    {"CalculateAgeInMinutesAt", two_date_times, null_in, minutes, true, at_anchor},
    {"CalculateAgeInSecondsAt", two_date_times, null_in, seconds, true, at_anchor},
    {"AnyInCodeSystem", "List<String>, CodeSystem -> Boolean", reads, fn::any_in, false, systems},
    {"AnyInCodeSystem", "List<Code>, CodeSystem -> Boolean", reads, fn::any_in, false, systems},
    {"AnyInCodeSystem", "List<Concept>, CodeSystem -> Boolean", reads, fn::any_in, false, systems},
    {"AnyInValueSet", "List<String>, ValueSet -> Boolean", reads, fn::any_in, false, value_sets},
    {"AnyInValueSet", "List<Code>, ValueSet -> Boolean", reads, fn::any_in, false, value_sets},
    {"AnyInValueSet", "List<Concept>, ValueSet -> Boolean", reads, fn::any_in, false, value_sets},
    {"ExpandValueSet", "ValueSet -> List<Code>", null_in, fn::expand, true, "expandvalueset"},
    {"InCodeSystem", "String, CodeSystem -> Boolean", reads, fn::in, false, systems},
    {"InCodeSystem", "Code, CodeSystem -> Boolean", reads, fn::in, false, systems},
    {"InCodeSystem", "Concept, CodeSystem -> Boolean", reads, fn::in, false, systems},
    {"InValueSet", "String, ValueSet -> Boolean", reads, fn::in, false, value_sets},
    {"InValueSet", "Code, ValueSet -> Boolean", reads, fn::in, false, value_sets},
    {"InValueSet", "Concept, ValueSet -> Boolean", reads, fn::in, false, value_sets},
    {"SubsumedBy", "Code, Code -> Boolean", null_in, fn::subsumed_by, true, "subsumedby"},
    {"SubsumedBy", "Concept, Concept -> Boolean", null_in, fn::subsumed_by, true, "subsumedby"},
    {"Subsumes", "Code, Code -> Boolean", null_in, fn::subsumes, true, "subsumes"},
    {"Subsumes", "Concept, Concept -> Boolean", null_in, fn::subsumes, true, "subsumes"},
};

}  // namespace

std::span<const OverloadDeclaration> clinical_operators() { return declarations; }

}  // namespace palpate::cql
