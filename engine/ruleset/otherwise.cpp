#include "ruleset/otherwise.hpp"

#include <algorithm>
#include <array>

#include "cql/cql.hpp"
#include "cql/program/reach.hpp"

namespace palpate::ruleset {

namespace {

bool is_literal(const cql::Program& program, cql::NodeId root) {
  bool literal = true;
  cql::for_each_reachable(program, std::span(&root, 1), [&](cql::NodeId id) {
    const auto& node = program.node(id);
    const bool negative =
        node.kind == cql::NodeKind::operation && program.overload(node).name == "Negate";
    literal = literal && (negative || node.kind == cql::NodeKind::constant ||
                          node.kind == cql::NodeKind::list);
  });
  return literal;
}

class OtherwiseReader {
 public:
  OtherwiseReader(const intake::Item& item, const Type& type, const DocumentNode& node,
                  Arena& arena)
      : item_(item), type_(type), node_(node), arena_(arena) {}

  std::optional<Value> read() const {
    const auto text = std::make_shared<const SourceText>("otherwise", item_.otherwise);
    const auto compiled = cql::compile_expression(text);
    if (compiled.program == nullptr) return refuse("it must be a CQL literal");
    const auto& program = *compiled.program;
    const auto id = program.find("", "Result");
    if (!id || !is_literal(program, program.definition(*id).root)) {
      return refuse("it must be a CQL literal");
    }
    cql::Scratch scratch(compiled.program);
    Temporal now;
    now.precision = Precision::millisecond;
    now.offset_minutes = 0;
    scratch.begin({{}, now});
    const auto value = scratch.definition(*id);
    return value ? fit(*value, program.definition(*id).type) : refuse("it has no value");
  }

 private:
  std::optional<Value> refuse(const std::string& why) const {
    std::string suggestion;
    if (type_.is(Type::Kind::string) && item_.otherwise.find('\'') == std::string::npos) {
      suggestion = "a string needs its own quotes: \"'" + item_.otherwise + "'\"";
    }
    node_.error("RS0190", "'otherwise' does not fit '" + item_.id + "': " + why,
                std::move(suggestion));
    return std::nullopt;
  }

  std::optional<Value> fit(const Value& value, const Type& type) const {
    if (type_.is(Type::Kind::decimal) && value.is(Value::Kind::integer)) {
      return Value::decimal(Decimal::from_integer(value.as_integer()));
    }
    if (!(type == type_) || value.is_null()) {
      return refuse("it yields " + type.to_string() + ", the item is " + type_.to_string());
    }
    if (value.is(Value::Kind::quantity)) return in_unit(value);
    if (!item_.options.empty() && !are_options(value)) return refuse("that is no option of it");
    return clone(value, arena_);
  }

  std::optional<Value> in_unit(const Value& value) const {
    const auto& unit = *item_.parsed_unit;
    const auto number = convert(value.as_decimal(), value.unit(), unit);
    if (!number) return refuse("its unit must measure the same as '" + item_.unit + "'");
    return clone(Value::quantity(*number, unit), arena_);
  }

  bool are_options(const Value& value) const {
    const auto is_option = [this](const Value& element) {
      return std::any_of(
          item_.options.begin(), item_.options.end(), [&](const intake::Option& option) {
            return element.is(Value::Kind::string) && option.id == element.as_string();
          });
    };
    if (!value.is(Value::Kind::list)) return is_option(value);
    const auto elements = value.items();
    return !elements.empty() && std::all_of(elements.begin(), elements.end(), is_option);
  }

  const intake::Item& item_;
  const Type& type_;
  const DocumentNode& node_;
  Arena& arena_;
};

}  // namespace

std::optional<Value> read_otherwise(const intake::Item& item, const Type& type,
                                    const DocumentNode& node, Arena& arena) {
  return OtherwiseReader(item, type, node, arena).read();
}

}  // namespace palpate::ruleset
