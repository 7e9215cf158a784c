#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <span>
#include <string_view>

#include "value/decimal.hpp"
#include "value/temporal.hpp"
#include "value/type.hpp"
#include "value/unit.hpp"

namespace palpate {

/// Memory for the values of one evaluation (or of one program's constants).
using Arena = std::pmr::memory_resource;

class Value;
struct TupleShape;

/// A CQL value: 32 bytes, trivially copyable, owns nothing. Strings, lists, intervals, tuples and
/// units lie in an Arena that must outlive every Value that points into it: a program's arena for
/// constants, the Scratch of an evaluation for results (valid until its next reset), the Intake
/// for answers. Use `clone` to carry a value to another arena.
class Value {
 public:
  enum class Kind : std::uint8_t {
    null,
    boolean,
    integer,
    long_integer,
    decimal,
    string,
    date,
    date_time,
    time,
    quantity,
    uncertain,  ///< an integer known only within bounds (imprecise dates)
    list,
    interval,
    tuple  ///< tuples and all structured types: Code, Concept, Ratio, ValueSet …
  };
  struct IntervalData;

  constexpr Value() : low_(0), high_(0) {}  ///< null
  static Value boolean(bool value);
  static Value integer(std::int32_t value);
  static Value long_integer(std::int64_t value);
  static Value decimal(const Decimal& value);
  /// A view: `text` must live in the arena (see make_string).
  static Value string(std::string_view text);
  /// Are two Strings the same? Looks at the texts only when both are long and begin alike.
  friend bool same_string(const Value& a, const Value& b);
  static Value date(const Temporal& value);
  static Value date_time(const Temporal& value);
  static Value time(const Temporal& value);
  static Value quantity(const Decimal& value, const Unit& unit);
  static Value uncertain(Uncertain value);  ///< becomes an Integer when certain and in range
  static Value list(std::span<const Value> items);
  static Value interval(const IntervalData& data);
  /// `items` are in the order of shape.names.
  static Value tuple(const TupleShape& shape, const Value* items);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is(Kind kind) const { return kind_ == kind; }
  bool is_true() const { return kind_ == Kind::boolean && low_ == 1; }
  bool is_false() const { return kind_ == Kind::boolean && low_ == 0; }

  // Each requires its kind.
  bool as_boolean() const { return low_ == 1; }
  std::int32_t as_integer() const { return static_cast<std::int32_t>(as_long()); }
  std::int64_t as_long() const { return static_cast<std::int64_t>(low_); }
  Decimal as_decimal() const {  ///< of a decimal, or the number of a quantity
    return Decimal::from_words(static_cast<std::int64_t>(high_), low_, scale_);
  }
  std::string_view as_string() const { return {static_cast<const char*>(pointer_), size_}; }
  Temporal as_temporal() const;
  const Unit& unit() const { return *static_cast<const Unit*>(pointer_); }
  Uncertain as_uncertain() const;
  std::span<const Value> items() const { return {static_cast<const Value*>(pointer_), size_}; }
  const IntervalData& as_interval() const;
  const TupleShape& shape() const;
  std::span<const Value> fields() const;
  /// How deep lists and tuples are nested in it: 0 for what is neither. Walking a value recurses
  /// this deep.
  std::uint32_t depth() const { return depth_; }
  /// Values that it is made of, itself included; what is shared counts each time that it occurs.
  /// Walking a value takes this many steps, however little memory it takes.
  std::uint64_t weight() const { return is(Kind::list) || is(Kind::tuple) ? high_ : 1; }
  /// Field of a tuple by name; null Value when it has none.
  Value field(std::string_view name) const;

 private:
  void measure(std::span<const Value> parts);
  void keep_beginning(std::string_view text);
  static constexpr std::size_t kept_beginning = 16;

  Kind kind_ = Kind::null;
  std::uint8_t scale_ = 0;
  std::uint16_t depth_ = 0;
  std::uint32_t size_ = 0;
  const void* pointer_ = nullptr;
  std::uint64_t low_;  ///< of a string the first sixteen bytes are here, filled up with zeroes
  std::uint64_t high_;
};
static_assert(sizeof(Value) == 32);

// Made in place: a value that came back through memory would be waited for.
inline Value Value::boolean(bool value) {
  Value result;
  result.kind_ = Kind::boolean;
  result.low_ = value ? 1 : 0;
  return result;
}

inline Value Value::long_integer(std::int64_t value) {
  Value result;
  result.kind_ = Kind::long_integer;
  result.low_ = static_cast<std::uint64_t>(value);
  return result;
}

inline Value Value::integer(std::int32_t value) {
  Value result = long_integer(value);
  result.kind_ = Kind::integer;
  return result;
}

inline Value Value::decimal(const Decimal& value) {
  Value result;
  result.kind_ = Kind::decimal;
  result.scale_ = value.scale();
  result.low_ = value.low();
  result.high_ = static_cast<std::uint64_t>(value.high());
  return result;
}

inline Value Value::string(std::string_view text) {
  Value result;
  result.kind_ = Kind::string;
  result.pointer_ = text.data();
  result.size_ = static_cast<std::uint32_t>(text.size());
  result.keep_beginning(text);
  return result;
}

inline void Value::keep_beginning(std::string_view text) {
  constexpr std::size_t half = kept_beginning / 2;
  if (text.size() >= kept_beginning) {
    std::memcpy(&low_, text.data(), half);
    std::memcpy(&high_, text.data() + half, half);
    return;
  }
  std::array<char, kept_beginning> filled{};
  std::copy(text.begin(), text.end(), filled.begin());
  std::memcpy(&low_, filled.data(), half);
  std::memcpy(&high_, filled.data() + half, half);
}

// Without a branch on whether they are, for answers cannot be guessed.
inline bool same_string(const Value& a, const Value& b) {
  bool same = ((a.low_ ^ b.low_) | (a.high_ ^ b.high_) | (a.size_ ^ b.size_)) == 0;
  if (a.size_ > Value::kept_beginning) same = same && a.as_string() == b.as_string();
  return same;
}

inline Value Value::quantity(const Decimal& value, const Unit& unit) {
  Value result = decimal(value);
  result.kind_ = Kind::quantity;
  result.pointer_ = &unit;
  return result;
}

/// A null bound of a closed end is the end of the point type's range, of an open end unknown.
/// `point` (static or arena storage) is the declared point type: it types intervals whose bounds
/// are both null.
struct Value::IntervalData {
  Value low;
  Value high;
  bool low_closed = true;
  bool high_closed = true;
  Type::Kind point = Type::Kind::any;
};

/// Field names of a tuple or structured value, in value order. `type_name` is empty for plain
/// tuples ("Code", "Concept", "Ratio", "ValueSet", "CodeSystem", "Vocabulary" otherwise).
struct TupleShape {
  std::string_view type_name;
  std::span<const std::string_view> names;
};
/// Static shapes of the structured system types.
const TupleShape& code_shape();         ///< code, display, system, version
const TupleShape& concept_shape();      ///< codes, display
const TupleShape& ratio_shape();        ///< denominator, numerator
const TupleShape& value_set_shape();    ///< id, name, version
const TupleShape& code_system_shape();  ///< id, name, version

/// Copies into `arena` and returns a value that views the copy.
Value make_string(std::string_view text, Arena& arena);
Value make_list(std::span<const Value> items, Arena& arena);
Value make_interval(const Value::IntervalData& data, Arena& arena);
Value make_tuple(const TupleShape& shape, std::span<const Value> items, Arena& arena);
const TupleShape& make_shape(std::string_view type_name, std::span<const std::string_view> names,
                             Arena& arena);
/// Deep copy, units included.
Value clone(const Value& value, Arena& arena);

}  // namespace palpate
