#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cql/syntax/ast.hpp"
#include "cql/syntax/token_stream.hpp"
#include "cql/syntax/tree.hpp"

namespace palpate::cql {

/// How tightly the operators of CQL's rule `expression` bind; tighter is greater. Those of its
/// rule `expressionTerm` (arithmetic, `start of` …) bind tighter still and have functions of their
/// own in Parser.
enum class Level : std::uint8_t {
  none,  ///< no operator
  set,
  implies,
  or_,
  and_,
  membership,
  equality,
  timing,
  inequality,
  between,
  exists,
  not_,
  type_test
};

/// Recursive descent over one source; see parser.hpp for what it promises. The functions are
/// grouped by the file that holds them, each named after the construct that it reads. All leave
/// the stream behind the construct, or lost.
class Parser : private TokenStream {
 public:
  Parser(SourcePtr source, Diagnostics& diagnostics);

  ast::Library library();
  ast::ExpressionPtr whole_expression();
  ast::TypeSpecifierPtr whole_type();

 private:
  using ExpressionPtr = ast::ExpressionPtr;
  using Kind = ast::Expression::Kind;
  /// One level of nesting for as long as it lives.
  class Nested;
  struct Offset;

  // parse.cpp: building nodes, limits, lists.
  ExpressionPtr error_node();
  /// Counts the node and sets its height; an error node in its place when a limit is exceeded.
  ExpressionPtr finish(ExpressionPtr node);
  ExpressionPtr make(Kind kind, Span span) { return finish(ast::make_expression(kind, span)); }
  template <typename... Operands>
  ExpressionPtr operation(std::string_view name, Span name_span, Span span, Operands... operands) {
    auto node = ast::make_expression(Kind::operation, span);
    node->text = name;
    node->name_span = name_span;
    (node->operands.push_back(std::move(operands)), ...);
    return finish(std::move(node));
  }
  ExpressionPtr copy(const ast::Expression& expression);
  ExpressionPtr too_deep();
  ExpressionPtr too_many();
  ExpressionPtr missing_expression();
  void fail_after_expression(std::string_view whole);
  /// Expressions up to `closing`, which is read too.
  std::vector<ExpressionPtr> expressions_until(std::string_view closing, Span opening);
  /// A name for something declared; a bare keyword is reported and taken.
  ast::Name declared_name(std::string_view what);
  /// The same where keywords that may be referred to need no quotes.
  ast::Name referable_name(std::string_view what);
  /// One or more names joined by '.'; the parts are appended to `parts`.
  std::vector<ast::Name> dotted_names(std::string_view what);

  // operators.cpp
  ExpressionPtr expression();
  ExpressionPtr operators(Level minimum);
  ExpressionPtr operand_of_operators();
  ExpressionPtr infix(ExpressionPtr left, Level level, std::uint32_t begin);
  ExpressionPtr between(ExpressionPtr left, std::uint32_t begin);
  ExpressionPtr type_test(ExpressionPtr left, std::uint32_t begin);
  ExpressionPtr prefix(std::string_view name, Level level);
  ExpressionPtr cast();
  ExpressionPtr duration_between();
  Level infix_level() const;
  bool at_duration_between() const;
  std::string precision_of_phrase();

  // terms.cpp
  ExpressionPtr term();
  ExpressionPtr product();
  ExpressionPtr power();
  ExpressionPtr unary();
  ExpressionPtr sign();
  ExpressionPtr component_from();
  ExpressionPtr duration_of();
  ExpressionPtr operator_of(std::string_view name, std::size_t words);
  ExpressionPtr postfix();
  ExpressionPtr member(ExpressionPtr source, std::uint32_t begin);
  ExpressionPtr indexer(ExpressionPtr source, std::uint32_t begin);
  std::string_view unary_operator_name() const;

  // primaries.cpp
  ExpressionPtr primary();
  ExpressionPtr symbol_primary();
  ExpressionPtr word_primary();
  ExpressionPtr misplaced_operator();
  ExpressionPtr literal(Kind kind, std::string text);
  ExpressionPtr number(bool ratio_allowed);
  ExpressionPtr quantity();
  ExpressionPtr parentheses();
  ExpressionPtr reference();
  ExpressionPtr if_then_else();
  ExpressionPtr case_when();
  /// False where it ends in a mistake.
  bool case_item(ast::Expression& node);
  ExpressionPtr convert();
  ExpressionPtr type_extent();
  ExpressionPtr aggregate_term();
  ExpressionPtr per_operand();
  bool at_unit(std::size_t ahead = 0) const;
  bool at_number(std::size_t ahead = 0) const;
  bool at_instance() const;
  bool at_keyword_in_capitals() const;
  ExpressionPtr keyword_in_capitals();
  bool starts_operand(std::size_t ahead = 0) const;

  // selectors.cpp
  ExpressionPtr interval_selector();
  ExpressionPtr list_selector();
  ExpressionPtr tuple_selector();
  ExpressionPtr instance_selector(ast::TypeSpecifierPtr type, std::uint32_t begin);
  ExpressionPtr code_selector();
  ExpressionPtr concept_selector();
  void elements(ast::Expression& node);
  bool at_tuple_elements(std::size_t ahead) const;
  std::string display_clause();

  // queries.cpp
  ExpressionPtr query();
  ExpressionPtr query_over(ExpressionPtr source, std::uint32_t begin);
  ExpressionPtr query_clauses(std::unique_ptr<ast::Query> query, std::uint32_t begin);
  void query_clause(ast::Query& query, std::string_view clause);
  ast::Query::Source aliased_source();
  ExpressionPtr query_source();
  ast::Name alias();
  void let_clause(ast::Query& query);
  void relationship(ast::Query& query, bool with);
  void aggregate_clause(ast::Query& query);
  void sort_clause(ast::Query& query);
  ExpressionPtr retrieve();
  void retrieve_filter(ast::Expression& retrieve);
  bool at_alias() const;
  bool at_misspelt_operator() const;
  bool at_phrase(std::size_t ahead) const;
  bool is_query_source(const ast::Expression& expression, std::uint32_t begin) const;

  // timing.cpp
  ExpressionPtr timing(ExpressionPtr left, std::uint32_t begin);
  ExpressionPtr timing_phrase(ExpressionPtr left, std::uint32_t begin, Span phrase);
  ExpressionPtr same_as(ExpressionPtr left, std::uint32_t begin, Span phrase);
  ExpressionPtr inclusion(ExpressionPtr left, std::uint32_t begin, Span phrase, bool properly);
  ExpressionPtr within(ExpressionPtr left, std::uint32_t begin, Span phrase, bool properly);
  ExpressionPtr before_or_after(ExpressionPtr left, std::uint32_t begin, Span phrase);
  ExpressionPtr offset_before_or_after(ExpressionPtr left, ExpressionPtr right, Offset offset);
  ExpressionPtr interval_relation(ExpressionPtr left, std::uint32_t begin, std::string_view name);
  /// In(left, interval) and `point` is not null.
  ExpressionPtr guarded_in(ExpressionPtr left, ExpressionPtr interval, ExpressionPtr point,
                           Span phrase, Span span, std::string precision);
  ExpressionPtr boundary_operand();
  std::string precision_specifier();
  bool at_timing() const;
  bool continues_timing(std::size_t ahead) const;
  bool at_offset(std::size_t ahead) const;

  // types.cpp
  ast::TypeSpecifierPtr type();
  ast::TypeSpecifierPtr named_type();
  ast::TypeSpecifierPtr generic_type(ast::TypeSpecifier::Kind kind);
  ast::TypeSpecifierPtr tuple_type();

  // declarations.cpp
  void declaration(ast::Library& library);
  void declaration_of(std::string_view word, ast::Library& library);
  void unknown_declaration(ast::Library& library);
  void check_order(std::string_view word, const ast::Library& library);
  void library_name(ast::Library& library);
  void using_(ast::Library& library);
  void include(ast::Library& library);
  void terminology(ast::Library& library, ast::Terminology::Kind kind, bool is_private);
  void parameter(ast::Library& library, bool is_private);
  void context(ast::Library& library);
  std::string string_after(std::string_view word);
  std::string version();
  ast::Name dotted_name(std::string_view what);

  // definitions.cpp
  void define(ast::Library& library);
  void function_header(ast::Definition& definition);
  void function_parameter(ast::Definition& definition);

  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
  std::size_t open_cases_ = 0;
  bool told_too_deep_ = false;  ///< in this declaration
  bool told_too_many_ = false;
  bool in_statements_ = false;  ///< the first `define` or `context` has been read
  std::string context_;
  Span parentheses_;  ///< the last pair that was closed, for telling a query's source
};

class Parser::Nested {
 public:
  explicit Nested(Parser& parser);
  ~Nested() { --parser_.depth_; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;

  bool too_deep() const;

 private:
  Parser& parser_;
};

}  // namespace palpate::cql
