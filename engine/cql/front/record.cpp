// A record document → one value a slot. External interface: read_record.
#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/document_reader.hpp"
#include "cql/front/model.hpp"
#include "cql/program/runtime_type.hpp"

namespace palpate::cql {
namespace {

using Kind = Type::Kind;

/// Problems told of one record: a file of another shape has as many as elements.
constexpr std::size_t most_problems = 20;

class RecordReader {
 public:
  RecordReader(const ContextSchema& schema, const Document& document, Arena& arena)
      : schema_(schema), document_(document), arena_(arena) {}

  Result<std::vector<Value>> run() {
    std::vector<Value> slots(schema_.slot_count);
    const DocumentNode root(document_, problems_);
    if (const auto* object = root.value().if_object()) {
      for (const auto& member : *object) {
        element(root.at("/" + pointer_escape(std::string(member.key()))), std::string(member.key()),
                slots);
      }
    } else {
      refuse(root, "a record is an object: name → value");
    }
    if (!problems_.has_errors()) return slots;
    return Error{Error::Code::bad_input, told(), {}};
  }

 private:
  void refuse(const DocumentNode& node, const std::string& message, std::string suggestion = {}) {
    node.error("CQL0610", message, std::move(suggestion));
  }

  /// Places and expectations without the lines themselves, which hold what nobody else may read.
  std::string told() const {
    std::string out;
    std::size_t count = 0;
    for (const auto& problem : problems_.all()) {
      if (++count > most_problems) break;
      const auto place = problem.source->position(problem.span.begin);
      out += problem.source->name() + ":" + std::to_string(place.line) + ":" +
             std::to_string(place.column) + ": error: " + problem.message;
      if (!problem.suggestion.empty()) out += "; " + problem.suggestion;
      out += "\n";
    }
    const std::size_t all = problems_.all().size();
    if (all > most_problems) out += "and " + std::to_string(all - most_problems) + " more\n";
    return out;
  }

  void element(const DocumentNode& node, const std::string& name, std::vector<Value>& slots) {
    const ContextElement* found = schema_.find_element(name);
    if (found == nullptr) return instances(node, name, slots);
    current_ = found;
    if (!found->type.is(Kind::tuple)) {
      slots[found->slot] = value(node, found->type);
      return;
    }
    const Value whole = value(node, found->type);
    if (whole.is_null()) return;
    const auto fields = whole.fields();
    std::copy(fields.begin(), fields.end(), slots.begin() + found->slot);
  }

  void instances(const DocumentNode& node, const std::string& name, std::vector<Value>& slots) {
    const ContextClass* found = schema_.find_class(name);
    if (found == nullptr || found->slot == no_id) return unknown(node, name);
    slots[found->slot] = value(node, Type::list(found->type));
  }

  void unknown(const DocumentNode& node, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& each : schema_.elements) names.push_back(each.name);
    for (const auto& each : schema_.classes) {
      if (each.slot != no_id) names.push_back(each.type.name());
    }
    refuse(node, "the model has no element of that name", did_you_mean(name, names));
  }

  Value expected(const DocumentNode& node, const std::string& what) {
    refuse(node, node.name() + " must be " + what);
    return Value();
  }

  Value value(const DocumentNode& node, const Type& type) {
    if (node.value().is_null()) return Value();
    switch (type.kind()) {
      case Kind::boolean:
        if (const auto* flag = node.value().if_bool()) return Value::boolean(*flag);
        return expected(node, "true or false");
      case Kind::integer:
      case Kind::long_integer:
        return whole_number(node, type);
      case Kind::decimal:
        if (const auto number = decimal(node)) return Value::decimal(*number);
        return expected(node, "a number of at most 28 digits, 8 of them decimals");
      case Kind::string:
        return string(node);
      case Kind::date:
        return temporal(node, parse_date, Value::date, "a date, as in \"2026-01-15\"");
      case Kind::date_time:
        return temporal(node, parse_date_time, Value::date_time,
                        "a date and time, as in \"2026-01-15T09:30:00+01:00\"");
      case Kind::time:
        return temporal(node, parse_time, Value::time, "a time, as in \"09:30:00\"");
      case Kind::quantity:
        return quantity(node);
      case Kind::list:
        return list(node, type);
      case Kind::interval:
        return interval(node, type);
      case Kind::tuple:
      case Kind::named:
        return tuple(node, type);
      default:
        return structure(node, type);
    }
  }

  std::optional<Decimal> decimal(const DocumentNode& node) const {
    return node.value().is_number() ? Decimal::parse(node.written()) : std::nullopt;
  }

  Value whole_number(const DocumentNode& node, const Type& type) {
    const auto number = decimal(node);
    const auto whole = number ? number->to_int64() : std::nullopt;
    if (type.is(Kind::long_integer)) {
      return whole ? Value::long_integer(*whole) : expected(node, "a whole number");
    }
    constexpr std::int64_t low = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t high = std::numeric_limits<std::int32_t>::max();
    if (!whole || *whole < low || *whole > high) return expected(node, "a whole number of 32 bits");
    return Value::integer(static_cast<std::int32_t>(*whole));
  }

  Value string(const DocumentNode& node) {
    const auto* text = node.value().if_string();
    if (text == nullptr) return expected(node, "text");
    const std::string_view view(text->data(), text->size());
    const auto& options = current_->options;
    if (options.empty() || std::find(options.begin(), options.end(), view) != options.end()) {
      return make_string(view, arena_);
    }
    std::vector<std::string_view> words(options.begin(), options.end());
    return expected(node, one_of(words));
  }

  template <typename Parse, typename Make>
  Value temporal(const DocumentNode& node, Parse parse, Make make, const std::string& what) {
    const auto* text = node.value().if_string();
    const auto parsed =
        text == nullptr ? std::nullopt : parse(std::string_view(text->data(), text->size()));
    return parsed ? make(*parsed) : expected(node, what);
  }

  Value quantity(const DocumentNode& node) {
    const std::string wanted = current_->unit.empty() ? "1" : current_->unit;
    const auto own = parse_unit(wanted, arena_);
    if (!own) return expected(node, "of a unit that the model knows");
    if (const auto number = decimal(node)) return Value::quantity(*number, **own);
    const std::string what = "a number in '" + wanted + R"(' or {"value": number, "unit": unit})";
    const auto* object = node.value().if_object();
    if (object == nullptr || !only(*object, {"value", "unit"})) return expected(node, what);
    const auto number = decimal(node.at(node.pointer() + "/value"));
    const auto* code = object->if_contains("unit");
    if (!number || code == nullptr || !code->is_string()) return expected(node, what);
    const auto& text = code->get_string();
    const auto unit = parse_unit({text.data(), text.size()}, arena_);
    if (!unit) return expected(node, "of a unit that UCUM or CQL has");
    if (current_->unit.empty()) return Value::quantity(*number, **unit);
    const auto converted = convert(*number, **unit, **own);
    if (!converted) return expected(node, "in a unit that converts to '" + wanted + "'");
    return Value::quantity(*converted, **own);
  }

  static bool only(const boost::json::object& object,
                   std::initializer_list<std::string_view> names) {
    return std::all_of(object.begin(), object.end(), [names](const auto& member) {
      return std::find(names.begin(), names.end(), std::string_view(member.key())) != names.end();
    });
  }

  Value list(const DocumentNode& node, const Type& type) {
    if (!node.value().is_array()) return expected(node, "a list");
    std::vector<Value> items;
    for (const auto& item : node.elements()) items.push_back(value(item, type.element()));
    return make_list(items, arena_);
  }

  Value interval(const DocumentNode& node, const Type& type) {
    const auto* object = node.value().if_object();
    if (object == nullptr || !only(*object, {"low", "high", "lowClosed", "highClosed"})) {
      return expected(node, R"({"low", "high", "lowClosed", "highClosed"})");
    }
    Value::IntervalData data;
    data.low = value(node.at(node.pointer() + "/low"), type.element());
    data.high = value(node.at(node.pointer() + "/high"), type.element());
    data.low_closed = closed(node, *object, "lowClosed", data.low);
    data.high_closed = closed(node, *object, "highClosed", data.high);
    data.point = type.element().kind();
    if (!is_valid_interval(data, {}))
      return expected(node, "an interval that starts before it ends");
    return make_interval(data, arena_);
  }

  /// A closed end without a value is no limit at all: that has to be said.
  bool closed(const DocumentNode& node, const boost::json::object& object, std::string_view name,
              const Value& end) {
    const auto* written = object.if_contains(name);
    if (written == nullptr) return !end.is_null();
    if (const auto* flag = written->if_bool()) return *flag;
    expected(node.at(node.pointer() + "/" + std::string(name)), "true or false");
    return true;
  }

  Value tuple(const DocumentNode& node, const Type& type) {
    const auto* object = node.value().if_object();
    std::vector<std::string_view> names;
    for (const auto& field : type.elements()) names.push_back(field.name);
    const std::string what = "an object with " + one_of(names);
    if (object == nullptr) return expected(node, what);
    const bool known = std::all_of(object->begin(), object->end(), [&names](const auto& member) {
      return std::find(names.begin(), names.end(), std::string_view(member.key())) != names.end();
    });
    if (!known) return expected(node, what);
    // Options and units are those of the class's own elements.
    const auto outer = current_;
    const ContextClass* of = type.is(Kind::named) ? schema_.find_class(type.name()) : nullptr;
    std::vector<Value> fields;
    for (const auto& field : type.elements()) {
      if (of != nullptr && fields.size() < of->fields.size()) current_ = &of->fields[fields.size()];
      fields.push_back(
          value(node.at(node.pointer() + "/" + pointer_escape(field.name)), field.type));
    }
    current_ = outer;
    return palpate::make_tuple(shape_of(type, names), fields, arena_);
  }

  /// One for all instances of a class.
  const TupleShape& shape_of(const Type& type, std::span<const std::string_view> names) {
    if (!type.is(Kind::named)) return make_shape({}, names, arena_);
    const auto [place, added] = shapes_.emplace(type.name(), nullptr);
    if (added) place->second = &make_shape(type.name(), names, arena_);
    return *place->second;
  }

  /// Code, Concept and Ratio, by the names of their parts.
  Value structure(const DocumentNode& node, const Type& type) {
    const auto text = Type::simple(Kind::string);
    if (type.is(Kind::code)) {
      return parts(node, code_shape(), {text, text, text, text});
    }
    if (type.is(Kind::concept_)) {
      return parts(node, concept_shape(), {Type::list(Type::simple(Kind::code)), text});
    }
    if (type.is(Kind::ratio)) {
      const auto each = Type::simple(Kind::quantity);
      return parts(node, ratio_shape(), {each, each});
    }
    return expected(node, "of a type that a record can hold");
  }

  Value parts(const DocumentNode& node, const TupleShape& shape, const std::vector<Type>& types) {
    const auto* object = node.value().if_object();
    const std::vector<std::string_view> names(shape.names.begin(), shape.names.end());
    const bool known =
        object != nullptr &&
        std::all_of(object->begin(), object->end(), [&names](const auto& each) {
          return std::find(names.begin(), names.end(), std::string_view(each.key())) != names.end();
        });
    if (!known) return expected(node, "an object with " + one_of(names));
    std::vector<Value> fields;
    for (std::size_t i = 0; i < names.size(); ++i) {
      fields.push_back(value(node.at(node.pointer() + "/" + std::string(names[i])), types[i]));
    }
    return palpate::make_tuple(shape, fields, arena_);
  }

  const ContextSchema& schema_;
  const Document& document_;
  Arena& arena_;
  Diagnostics problems_;
  const ContextElement no_element_;
  const ContextElement* current_ = &no_element_;
  std::map<std::string, const TupleShape*, std::less<>> shapes_;  ///< of classes
};

}  // namespace

Result<std::vector<Value>> read_record(const ContextSchema& schema, const Document& document,
                                       Arena& arena) {
  return RecordReader(schema, document, arena).run();
}

}  // namespace palpate::cql
