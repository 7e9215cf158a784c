#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cql/check/build.hpp"
#include "cql/check/overload.hpp"

namespace palpate::cql::check {

/// Checks the expressions of one declaration and writes their nodes. Its locals (parameters,
/// aliases, lets) are those of one frame.
class Checker {
 public:
  Checker(Build& build, LibraryUnit& unit, std::string_view context)
      : build_(&build), unit_(&unit), context_(context) {}

  Typed check(const ast::Expression& expression);
  /// Type of a specifier; nullopt when a name in it is unknown (reported).
  std::optional<Type> type_of(const ast::TypeSpecifier& specifier);
  /// `expression` as type `wanted`; `what` begins the message when it does not convert.
  Typed expect(const Typed& expression, const Type& wanted, Span span, const std::string& what);
  std::uint32_t add_local(const std::string& name, const Type& type);
  std::uint32_t frame_size() const { return static_cast<std::uint32_t>(local_elements_.size()); }

 private:
  struct Local {
    std::string name;
    std::uint32_t index = 0;
    Type type;
    bool fields = false;        ///< a sort clause: the element's fields are names, too
    NodeId stands_for = no_id;  ///< no local at all, but a name for this node
  };
  /// While CQL that a method reads as is checked: where the method was called, and the type T.
  struct PlaceOfReading {
    Span span;
    std::string_view cql;
    std::optional<Type> type;
  };

  Typed dispatch(const ast::Expression& expression);
  std::optional<Type> named_type(const ast::TypeSpecifier& specifier);
  Place place(Span span) const {
    return {unit_->index, reading_ == nullptr ? span : reading_->span};
  }
  Typed fail(std::string code, Span span, std::string message, std::string suggestion = {});
  Typed too_deep(Span span);
  Emitter& emitter() { return build_->emitter(); }
  Arena& arena() { return build_->builder().arena(); }
  std::vector<Typed> check_each(std::span<const ast::ExpressionPtr> expressions);

  // literals.cpp
  Typed literal(const ast::Expression& expression);
  Typed integer_literal(const ast::Expression& expression, bool negative);
  Typed long_literal(const ast::Expression& expression, bool negative);
  Typed decimal_literal(const ast::Expression& expression);
  Typed temporal_literal(const ast::Expression& expression);
  Typed quantity_literal(const ast::Expression& expression);
  Typed unknown_unit(std::string message, Span span);
  Typed ratio_literal(const ast::Expression& expression);

  // names.cpp
  Typed identifier(const ast::Expression& expression);
  Typed local(const Local& local, Span span);
  const Local* find_local(std::string_view name) const;
  Typed symbol(const LibraryUnit& owner, const Symbol& symbol, std::string_view name, Span span);
  Typed unknown_name(const ast::Expression& expression);
  Typed external_constant(const ast::Expression& expression);
  std::vector<std::string_view> visible_names() const;
  Typed property(const ast::Expression& expression);
  Typed library_member(LibraryUnit& library, const ast::Expression& expression);
  Typed record_element(const ast::Expression& expression);
  Typed element_value(const ContextElement& element, Span span);
  /// False where the record is not in context (reported).
  bool require_context(Span span);
  static bool has_fields(const Type& type) {
    return type.is(Type::Kind::tuple) || type.is(Type::Kind::named);
  }
  Typed property_of(const Typed& owner, std::string_view name, Span whole, Span name_span);
  Typed field_of_tuple(const Typed& owner, std::string_view name, Span whole, Span name_span);
  LibraryUnit* library_alias(const ast::Expression& expression) const;
  bool is_record(const ast::Expression& expression) const;

  // record.cpp: what is known of the elements of the record
  const ContextElement* element_of(const Typed& expression) const;
  const ContextElement* element_of_slot(std::uint32_t slot) const;
  const ContextElement* element_of_field(const Node& property) const;
  NodeId selected_by(const Node& query) const;
  void check_options(std::span<const Typed> operands, std::span<const Span> spans);
  void check_option(const ContextElement& element, const Value& value, Span span);
  const Unit* unit_of(const Typed& expression);
  /// False when the units say that the operands have nothing in common (reported).
  bool check_units(std::string_view name, std::span<Typed> operands,
                   const ast::Expression& expression);
  void other_dimensions(const Unit& left, const Unit& right, const ast::Expression& expression);
  void take_unit_of(Typed& constant, const Typed& other, const Unit& unit);

  // operations.cpp
  Typed operation(const ast::Expression& expression);
  Typed apply(std::string_view name, std::vector<Typed> operands,
              const ast::Expression& expression);
  Typed reshape(const Typed& operand, Reshaping how, Span span);
  Typed no_overload(std::string_view name, std::span<const Typed> operands,
                    const ast::Expression& expression);
  Typed emit(const Resolution& resolution, std::span<const Typed> operands,
             const ast::Expression& expression);
  Typed logical_chain(const ast::Expression& expression);
  Typed implication(const ast::Expression& expression);
  Typed between(const ast::Expression& expression);
  Typed between_points(const Typed& point, const Typed& low, const Typed& high,
                       const ast::Expression& expression);
  Typed negation(const ast::Expression& expression);
  Typed range_end(const ast::Expression& expression);
  void note_comparison(std::string_view name, const Typed& result,
                       const ast::Expression& expression);

  // conversions.cpp
  Typed type_operator(const ast::Expression& expression);
  Typed convert(const ast::Expression& expression);

  // conditionals.cpp
  Typed condition(const ast::Expression& expression, std::string_view of);
  Typed if_then_else(const ast::Expression& expression);
  Typed case_of(const ast::Expression& expression);
  Typed case_branches(const ast::Expression& expression, const Typed& comparand);
  Typed coalesce(std::vector<Typed> operands, const ast::Expression& expression);
  /// `body` over `value`, which runs once however often the body names it.
  Typed bind_once(const Typed& value, Span span, const std::function<Typed(const Typed&)>& body);
  /// The same with the value in scope as `name`, and its fields as names.
  Typed bind(const Typed& value, const std::string& name, Span span,
             const std::function<Typed(const Typed&)>& body);
  Type common_of(std::span<const Typed> results) const;

  // selectors.cpp
  Typed list_selector(const ast::Expression& expression);
  Typed tuple_selector(const ast::Expression& expression);
  Typed interval_selector(const ast::Expression& expression);
  Typed code_selector(const ast::Expression& expression);
  Typed concept_selector(const ast::Expression& expression);
  Typed instance(const ast::Expression& expression);
  Typed quantity_instance(const ast::Expression& expression);
  const TupleShape* shape_of(const Type& type);
  Typed structured(const Type& type, std::span<const std::pair<std::string_view, Typed>> fields,
                   Span span);
  /// A plain tuple; the fields in any order.
  Typed tuple_of(std::vector<std::pair<std::string_view, Typed>> fields, Span span);
  bool unique_fields(const ast::Expression& expression);

  // calls.cpp
  Typed call(const ast::Expression& expression);
  Typed call_user(std::span<FunctionEntry* const> candidates, std::vector<Typed> arguments,
                  const ast::Expression& expression);
  struct Choice {
    FunctionEntry* function = nullptr;
    std::vector<Reshaping> reshaped;
    int cost = 0;
    bool ambiguous = false;
  };
  static Choice choose(std::span<FunctionEntry* const> candidates, std::span<const Typed> arguments,
                       const Promotions& allowed);
  Typed call_operator(const ast::Expression& expression, std::vector<Typed> arguments);
  Typed call_named(const std::string& name, std::span<const Typed> arguments,
                   const ast::Expression& expression);
  Typed age(const ast::Expression& expression, std::vector<Typed> arguments);
  Typed unknown_function(const ast::Expression& expression, const LibraryUnit& in,
                         std::span<const Typed> arguments);
  std::vector<FunctionEntry*> functions_named(const LibraryUnit& library, std::string_view name,
                                              bool fluent_only) const;

  // queries.cpp
  Typed query(const ast::Expression& expression);
  bool query_sources(const ast::Query& query, QueryPlan& plan, std::vector<Typed>& sources);
  bool query_filters(const ast::Query& query, QueryPlan& plan);
  Typed query_result(const ast::Query& query, QueryPlan& plan, std::span<const Typed> sources,
                     Span span);
  Typed query_aggregate(const ast::Query& query, QueryPlan& plan, std::size_t outer_scope);
  /// One step a row, with the total in scope as $total and as `name`.
  Typed aggregated(QueryPlan& plan, const std::string& name, const std::optional<Typed>& starting,
                   const ast::Expression& clause);
  bool query_sort(const ast::Query& query, QueryPlan& plan, const Type& element);
  std::optional<QueryPlan::Source> open_source(const ast::Query::Source& source, Typed& alias);

  // methods.cpp
  static bool is_iteration(const ast::Expression& call);
  Typed iteration(const ast::Expression& expression);
  /// A query over a list to be, and its element, which is in scope under a name.
  struct Rows {
    QueryPlan plan;
    Typed element;
  };
  Typed iterated(Rows rows, const std::optional<Typed>& starting,
                 const ast::Expression& expression);
  Rows rows_of(const Typed& list, const std::string& name, Span span);
  Typed traversed(const Typed& list, std::string_view name, Span whole, Span name_span);
  Typed selected(QueryPlan plan, const Typed& value, Span span);
  Typed tested(Rows rows, const Typed& test, const ast::Expression& expression);
  /// An operator that takes these operands.
  Typed call_standard(std::string_view name, std::span<const Typed> operands, Span span);

  // fhirpath.cpp
  static bool is_method(std::string_view name);
  static bool is_function(std::string_view name);
  static std::vector<std::string_view> method_names();
  Typed method(const ast::Expression& expression);
  Typed method_of(const Typed& owner, std::string_view cql, bool of_type,
                  const ast::Expression& expression);
  Typed function(const ast::Expression& expression);
  /// False where the call has another number of arguments (reported).
  bool takes(std::size_t count, const ast::Expression& expression);
  std::optional<Type> type_argument(const ast::Expression& expression);
  Typed read_as(std::string_view cql, std::span<const Typed> operands, Span span,
                std::optional<Type> type = std::nullopt);

  // retrieve.cpp
  Typed retrieve(const ast::Expression& expression);
  const ContextClass* retrieved_class(const ast::Expression& expression);
  Typed filtered(const ContextClass& from, const Typed& all, const ast::Expression& expression);
  Typed code_of(const ContextClass& from, const Typed& instance, const ast::Expression& expression);
  Typed path_of(const Typed& instance, const ast::Expression& path);
  Typed has_code(const Typed& code, const Typed& terms, const ast::Expression& expression);
  Typed any_of(const Typed& list, Span span, const std::function<Typed(const Typed&)>& test);

  Build* build_;
  LibraryUnit* unit_;
  std::string_view context_;
  std::vector<Local> scope_;
  const PlaceOfReading* reading_ = nullptr;
  std::vector<const ContextElement*> local_elements_;  ///< by index: what an alias ranges over
};

}  // namespace palpate::cql::check
