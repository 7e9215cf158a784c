// Calls by name: functions of libraries, fluent functions, operators. External interface:
// Checker::call.
#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"

namespace palpate::cql::check {
namespace {

bool is_callable(std::string_view name) {
  const auto names = OperatorTable::standard().callable_names();
  return std::binary_search(names.begin(), names.end(), name);
}

/// "AgeInYears", "AgeInYearsAt" …: CalculateAge… without the birth date.
bool is_age(const std::string& name) {
  return name.starts_with("AgeIn") && is_callable("Calculate" + name);
}

/// "(Integer), (Decimal)": what a function takes, for the help line.
std::string list_signatures(std::span<const std::vector<Type>> signatures) {
  constexpr std::size_t shown = 4;
  std::string text;
  for (std::size_t i = 0; i < signatures.size() && i < shown; ++i) {
    if (i > 0) text += ", ";
    text += "(";
    for (std::size_t k = 0; k < signatures[i].size(); ++k) {
      if (k > 0) text += ", ";
      text += signatures[i][k].to_string();
    }
    text += ")";
  }
  return text.empty() ? text : "it takes " + text + (signatures.size() > shown ? " …" : "");
}

/// "1 or 2 arguments", of functions that take so many.
std::string list_counts(const std::set<std::size_t>& counts) {
  std::string text;
  for (const std::size_t count : counts) {
    const bool last = count == *counts.rbegin();
    text += (text.empty() ? "" : last ? " or " : ", ") + std::to_string(count);
  }
  return text + (counts == std::set<std::size_t>{1} ? " argument" : " arguments");
}

std::string argument_problem(const std::string& name, std::span<const Typed> arguments,
                             std::span<const std::vector<Type>> signatures) {
  std::set<std::size_t> counts;
  for (const auto& signature : signatures) counts.insert(signature.size());
  if (!counts.empty() && counts.count(arguments.size()) == 0) {
    return "'" + name + "' takes " + list_counts(counts) + ", not " +
           std::to_string(arguments.size());
  }
  std::string types;
  for (const Typed& argument : arguments) {
    types += (types.empty() ? "" : ", ") + list_types({&argument, 1});
  }
  return "'" + name + "' does not take (" + types + ")";
}

}  // namespace

std::vector<FunctionEntry*> Checker::functions_named(const LibraryUnit& library,
                                                     std::string_view name,
                                                     bool fluent_only) const {
  std::vector<FunctionEntry*> found;
  const auto place = library.functions.find(name);
  if (place == library.functions.end()) return found;
  std::copy_if(place->second.begin(), place->second.end(), std::back_inserter(found),
               [&](const FunctionEntry* entry) {
                 return (!fluent_only || entry->tree->is_fluent) &&
                        (&library == unit_ || !entry->tree->is_private);
               });
  return found;
}

Typed Checker::call(const ast::Expression& expression) {
  const std::string& name = expression.text;
  if (!expression.source) {
    // In what a method reads as, names are those of CQL's operators only.
    if (reading_ != nullptr) return apply(name, check_each(expression.operands), expression);
    const auto candidates = functions_named(*unit_, name, false);
    if (candidates.empty() && is_function(name)) return function(expression);
    std::vector<Typed> arguments = check_each(expression.operands);
    if (!candidates.empty()) return call_user(candidates, std::move(arguments), expression);
    return call_operator(expression, std::move(arguments));
  }
  if (LibraryUnit* library = library_alias(*expression.source)) {
    std::vector<Typed> arguments = check_each(expression.operands);
    const auto candidates = functions_named(*library, name, false);
    if (candidates.empty()) return unknown_function(expression, *library, arguments);
    return call_user(candidates, std::move(arguments), expression);
  }
  const ast::Expression& source = *expression.source;
  std::vector<FunctionEntry*> candidates = functions_named(*unit_, name, true);
  for (const LibraryUnit* library : unit_->includes) {
    const auto more = functions_named(*library, name, true);
    candidates.insert(candidates.end(), more.begin(), more.end());
  }
  const bool system = source.kind == ast::Expression::Kind::identifier && source.text == "System" &&
                      find_local("System") == nullptr && unit_->find("System") == nullptr;
  if (candidates.empty() && !system) {
    if (is_iteration(expression)) return iteration(expression);
    if (is_method(name)) return method(expression);
  }
  std::vector<Typed> arguments = check_each(expression.operands);
  if (system) return call_operator(expression, std::move(arguments));
  arguments.insert(arguments.begin(), check(source));
  if (!candidates.empty()) return call_user(candidates, std::move(arguments), expression);
  return call_operator(expression, std::move(arguments));
}

Checker::Choice Checker::choose(std::span<FunctionEntry* const> candidates,
                                std::span<const Typed> arguments, const Promotions& allowed) {
  Choice best;
  for (FunctionEntry* candidate : candidates) {
    if (candidate->broken || candidate->parameters.size() != arguments.size()) continue;
    std::vector<Reshaping> reshaped;
    const auto cost = total_cost(arguments, candidate->parameters, allowed, reshaped);
    if (!cost || (best.function != nullptr && *cost > best.cost)) continue;
    const bool ambiguous = best.function != nullptr && *cost == best.cost;
    best = {candidate, std::move(reshaped), *cost, ambiguous};
  }
  return best;
}

Typed Checker::call_user(std::span<FunctionEntry* const> candidates, std::vector<Typed> arguments,
                         const ast::Expression& expression) {
  bool any_broken = false;
  std::vector<std::vector<Type>> signatures;
  for (FunctionEntry* candidate : candidates) {
    candidate->used = true;
    any_broken = any_broken || candidate->broken;
    signatures.push_back(candidate->parameters);
  }
  const bool arguments_ok = std::all_of(arguments.begin(), arguments.end(),
                                        [](const Typed& argument) { return argument.ok(); });
  if (!arguments_ok) return {};
  Choice best = choose(candidates, arguments, {});
  if (best.function == nullptr) best = choose(candidates, arguments, build_->promotions());
  if (best.function == nullptr) {
    if (any_broken) return {};
    return fail("CQL0221", expression.span,
                argument_problem(expression.text, arguments, signatures),
                list_signatures(signatures));
  }
  if (best.ambiguous) {
    return fail("CQL0222", expression.span,
                "'" + expression.text + "' fits (" + list_types(arguments) + ") in several ways");
  }
  std::vector<Span> spans;
  if (expression.source && arguments.size() == expression.operands.size() + 1) {
    spans.push_back(expression.source->span);
  }
  for (const auto& operand : expression.operands) spans.push_back(operand->span);
  check_options(arguments, spans);
  FunctionEntry& function = *best.function;
  if (!build_->require(function, *unit_, expression.span)) return {};
  const Place here = place(expression.span);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Typed argument = reshape(arguments[i], best.reshaped[i], expression.span);
    arguments[i] = emitter().convert(argument, function.parameters[i], here);
  }
  if (function.external == nullptr) {
    return emitter().node(NodeKind::call, function.id, arguments, function.type, here);
  }
  // What comes back is tested, so that nothing reads it as what it is not.
  const Typed result = emitter().external(*function.external, arguments, function.type, here);
  return result.ok() ? emitter().type_test(NodeKind::cast, result, function.type, here) : Typed{};
}

Typed Checker::call_operator(const ast::Expression& expression, std::vector<Typed> arguments) {
  std::string name = expression.text;
  for (const Typed& argument : arguments) {
    if (!argument.ok()) return {};
  }
  if (expression.source && !is_callable(name)) {
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  }
  if (name == "Coalesce") return coalesce(std::move(arguments), expression);
  if (is_age(name)) return age(expression, std::move(arguments));
  if (!is_callable(name)) return unknown_function(expression, *unit_, arguments);
  return call_named(name, arguments, expression);
}

Typed Checker::call_named(const std::string& name, std::span<const Typed> arguments,
                          const ast::Expression& expression) {
  const auto resolution = resolve(name, arguments, build_->promotions());
  if (resolution && !resolution->ambiguous) return emit(*resolution, arguments, expression);
  std::vector<std::vector<Type>> signatures;
  for (const Overload& overload : OperatorTable::standard().find(name)) {
    signatures.push_back(overload.operands);
  }
  if (resolution) {
    return fail("CQL0222", expression.span,
                "'" + name + "' fits (" + list_types(arguments) + ") in several ways");
  }
  return fail("CQL0221", expression.span, argument_problem(name, arguments, signatures),
              list_signatures(signatures));
}

// AgeInYears() is CalculateAgeInYears of the birth date, which the data model has to name.
Typed Checker::age(const ast::Expression& expression, std::vector<Typed> arguments) {
  const std::string& name = expression.text;
  const ContextSchema& schema = build_->schema();
  const std::vector<std::vector<Type>> signatures(
      1, std::vector<Type>(name.ends_with("At") ? 1U : 0U, Type::simple(Type::Kind::date_time)));
  if (arguments.size() != signatures.front().size()) {
    return fail("CQL0221", expression.span, argument_problem(name, arguments, signatures));
  }
  const ContextElement* birth =
      schema.birth_date.empty() ? nullptr : schema.find_element(schema.birth_date);
  if (birth == nullptr) {
    return fail("CQL0293", expression.span,
                "'" + name + "' needs a birth date, and the data model names none",
                "give it: Calculate" + name + (arguments.empty() ? "(…)" : "(…, …)"));
  }
  if (!require_context(expression.span)) return {};
  arguments.insert(arguments.begin(), element_value(*birth, expression.span));
  return call_named("Calculate" + name, arguments, expression);
}

Typed Checker::unknown_function(const ast::Expression& expression, const LibraryUnit& in,
                                std::span<const Typed> arguments) {
  for (const Typed& argument : arguments) {
    if (!argument.ok()) return {};
  }
  if (build_->crowded()) return {};
  std::vector<std::string_view> names;
  for (const auto& entry : in.functions) names.push_back(entry.first);
  if (&in == unit_) {
    const auto operators = OperatorTable::standard().callable_names();
    names.insert(names.end(), operators.begin(), operators.end());
    if (expression.source) {
      const auto methods = method_names();
      names.insert(names.end(), methods.begin(), methods.end());
    }
  }
  const std::string where =
      &in == unit_ ? "there is no function '" : "library '" + in.name + "' has no function '";
  return fail("CQL0213", expression.name_span, where + expression.text + "'",
              build_->suggest(expression.text, names));
}

}  // namespace palpate::cql::check
