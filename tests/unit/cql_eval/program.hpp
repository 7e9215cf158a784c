#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cql/eval/evaluate.hpp"
#include "cql/program/program.hpp"

/// Programs written node by node, so that the evaluator is tested without parser and checker.
namespace palpate::cql::testing {

class Writer {
 public:
  explicit Writer(std::uint32_t slots) : builder_(schema(slots)) {}

  NodeId node(NodeKind kind, std::uint32_t payload, std::vector<NodeId> operands = {},
              Type type = {}) {
    Node node;
    node.kind = kind;
    node.payload = payload;
    node.type = builder_.add_type(type);
    return builder_.add(node, operands);
  }
  NodeId slot(std::uint32_t index) { return node(NodeKind::slot, index); }
  NodeId constant(const Value& value) {
    return node(NodeKind::constant, builder_.add_constant(value));
  }
  NodeId operation(const OverloadDeclaration& overload, std::vector<NodeId> operands) {
    return node(NodeKind::operation, builder_.add_overload(overload), std::move(operands));
  }
  DefinitionId define(std::string name, NodeId root, std::uint32_t frame_size = 0) {
    Definition definition;
    definition.library = "Test";
    definition.name = std::move(name);
    definition.root = root;
    definition.frame_size = frame_size;
    return builder_.add_definition(std::move(definition));
  }
  ProgramBuilder& builder() { return builder_; }
  Scratch finish() {
    builder_.set_main_library("Test");
    return Scratch(std::move(builder_).finish());
  }

 private:
  static ContextSchema schema(std::uint32_t slots) {
    ContextSchema schema;
    schema.slot_count = slots;
    return schema;
  }
  ProgramBuilder builder_;
};

inline Temporal test_time() { return *parse_date_time("2026-01-01T00:00:00.000+00:00"); }

/// Integer addition that counts its calls.
inline int& calls() {
  static int count = 0;
  return count;
}
inline Value counted_add(const Invocation& call) {
  ++calls();
  return Value::long_integer(call.operands[0].as_long() + call.operands[1].as_long());
}
inline constexpr OverloadDeclaration add = {
    "Add", "Long, Long -> Long", NullRule::propagates, counted_add, false, "add"};
inline Value always_fail(const Invocation& call) {
  call.session.fail("it went wrong");
  return Value();
}
inline constexpr OverloadDeclaration failing = {"Fail",      "-> Long", NullRule::propagates,
                                                always_fail, false,     ""};

}  // namespace palpate::cql::testing
