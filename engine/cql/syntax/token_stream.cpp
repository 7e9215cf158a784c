#include "cql/syntax/token_stream.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "cql/syntax/escapes.hpp"
#include "cql/syntax/keywords.hpp"
#include "cql/syntax/lexer.hpp"

namespace palpate::cql {

namespace {

bool is_opening(std::string_view text) { return text == "(" || text == "[" || text == "{"; }
bool is_closing(std::string_view text) { return text == ")" || text == "]" || text == "}"; }

/// What stands between the quotes of a token.
std::string_view inner(std::string_view quoted) { return quoted.substr(1, quoted.size() - 2); }

std::string_view kind_name(TokenKind kind) {
  switch (kind) {
    case TokenKind::string:
      return "a string";
    case TokenKind::integer:
    case TokenKind::long_integer:
    case TokenKind::decimal:
      return "a number";
    case TokenKind::date:
    case TokenKind::date_time:
    case TokenKind::time:
      return "a date or time";
    default:
      return {};
  }
}

}  // namespace

TokenStream::TokenStream(SourcePtr source, Diagnostics& diagnostics)
    : source_(std::move(source)),
      diagnostics_(diagnostics),
      tokens_(tokenize(source_, diagnostics)) {}

const Token& TokenStream::peek(std::size_t ahead) const {
  return tokens_[std::min(index_ + ahead, tokens_.size() - 1)];
}

bool TokenStream::at(std::string_view text, std::size_t ahead) const {
  const auto& token = peek(ahead);
  return !lost_ && (token.kind == TokenKind::word || token.kind == TokenKind::symbol) &&
         token.text == text;
}

bool TokenStream::at_any(std::initializer_list<std::string_view> texts, std::size_t ahead) const {
  const auto& token = peek(ahead);
  if (lost_ || (token.kind != TokenKind::word && token.kind != TokenKind::symbol)) return false;
  return std::find(texts.begin(), texts.end(), token.text) != texts.end();
}

bool TokenStream::at_identifier(std::size_t ahead) const {
  const auto& token = peek(ahead);
  if (token.kind == TokenKind::quoted) return true;
  return token.kind == TokenKind::word && !is_keyword(token.text) && token.text[0] != '$';
}

bool TokenStream::at_reference(std::size_t ahead) const {
  if (at_identifier(ahead)) return true;
  return at_any_name(ahead) && !is_reserved(peek(ahead).text);
}

bool TokenStream::at_any_name(std::size_t ahead) const {
  const auto& token = peek(ahead);
  if (token.kind == TokenKind::quoted) return true;
  if (token.kind != TokenKind::word || token.text[0] == '$') return false;
  return ahead > 0 || !at_declaration();
}

bool TokenStream::at_declaration() const {
  const auto& token = peek();
  if (token.kind != TokenKind::word) return false;
  const auto& words = declaration_words();
  if (std::find(words.begin(), words.end(), token.text) == words.end()) return false;
  if (token.text == "define") {
    const auto following = peek(1).text;
    return token.first_on_line || at_identifier(1) || following == "function" ||
           following == "private" || following == "public" || following == "fluent";
  }
  if (!token.first_on_line) return false;
  if (token.text == "public" || token.text == "private") return at_any_name(1);
  const bool has_colon = token.text == "codesystem" || token.text == "valueset" ||
                         token.text == "code" || token.text == "concept";
  return at_identifier(1) && (!has_colon || peek(2).text == ":");
}

bool TokenStream::at_misspelt_declaration() const {
  const auto& token = peek();
  if (token.kind != TokenKind::word || is_keyword(token.text)) return false;
  // In the first column: an indented line is likely to go on with what stands above.
  const auto before = token.span.begin;
  if (before > 0 && source_->text({before - 1, before}) != "\n") return false;
  const auto following = peek(1).text;
  const bool could_follow = at_identifier(1) || following == "function" || following == "fluent" ||
                            following == "private" || following == "public";
  return could_follow && !peek(1).first_on_line &&
         !nearest(token.text, declaration_words()).empty();
}

bool TokenStream::at_boundary() const {
  return at_end() || at_declaration() || at_misspelt_declaration() ||
         at_any({")", "]", "}", ",", "then", "else", "when", "end", "where", "return", "sort",
                 "with", "without", "let", "aggregate"});
}

const Token& TokenStream::next() {
  const auto& token = peek();
  if (index_ + 1 < tokens_.size()) ++index_;
  if (token.kind != TokenKind::symbol) return token;
  if (is_opening(token.text)) ++open_brackets_;
  if (is_closing(token.text) && open_brackets_ > 0) --open_brackets_;
  return token;
}

bool TokenStream::accept(std::string_view text) {
  if (!at(text)) return false;
  next();
  return true;
}

bool TokenStream::expect(std::string_view text, std::string_view where) {
  if (accept(text)) return true;
  fail_expecting("'" + std::string(text) + "' " + std::string(where));
  return false;
}

bool TokenStream::close(std::string_view bracket, Span opening, std::string_view alternative) {
  if (accept(bracket)) return true;
  if (lost_) return false;
  const auto written = std::string(source_->text(opening));
  const bool other_bracket = is_closing(peek().text);
  if (other_bracket && open_brackets_ <= 1) {
    remark("CQL0102", here(),
           "this '" + std::string(peek().text) + "' does not close '" + written + "'",
           "write '" + std::string(bracket) + "'");
    next();
    return true;
  }
  if (other_bracket || (at_boundary() && !at(","))) {
    remark("CQL0102", opening, "this '" + written + "' is never closed",
           "add '" + std::string(bracket) + "'");
    if (open_brackets_ > 0) --open_brackets_;
    return true;
  }
  std::string expected(alternative);
  if (!expected.empty()) expected.append(" or ");
  fail_expecting(expected.append("'").append(bracket).append("'"));
  recover({bracket});
  return accept(bracket);
}

ast::Name TokenStream::read_name() {
  const auto& token = next();
  if (token.kind != TokenKind::quoted) return {std::string(token.text), token.span};
  return {unescape(inner(token.text)), token.span};
}

std::string TokenStream::read_string() { return unescape(inner(next().text)); }

Span TokenStream::since(std::uint32_t begin) const {
  const auto end = index_ == 0 ? begin : tokens_[index_ - 1].span.end;
  return {begin, std::max(begin, end)};
}

void TokenStream::remark(std::string code, Span span, std::string message, std::string suggestion) {
  if (lost_) return;
  diagnostics_.error(std::move(code), source_, span, std::move(message), std::move(suggestion));
  if (++reports_ > limits::diagnostics) stop();
}

void TokenStream::fail(std::string code, Span span, std::string message, std::string suggestion) {
  // What the lexer has reported stands here as a `bad` token; that is the one mistake.
  if (peek().kind != TokenKind::bad) {
    remark(std::move(code), span, std::move(message), std::move(suggestion));
  }
  lost_ = true;
}

std::string TokenStream::describe(const Token& token) const {
  if (token.kind == TokenKind::end) return "the end of the text";
  const auto written = source_->text(token.span);
  const auto kind = kind_name(token.kind);
  if (written.size() > limits::excerpt_columns) {
    return kind.empty() ? "a very long name" : std::string(kind);
  }
  if (token.kind == TokenKind::string) return "the string " + std::string(written);
  if (token.kind == TokenKind::quoted) return std::string(written);
  return "'" + std::string(written) + "'";
}

std::string TokenStream::hint() const {
  const auto& token = peek();
  const auto before = previous();
  if (token.kind == TokenKind::string && before.kind == TokenKind::string &&
      before.span.end == token.span.begin) {
    return "write \\' for a quotation mark in a string";
  }
  // Of one or two letters anything could be meant.
  if (token.kind == TokenKind::word && !is_keyword(token.text) && token.text.size() > 2) {
    const auto guess = nearest(token.text, infix_words());
    if (!guess.empty() && guess != token.text) return did_you_mean(token.text, infix_words());
  }
  if (at_identifier() && is_closing(before.text)) {
    return "the source of a query needs parentheses unless it is a name";
  }
  return {};
}

void TokenStream::fail_expecting(std::string_view expected) {
  fail("CQL0100", here(), "expected " + std::string(expected) + ", not " + describe(peek()),
       hint());
}

void TokenStream::recover(std::initializer_list<std::string_view> stops) {
  if (!lost_) return;
  std::size_t depth = 0;
  for (; !at_end() && !at_declaration(); next()) {
    const auto& token = peek();
    if (token.kind != TokenKind::word && token.kind != TokenKind::symbol) continue;
    if (depth == 0 && std::find(stops.begin(), stops.end(), token.text) != stops.end()) {
      lost_ = false;
      return;
    }
    const bool is_end = token.text == "end" && peek(1).text != "of";
    if (is_opening(token.text) || token.text == "case") ++depth;
    if (is_end && depth > 0) --depth;
    if (!is_closing(token.text)) continue;
    if (depth == 0) return;
    --depth;
  }
}

void TokenStream::recover_at_declaration() {
  if (!lost_) return;
  while (!at_end() && !at_declaration() && !at_misspelt_declaration()) next();
  lost_ = false;
  open_brackets_ = 0;
}

void TokenStream::stop() { index_ = tokens_.size() - 1; }

}  // namespace palpate::cql
