#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/source_text.hpp"

/// What the parser makes of one CQL source: names unresolved, no types, every node with its place.
/// Operators carry their ELM name ("Add", "SameOrBefore"), whether they were written as symbols,
/// as phrases or as functions in prefix form; a call by name stays a `call`.
namespace palpate::cql::ast {

struct Expression;
struct TypeSpecifier;
struct Query;
using ExpressionPtr = std::unique_ptr<Expression>;
using TypeSpecifierPtr = std::unique_ptr<TypeSpecifier>;

struct Name {
  std::string text;  ///< without quotes, escapes resolved
  Span span;
};

struct TypeSpecifier {
  enum class Kind { named, list, interval, tuple, choice };
  Kind kind = Kind::named;
  Span span;
  std::optional<Name> qualifier;            ///< "System" or a model's name
  Name name;                                ///< of named
  std::vector<TypeSpecifierPtr> arguments;  ///< list: 1, interval: 1, choice: members
  std::vector<std::pair<Name, TypeSpecifierPtr>> elements;  ///< of tuple
};

struct Expression {
  enum class Kind {
    error,  ///< placeholder after a syntax error; never reported again
    null_literal,
    boolean_literal,
    integer_literal,
    long_literal,  ///< text without the 'L'
    decimal_literal,
    string_literal,  ///< text without quotes, escapes resolved
    date_literal,
    date_time_literal,
    time_literal,  ///< text without '@'; a time keeps its 'T'
    quantity,      ///< text: number as written; unit: code or calendar keyword ("" = '1')
    ratio,         ///< operands: two quantities
    identifier,    ///< text; also "$this", "$index", "$total" and external constants ("%name")
    property,      ///< operands[0] . text
    call,          ///< text (operands…); `source` is set for `x.f(…)`: fluent or qualified
    operation,     ///< ELM name in text; operands; precision
    interval,      ///< operands low, high; low_closed, high_closed
    list,          ///< operands; type = element type if written
    tuple,         ///< fields
    instance,      ///< type; fields
    concept_,      ///< Concept { codes } display 'x': operands = codes; text = display
    code,  ///< Code 'c' from cs display 'd': text = code; unit = display; operands[0] = system
    is,
    as,
    cast,
    convert,  ///< operands[0]; type. `convert x to 'unit'`: convert_to in unit
    if_,
    case_,  ///< if: condition, then, else. case: see `case_items`
    query,
    /// [Type: path in X] text and type: the class; comparand: the context before '->', if
    /// written; operands[0]: the terminology, if written; source: the code path, if written, and
    /// then unit: "In", "Equal" or "Equivalent".
    retrieve
  };
  Kind kind = Kind::error;
  Span span;
  Span name_span;  ///< of the operator, function, property name or unit
  /// Levels of expressions from here down, at most limits::cql_nesting: recursion over a tree
  /// of the parser is safe.
  std::size_t height = 1;
  std::string text;
  std::string unit;
  bool value = false;  ///< of boolean_literal; `distinct`-like flags of operations
  bool has_unit = false;
  bool low_closed = true;
  bool high_closed = true;
  /// "day", "month" … of `same day as`, `days between`, `before day of`; singular; "" = none.
  /// DateTimeComponentFrom, DurationBetween, DifferenceBetween, SameAs … use it too; the `per day`
  /// of Collapse and Expand arrives as the quantity 1 'day'.
  std::string precision;
  std::vector<ExpressionPtr> operands;
  ExpressionPtr source;  ///< of a call: what stands before the dot; of a retrieve: the path
  TypeSpecifierPtr type;
  std::vector<std::pair<Name, ExpressionPtr>> fields;
  struct CaseItem {
    ExpressionPtr when;
    ExpressionPtr then;
  };
  ExpressionPtr comparand;  ///< of case_, null for the searched form; of a retrieve: the context
  std::vector<CaseItem> case_items;
  ExpressionPtr else_;  ///< of case_
  std::unique_ptr<Query> query;
};

/// ELM names that need more than "operator of these operands":
///   Between(x, low, high); with `value` = true for `properly between`.
///   Quantity offsets of timing phrases ("3 days or less before") arrive desugared as CQL defines
///   them, so that the checker sees only comparisons, In, and interval operators. `3 days or less
///   before B`, `less than …` and `within …` are And(In(A, Interval…), Not(IsNull(B))). Parts that
///   are needed twice are copied, places included.
///   `duration in days of X` is DurationBetween(Start(X), End(X)).
///   A unary plus leaves no trace.
///   Exists, Distinct, Flatten (collapse: Collapse(list[, per]); expand: Expand(list[, per])),
///   PointFrom, SingletonFrom, Start, End, Width, Successor, Predecessor, Negate, IsNull, IsTrue,
///   IsFalse (and Not around them), MinValue/MaxValue (type in `type`), DateTimeComponentFrom,
///   DateFrom, TimeFrom, TimezoneOffsetFrom, Indexer, Contains, In, ProperContains, ProperIn,
///   Includes, ProperIncludes, IncludedIn, ProperIncludedIn, Before, After, SameAs, SameOrBefore,
///   SameOrAfter, Meets, MeetsBefore, MeetsAfter, Overlaps, OverlapsBefore, OverlapsAfter, Starts,
///   Ends, Union, Intersect, Except, Concatenate (&), Power, TruncatedDivide, Modulo, Equal,
///   NotEqual, Equivalent, NotEquivalent, Less, LessOrEqual, Greater, GreaterOrEqual,
///   DurationBetween, DifferenceBetween, ConvertQuantity, And, Or, Xor, Implies, Not …

struct Query {
  struct Source {
    Name alias;
    ExpressionPtr expression;
  };
  struct Let {
    Name name;
    ExpressionPtr expression;
  };
  struct Relationship {
    bool with = true;  ///< false: without
    Source source;
    ExpressionPtr such_that;
  };
  struct SortItem {
    ExpressionPtr by;  ///< null: the element itself
    bool descending = false;
  };
  std::vector<Source> sources;
  std::vector<Let> lets;
  std::vector<Relationship> relationships;
  ExpressionPtr where;
  ExpressionPtr return_;
  bool return_all = false;
  bool return_distinct = false;
  struct Aggregate {
    Name name;
    bool all = false;
    bool distinct = false;
    ExpressionPtr starting;
    ExpressionPtr expression;
  };
  std::unique_ptr<Aggregate> aggregate;
  std::vector<SortItem> sort;
  Span sort_span;
};

struct Using {
  Name model;
  std::string version;
  Name alias;  ///< "called"; empty when none
  Span span;
};
struct Include {
  Name library;  ///< qualified names are joined with '.'
  std::string version;
  Name alias;  ///< the library's last name when not written
  Span span;
};
struct Terminology {  ///< codesystem, valueset, code, concept
  enum class Kind { code_system, value_set, code, concept_ };
  Kind kind = Kind::code_system;
  bool is_private = false;
  Name name;
  std::string id;  ///< URI, or the code itself
  std::string version;
  std::string display;
  std::vector<Name> references;  ///< code: its system; concept: its codes; value set: code systems
  Span span;
};
struct Parameter {
  bool is_private = false;
  Name name;
  TypeSpecifierPtr type;
  ExpressionPtr default_;
  Span span;
};
struct Definition {
  bool is_private = false;
  bool is_function = false;
  bool is_fluent = false;
  bool is_external = false;
  Name name;
  std::string context;  ///< in force where it stands; "" before any
  std::vector<std::pair<Name, TypeSpecifierPtr>> parameters;
  TypeSpecifierPtr returns;
  ExpressionPtr body;
  Span span;
};

struct Library {
  SourcePtr source;
  Name name;  ///< empty when the source has no library declaration
  std::string version;
  std::vector<Using> usings;
  std::vector<Include> includes;
  std::vector<Terminology> terminology;
  std::vector<Parameter> parameters;
  std::vector<Name> contexts;
  std::vector<Definition> definitions;  ///< in source order
};

}  // namespace palpate::cql::ast
