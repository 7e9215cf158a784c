#include "ruleset/version.hpp"

#include <algorithm>
#include <charconv>

namespace palpate::ruleset {

namespace {

std::optional<std::uint32_t> parse_number(std::string_view text) {
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  std::uint32_t number = 0;
  const auto* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

bool Version::matches(const Version& other) const {
  const auto count = static_cast<std::ptrdiff_t>(given);
  return std::equal(numbers.begin(), numbers.begin() + count, other.numbers.begin());
}

std::optional<Version> parse_version(std::string_view text) {
  Version version;
  for (;;) {
    const auto dot = std::min(text.find('.'), text.size());
    const auto number = parse_number(text.substr(0, dot));
    if (!number || version.whole()) return std::nullopt;
    version.numbers[version.given++] = *number;
    if (dot == text.size()) return version;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace palpate::ruleset
