// Overload resolution over the operator table. External interface: resolve.
#include "cql/check/overload.hpp"

#include <algorithm>
#include <array>

#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

struct Candidate {
  Resolution resolution;
  int cost = 0;
};

std::optional<Candidate> try_overload(const Overload& overload, std::span<const Typed> operands) {
  if (overload.operands.size() != operands.size()) return std::nullopt;
  Bindings bindings;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!bindings.match(overload.operands[i], operands[i].type)) return std::nullopt;
  }
  Candidate candidate;
  for (const Type& pattern : overload.operands) {
    candidate.resolution.operands.push_back(bindings.substitute(pattern));
  }
  const auto cost = total_cost(operands, candidate.resolution.operands);
  if (!cost) return std::nullopt;
  candidate.cost = *cost;
  candidate.resolution.overload = overload.declaration;
  candidate.resolution.result = bindings.substitute(overload.result);
  return candidate;
}

bool could_be_anything(const Type& type) {
  if (is_null_type(type) || type.is(Type::Kind::any) || type.is(Type::Kind::choice)) return true;
  const bool nested = type.is(Type::Kind::list) || type.is(Type::Kind::interval);
  return nested && could_be_anything(type.element());
}

/// Do the two differ only where an operand could be anything?
bool told_apart_by_type(const Resolution& a, const Resolution& b, std::span<const Typed> operands) {
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (a.operands[i] != b.operands[i] && !could_be_anything(operands[i].type)) return true;
  }
  return false;
}

struct Entry {
  std::string_view name;
  Spelling spelling;
};

constexpr std::array<Entry, 41> spellings = {{
    {"Add", {"+", "add"}},
    {"Subtract", {"-", "subtract"}},
    {"Multiply", {"*", "multiply"}},
    {"Divide", {"/", "divide"}},
    {"TruncatedDivide", {"div", "divide"}},
    {"Modulo", {"mod", "divide"}},
    {"Power", {"^", "raise"}},
    {"Negate", {"-", "negate"}},
    {"Concatenate", {"&", "join"}},
    {"Equal", {"=", "compare"}},
    {"NotEqual", {"!=", "compare"}},
    {"Equivalent", {"~", "compare"}},
    {"NotEquivalent", {"!~", "compare"}},
    {"Less", {"<", "compare"}},
    {"LessOrEqual", {"<=", "compare"}},
    {"Greater", {">", "compare"}},
    {"GreaterOrEqual", {">=", "compare"}},
    {"Not", {"not", "negate"}},
    {"And", {"and", "combine"}},
    {"Or", {"or", "combine"}},
    {"Xor", {"xor", "combine"}},
    {"Implies", {"implies", "combine"}},
    {"In", {"in", "look for"}},
    {"InValueSet", {"in", "look for"}},
    {"InCodeSystem", {"in", "look for"}},
    {"AnyInValueSet", {"in", "look for"}},
    {"AnyInCodeSystem", {"in", "look for"}},
    {"Contains", {"contains", "search"}},
    {"Includes", {"includes", "compare"}},
    {"IncludedIn", {"included in", "compare"}},
    {"Before", {"before", "compare"}},
    {"After", {"after", "compare"}},
    {"SameAs", {"same as", "compare"}},
    {"SameOrBefore", {"same or before", "compare"}},
    {"SameOrAfter", {"same or after", "compare"}},
    {"Union", {"union", "unite"}},
    {"Intersect", {"intersect", "intersect"}},
    {"Except", {"except", "subtract"}},
    {"Exists", {"exists", "test"}},
    {"Indexer", {"[]", "index"}},
    {"Between", {"between", "compare"}},
}};

}  // namespace

std::optional<int> total_cost(std::span<const Typed> operands, std::span<const Type> wanted) {
  int total = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const auto cost = conversion_cost(operands[i].type, wanted[i]);
    if (!cost) return std::nullopt;
    total += *cost;
  }
  return total;
}

std::optional<Resolution> resolve(std::string_view name, std::span<const Typed> operands) {
  std::optional<Candidate> best;
  for (const Overload& overload : OperatorTable::standard().find(name)) {
    auto candidate = try_overload(overload, operands);
    if (!candidate || (best && candidate->cost > best->cost)) continue;
    if (!best || candidate->cost < best->cost) {
      best = std::move(candidate);
    } else if (told_apart_by_type(best->resolution, candidate->resolution, operands)) {
      best->resolution.ambiguous = true;
    }
  }
  if (!best) return std::nullopt;
  return std::move(best->resolution);
}

std::string list_types(std::span<const Typed> operands) {
  std::string text;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i > 0) text += i + 1 == operands.size() ? " and " : ", ";
    const Type& type = operands[i].type;
    text += is_null_type(type) ? "null" : erase_null_type(type).to_string();
  }
  return text;
}

Spelling spelling(std::string_view name) {
  const auto found = std::find_if(spellings.begin(), spellings.end(),
                                  [name](const Entry& entry) { return entry.name == name; });
  return found == spellings.end() ? Spelling{name, ""} : found->spelling;
}

}  // namespace palpate::cql::check
