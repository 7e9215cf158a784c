#include "unit/cql_operators/literal_calls.hpp"

#include <charconv>
#include <optional>

namespace palpate::cql::test {
namespace {

Temporal evaluation_time() { return *parse_date_time("2024-03-15T10:30:00.000+02:00"); }

class LiteralReader {
 public:
  LiteralReader(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  Value read() {
    skip();
    if (take("null")) return Value();
    if (take("true")) return Value::boolean(true);
    if (take("false")) return Value::boolean(false);
    if (take("Interval")) return interval();
    if (take("{")) return list();
    if (take("'")) return make_string(until("'"), arena_);
    if (take("@")) return temporal();
    return number();
  }

 private:
  void skip() {
    while (!text_.empty() && text_.front() == ' ') text_.remove_prefix(1);
  }

  bool take(std::string_view token) {
    skip();
    if (text_.substr(0, token.size()) != token) return false;
    text_.remove_prefix(token.size());
    return true;
  }

  std::string_view until(std::string_view token) {
    const std::size_t length = std::min(text_.find(token), text_.size());
    const std::string_view result = text_.substr(0, length);
    text_.remove_prefix(std::min(length + token.size(), text_.size()));
    return result;
  }

  std::string_view while_in(std::string_view characters) {
    const std::size_t length = std::min(text_.find_first_not_of(characters), text_.size());
    const std::string_view result = text_.substr(0, length);
    text_.remove_prefix(length);
    return result;
  }

  Value list() {
    std::vector<Value> items;
    while (!take("}")) {
      items.push_back(read());
      take(",");
    }
    return make_list(items, arena_);
  }

  Value interval() {
    Value::IntervalData data;
    if (take("<")) data.point = system_type(until(">")).first.kind();
    data.low_closed = take("[");
    if (!data.low_closed) take("(");
    data.low = read();
    take(",");
    data.high = read();
    data.high_closed = take("]");
    if (!data.high_closed) take(")");
    return make_interval(data, arena_);
  }

  Value temporal() {
    const std::string_view text = while_in("0123456789T:.Z+-");
    if (text.front() == 'T') return Value::time(parse_time(text).value());
    if (text.find('T') == std::string_view::npos) return Value::date(parse_date(text).value());
    return Value::date_time(parse_date_time(text).value());
  }

  Value number() {
    const std::string_view text = while_in("-0123456789.");
    if (take("L")) return Value::long_integer(Decimal::parse(text)->to_int64().value());
    const Decimal decimal = Decimal::parse(text).value();
    if (take("'")) return Value::quantity(decimal, *parse_unit(until("'"), arena_).value());
    skip();
    const std::string_view word = while_in("abcdefghijklmnopqrstuvwxyz");
    if (!word.empty()) return Value::quantity(decimal, *calendar_unit(word));
    if (text.find('.') != std::string_view::npos) return Value::decimal(decimal);
    return Value::integer(static_cast<std::int32_t>(decimal.to_int64().value()));
  }

  std::string_view text_;
  Arena& arena_;
};

bool matches(const Type& type, const Value& value) {
  switch (type.kind()) {
    case Type::Kind::list:
      return value.is_null() || value.is(Value::Kind::list);
    case Type::Kind::interval:
      return value.is_null() || value.is(Value::Kind::interval);
    case Type::Kind::boolean:
      return value.is_null() || value.is(Value::Kind::boolean);
    case Type::Kind::integer:
      return value.is_null() || value.is(Value::Kind::integer);
    case Type::Kind::long_integer:
      return value.is_null() || value.is(Value::Kind::long_integer);
    case Type::Kind::decimal:
      return value.is_null() || value.is(Value::Kind::decimal);
    case Type::Kind::quantity:
      return value.is_null() || value.is(Value::Kind::quantity);
    case Type::Kind::string:
      return value.is_null() || value.is(Value::Kind::string);
    case Type::Kind::date:
      return value.is_null() || value.is(Value::Kind::date);
    case Type::Kind::date_time:
      return value.is_null() || value.is(Value::Kind::date_time);
    case Type::Kind::time:
      return value.is_null() || value.is(Value::Kind::time);
    default:
      return true;
  }
}

bool matches(const Overload& overload, const std::vector<Value>& operands) {
  if (overload.operands.size() != operands.size()) return false;
  for (std::size_t at = 0; at < operands.size(); ++at) {
    if (!matches(overload.operands[at], operands[at])) return false;
  }
  return true;
}

bool any_null(const std::vector<Value>& values) {
  for (const Value& value : values) {
    if (value.is_null()) return true;
  }
  return false;
}

}  // namespace

LiteralCalls::LiteralCalls() : session_(arena_, evaluation_time()) {}

Value LiteralCalls::value(std::string_view literal) {
  return LiteralReader(literal, arena_).read();
}

const Overload* LiteralCalls::overload(std::string_view name, const std::vector<Value>& operands) {
  for (const Overload& candidate : OperatorTable::standard().find(name)) {
    if (matches(candidate, operands)) return &candidate;
  }
  return nullptr;
}

Value LiteralCalls::call_values(std::string_view name, const std::vector<Value>& operands,
                                Precision precision) {
  const Overload* found = overload(name, operands);
  if (found == nullptr) {
    ADD_FAILURE() << "no overload of " << name << " fits";
    return Value();
  }
  const OverloadDeclaration& declaration = *found->declaration;
  EXPECT_TRUE(precision == Precision::none || declaration.takes_precision) << name;
  if (declaration.nulls == NullRule::propagates && any_null(operands)) return Value();
  return declaration.function({operands, precision, session_, found->result});
}

std::string LiteralCalls::call(std::string_view name,
                               std::initializer_list<std::string_view> operands,
                               std::string_view precision) {
  std::vector<Value> values;
  for (const std::string_view operand : operands) values.push_back(value(operand));
  session_.reset(session_.now());
  const Value result = call_values(
      name, values, precision.empty() ? Precision::none : parse_precision(precision).value());
  return session_.failed() ? "error" : to_cql(result);
}

}  // namespace palpate::cql::test
