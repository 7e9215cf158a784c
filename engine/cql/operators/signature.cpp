#include "cql/operators/signature.hpp"

#include <utility>

namespace palpate::cql {
namespace {

/// Recursive descent over `text_`; every failure leaves the rest unread.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() {
    skip_spaces();
    return text_.empty();
  }

  bool take(std::string_view token) {
    skip_spaces();
    if (text_.substr(0, token.size()) != token) return false;
    text_.remove_prefix(token.size());
    return true;
  }

  std::optional<Type> type() {
    const std::string_view word = name();
    if (word == "List" || word == "Interval") return generic(word);
    if (word == "T" || word == "U") return Type::variable(std::string(word));
    auto [type, known] = system_type(word);
    if (!known) return std::nullopt;
    return type;
  }

 private:
  void skip_spaces() {
    while (!text_.empty() && text_.front() == ' ') text_.remove_prefix(1);
  }

  std::string_view name() {
    skip_spaces();
    std::size_t length = 0;
    while (length < text_.size() && is_letter(text_[length])) ++length;
    const std::string_view word = text_.substr(0, length);
    text_.remove_prefix(length);
    return word;
  }

  std::optional<Type> generic(std::string_view word) {
    if (!take("<")) return std::nullopt;
    std::optional<Type> element = type();
    if (!element || !take(">")) return std::nullopt;
    return word == "List" ? Type::list(*std::move(element)) : Type::interval(*std::move(element));
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  std::string_view text_;
};

}  // namespace

std::optional<Signature> parse_signature(std::string_view text) {
  Reader reader(text);
  Signature signature;
  while (!reader.take("->")) {
    if (!signature.operands.empty() && !reader.take(",")) return std::nullopt;
    std::optional<Type> operand = reader.type();
    if (!operand) return std::nullopt;
    signature.operands.push_back(*std::move(operand));
  }
  std::optional<Type> result = reader.type();
  if (!result || !reader.at_end()) return std::nullopt;
  signature.result = *std::move(result);
  return signature;
}

}  // namespace palpate::cql
