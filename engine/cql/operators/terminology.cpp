// Membership in value sets and code systems, subsumption:
// https://cql.hl7.org/09-b-cqlreference.html#clinical-operators-3
// Codes are looked up in what compile() was given; a list that is not there is an error.
#include "cql/operators/terminology.hpp"

#include <algorithm>
#include <string>

#include "cql/operators/kleene.hpp"
#include "cql/program/terminology.hpp"

namespace palpate::cql::terminology {
namespace {

std::string_view text_of(const Value& value) {
  return value.is(Value::Kind::string) ? value.as_string() : std::string_view();
}

bool is_a(const Value& value, std::string_view type) {
  return value.is(Value::Kind::tuple) && value.shape().type_name == type;
}

/// Null, with the session failed, when there is none.
const CodeIndex* index_of(const Value& reference, Session& session) {
  const bool value_set = is_a(reference, "ValueSet");
  const auto kind = value_set ? Terminology::Kind::value_set : Terminology::Kind::code_system;
  const std::string_view id = text_of(reference.field("id"));
  if (session.terminology() == nullptr) {
    session.fail((value_set ? "value set '" : "code system '") + std::string(id) +
                 "' is not there");
    return nullptr;
  }
  const auto found = session.terminology()->find(kind, id, text_of(reference.field("version")));
  if (found) return found.value();
  session.fail(found.error().message);
  return nullptr;
}

bool holds_text(const CodeIndex& index, const Value& code, Session& session) {
  const auto found = index.contains(code.as_string());
  if (!found) {
    session.fail("'" + index.list().id +
                 "' has codes of several systems: a String does not tell which one is meant");
  }
  return found.value_or(false);
}

bool holds(const CodeIndex& index, const Value& code, Session& session);

bool holds_any(const CodeIndex& index, const Value& codes, Session& session) {
  if (codes.is_null()) return false;
  const auto items = codes.items();
  return std::any_of(items.begin(), items.end(),
                     [&](const Value& code) { return holds(index, code, session); });
}

/// Nothing that is null is a member.
bool holds(const CodeIndex& index, const Value& code, Session& session) {
  if (code.is_null()) return false;
  if (code.is(Value::Kind::string)) return holds_text(index, code, session);
  if (is_a(code, "Concept")) return holds_any(index, code.field("codes"), session);
  const Value text = code.field("code");
  return !text.is_null() && index.contains(text_of(text), text_of(code.field("system")));
}

Truth subsumes_code(const Value& ancestor, const Value& code, Session& session) {
  if (ancestor.is_null() || code.is_null()) return std::nullopt;
  if (equivalent(ancestor, code, session.compare_context())) return true;
  const Value system = ancestor.field("system");
  const Value other = code.field("system");
  if (system.is_null() || other.is_null()) return std::nullopt;
  if (text_of(system) != text_of(other)) return false;
  if (session.terminology() == nullptr) {
    session.fail("code system '" + std::string(text_of(system)) + "' is not there");
    return std::nullopt;
  }
  const auto index = session.terminology()->find(Terminology::Kind::code_system, text_of(system),
                                                 text_of(ancestor.field("version")));
  if (!index) {
    session.fail(index.error().message);
    return std::nullopt;
  }
  return index.value()->is_above(text_of(ancestor.field("code")), text_of(code.field("code")));
}

std::span<const Value> codes_of(const Value& value, const Value& codes) {
  if (is_a(value, "Code")) return {&value, 1};
  return codes.is(Value::Kind::list) ? codes.items() : std::span<const Value>();
}

Value subsumed(const Value& ancestor, const Value& descendant, Session& session) {
  const Value ancestor_codes = ancestor.field("codes");
  const Value descendant_codes = descendant.field("codes");
  Truth found = false;
  for (const Value& above : codes_of(ancestor, ancestor_codes)) {
    for (const Value& below : codes_of(descendant, descendant_codes)) {
      found = either(found, subsumes_code(above, below, session));
    }
  }
  return truth_value(found);
}

}  // namespace

Value in(const Invocation& call) {
  if (call.operands[1].is_null()) return Value();
  const CodeIndex* index = index_of(call.operands[1], call.session);
  if (index == nullptr) return Value();
  return Value::boolean(holds(*index, call.operands[0], call.session));
}

Value any_in(const Invocation& call) {
  if (call.operands[1].is_null()) return Value();
  const CodeIndex* index = index_of(call.operands[1], call.session);
  if (index == nullptr) return Value();
  return Value::boolean(holds_any(*index, call.operands[0], call.session));
}

Value expand(const Invocation& call) {
  const CodeIndex* index = index_of(call.operands[0], call.session);
  return index == nullptr ? Value() : index->codes();
}

Value subsumes(const Invocation& call) {
  return subsumed(call.operands[0], call.operands[1], call.session);
}

Value subsumed_by(const Invocation& call) {
  return subsumed(call.operands[1], call.operands[0], call.session);
}

}  // namespace palpate::cql::terminology
