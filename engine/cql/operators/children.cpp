// External interface: children.hpp.
#include "cql/operators/children.hpp"

#include <vector>

#include "base/limits.hpp"

namespace palpate::cql {
namespace {

/// A list that grows up to the limit of lists.
class Collector {
 public:
  explicit Collector(Session& session) : session_(session) {}

  void add_children_of(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::list:
        for (const Value& item : value.items()) add_children_of(item);
        break;
      case Value::Kind::tuple:
        for (const Value& field : value.fields()) add(field);
        break;
      case Value::Kind::quantity:
        add(Value::decimal(value.as_decimal()));
        add(Value::string(value.unit().code));
        break;
      case Value::Kind::interval: {
        const Value::IntervalData& data = value.as_interval();
        for (const Value& part : {data.low, Value::boolean(data.low_closed), data.high,
                                  Value::boolean(data.high_closed)}) {
          add(part);
        }
        break;
      }
      default:
        break;
    }
  }

  /// False when there is no such item, or no room for more.
  bool has(std::size_t index) const { return !session_.failed() && index < items_.size(); }
  /// A copy: the list moves as it grows.
  Value at(std::size_t index) const { return items_[index]; }
  Value finish() const { return make_list(items_, session_.arena()); }

 private:
  void add(const Value& value) {
    if (value.is(Value::Kind::list)) {
      for (const Value& item : value.items()) add_one(item);
    } else {
      add_one(value);
    }
  }
  void add_one(const Value& value) {
    if (session_.failed()) return;
    if (items_.size() >= limits::cql_list_length) {
      session_.fail("a value has too many elements to list");
      return;
    }
    items_.push_back(value);
  }

  Session& session_;
  std::vector<Value> items_;
};

}  // namespace

Value children(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  Collector collector(call.session);
  collector.add_children_of(call.operands[0]);
  return collector.finish();
}

Value descendants(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  Collector collector(call.session);
  collector.add_children_of(call.operands[0]);
  for (std::size_t next = 0; collector.has(next); ++next) {
    collector.add_children_of(collector.at(next));
  }
  return collector.finish();
}

}  // namespace palpate::cql
