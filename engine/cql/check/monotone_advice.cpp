// Messages of the information-monotone check. External interface: monotone_advice.hpp.
#include "cql/check/monotone_advice.hpp"

#include <algorithm>
#include <array>

#include "cql/check/overload.hpp"

namespace palpate::cql::monotone {
namespace {

constexpr std::string_view guard_form = "ask first: if X is null then null else …";

struct Entry {
  std::string_view name;
  std::string_view reads;
  std::string_view suggestion;
};

constexpr std::array<Entry, 14> entries = {{
    {"IsNull", "'is null' turns unanswered into true",
     "let unknown stay unknown: if X is null then null else …"},
    {"IsTrue", "'is true' reads unanswered as false",
     "write the condition itself, and 'not' before it for 'is not true' or 'is false'"},
    {"IsFalse", "'is false' reads unanswered as false", "write 'not X'"},
    {"Equivalent", "'~' reads unanswered as an answer", "write '='"},
    {"NotEquivalent", "'!~' reads unanswered as an answer", "write '!='"},
    {"Contains", "'contains' reads an unanswered list as empty",
     "use Palpate.Has(list, option), or ask first: if X is null then null else …"},
    {"In", "'in' reads an unanswered list as empty",
     "use Palpate.Has(list, option), or ask first: if X is null then null else …"},
    {"Exists", "'exists' reads an unanswered list as empty",
     "use Palpate.HasAny(list, options), or ask first: if X is null then null else …"},
    {"Count", "'Count' leaves unanswered elements out", "use Palpate.AtLeast(n, { … })"},
    {"AnyTrue", "'AnyTrue' reads unanswered as false", "use 'or', or Palpate.AtLeast(1, { … })"},
    {"AllTrue", "'AllTrue' reads unanswered as true", "use 'and'"},
    {"Sum", "'Sum' leaves unanswered elements out", "add them up with '+'"},
    {"Max", "'Max' leaves unanswered elements out", guard_form},
    {"Min", "'Min' leaves unanswered elements out", guard_form},
}};

}  // namespace

Advice operation(std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [name](const Entry& entry) { return entry.name == name; });
  if (found != entries.end()) {
    return {"CQL0400", std::string(found->reads), std::string(found->suggestion)};
  }
  return {"CQL0400",
          "'" + std::string(check::spelling(name).symbol) + "' reads unanswered as an answer",
          std::string(guard_form)};
}

Advice elements(std::string_view name) {
  const bool member = name == "Contains" || name == "In";
  if (!member && name != "Exists") return operation(name);
  return {"CQL0400",
          "'" + std::string(check::spelling(name).symbol) + "' takes an unanswered element for " +
              (member ? "another one" : "none"),
          member ? "ask each element: Palpate.AnyOf(list X return all X = …)"
                 : "ask each element: Palpate.AnyOf(list X return all …)"};
}

Advice condition() {
  return {"CQL0401", "this condition may be unknown, and unknown would be taken for false",
          "use Palpate.IfKnown(condition, a, b), or join conditions with 'and', 'or', 'implies'"};
}

Advice coalesce() {
  return {"CQL0402", "'Coalesce' replaces an answer that is only missing",
          "leave it unknown, or ask first: if X is null then null else …"};
}

Advice filter() {
  return {"CQL0403", "this condition may be unknown, and unknown would leave the element out",
          std::string(guard_form)};
}

Advice relationship() {
  return {"CQL0404", "an unanswered list would be taken for an empty one", std::string(guard_form)};
}

Advice distinct() {
  return {"CQL0405", "elements that may be unknown cannot be told apart yet", "write 'return all'"};
}

Advice sort() {
  return {"CQL0406", "elements that may be unknown cannot be sorted yet", std::string(guard_form)};
}

Advice type_test() {
  return {"CQL0407", "'is' reads unanswered as being of no type", std::string(guard_form)};
}

Advice closed_end() {
  return {"CQL0408", "a closed end that may be unknown would be taken for no limit at all",
          "compare instead: X >= low and X <= high"};
}

Advice open_end() {
  return {"CQL0408", "an end of this interval may be unknown",
          "compare instead: X >= low and X <= high"};
}

Advice structure() {
  return {"CQL0409", "two elements that are both unknown would be taken for equal",
          "compare the elements one by one: A.left = B.left and A.right = B.right"};
}

Advice timing() {
  return {"CQL0410", "without an answer for the date that this counts from it would be false",
          "ask first: if X is null then null else …, or compare dates: A <= B + 3 days"};
}

Advice left_out() {
  return {"CQL0411", "what is unanswered of an element would be left out of this list",
          "keep it: X E return all E.name"};
}

}  // namespace palpate::cql::monotone
