/// Errors and messages: https://cql.hl7.org/09-b-cqlreference.html#errors-and-messaging
#include <array>
#include <string>

#include "base/limits.hpp"
#include "cql/operators/table.hpp"

namespace palpate::cql {
namespace {

std::string_view text_or_empty(const Value& value) {
  return value.is_null() ? std::string_view() : value.as_string();
}

/// Cut between code points: a message goes out as UTF-8.
std::string_view shortened(std::string_view text) {
  if (text.size() <= limits::cql_message_bytes) return text;
  std::size_t end = limits::cql_message_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string with_code(std::string_view code, std::string_view message) {
  std::string text(shortened(code));
  if (!text.empty()) text += ": ";
  text += shortened(message);
  return text;
}

/// The source passes through; only a true condition raises the message. Severities other than the
/// four of CQL, and null, count as 'Message', its default.
Value message(const Invocation& call) {
  const Value& source = call.operands[0];
  if (!call.operands[1].is_true()) return source;
  const std::string_view severity = text_or_empty(call.operands[3]);
  const std::string text =
      with_code(text_or_empty(call.operands[2]), text_or_empty(call.operands[4]));
  if (severity == "Error") {
    call.session.fail(text);
    return Value();
  }
  const bool named = severity == "Trace" || severity == "Warning";
  if (call.session.messages().size() < limits::cql_messages) {
    call.session.messages().push_back(std::string(named ? severity : "Message") + ' ' + text);
  }
  return source;
}

constexpr std::array<OverloadDeclaration, 1> declarations = {{
    {"Message", "T, Boolean, String, String, String -> T", NullRule::reads_null, message, true,
     "message"},
}};

}  // namespace

std::span<const OverloadDeclaration> message_operators() { return declarations; }

}  // namespace palpate::cql
