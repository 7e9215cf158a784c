#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "cql/syntax/ast.hpp"
#include "cql/syntax/token.hpp"

namespace palpate::cql {

/// The tokens with a place in them, and what the parser does about mistakes.
///
/// After fail() the stream is *lost*: nothing matches and nothing more is reported until
/// recover() finds a token that the caller knows how to go on from. So each parse function may
/// simply run to its end, and one mistake gives one message.
class TokenStream {
 public:
  TokenStream(SourcePtr source, Diagnostics& diagnostics);

  const Token& peek(std::size_t ahead = 0) const;
  bool at_kind(TokenKind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
  /// At the keyword or symbol `text`; never at a quoted name or a string. False while lost.
  bool at(std::string_view text, std::size_t ahead = 0) const;
  bool at_any(std::initializer_list<std::string_view> texts, std::size_t ahead = 0) const;
  /// A name that needs no quotes, or one in quotes.
  bool at_identifier(std::size_t ahead = 0) const;
  /// Also keywords that may be referred to, except where a declaration begins.
  bool at_reference(std::size_t ahead = 0) const;
  /// Any word, or a name in quotes; again not where a declaration begins.
  bool at_any_name(std::size_t ahead = 0) const;
  /// Where a declaration begins, as far as two tokens tell.
  bool at_declaration() const;
  /// At something like `defien X`: a misspelt declaration, where nothing else makes sense.
  bool at_misspelt_declaration() const;
  /// Whether a construct can only have ended here, so that what is missing is its last part.
  bool at_boundary() const;
  bool at_end() const { return peek().kind == TokenKind::end; }

  const Token& next();
  bool accept(std::string_view text);
  /// accept(), or fails with "expected …".
  bool expect(std::string_view text, std::string_view where);
  /// accept() of the bracket that closes the one at `opening`. Otherwise reports, and goes on
  /// behind it where it is found further on or where it can only have been forgotten.
  bool close(std::string_view bracket, Span opening, std::string_view alternative = {});

  ast::Name read_name();
  std::string read_string();

  const SourcePtr& source() const { return source_; }
  Span here() const { return peek().span; }
  /// The last token read; of kind `end` before the first.
  Token previous() const { return index_ > 0 ? tokens_[index_ - 1] : Token{}; }
  /// From `begin` to the end of the last token read.
  Span since(std::uint32_t begin) const;
  Span since(Span begin) const { return since(begin.begin); }

  bool lost() const { return lost_; }
  /// Reports, and is lost. Silent when lost already.
  void fail(std::string code, Span span, std::string message, std::string suggestion = {});
  /// Is lost without a word: the mistake has been reported.
  void lose() { lost_ = true; }
  /// Reports a mistake that does not hinder going on.
  void remark(std::string code, Span span, std::string message, std::string suggestion = {});
  /// fail() with "expected X, not Y", where X is `expected`.
  void fail_expecting(std::string_view expected);
  /// When lost: skips to one of `stops` at this level of brackets. Gives up (and stays lost)
  /// at a closing bracket of an outer level, at a declaration, or at the end.
  void recover(std::initializer_list<std::string_view> stops);
  /// When lost: skips to the next declaration or the end.
  void recover_at_declaration();
  /// Ends the source here: used when a limit is exceeded.
  void stop();

 private:
  std::string describe(const Token& token) const;
  std::string hint() const;

  SourcePtr source_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t index_ = 0;
  std::size_t reports_ = 0;
  std::size_t open_brackets_ = 0;  ///< read and not yet closed, in this declaration
  bool lost_ = false;
};

}  // namespace palpate::cql
