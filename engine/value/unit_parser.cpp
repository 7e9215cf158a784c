// A UCUM code to a Unit: recursive descent over the case-sensitive grammar, one function a rule.
#include <algorithm>
#include <cstring>
#include <limits>
#include <new>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/limits.hpp"
#include "value/unit.hpp"
#include "value/unit_factor.hpp"
#include "value/unit_table.hpp"

namespace palpate {
namespace {

using units::Atom;
using units::Factor;
using units::Prefix;
using units::Scale;

constexpr std::size_t arbitrary_index = Unit::dimensions - 1;

/// The meaning of a part of the code while it is put together.
struct Meaning {
  Factor factor;
  std::array<int, Unit::dimensions> exponents{};
  std::uint32_t arbitrary = 0;
  bool affine = false;
  std::int32_t offset_hundredths = 0;

  bool is_number() const {
    return arbitrary == 0 &&
           std::all_of(exponents.begin(), exponents.end(), [](int e) { return e == 0; });
  }
};

/// FNV-1a. International units are one unit under two codes.
std::uint32_t arbitrary_hash(std::string_view code) {
  if (code == "[IU]") code = "[iU]";
  std::uint32_t hash = 2166136261U;
  for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_symbol(char c) { return std::strchr("()./{}+-", c) != nullptr || is_digit(c); }

Error bad_unit(std::string message) { return {Error::Code::bad_input, std::move(message), {}}; }

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// "(did you mean 'mL'?)" with a leading space, or nothing.
std::string suggestion(std::string_view word) {
  std::vector<std::string_view> candidates;
  for (const units::Alias& alias : units::aliases()) candidates.push_back(alias.word);
  for (const Atom& atom : units::atoms()) candidates.push_back(atom.code);
  const std::string_view near = nearest(word, candidates);
  if (near.empty()) return {};
  const auto known = units::aliases();
  const auto alias = std::find_if(known.begin(), known.end(),
                                  [near](const units::Alias& entry) { return entry.word == near; });
  return " (did you mean " + quoted(alias == known.end() ? near : alias->code) + "?)";
}

class Parser {
 public:
  explicit Parser(std::string_view code) : code_(code), rest_(code) {}

  Result<Meaning> parse() {
    Meaning meaning;
    const bool inverse = accept('/');
    if (!term(meaning) || (inverse && !invert(meaning))) return error_;
    if (!rest_.empty()) return bad_unit("unit " + quoted(code_) + " goes on after its end");
    if (!in_range(meaning)) return bad_unit("unit " + quoted(code_) + " is out of range");
    return meaning;
  }

 private:
  bool fail(std::string message) {
    error_ = bad_unit(std::move(message));
    return false;
  }

  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }

  bool accept(char c) {
    if (!next_is(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  static bool in_range(const Meaning& meaning) {
    using Limits = std::numeric_limits<std::int8_t>;
    return meaning.factor.is_usable() &&
           std::all_of(meaning.exponents.begin(), meaning.exponents.end(),
                       [](int e) { return e >= Limits::min() && e <= Limits::max(); });
  }

  /// left × right^sign. A temperature scale that meets another dimension stands for its
  /// differences ("mmol/Cel"); times a bare number it would have no meaning.
  bool combine(Meaning& left, const Meaning& right, int sign) {
    const bool scaled_affine =
        (left.affine && right.is_number()) || (right.affine && left.is_number() && sign > 0);
    if (scaled_affine) {
      return fail("a temperature scale cannot be multiplied in " + quoted(code_));
    }
    left.affine = false;
    left.offset_hundredths = 0;
    left.factor = left.factor.combined(right.factor, sign);
    for (std::size_t i = 0; i < left.exponents.size(); ++i) {
      left.exponents[i] += sign * right.exponents[i];
    }
    left.arbitrary += sign > 0 ? right.arbitrary : 0U - right.arbitrary;
    if (!in_range(left)) return fail("unit " + quoted(code_) + " is out of range");
    return true;
  }

  bool invert(Meaning& meaning) {
    Meaning one;
    if (!combine(one, meaning, -1)) return false;
    meaning = one;
    return true;
  }

  bool term(Meaning& meaning) {
    if (!component(meaning)) return false;
    while (next_is('.') || next_is('/')) {
      const int sign = rest_.front() == '.' ? 1 : -1;
      rest_.remove_prefix(1);
      Meaning right;
      if (!component(right) || !combine(meaning, right, sign)) return false;
    }
    return true;
  }

  bool component(Meaning& meaning) {
    if (next_is('(')) return group(meaning);
    if (next_is('{')) return annotation();
    const bool ten = rest_.substr(0, 3) == "10*" || rest_.substr(0, 3) == "10^";
    const bool number = !rest_.empty() && is_digit(rest_.front()) && !ten;
    if (!(number ? integer(meaning) : simple_unit(meaning, ten))) return false;
    return !next_is('{') || annotation();
  }

  bool group(Meaning& meaning) {
    if (depth_ == limits::unit_nesting) {
      fail("unit " + quoted(code_) + " has too many parentheses");
      error_.code = Error::Code::limit;
      return false;
    }
    ++depth_;
    rest_.remove_prefix(1);
    const bool read = term(meaning);
    --depth_;
    if (!read) return false;
    if (!accept(')')) return fail("')' is missing in unit " + quoted(code_));
    return !next_is('{') || annotation();
  }

  bool annotation() {
    const std::size_t end = rest_.find_first_of("{}", 1);
    if (end == std::string_view::npos || rest_[end] == '{') {
      return fail("'}' is missing in unit " + quoted(code_));
    }
    rest_.remove_prefix(end + 1);
    return true;
  }

  /// Up to `most` digits; longer numbers are errors of the caller.
  bool digits(std::uint64_t& number, std::size_t most) {
    std::size_t length = 0;
    while (length < rest_.size() && is_digit(rest_[length])) ++length;
    if (length == 0 || length > most) return false;
    number = 0;
    for (const char c : rest_.substr(0, length)) {
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    rest_.remove_prefix(length);
    return true;
  }

  bool integer(Meaning& meaning) {
    std::uint64_t number = 0;
    if (!digits(number, 9) || number == 0) {
      return fail("a number in unit " + quoted(code_) + " is not from 1 to 999999999");
    }
    meaning.factor = Factor::of_integer(number);
    return true;
  }

  bool simple_unit(Meaning& meaning, bool ten) {
    const std::string_view symbol = ten ? rest_.substr(0, 3) : take_symbol();
    if (symbol.empty()) return fail("a unit is missing in " + quoted(code_));
    if (ten) rest_.remove_prefix(3);
    if (!resolve(symbol, meaning)) {
      const std::string where = symbol == code_ ? "" : " in " + quoted(code_);
      return fail("unknown unit " + quoted(symbol) + where + suggestion(symbol));
    }
    return exponent(meaning);
  }

  /// Up to the next operator or digit; what stands in brackets belongs to the symbol whole.
  std::string_view take_symbol() {
    std::size_t length = 0;
    while (length < rest_.size() && !ends_symbol(rest_[length])) {
      const bool bracket = rest_[length] == '[';
      const std::size_t close = bracket ? rest_.find(']', length) : length;
      length = close == std::string_view::npos ? rest_.size() : close + 1;
    }
    const std::string_view symbol = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return symbol;
  }

  static bool resolve(std::string_view symbol, Meaning& meaning) {
    if (const Atom* atom = units::find_atom(symbol)) return use(*atom, 0, meaning);
    for (const Prefix& prefix : units::prefixes()) {
      if (symbol.substr(0, prefix.code.size()) != prefix.code) continue;
      const Atom* atom = units::find_atom(symbol.substr(prefix.code.size()));
      if (atom != nullptr && atom->metric) return use(*atom, prefix.ten_power, meaning);
    }
    return false;
  }

  static bool use(const Atom& atom, int ten_power, Meaning& meaning) {
    meaning.factor = Factor::of(atom).times_ten_to(ten_power);
    std::copy(atom.dimension.begin(), atom.dimension.end(), meaning.exponents.begin());
    meaning.affine = atom.scale == Scale::affine;
    meaning.offset_hundredths = atom.offset_hundredths;
    if (atom.scale == Scale::arbitrary) {
      meaning.arbitrary = arbitrary_hash(atom.code);
      meaning.exponents[arbitrary_index] = 1;
    }
    return true;
  }

  bool exponent(Meaning& meaning) {
    if (rest_.empty() || !(is_digit(rest_.front()) || next_is('+') || next_is('-'))) return true;
    const bool negative = next_is('-');
    if (negative || next_is('+')) rest_.remove_prefix(1);
    std::uint64_t magnitude = 0;
    if (!digits(magnitude, 2) || magnitude == 0 || magnitude > limits::unit_exponent) {
      return fail("an exponent in unit " + quoted(code_) + " is not from 1 to " +
                  std::to_string(limits::unit_exponent));
    }
    raise(meaning, static_cast<int>(magnitude) * (negative ? -1 : 1));
    return in_range(meaning) || fail("unit " + quoted(code_) + " is out of range");
  }

  static void raise(Meaning& meaning, int exponent) {
    if (exponent == 1) return;
    meaning.affine = false;
    meaning.offset_hundredths = 0;
    meaning.factor = meaning.factor.to_the(exponent);
    for (int& e : meaning.exponents) e *= exponent;
    meaning.arbitrary *= static_cast<std::uint32_t>(exponent);
  }

  std::string_view code_;
  std::string_view rest_;
  std::size_t depth_ = 0;
  Error error_;
};

/// UCUM is ASCII without spaces: what else comes in is not repeated in a message.
bool is_printable(std::string_view code) {
  return std::all_of(code.begin(), code.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

Error unprintable(std::string_view code) {
  const auto known = units::aliases();
  const auto alias = std::find_if(known.begin(), known.end(),
                                  [code](const units::Alias& entry) { return entry.word == code; });
  if (alias == known.end()) return bad_unit("a unit has a space or a character outside ASCII");
  return bad_unit("unknown unit " + quoted(code) + " (did you mean " + quoted(alias->code) + "?)");
}

Decimal integer_decimal(std::uint64_t value) {
  // Halves fit the signed parameter; the odd bit is put back.
  const Decimal half = Decimal::from_integer(static_cast<std::int64_t>(value / 2));
  const Decimal odd = Decimal::from_integer(static_cast<std::int64_t>(value % 2));
  return *Decimal::add(*Decimal::add(half, half), odd);
}

Unit to_unit(const Meaning& meaning, std::string_view code) {
  Unit unit;
  unit.code = code;
  for (std::size_t i = 0; i < Unit::dimensions; ++i) {
    unit.exponents[i] = static_cast<std::int8_t>(meaning.exponents[i]);
  }
  unit.arbitrary = meaning.arbitrary;
  unit.numerator = integer_decimal(meaning.factor.numerator);
  unit.denominator = integer_decimal(meaning.factor.denominator);
  unit.ten_power = static_cast<std::int16_t>(meaning.factor.ten_power);
  unit.exact = meaning.factor.exact;
  unit.factor = meaning.factor.value;
  unit.affine = meaning.affine;
  unit.offset = *Decimal::divide(Decimal::from_integer(meaning.offset_hundredths),
                                 Decimal::from_integer(100));
  return unit;
}

const Unit* store(Unit unit, std::pmr::memory_resource& arena) {
  char* text = static_cast<char*>(arena.allocate(unit.code.size(), alignof(char)));
  std::memcpy(text, unit.code.data(), unit.code.size());
  unit.code = {text, unit.code.size()};
  return new (arena.allocate(sizeof(Unit), alignof(Unit))) Unit(unit);
}

}  // namespace

Result<const Unit*> parse_unit(std::string_view code, std::pmr::memory_resource& arena) {
  if (code == "1") return &unit_one();
  if (const Unit* calendar = calendar_unit(code)) return calendar;
  if (code.empty()) return bad_unit("a unit is empty; write '1' for a plain number");
  if (code.size() > limits::unit_bytes) {
    return Error{Error::Code::limit,
                 "a unit is longer than " + std::to_string(limits::unit_bytes) + " bytes",
                 {}};
  }
  if (!is_printable(code)) return unprintable(code);
  const Result<Meaning> meaning = Parser(code).parse();
  if (!meaning) return meaning.error();
  return store(to_unit(*meaning, code), arena);
}

}  // namespace palpate
