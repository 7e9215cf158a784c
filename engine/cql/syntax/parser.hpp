#pragma once

#include "base/diagnostic.hpp"
#include "cql/syntax/ast.hpp"

namespace palpate::cql {

/// Parses a whole library. After a mistake it recovers at the next clause, definition or closing
/// bracket and goes on, so that one call reports every true mistake once. Always returns a tree;
/// what could not be read is an `error` node. Codes CQL0001–CQL0099 (lexer), CQL0100–CQL0199.
ast::Library parse_library(SourcePtr source, Diagnostics& diagnostics);

/// Parses one expression that takes up the whole source.
ast::ExpressionPtr parse_expression(SourcePtr source, Diagnostics& diagnostics);

/// Parses one type specifier that takes up the whole source.
ast::TypeSpecifierPtr parse_type(SourcePtr source, Diagnostics& diagnostics);

}  // namespace palpate::cql
