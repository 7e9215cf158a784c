#include "value/unit_factor.hpp"

#include <cmath>
#include <cstdlib>
#include <numeric>

namespace palpate::units {
namespace {

constexpr double pi = 3.14159265358979323846;
/// Beyond this the factor is no double either, and sums of powers stay far from overflow.
constexpr int max_ten_power = 1000;

/// a / b × c / d in lowest terms; false when it does not fit.
bool multiply_fractions(Factor& result, const Factor& a, std::uint64_t c, std::uint64_t d) {
  const std::uint64_t cross_one = std::gcd(a.numerator, d);
  const std::uint64_t cross_two = std::gcd(c, a.denominator);
  return !__builtin_mul_overflow(a.numerator / cross_one, c / cross_two, &result.numerator) &&
         !__builtin_mul_overflow(a.denominator / cross_two, d / cross_one, &result.denominator);
}

}  // namespace

Factor Factor::of(const Atom& atom) {
  const std::uint64_t common = std::gcd(atom.numerator, atom.denominator);
  Factor result;
  result.numerator = atom.numerator / common;
  result.denominator = atom.denominator / common;
  result.value = static_cast<double>(atom.numerator) / static_cast<double>(atom.denominator);
  result.exact = atom.scale != Scale::times_pi && atom.scale != Scale::per_pi;
  if (atom.scale == Scale::times_pi) result.value *= pi;
  if (atom.scale == Scale::per_pi) result.value /= pi;
  return result.times_ten_to(atom.ten_power);
}

Factor Factor::of_integer(std::uint64_t number) {
  Factor result;
  result.numerator = number;
  result.value = static_cast<double>(number);
  return result;
}

Factor Factor::times_ten_to(int power) const {
  Factor result = *this;
  result.ten_power += power;
  result.value *= std::pow(10.0, power);
  return result;
}

Factor Factor::combined(const Factor& other, int sign) const {
  Factor result = *this;
  const std::uint64_t over = sign > 0 ? other.numerator : other.denominator;
  const std::uint64_t under = sign > 0 ? other.denominator : other.numerator;
  const bool fits = multiply_fractions(result, *this, over, under);
  result.exact = exact && other.exact && fits;
  result.ten_power += sign * other.ten_power;
  result.value = sign > 0 ? value * other.value : value / other.value;
  if (!fits) result.numerator = result.denominator = 1;
  return result;
}

Factor Factor::to_the(int exponent) const {
  Factor result;
  for (int i = std::abs(exponent); i > 0; --i)
    result = result.combined(*this, exponent < 0 ? -1 : 1);
  return result;
}

bool Factor::is_usable() const {
  return std::isnormal(value) && std::abs(ten_power) <= max_ten_power;
}

}  // namespace palpate::units
