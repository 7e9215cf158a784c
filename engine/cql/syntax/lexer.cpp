#include "cql/syntax/lexer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/document.hpp"
#include "base/limits.hpp"
#include "cql/syntax/escapes.hpp"
#include "cql/syntax/keywords.hpp"
#include "cql/syntax/temporal_literal.hpp"

namespace palpate::cql {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

constexpr std::array symbols = std::to_array<std::string_view>({
    "->", "<=", ">=", "!=", "!~", "(", ")", "[", "]", "{", "}", ",", ":",
    ".",  "<",  ">",  "=",  "~",  "+", "-", "*", "/", "^", "&", "|",
});

/// What people write by habit, or what a word processor makes of it, and CQL's way to write it.
struct Foreign {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array foreign_operators = std::to_array<Foreign>({
    {"===", "="},
    {"!==", "!="},
    {"==", "="},
    {"<>", "!="},
    {"&&", "and"},
    {"||", "or"},
    {"=<", "<="},
    {"=>", ">="},
    {"!", "not"},
    {"≤", "<="},
    {"≥", ">="},
    {"≠", "!="},
    {"–", "-"},
    {"−", "-"},
    {"×", "*"},
    {"÷", "/"},
});
constexpr std::string_view no_break_space = "\xC2\xA0";

struct SmartQuote {
  std::string_view open;
  std::string_view close;
  char meant;
};
constexpr std::array smart_quotes = std::to_array<SmartQuote>({
    {"‘", "’", '\''},
    {"’", "’", '\''},
    {"“", "”", '"'},
    {"”", "”", '"'},
});

class Lexer {
 public:
  Lexer(const SourcePtr& source, Diagnostics& diagnostics)
      : source_(source), text_(source->text()), diagnostics_(diagnostics) {}

  std::vector<Token> run() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    // More mistakes than are kept would not be read.
    for (skip_space(); at_ < text_.size() && errors_ <= limits::diagnostics; skip_space()) {
      read_token();
    }
    at_ = text_.size();
    add(TokenKind::end, 0);
    return std::move(tokens_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  bool at(std::string_view s) const { return text_.substr(at_, s.size()) == s; }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void error(std::string code, Span where, std::string message, std::string suggestion = {}) {
    diagnostics_.error(std::move(code), source_, where, std::move(message), std::move(suggestion));
  }
  void add(TokenKind kind, std::size_t length) { add(kind, length, text_.substr(at_, length)); }
  void add(TokenKind kind, std::size_t length, std::string_view text) {
    tokens_.push_back({kind, first_on_line_, span(at_, at_ + length), text});
    first_on_line_ = false;
    at_ += length;
  }

  void skip_space() {
    for (;;) {
      if (peek() == '\n') first_on_line_ = true;
      if (at_ < text_.size() && std::string_view(" \t\r\n").find(peek()) < 4) {
        ++at_;
      } else if (at("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (at("/*")) {
        skip_comment();
      } else if (at(no_break_space)) {
        skip_no_break_space();
      } else {
        return;
      }
    }
  }

  void skip_comment() {
    const auto end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) {
      error("CQL0005", span(at_, at_ + 2), "this comment is never closed", "add '*/'");
      return add(TokenKind::bad, text_.size() - at_);
    }
    if (text_.substr(at_, end - at_).find('\n') != std::string_view::npos) first_on_line_ = true;
    at_ = end + 2;
  }

  void skip_no_break_space() {
    const auto length = no_break_space.size();
    if (!std::exchange(told_no_break_space_, true)) {
      error("CQL0003", span(at_, at_ + length), "this is a no-break space",
            "write plain spaces, here and below");
    }
    at_ += length;
  }

  void read_token() {
    const char c = peek();
    if (is_letter(c)) return read_word();
    if (is_digit(c)) return read_number();
    if (c == '\'' || c == '"' || c == '`') return read_quoted(0);
    if (c == '@') return read_temporal_literal();
    if (c == '%') return read_external();
    if (c == '$') return read_variable();
    if (read_foreign() || read_symbol()) return;
    if (!is_ascii(c)) return read_non_ascii();
    if (c == ';') {
      error("CQL0003", span(at_, at_ + 1), "CQL has no ';'", "leave it out");
    } else {
      error("CQL0003", span(at_, at_ + 1), "this character has no meaning in CQL");
    }
    ++at_;
  }

  bool starts_smart_text() const {
    return std::any_of(smart_quotes.begin(), smart_quotes.end(),
                       [this](const SmartQuote& q) { return at(q.open); });
  }
  bool starts_foreign() const {
    return std::any_of(foreign_operators.begin(), foreign_operators.end(),
                       [this](const Foreign& f) { return at(f.written); });
  }

  void read_word() {
    const auto begin = at_;
    bool plain = true;
    while (at_ < text_.size() && (is_letter(peek()) || is_digit(peek()) || !is_ascii(peek()))) {
      if (!is_ascii(peek())) {
        if (at(no_break_space) || starts_smart_text() || starts_foreign()) break;
        plain = false;
      }
      ++at_;
    }
    const auto length = std::exchange(at_, begin) - begin;
    check_name_length(length);
    if (!plain) {
      error("CQL0003", span(begin, begin + length),
            "a name without quotes may hold only the letters a to z, digits and '_'",
            "write \"" + std::string(text_.substr(begin, length)) + "\"");
    }
    add(TokenKind::word, length);
  }

  void check_name_length(std::size_t length) {
    if (length <= limits::name_length) return;
    error("CQL0008", span(at_, at_ + length),
          "a name may have " + std::to_string(limits::name_length) + " bytes at most");
  }

  void read_number() {
    std::size_t length = 0;
    while (is_digit(peek(length))) ++length;
    if (peek(length) == 'L') return add(TokenKind::long_integer, length + 1);
    if (peek(length) != '.' || !is_digit(peek(length + 1))) return add(TokenKind::integer, length);
    ++length;
    while (is_digit(peek(length))) ++length;
    add(TokenKind::decimal, length);
  }

  /// Length of the quoted text at `begin`, quotes included; 0 when it is not closed.
  std::size_t quoted_length(std::size_t begin) const {
    const char quote = text_[begin];
    for (auto i = begin + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        return i + 1 - begin;
      } else if (text_[i] == '\n' && (quote != '\'' || begins_definition(i + 1))) {
        return 0;
      }
    }
    return 0;
  }

  /// A string may go on over lines, but one that swallows a definition was left open.
  bool begins_definition(std::size_t line_begin) const {
    const auto first = std::min(text_.find_first_not_of(" \t", line_begin), text_.size());
    return text_.substr(first, 7) == "define ";
  }

  /// A string or quoted identifier, `prefix` bytes after `at_`.
  void read_quoted(std::size_t prefix) {
    const auto begin = at_ + prefix;
    const char quote = text_[begin];
    const auto length = quoted_length(begin);
    if (length == 0) return read_unclosed(begin);
    const auto inner = text_.substr(begin + 1, length - 2);
    if (const auto bad = find_bad_escape(inner)) {
      const auto place = begin + 1 + bad->offset;
      error("CQL0006", span(place, place + bad->length), "this is not an escape sequence of CQL",
            "write '\\\\' for a backslash");
    }
    if (quote != '\'') {
      check_name_length(length - 2);
      if (inner.empty()) {
        error("CQL0008", span(begin, begin + length), "a name may not be empty",
              quote == '"' ? "write '' for an empty string" : "");
      }
    }
    const auto kind = quote == '\'' ? TokenKind::string : TokenKind::quoted;
    add(prefix > 0 ? TokenKind::external : kind, prefix + length);
  }

  void read_unclosed(std::size_t begin) {
    const auto line_end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    error("CQL0004", span(begin, begin + 1),
          text_[begin] == '\'' ? "this string is never closed"
                               : "this quoted name is not closed in its line",
          std::string("add ") + (text_[begin] == '\'' ? "'" : std::string(1, text_[begin])));
    add(TokenKind::bad, line_end - at_);
  }

  void read_temporal_literal() {
    auto literal = read_temporal(rest());
    if (literal.kind == TokenKind::bad) {
      error("CQL0007", span(at_, at_ + literal.length), std::move(literal.message),
            std::move(literal.suggestion));
    }
    add(literal.kind, literal.length);
  }

  void read_external() {
    if (peek(1) == '\'' || peek(1) == '"' || peek(1) == '`') return read_quoted(1);
    std::size_t length = 1;
    while (is_letter(peek(length)) || (length > 1 && is_digit(peek(length)))) ++length;
    if (length > 1) return add(TokenKind::external, length);
    error("CQL0009", span(at_, at_ + 1), "CQL does not write a remainder as '%'", "write 'mod'");
    add(TokenKind::symbol, 1, "mod");
  }

  void read_variable() {
    std::size_t length = 1;
    while (is_letter(peek(length)) || is_digit(peek(length))) ++length;
    const auto name = rest().substr(0, length);
    const bool known = name == "$this" || name == "$index" || name == "$total";
    if (!known) {
      error("CQL0003", span(at_, at_ + length), "there is no '" + std::string(name) + "' in CQL",
            did_you_mean(name, {"$this", "$index", "$total"}));
    }
    add(known ? TokenKind::word : TokenKind::bad, length);
  }

  bool read_foreign() {
    if (is_ascii(peek()) && std::string_view("=<&|!").find(peek()) > 4) return false;
    for (const auto& foreign : foreign_operators) {
      if (!at(foreign.written)) continue;
      const auto length = foreign.written.size();
      // "!=" and "!~" are CQL's own.
      if (foreign.written == "!" && (peek(1) == '=' || peek(1) == '~')) return false;
      error("CQL0009", span(at_, at_ + length), "CQL has no '" + std::string(foreign.written) + "'",
            "write '" + std::string(foreign.meant) + "'");
      add(TokenKind::symbol, length, foreign.meant);
      return true;
    }
    return false;
  }

  bool read_symbol() {
    for (const auto symbol : symbols) {
      if (!at(symbol)) continue;
      add(TokenKind::symbol, symbol.size());
      return true;
    }
    return false;
  }

  void read_non_ascii() {
    for (const auto& quote : smart_quotes) {
      if (at(quote.open)) return read_smart_text(quote);
    }
    read_word();
  }

  void read_smart_text(const SmartQuote& quote) {
    const auto line_end = std::min(text_.find('\n', at_), text_.size());
    const auto close = text_.find(quote.close, at_ + quote.open.size());
    const auto end = close < line_end ? close + quote.close.size() : at_ + quote.open.size();
    const std::string meant(1, quote.meant);
    error("CQL0003", span(at_, at_ + quote.open.size()), "CQL does not know this quotation mark",
          "write " + meant);
    add(TokenKind::bad, end - at_);
  }

  const SourcePtr& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t errors_ = 0;
  bool first_on_line_ = true;
  bool told_no_break_space_ = false;
};

bool is_readable(const SourcePtr& source, Diagnostics& diagnostics) {
  const auto text = source->text();
  if (text.size() > limits::cql_source_bytes) {
    diagnostics.error(
        "CQL0001", source, {},
        "a CQL source may have " + std::to_string(limits::cql_source_bytes) + " bytes at most",
        "split the library");
    return false;
  }
  const auto valid = static_cast<std::uint32_t>(utf8_prefix(text));
  if (valid < text.size()) {
    diagnostics.error("CQL0002", source, {valid, valid + 1}, "this byte is not valid UTF-8",
                      "save the file as UTF-8");
    return false;
  }
  return true;
}

}  // namespace

std::vector<Token> tokenize(const SourcePtr& source, Diagnostics& diagnostics) {
  if (!is_readable(source, diagnostics)) {
    return {Token{TokenKind::bad, true, {}, {}}, Token{}};
  }
  return Lexer(source, diagnostics).run();
}

}  // namespace palpate::cql
