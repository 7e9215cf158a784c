#include "ruleset/result_strings.hpp"

#include <map>
#include <vector>

namespace palpate::ruleset {

namespace {

/// Follows the nodes that may be the result; an argument of a function counts where the function's
/// own result may be that parameter.
class ResultStrings {
 public:
  explicit ResultStrings(const cql::Program& program)
      : program_(program), seen_(program.nodes().size()) {}

  std::set<std::string> of(cql::NodeId root) {
    open_.push_back({root, cql::no_id});
    while (!open_.empty()) {
      const auto place = open_.back();
      open_.pop_back();
      if (place.node == cql::no_id || seen_[place.node]) continue;
      seen_[place.node] = true;
      visit(place);
    }
    return std::move(found_);
  }

 private:
  /// A node and the function whose body it stands in.
  struct Place {
    cql::NodeId node = cql::no_id;
    cql::FunctionId function = cql::no_id;
  };
  struct Calls {
    std::set<std::uint32_t> parameters;  ///< that may be the function's result
    std::vector<Place> arguments;        ///< of its calls: the call node and where it stands
  };

  void visit(const Place& place) {
    const auto& node = program_.node(place.node);
    const auto operands = program_.operands(node);
    switch (node.kind) {
      case cql::NodeKind::constant:
        return take(program_.constant(node));
      case cql::NodeKind::slot:
        return take_options(node.payload);
      case cql::NodeKind::local:
        return follow_parameter(place.function, node.payload);
      case cql::NodeKind::call:
        return follow_call(place, node.payload);
      case cql::NodeKind::definition:
        return open_.push_back({program_.definition(node.payload).root, cql::no_id});
      case cql::NodeKind::conditional:
        return follow(operands.subspan(1), place.function);
      case cql::NodeKind::selection:
        return follow_branches(operands, place.function);
      case cql::NodeKind::coalesce:
      case cql::NodeKind::as:
      case cql::NodeKind::cast:
        return follow(operands, place.function);
      default:
        return;
    }
  }

  void take(const Value& value) {
    if (value.is(Value::Kind::string)) found_.emplace(value.as_string());
  }

  void take_options(std::uint32_t slot) {
    for (const auto& element : program_.schema().elements) {
      const auto slots = element.type.is(Type::Kind::tuple) ? element.type.elements().size() : 1;
      if (slot < element.slot || slot >= element.slot + slots) continue;
      found_.insert(element.options.begin(), element.options.end());
    }
  }

  void follow(std::span<const cql::NodeId> results, cql::FunctionId function) {
    for (const auto result : results) open_.push_back({result, function});
  }

  /// when, then, when, then …, else
  void follow_branches(std::span<const cql::NodeId> operands, cql::FunctionId function) {
    for (std::size_t i = 1; i < operands.size(); i += 2) open_.push_back({operands[i], function});
    if (operands.size() % 2 == 1) open_.push_back({operands.back(), function});
  }

  void follow_call(const Place& call, cql::FunctionId function) {
    auto& calls = calls_[function];
    calls.arguments.push_back(call);
    for (const auto parameter : calls.parameters) follow_argument(call, parameter);
    open_.push_back({program_.function(function).root, function});
  }

  void follow_parameter(cql::FunctionId function, std::uint32_t local) {
    if (function == cql::no_id || local >= program_.function(function).parameters) return;
    auto& calls = calls_[function];
    calls.parameters.insert(local);
    for (const auto& call : calls.arguments) follow_argument(call, local);
  }

  void follow_argument(const Place& call, std::uint32_t parameter) {
    const auto arguments = program_.operands(program_.node(call.node));
    if (parameter < arguments.size()) open_.push_back({arguments[parameter], call.function});
  }

  const cql::Program& program_;
  std::vector<bool> seen_;
  std::vector<Place> open_;
  std::map<cql::FunctionId, Calls> calls_;
  std::set<std::string> found_;
};

}  // namespace

std::set<std::string> result_strings(const cql::Program& program, cql::DefinitionId definition) {
  return ResultStrings(program).of(program.definition(definition).root);
}

}  // namespace palpate::ruleset
