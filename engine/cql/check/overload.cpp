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

/// What an operand should have the shape of: where the signature has a type variable, that of
/// another operand of the same variable.
Type wanted_shape(const Overload& overload, std::span<const Typed> operands, std::size_t index) {
  const Type& pattern = overload.operands[index];
  if (!pattern.is(Type::Kind::variable)) return pattern;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i != index && overload.operands[i] == pattern) return operands[i].type;
  }
  return pattern;
}

/// With the operands of `mask` promoted or demoted.
std::optional<Candidate> try_reshaped(const Overload& overload, std::span<const Typed> operands,
                                      const Promotions& allowed, unsigned mask) {
  std::vector<Typed> fitted(operands.begin(), operands.end());
  std::vector<Reshaping> reshaped(operands.size(), Reshaping::none);
  int cost = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if ((mask >> i & 1U) == 0) continue;
    reshaped[i] = reshaping(operands[i].type, wanted_shape(overload, operands, i), allowed);
    if (reshaped[i] == Reshaping::none) return std::nullopt;
    fitted[i].type = reshaped_type(operands[i].type, reshaped[i]);
    cost += reshaping_cost(reshaped[i]);
  }
  auto candidate = try_overload(overload, fitted);
  if (!candidate) return std::nullopt;
  candidate->cost += cost;
  candidate->resolution.reshaped = std::move(reshaped);
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

/// The cheapest so far; of equals the first, and whether types tell them apart.
void take(std::optional<Candidate> candidate, std::span<const Typed> operands,
          std::optional<Candidate>& best) {
  if (!candidate || (best && candidate->cost > best->cost)) return;
  if (!best || candidate->cost < best->cost) {
    best = std::move(candidate);
  } else if (told_apart_by_type(best->resolution, candidate->resolution, operands)) {
    best->resolution.ambiguous = true;
  }
}

/// Operators of more operands than this are not called with promoted ones.
constexpr std::size_t most_reshaped = 4;

struct Entry {
  std::string_view name;
  Spelling spelling;
};

constexpr std::array<Entry, 43> spellings = {{
    {"SingletonFrom", {"singleton from", ""}},
    {"Flatten", {"flatten", ""}},
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

std::optional<int> total_cost(std::span<const Typed> operands, std::span<const Type> wanted,
                              const Promotions& allowed, std::vector<Reshaping>& reshaped) {
  reshaped.assign(operands.size(), Reshaping::none);
  int total = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    auto cost = conversion_cost(operands[i].type, wanted[i]);
    if (!cost) {
      reshaped[i] = reshaping(operands[i].type, wanted[i], allowed);
      if (reshaped[i] == Reshaping::none) return std::nullopt;
      cost = conversion_cost(reshaped_type(operands[i].type, reshaped[i]), wanted[i]);
      if (!cost) return std::nullopt;
      *cost += reshaping_cost(reshaped[i]);
    }
    total += *cost;
  }
  return total;
}

std::optional<Resolution> resolve(std::string_view name, std::span<const Typed> operands,
                                  const Promotions& allowed) {
  std::optional<Candidate> best;
  const auto overloads = OperatorTable::standard().find(name);
  for (const Overload& overload : overloads) {
    take(try_overload(overload, operands), operands, best);
  }
  if (!best && allowed.any() && operands.size() <= most_reshaped) {
    for (const Overload& overload : overloads) {
      if (overload.operands.size() != operands.size()) continue;
      for (unsigned mask = 1; mask < 1U << operands.size(); ++mask) {
        take(try_reshaped(overload, operands, allowed, mask), operands, best);
      }
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
