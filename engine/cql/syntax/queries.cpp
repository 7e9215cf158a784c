// Queries and retrieves.

#include <algorithm>
#include <array>
#include <utility>

#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parse.hpp"

namespace palpate::cql {

using ast::ExpressionPtr;
using ast::Query;

namespace {

/// The clauses in the order in which they must stand.
struct Clause {
  std::string_view word;
  int rank;
  bool repeats;
};
constexpr std::array clauses = std::to_array<Clause>({
    {"let", 1, false},
    {"with", 2, true},
    {"without", 2, true},
    {"where", 3, false},
    {"aggregate", 4, false},
    {"return", 4, false},
    {"sort", 5, false},
});

const Clause* find_clause(std::string_view word) {
  const auto found = std::find_if(clauses.begin(), clauses.end(),
                                  [word](const Clause& clause) { return clause.word == word; });
  return found == clauses.end() ? nullptr : &*found;
}

bool is_near_clause(std::string_view word) {
  const std::vector<std::string_view> words = {"where", "return",  "sort",      "let",
                                               "with",  "without", "aggregate", "such"};
  return word.size() > 2 && !nearest(word, words).empty();
}

std::string qualified_name(const ast::TypeSpecifier& type) {
  return type.qualifier ? type.qualifier->text + "." + type.name.text : type.name.text;
}

bool is_path(const ast::Expression& expression) {
  const auto* e = &expression;
  while (e->kind == ast::Expression::Kind::property) e = e->operands[0].get();
  return e->kind == ast::Expression::Kind::identifier;
}

/// `path in X`, `path = X` or `path ~ X`.
bool compares_path(const ast::Expression& expression) {
  const auto& name = expression.text;
  return expression.kind == ast::Expression::Kind::operation && expression.operands.size() == 2 &&
         (name == "In" || name == "Equal" || name == "Equivalent") &&
         expression.precision.empty() && is_path(*expression.operands[0]);
}

}  // namespace

/// A name (qualified or not), or what stands in parentheses from `begin` on.
bool Parser::is_query_source(const ast::Expression& expression, std::uint32_t begin) const {
  if (parentheses_ == since(begin)) return true;
  const auto* e = &expression;
  while (e->kind == Kind::property) e = e->operands[0].get();
  return e->kind == Kind::identifier || e->kind == Kind::retrieve;
}

/// Words that are no keywords but begin a phrase of two.
bool Parser::at_phrase(std::size_t ahead) const {
  return (at("included", ahead) && at("in", ahead + 1)) ||
         (at("on", ahead) && at("or", ahead + 1)) || (at("such", ahead) && at("that", ahead + 1)) ||
         (at_any({"less", "more"}, ahead) && at("than", ahead + 1));
}

bool Parser::at_alias() const {
  return !lost() && at_identifier() && !at_phrase(0) && !at_misspelt_declaration();
}

/// `a adn b`: nothing that begins an operand may follow an alias. In `a b wher …` the operand is
/// the misspelt word, and is reported in its turn.
bool Parser::at_misspelt_operator() const {
  const auto& following = peek(1);
  if (!at_kind(TokenKind::word) || following.first_on_line) return false;
  if (following.kind == TokenKind::word) {
    return at_identifier(1) && !at_phrase(1) && !is_near_clause(following.text);
  }
  return following.kind != TokenKind::symbol && starts_operand(1) && !at_offset(1);
}

ast::Name Parser::alias() {
  if (!at_alias()) {
    fail_expecting("an alias for the source of the query");
    return {{}, here()};
  }
  if (at_misspelt_operator()) {
    const auto word = peek().text;
    fail("CQL0104", here(), "'" + std::string(word) + "' is no operator of CQL",
         did_you_mean(word, infix_words()));
  }
  return read_name();
}

ExpressionPtr Parser::query_source() {
  if (at("[")) return retrieve();
  const auto begin = here().begin;
  auto source = postfix();
  if (!lost() && !is_query_source(*source, begin)) {
    remark("CQL0109", since(begin),
           "the source of a query must be a name, a retrieve, or stand in parentheses",
           "put it in parentheses");
  }
  return source;
}

Query::Source Parser::aliased_source() {
  Query::Source source;
  source.expression = query_source();
  source.alias = alias();
  return source;
}

ExpressionPtr Parser::query() {
  const auto begin = next().span.begin;  // from
  auto query = std::make_unique<Query>();
  do {
    query->sources.push_back(aliased_source());
    recover({",", "let", "with", "without", "where", "aggregate", "return", "sort"});
  } while (accept(","));
  return query_clauses(std::move(query), begin);
}

ExpressionPtr Parser::query_over(ExpressionPtr source, std::uint32_t begin) {
  auto query = std::make_unique<Query>();
  query->sources.push_back({alias(), std::move(source)});
  return query_clauses(std::move(query), begin);
}

ExpressionPtr Parser::query_clauses(std::unique_ptr<Query> query, std::uint32_t begin) {
  const Clause* last = nullptr;
  while (!lost() && at_kind(TokenKind::word)) {
    const auto* clause = find_clause(peek().text);
    if (clause == nullptr) break;
    const auto word = std::string(clause->word);
    if (last != nullptr && clause->rank < last->rank) {
      remark("CQL0109", here(),
             "'" + word + "' must stand before '" + std::string(last->word) + "'");
    } else if (last != nullptr && clause->rank == last->rank && !clause->repeats) {
      remark("CQL0109", here(), "a query has one '" + word + "' only",
             clause->rank == 3 ? "join the conditions with 'and'" : "");
    }
    last = clause;
    next();
    query_clause(*query, clause->word);
    recover({"let", "with", "without", "where", "aggregate", "return", "sort"});
  }
  auto node = ast::make_expression(Kind::query, since(begin));
  node->name_span = query->sources.front().alias.span;
  node->query = std::move(query);
  return finish(std::move(node));
}

void Parser::query_clause(Query& query, std::string_view clause) {
  if (clause == "let") {
    let_clause(query);
  } else if (clause == "with" || clause == "without") {
    relationship(query, clause == "with");
  } else if (clause == "where") {
    query.where = expression();
  } else if (clause == "aggregate") {
    aggregate_clause(query);
  } else if (clause == "sort") {
    sort_clause(query);
  } else {
    query.return_all = accept("all");
    query.return_distinct = !query.return_all && accept("distinct");
    query.return_ = expression();
  }
}

void Parser::let_clause(Query& query) {
  do {
    Query::Let let;
    let.name = declared_name("a name after 'let'");
    expect(":", "after the name");
    let.expression = expression();
    query.lets.push_back(std::move(let));
  } while (accept(","));
}

void Parser::relationship(Query& query, bool with) {
  Query::Relationship relationship;
  relationship.with = with;
  relationship.source = aliased_source();
  if (at("such") && at("that", 1)) {
    next();
    next();
  } else {
    fail_expecting("'such that' and a condition");
  }
  relationship.such_that = expression();
  query.relationships.push_back(std::move(relationship));
}

void Parser::aggregate_clause(Query& query) {
  auto aggregate = std::make_unique<Query::Aggregate>();
  aggregate->all = accept("all");
  aggregate->distinct = !aggregate->all && accept("distinct");
  aggregate->name = declared_name("a name for the result of the aggregation");
  if (accept("starting")) aggregate->starting = at_number() ? number(false) : unary();
  expect(":", "and the expression of the aggregation");
  aggregate->expression = expression();
  query.aggregate = std::move(aggregate);
}

void Parser::sort_clause(Query& query) {
  query.sort_span = previous().span;
  const auto direction = [this](bool required) {
    if (at_any({"desc", "descending"})) {
      next();
      return true;
    }
    if (at_any({"asc", "ascending"})) {
      next();
    } else if (required) {
      fail_expecting("'asc', 'desc' or 'by' after 'sort'");
    }
    return false;
  };
  if (!accept("by")) {
    query.sort.push_back({nullptr, direction(true)});
    return;
  }
  do {
    Query::SortItem item;
    item.by = term();
    item.descending = direction(false);
    query.sort.push_back(std::move(item));
  } while (accept(","));
}

ExpressionPtr Parser::retrieve() {
  auto node = ast::make_expression(Kind::retrieve, {});
  const auto opening = next().span;
  node->type = named_type();
  if (accept("->")) {
    const ast::TypeSpecifier& context = *node->type;
    node->comparand = ast::make_expression(Kind::identifier, context.span);
    node->comparand->text = qualified_name(context);
    node->comparand = finish(std::move(node->comparand));
    node->type = named_type();
  }
  node->name_span = node->type->span;
  node->text = qualified_name(*node->type);
  recover({":", "]"});
  const bool filtered = accept(":");
  if (filtered) {
    retrieve_filter(*node);
    recover({"]"});
  }
  close("]", opening, filtered ? "" : "':'");
  node->span = since(opening);
  if (at(".") && !lost()) {
    fail("CQL0100", here(), "a retrieve takes parentheses before '.'",
         "write ([" + node->text + (filtered ? ": …" : "") + "]).…");
  }
  return finish(std::move(node));
}

/// `code in "VS"` parses as the membership that it looks like and is taken apart.
void Parser::retrieve_filter(ast::Expression& retrieve) {
  const auto begin = here().begin;
  auto filter = expression();
  const bool in_parentheses = parentheses_ == since(begin);
  if (!in_parentheses && compares_path(*filter)) {
    retrieve.unit = filter->text;
    retrieve.source = std::move(filter->operands[0]);
    filter = std::move(filter->operands[1]);
  }
  retrieve.operands.push_back(std::move(filter));
}

}  // namespace palpate::cql
