#include "value/value.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <new>
#include <type_traits>

namespace palpate {
namespace {

static_assert(std::is_trivially_copyable_v<Value>);
static_assert(std::is_trivially_copyable_v<Temporal> && sizeof(Temporal) <= 16);
static_assert(sizeof(const void*) <= sizeof(std::uint64_t));

constexpr std::array<std::string_view, 4> code_names{"code", "display", "system", "version"};
constexpr std::array<std::string_view, 2> concept_names{"codes", "display"};
constexpr std::array<std::string_view, 2> ratio_names{"denominator", "numerator"};
constexpr std::array<std::string_view, 3> vocabulary_names{"id", "name", "version"};

constexpr TupleShape code_data{"Code", code_names};
constexpr TupleShape concept_data{"Concept", concept_names};
constexpr TupleShape ratio_data{"Ratio", ratio_names};
constexpr TupleShape value_set_data{"ValueSet", vocabulary_names};
constexpr TupleShape code_system_data{"CodeSystem", vocabulary_names};

template <typename T>
T* allocate(std::size_t count, Arena& arena) {
  return static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
}

template <typename T>
std::span<const T> copy(std::span<const T> items, Arena& arena) {
  if (items.empty()) return {};
  T* storage = allocate<T>(items.size(), arena);
  std::uninitialized_copy(items.begin(), items.end(), storage);
  return {storage, items.size()};
}

template <typename T>
const T& copy_one(const T& item, Arena& arena) {
  return *new (allocate<T>(1, arena)) T(item);
}

std::string_view copy_text(std::string_view text, Arena& arena) {
  if (text.empty()) return {};
  char* storage = allocate<char>(text.size(), arena);
  std::memcpy(storage, text.data(), text.size());
  return {storage, text.size()};
}

bool is_static(const TupleShape& shape) {
  return &shape == &code_data || &shape == &concept_data || &shape == &ratio_data ||
         &shape == &value_set_data || &shape == &code_system_data;
}

/// Remembers the last shape and unit, so that a list of a thousand tuples copies one shape.
class Cloner {
 public:
  explicit Cloner(Arena& arena) : arena_(arena) {}

  Value operator()(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::string:
        return make_string(value.as_string(), arena_);
      case Value::Kind::quantity:
        return Value::quantity(value.as_decimal(), unit(value.unit()));
      case Value::Kind::list:
        return Value::list(all(value.items()));
      case Value::Kind::interval:
        return interval(value.as_interval());
      case Value::Kind::tuple:
        return Value::tuple(shape(value.shape()), all(value.fields()).data());
      default:
        return value;
    }
  }

 private:
  std::span<const Value> all(std::span<const Value> items) {
    if (items.empty()) return {};
    Value* storage = allocate<Value>(items.size(), arena_);
    for (std::size_t i = 0; i < items.size(); ++i) new (storage + i) Value((*this)(items[i]));
    return {storage, items.size()};
  }

  Value interval(const Value::IntervalData& data) {
    Value::IntervalData copied = data;
    copied.low = (*this)(data.low);
    copied.high = (*this)(data.high);
    return make_interval(copied, arena_);
  }

  const TupleShape& shape(const TupleShape& source) {
    if (is_static(source)) return source;
    if (&source != shape_from_) {
      shape_from_ = &source;
      shape_to_ = &make_shape(source.type_name, source.names, arena_);
    }
    return *shape_to_;
  }

  const Unit& unit(const Unit& source) {
    if (&source == &unit_one() || calendar_unit(source.code) == &source) return source;
    if (&source != unit_from_) {
      unit_from_ = &source;
      Unit copied = source;
      copied.code = copy_text(source.code, arena_);
      unit_to_ = &copy_one(copied, arena_);
    }
    return *unit_to_;
  }

  Arena& arena_;
  const TupleShape* shape_from_ = nullptr;
  const TupleShape* shape_to_ = nullptr;
  const Unit* unit_from_ = nullptr;
  const Unit* unit_to_ = nullptr;
};

}  // namespace

Value Value::date(const Temporal& value) {
  Value result = date_time(value);
  result.kind_ = Kind::date;
  return result;
}

Value Value::date_time(const Temporal& value) {
  std::array<std::uint64_t, 2> words{};
  std::memcpy(words.data(), &value, sizeof value);
  Value result;
  result.kind_ = Kind::date_time;
  result.low_ = words[0];
  result.high_ = words[1];
  return result;
}

Value Value::time(const Temporal& value) {
  Value result = date_time(value);
  result.kind_ = Kind::time;
  return result;
}

Value Value::uncertain(Uncertain value) {
  using Limits = std::numeric_limits<std::int32_t>;
  if (value.certain() && value.low >= Limits::min() && value.low <= Limits::max()) {
    return integer(static_cast<std::int32_t>(value.low));
  }
  Value result;
  result.kind_ = Kind::uncertain;
  result.low_ = static_cast<std::uint64_t>(value.low);
  result.high_ = static_cast<std::uint64_t>(value.high);
  return result;
}

Value Value::list(std::span<const Value> items) {
  Value result;
  result.kind_ = Kind::list;
  result.pointer_ = items.data();
  result.size_ = static_cast<std::uint32_t>(items.size());
  result.measure(items);
  return result;
}

Value Value::interval(const IntervalData& data) {
  Value result;
  result.kind_ = Kind::interval;
  result.pointer_ = &data;
  return result;
}

Value Value::tuple(const TupleShape& shape, const Value* items) {
  Value result;
  result.kind_ = Kind::tuple;
  result.pointer_ = &shape;
  result.low_ = reinterpret_cast<std::uintptr_t>(items);
  result.measure({items, shape.names.size()});
  return result;
}

// Both saturate: a value of shared parts can stand for more than could ever be counted.
void Value::measure(std::span<const Value> parts) {
  constexpr std::uint64_t most = std::uint64_t{1} << 62U;
  constexpr std::uint16_t deepest = std::numeric_limits<std::uint16_t>::max();
  high_ = 1;
  depth_ = 0;
  for (const Value& part : parts) {
    high_ = std::min(most, high_ + part.weight());
    depth_ = std::max(depth_, part.depth_);
  }
  if (depth_ < deepest) ++depth_;
}

Temporal Value::as_temporal() const {
  const std::array<std::uint64_t, 2> words{low_, high_};
  Temporal result;
  std::memcpy(static_cast<void*>(&result), words.data(), sizeof result);
  return result;
}

Uncertain Value::as_uncertain() const {
  return {static_cast<std::int64_t>(low_), static_cast<std::int64_t>(high_)};
}

const TupleShape& Value::shape() const { return *static_cast<const TupleShape*>(pointer_); }

std::span<const Value> Value::fields() const {
  const auto* items = reinterpret_cast<const Value*>(static_cast<std::uintptr_t>(low_));
  return {items, shape().names.size()};
}

Value Value::field(std::string_view name) const {
  const std::span<const std::string_view> names = shape().names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return fields()[static_cast<std::size_t>(found - names.begin())];
}

const TupleShape& code_shape() { return code_data; }
const TupleShape& concept_shape() { return concept_data; }
const TupleShape& ratio_shape() { return ratio_data; }
const TupleShape& value_set_shape() { return value_set_data; }
const TupleShape& code_system_shape() { return code_system_data; }

Value make_string(std::string_view text, Arena& arena) {
  return Value::string(copy_text(text, arena));
}

Value make_list(std::span<const Value> items, Arena& arena) {
  return Value::list(copy(items, arena));
}

Value make_interval(const Value::IntervalData& data, Arena& arena) {
  return Value::interval(copy_one(data, arena));
}

Value make_tuple(const TupleShape& shape, std::span<const Value> items, Arena& arena) {
  return Value::tuple(shape, copy(items, arena).data());
}

const TupleShape& make_shape(std::string_view type_name, std::span<const std::string_view> names,
                             Arena& arena) {
  std::string_view* copied = allocate<std::string_view>(names.size(), arena);
  for (std::size_t i = 0; i < names.size(); ++i) {
    new (copied + i) std::string_view(copy_text(names[i], arena));
  }
  return copy_one(TupleShape{copy_text(type_name, arena), {copied, names.size()}}, arena);
}

Value clone(const Value& value, Arena& arena) { return Cloner(arena)(value); }

}  // namespace palpate
