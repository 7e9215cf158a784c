// Which elements lists hold, and lists made of lists as sets. External interface: list.hpp.
#include <vector>

#include "base/limits.hpp"
#include "cql/operators/list.hpp"
#include "cql/operators/list_elements.hpp"

namespace palpate::cql::list {
namespace {

Truth holds(std::span<const Value> items, const Value& element, const Invocation& call) {
  Truth found = false;
  for (const Value& item : items) {
    found = either(found, same_element(item, element, call.session.compare_context()));
    if (is_certainly(found)) break;
  }
  return found;
}

/// Unlike `contains`, the suite's `properly includes` does not know whether null is another 'a'.
Truth is_other(const Value& item, const Value& element, const CompareContext& context) {
  if (element.is_null()) return !item.is_null();
  if (item.is_null()) return std::nullopt;
  return opposite(equal(item, element, context));
}

Truth holds_another(std::span<const Value> items, const Value& element, const Invocation& call) {
  Truth found = false;
  for (const Value& item : items) {
    found = either(found, is_other(item, element, call.session.compare_context()));
    if (is_certainly(found)) break;
  }
  return found;
}

Value contained(const Value& list, const Value& element, const Invocation& call) {
  if (list.is_null()) return Value::boolean(false);
  return truth_value(holds(list.items(), element, call));
}

Value properly_contained(const Value& list, const Value& element, const Invocation& call) {
  if (list.is_null()) return Value::boolean(false);
  return truth_value(
      both(holds(list.items(), element, call), holds_another(list.items(), element, call)));
}

Value all_contained(const Value& list, const Value& elements, bool properly,
                    const Invocation& call) {
  if (list.is_null() || elements.is_null()) return Value();
  Truth all = !properly || list.items().size() > elements.items().size();
  ElementSet set(call.session, list.items());
  for (const Value& element : elements.items()) {
    if (is_certainly_not(all)) break;
    all = both(all, set.find(element));
  }
  return truth_value(all);
}

/// A list that grows without duplicates, up to the limit of lists.
class SetBuilder {
 public:
  explicit SetBuilder(const Invocation& call) : call_(call), seen_(call.session) {}

  void add(const Value& element) {
    if (call_.session.failed() || is_certainly(seen_.find(element))) return;
    if (items_.size() >= limits::cql_list_length) {
      call_.session.fail("a list operator makes a list that is too long");
      return;
    }
    seen_.add(element);
    items_.push_back(element);
  }
  void add_all(const Value& list) {
    if (list.is_null()) return;
    for (const Value& element : list.items()) add(element);
  }
  Value finish() const { return make_list(items_, call_.session.arena()); }

 private:
  const Invocation& call_;
  ElementSet seen_;
  std::vector<Value> items_;
};

/// Elements of the first list that are, or are not, in the second. Null when that is unknown of
/// one of them: a list without it would say that it is absent.
Value filtered(const Invocation& call, bool present) {
  const Value& other = call.operands[1];
  ElementSet set(call.session, other.is_null() ? std::span<const Value>() : other.items());
  SetBuilder result(call);
  for (const Value& element : call.operands[0].items()) {
    const Truth found = set.find(element);
    if (!found) return Value();
    if (*found == present) result.add(element);
  }
  return result.finish();
}

}  // namespace

Value contains(const Invocation& call) {
  return contained(call.operands[0], call.operands[1], call);
}

Value in(const Invocation& call) { return contained(call.operands[1], call.operands[0], call); }

Value properly_contains(const Invocation& call) {
  return properly_contained(call.operands[0], call.operands[1], call);
}

Value properly_in(const Invocation& call) {
  return properly_contained(call.operands[1], call.operands[0], call);
}

Value includes(const Invocation& call) {
  return all_contained(call.operands[0], call.operands[1], false, call);
}

Value included_in(const Invocation& call) {
  return all_contained(call.operands[1], call.operands[0], false, call);
}

Value properly_includes(const Invocation& call) {
  return all_contained(call.operands[0], call.operands[1], true, call);
}

Value properly_included_in(const Invocation& call) {
  return all_contained(call.operands[1], call.operands[0], true, call);
}

Value distinct(const Invocation& call) {
  if (call.operands[0].is_null()) return Value();
  SetBuilder result(call);
  result.add_all(call.operands[0]);
  return result.finish();
}

Value united(const Invocation& call) {
  SetBuilder result(call);
  result.add_all(call.operands[0]);
  result.add_all(call.operands[1]);
  return result.finish();
}

Value intersected(const Invocation& call) {
  if (call.operands[0].is_null() || call.operands[1].is_null()) return Value();
  return filtered(call, true);
}

Value excepted(const Invocation& call) {
  return call.operands[0].is_null() ? Value() : filtered(call, false);
}

}  // namespace palpate::cql::list
