// Whether more is to come. External interface: is_incomplete.
#include <algorithm>
#include <array>
#include <vector>

#include "cql/front/workspace.hpp"
#include "cql/syntax/lexer.hpp"

namespace palpate::cql {
namespace {

/// Words and symbols after which an operand must follow.
constexpr std::array<std::string_view, 56> awaits_more = {
    "+",        "-",        "*",      "/",         "^",        "&",       "=",        "!=",
    "~",        "!~",       "<",      "<=",        ">",        ">=",      ",",        ".",
    ":",        "|",        "and",    "or",        "xor",      "implies", "not",      "div",
    "mod",      "in",       "is",     "as",        "then",     "else",    "when",     "case",
    "if",       "where",    "return", "from",      "let",      "with",    "without",  "such",
    "that",     "by",       "union",  "intersect", "except",   "exists",  "between",  "during",
    "includes", "contains", "define", "of",        "distinct", "flatten", "starting", "aggregate"};

bool awaits(const Token& token) {
  const bool fits = token.kind == TokenKind::word || token.kind == TokenKind::symbol;
  return fits && std::find(awaits_more.begin(), awaits_more.end(), token.text) != awaits_more.end();
}

/// Brackets, `if` and `case` that are open.
class Openings {
 public:
  void take(const Token& token, const Token* next) {
    const auto& text = token.text;
    if (token.kind == TokenKind::symbol) return bracket(text);
    if (token.kind != TokenKind::word) return;
    if (text == "if" || text == "case") open_.push_back(text.front());
    if (text == "else" && !open_.empty() && open_.back() == 'i') open_.pop_back();
    const bool boundary = next != nullptr && next->text == "of";  // `end of X` is an operator
    if (text == "end" && !boundary) close('c');
  }
  bool any() const { return !open_.empty(); }

 private:
  void bracket(std::string_view text) {
    if (text == "(" || text == "[" || text == "{") open_.push_back(text.front());
    // Half-open intervals close with the other bracket.
    if (text == ")" || text == "]") close_round();
    if (text == "}") close('{');
  }
  void close_round() {
    while (!open_.empty() && open_.back() != '(' && open_.back() != '[') open_.pop_back();
    if (!open_.empty()) open_.pop_back();
  }
  void close(char opening) {
    while (!open_.empty() && open_.back() != opening) open_.pop_back();
    if (!open_.empty()) open_.pop_back();
  }

  std::vector<char> open_;
};

bool left_open(const SourceText& source, const Diagnostics& diagnostics) {
  const auto& all = diagnostics.all();
  return std::any_of(all.begin(), all.end(), [&source](const Diagnostic& diagnostic) {
    const bool string = diagnostic.code == "CQL0004" && source.text(diagnostic.span) == "'";
    return string || diagnostic.code == "CQL0005";
  });
}

}  // namespace

bool is_incomplete(std::string_view text) {
  const auto source = std::make_shared<const SourceText>("expression", std::string(text));
  Diagnostics diagnostics;
  const auto tokens = tokenize(source, diagnostics);
  if (left_open(*source, diagnostics)) return true;
  Openings openings;
  const Token* last = nullptr;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    openings.take(tokens[i], i + 2 < tokens.size() ? &tokens[i + 1] : nullptr);
    last = &tokens[i];
  }
  return last != nullptr && (openings.any() || awaits(*last));
}

}  // namespace palpate::cql
