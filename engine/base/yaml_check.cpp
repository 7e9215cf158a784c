#include "base/yaml_check.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/document.hpp"
#include "base/limits.hpp"
#include "base/yaml_extent.hpp"

namespace palpate {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::uint32_t to_offset(std::size_t i) { return static_cast<std::uint32_t>(i); }

/// YAML allows none of them; the message here is clearer than the parser's.
std::size_t find_control(std::string_view text) {
  const auto at = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  return static_cast<std::size_t>(at - text.begin());
}

}  // namespace

std::size_t byte_order_mark_length(std::string_view text) {
  return text.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;
}

bool is_readable_yaml(const SourcePtr& source, Diagnostics& diagnostics) {
  const auto text = source->text();
  if (text.size() > limits::ruleset_file_bytes) {
    diagnostics.error(
        "YAML0003", source, {},
        "a YAML file may have " + std::to_string(limits::ruleset_file_bytes) + " bytes at most",
        "split the file");
    return false;
  }
  if (const auto at = to_offset(utf8_prefix(text)); at < text.size()) {
    diagnostics.error("YAML0001", source, {at, at + 1}, "this byte is not valid UTF-8",
                      "save the file as UTF-8");
    return false;
  }
  if (const auto at = to_offset(find_control(text)); at < text.size()) {
    diagnostics.error("YAML0002", source, {at, at + 1},
                      "control characters are not allowed in YAML",
                      "remove it, or write it as an escape in double quotes");
    return false;
  }
  const auto body = text.substr(byte_order_mark_length(text));
  if (const auto at = find_directive(body); at < body.size()) {
    const auto begin = to_offset(byte_order_mark_length(text) + at);
    diagnostics.error("YAML0017", source, {begin, begin + 1},
                      "a line that begins with '%' has no meaning here",
                      "put a comment sign '#' before it");
    return false;
  }
  return true;
}

}  // namespace palpate
