#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source_text.hpp"
#include "cql/program/operation.hpp"
#include "cql/program/terminology.hpp"
#include "value/value.hpp"

/// The compiled form: a flat array of typed nodes, every name, overload, conversion, slot and
/// constant resolved. Immutable once built; shared by any number of threads without locks.
namespace palpate::cql {

using NodeId = std::uint32_t;
using DefinitionId = std::uint32_t;
using FunctionId = std::uint32_t;
inline constexpr std::uint32_t no_id = UINT32_MAX;

enum class NodeKind : std::uint8_t {
  constant,    ///< payload: constant; also folded parameters
  slot,        ///< payload: slot of the context record
  definition,  ///< payload: DefinitionId
  local,       ///< payload: index in the current frame (function operand, alias, let, $this …)
  operation,   ///< payload: overload index; evaluated operands, then its function
  conjunction,
  disjunction,
  implication,  ///< Kleene; stop at the first deciding operand
  conditional,  ///< operands: condition, then, else
  selection,    ///< searched case: when, then, when, then …, else. Comparand form is desugared
  coalesce,     ///< operands in order
  call,         ///< payload: FunctionId; operands are its arguments
  list,
  tuple,
  interval,  ///< selectors. tuple: payload shape; interval: flags = closed ends
  property,  ///< of operands[0]; flags: a PropertyKind, which says what the payload is
  query,     ///< payload: index of a QueryPlan
  as,
  cast,
  is  ///< payload: index of a type
};

/// Node::flags of a property: how the payload names the part of the operand.
enum class PropertyKind : std::uint8_t {
  field,  ///< index in the operand's shape
  named,  ///< index of a constant, the name, for operands whose shape is known when running only
  value,
  unit,  ///< of a Quantity
  low,
  high,
  low_closed,
  high_closed  ///< of an Interval
};

/// Node::flags of an interval: the ends as written.
inline constexpr std::uint8_t interval_low_closed = 1;
inline constexpr std::uint8_t interval_high_closed = 2;
/// Node::flags of a coalesce whose one operand is a list: its first element that is not null.
inline constexpr std::uint8_t coalesce_elements = 1;
/// Node::flags of a constant that holds a DateTime without offset: it takes that of the
/// evaluation time when it is read.
inline constexpr std::uint8_t constant_needs_offset = 1;
/// Node::flags of an operation whose regular expression the Program holds compiled.
inline constexpr std::uint8_t operation_has_pattern = 1;

struct Node {
  NodeKind kind = NodeKind::constant;
  Precision precision = Precision::none;
  std::uint8_t flags = 0;
  std::uint32_t payload = 0;
  std::uint32_t first_operand = 0;
  std::uint32_t operand_count = 0;
  std::uint32_t type = 0;     ///< index of the static type
  std::uint32_t library = 0;  ///< index of the library that it stands in
  Span span;
};

struct Definition {
  std::string library;
  std::string name;
  NodeId root = no_id;
  std::uint32_t frame_size = 0;  ///< locals that its queries need
  bool is_private = false;
  Type type;
  SourcePtr source;
  Span span;
};

struct Function {
  std::string library;
  std::string name;
  NodeId root = no_id;
  std::uint32_t parameters = 0;
  std::uint32_t frame_size = 0;
};

/// Clauses of a query as nodes over frame locals. Order of work is CQL's: sources, let, with /
/// without, where, then return or aggregate, then distinct, then sort.
struct QueryPlan {
  struct Source {
    NodeId expression = no_id;
    std::uint32_t local = 0;
    bool is_list = true;
  };
  struct Let {
    NodeId expression = no_id;
    std::uint32_t local = 0;
  };
  struct Relationship {
    bool with = true;
    Source source;
    NodeId such_that = no_id;
  };
  struct SortItem {
    NodeId by = no_id;
    bool descending = false;
  };
  std::vector<Source> sources;
  std::vector<Let> lets;
  std::vector<Relationship> relationships;
  NodeId where = no_id;
  NodeId returns = no_id;
  bool distinct = false;
  bool aggregate = false;
  bool aggregate_distinct = false;
  NodeId starting = no_id;
  NodeId step = no_id;
  std::uint32_t total_local = 0;
  std::vector<SortItem> sort;
  std::uint32_t sort_local = 0;       ///< $this while sorting
  std::uint32_t index_local = no_id;  ///< $index, where something may ask for it
  bool singleton = false;             ///< no list source: the result is one value
};

/// A named input of the record that the rules look at ("context Assessment").
struct ContextElement {
  std::string name;
  Type type;
  /// First slot. A sided item (a tuple type) takes one slot a field, in the type's field order;
  /// anything else takes one.
  std::uint32_t slot = 0;
  /// Admissible strings of a choice (or of the elements of a list): a literal compared with it
  /// must be one of them. Empty: anything.
  std::vector<std::string> options;
  /// Unit that a quantity slot is delivered in (UCUM or calendar keyword); empty: not known.
  std::string unit;
  /// Is nothing open inside a value once it is given, as in a multiple choice? Otherwise a null
  /// element of a list, or an open end of an interval without a value, is not known yet.
  bool known_inside = false;
};
/// A class of the data model, of whose instances a record may hold a list: `[Condition]`.
struct ContextClass {
  /// A named type: the class's name and its fields, in the order of its values.
  Type type;
  std::vector<ContextElement> fields;  ///< the type's, with options and units; they have no slots
  /// The field that `[Condition: "Codes"]` asks; empty: the path has to be written.
  std::string code_path;
  /// Of the list; null there is "nothing is known", unlike an empty list. no_id: its instances are
  /// parts of others only.
  std::uint32_t slot = no_id;
};
struct ContextSchema {
  std::string model;  ///< "LumbopelvicIntake"
  std::string version;
  std::string context;  ///< "Assessment"
  std::vector<ContextElement> elements;
  std::vector<ContextClass> classes;
  /// The element that AgeInYears() counts from, a Date or DateTime; empty: there is none.
  std::string birth_date;
  std::uint32_t slot_count = 0;

  const ContextElement* find_element(std::string_view name) const;
  const ContextClass* find_class(std::string_view name) const;
};

struct Parameter {
  std::string library;
  std::string name;
  Type type;
  Value value;  ///< the default, or what compile() was told
  bool overridden = false;
  SourcePtr source;
  Span span;
};

class ProgramBuilder;

class Program {
 public:
  Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  std::span<const Node> nodes() const { return nodes_; }
  const Node& node(NodeId id) const { return nodes_[id]; }
  std::span<const NodeId> operands(const Node& node) const {
    return std::span(operand_ids_).subspan(node.first_operand, node.operand_count);
  }
  const Type& type(const Node& node) const { return types_[node.type]; }
  const Type& type_at(std::uint32_t index) const { return types_[index]; }
  const Value& constant(const Node& node) const { return constants_[node.payload]; }
  const OverloadDeclaration& overload(const Node& node) const { return *overloads_[node.payload]; }
  const TupleShape& shape(const Node& node) const { return *shapes_[node.payload]; }
  const QueryPlan& query(const Node& node) const { return queries_[node.payload]; }
  const Function& function(FunctionId id) const { return functions_[id]; }
  const SourcePtr& source(const Node& node) const { return sources_[node.library]; }
  /// The operation that a constant is the result of, where compiling was told to keep it; any
  /// other node is itself.
  NodeId before_folding(NodeId id) const {
    const auto found = folded_.find(id);
    return found == folded_.end() ? id : found->second;
  }

  /// Of an operation with operation_has_pattern. Threads may match with it at the same time.
  const re2::RE2* pattern(const Node& node) const {
    return patterns_.find(static_cast<NodeId>(&node - nodes_.data()))->second.get();
  }

  /// The first library that was compiled.
  const std::string& main_library() const { return main_library_; }
  std::span<const Definition> definitions() const { return definitions_; }
  const Definition& definition(DefinitionId id) const { return definitions_[id]; }
  /// `library` empty: the main library first, then all others when the name is unique.
  std::optional<DefinitionId> find(std::string_view library, std::string_view name) const;
  std::span<const Parameter> parameters() const { return parameters_; }
  const ContextSchema& schema() const { return schema_; }
  /// Value sets and code systems that evaluation may ask; null when there are none.
  const Terminology* terminology() const { return terminology_.get(); }

 private:
  friend class ProgramBuilder;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Node> nodes_;
  std::vector<NodeId> operand_ids_;
  std::vector<Type> types_;
  std::vector<Value> constants_;
  std::vector<const OverloadDeclaration*> overloads_;
  std::vector<const TupleShape*> shapes_;
  std::vector<QueryPlan> queries_;
  std::vector<Function> functions_;
  std::vector<SourcePtr> sources_;
  std::vector<Definition> definitions_;
  std::vector<Parameter> parameters_;
  std::unordered_map<NodeId, NodeId> folded_;  // constant → operation
  std::unordered_map<NodeId, std::shared_ptr<const re2::RE2>> patterns_;
  ContextSchema schema_;
  std::shared_ptr<const Terminology> terminology_;
  std::string main_library_;
};

/// The checker writes a Program through this; afterwards nobody can.
class ProgramBuilder {
 public:
  explicit ProgramBuilder(ContextSchema schema,
                          std::shared_ptr<const Terminology> terminology = nullptr);

  Arena& arena() { return program_->arena_; }
  NodeId add(Node node, std::span<const NodeId> operands);
  Node& node(NodeId id) { return program_->nodes_[id]; }
  std::uint32_t add_type(const Type& type);  ///< the same type gets the same index
  std::uint32_t add_constant(const Value& value);
  std::uint32_t add_overload(const OverloadDeclaration& overload);
  std::uint32_t add_shape(const TupleShape& shape);
  std::uint32_t add_query(QueryPlan plan);
  std::uint32_t add_source(SourcePtr source);
  FunctionId add_function(Function function);
  Function& function(FunctionId id) { return program_->functions_[id]; }
  DefinitionId add_definition(Definition definition);
  Definition& definition(DefinitionId id) { return program_->definitions_[id]; }
  void add_parameter(Parameter parameter);
  void keep_folded(NodeId constant, NodeId operation) {
    program_->folded_.emplace(constant, operation);
  }
  void set_pattern(NodeId operation, std::shared_ptr<const re2::RE2> pattern);
  /// The library that `Program::find` searches first.
  void set_main_library(std::string name);
  std::size_t node_count() const { return program_->nodes_.size(); }
  const Program& program() const { return *program_; }
  std::shared_ptr<const Program> finish() &&;

 private:
  std::shared_ptr<Program> program_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> types_;  // by their text
  std::unordered_map<const OverloadDeclaration*, std::uint32_t> overloads_;
};

}  // namespace palpate::cql
