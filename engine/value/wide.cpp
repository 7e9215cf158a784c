#include "value/wide.hpp"

#include <algorithm>

namespace palpate {
namespace {

__extension__ using Magnitude = unsigned __int128;

/// What a division leaves to the slow way: operands of more limbs than a Magnitude holds.
constexpr std::size_t native_limbs = sizeof(Magnitude) / sizeof(std::uint32_t);

}  // namespace

Wide::Wide(std::uint64_t value) {
  limbs_[0] = static_cast<std::uint32_t>(value);
  limbs_[1] = static_cast<std::uint32_t>(value >> 32U);
  size_ = 2;
  trim();
}

Wide Wide::count_of(const Decimal& value) {
  const Decimal magnitude = value.abs();
  Wide result(magnitude.low());
  if (magnitude.high() != 0) {
    const Wide high(static_cast<std::uint64_t>(magnitude.high()));
    std::copy_n(high.limbs_.begin(), 2, result.limbs_.begin() + 2);
    result.size_ = 4;
    result.trim();
  }
  result.negative_ = value.is_negative();
  return result;
}

Wide Wide::negated() const {
  Wide result = *this;
  result.negative_ = !negative_ && size_ != 0;
  return result;
}

void Wide::trim() {
  while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  if (size_ == 0) negative_ = false;
}

void Wide::push(std::uint32_t limb) {
  if (limb == 0) return;
  if (size_ == capacity) {
    overflowed_ = true;
    return;
  }
  limbs_[size_++] = limb;
}

int Wide::compare_magnitude(const Wide& a, const Wide& b) {
  if (a.size_ != b.size_) return a.size_ < b.size_ ? -1 : 1;
  for (std::size_t i = a.size_; i-- > 0;) {
    if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i] ? -1 : 1;
  }
  return 0;
}

int Wide::compare(const Wide& a, const Wide& b) {
  if (a.negative_ != b.negative_) return a.negative_ ? -1 : 1;
  const int magnitude = compare_magnitude(a, b);
  return a.negative_ ? -magnitude : magnitude;
}

Wide Wide::add_magnitude(const Wide& a, const Wide& b) {
  Wide result;
  result.size_ = std::max(a.size_, b.size_);
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < result.size_; ++i) {
    carry += std::uint64_t{a.limbs_[i]} + b.limbs_[i];
    result.limbs_[i] = static_cast<std::uint32_t>(carry);
    carry >>= 32U;
  }
  result.push(static_cast<std::uint32_t>(carry));
  return result;
}

/// |a| - |b|, where |a| >= |b|.
Wide Wide::subtract_magnitude(const Wide& a, const Wide& b) {
  Wide result;
  result.size_ = a.size_;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < a.size_; ++i) {
    const std::uint64_t difference = std::uint64_t{a.limbs_[i]} - b.limbs_[i] - borrow;
    result.limbs_[i] = static_cast<std::uint32_t>(difference);
    borrow = (difference >> 32U) & 1U;
  }
  result.trim();
  return result;
}

Wide operator+(const Wide& a, const Wide& b) {
  Wide result;
  if (a.negative_ == b.negative_) {
    result = Wide::add_magnitude(a, b);
    result.negative_ = a.negative_;
  } else if (Wide::compare_magnitude(a, b) >= 0) {
    result = Wide::subtract_magnitude(a, b);
    result.negative_ = a.negative_ && result.size_ != 0;
  } else {
    result = Wide::subtract_magnitude(b, a);
    result.negative_ = b.negative_;
  }
  result.overflowed_ = result.overflowed_ || a.overflowed_ || b.overflowed_;
  return result;
}

Wide operator*(const Wide& a, const Wide& b) {
  Wide result;
  result.overflowed_ = a.overflowed_ || b.overflowed_ || a.size_ + b.size_ > Wide::capacity;
  if (result.overflowed_) return result;
  for (std::size_t i = 0; i < a.size_; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size_; ++j) {
      carry += std::uint64_t{a.limbs_[i]} * b.limbs_[j] + result.limbs_[i + j];
      result.limbs_[i + j] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    result.limbs_[i + b.size_] = static_cast<std::uint32_t>(carry);
  }
  result.size_ = a.size_ + b.size_;
  result.negative_ = a.negative_ != b.negative_;
  result.trim();
  return result;
}

Wide Wide::times_ten_to(int power) const {
  constexpr std::uint64_t ten_to_19 = 10'000'000'000'000'000'000U;
  Wide result = *this;
  for (; power >= 19; power -= 19) {
    result = result * Wide(ten_to_19);
    if (result.overflowed_) return result;
  }
  std::uint64_t rest = 1;
  for (; power > 0; --power) rest *= 10;
  return result * Wide(rest);
}

bool Wide::bit(std::size_t index) const { return ((limbs_[index / 32] >> (index % 32)) & 1U) != 0; }

void Wide::double_plus(bool low_bit) {
  std::uint32_t carry = low_bit ? 1 : 0;
  for (std::size_t i = 0; i < size_; ++i) {
    const std::uint32_t next = limbs_[i] >> 31U;
    limbs_[i] = (limbs_[i] << 1U) | carry;
    carry = next;
  }
  push(carry);
}

Wide Wide::divide_natively(const Wide& a, const Wide& b, Wide& remainder) {
  const auto native = [](const Wide& wide) {
    Magnitude value = 0;
    for (std::size_t i = wide.size_; i-- > 0;) value = (value << 32U) | wide.limbs_[i];
    return value;
  };
  const auto wide = [](Magnitude value) {
    Wide result;
    for (; value != 0; value >>= 32U) {
      result.limbs_[result.size_++] = static_cast<std::uint32_t>(value);
    }
    return result;
  };
  const Magnitude dividend = native(a);
  const Magnitude divisor = native(b);
  remainder = wide(dividend % divisor);
  return wide(dividend / divisor);
}

/// Long division, bit by bit, where the processor's own does not reach: rare enough that the
/// plain method is preferred to the fast one.
Wide Wide::divide_magnitude(const Wide& a, const Wide& b, Wide& remainder) {
  if (a.size_ <= native_limbs && b.size_ <= native_limbs) {
    return divide_natively(a, b, remainder);
  }
  Wide quotient;
  remainder = Wide();
  for (std::size_t i = a.size_ * 32; i-- > 0;) {
    remainder.double_plus(a.bit(i));
    const bool fits = compare_magnitude(remainder, b) >= 0;
    if (fits) remainder = subtract_magnitude(remainder, b);
    quotient.double_plus(fits);
  }
  return quotient;
}

std::optional<Decimal> Wide::to_count(std::uint8_t scale) const {
  if (size_ > 3) return std::nullopt;
  const std::uint64_t low = (std::uint64_t{limbs_[1]} << 32U) | limbs_[0];
  const Decimal magnitude = Decimal::from_words(limbs_[2], low, scale);
  if (magnitude > Decimal::maximum()) return std::nullopt;
  return negative_ ? -magnitude : magnitude;
}

std::optional<Decimal> Wide::divide(const Wide& a, const Wide& b, std::uint8_t scale) {
  if (a.overflowed_ || b.overflowed_ || b.is_zero()) return std::nullopt;
  Wide remainder;
  Wide quotient = divide_magnitude(a, b, remainder);
  remainder.double_plus(false);
  if (!remainder.overflowed_ && compare_magnitude(remainder, b) >= 0) {
    quotient = add_magnitude(quotient, Wide(1));
  }
  quotient.negative_ = a.negative_ != b.negative_ && !quotient.is_zero();
  return quotient.to_count(scale);
}

}  // namespace palpate
