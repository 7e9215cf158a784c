#include "base/source_text.hpp"

#include <algorithm>
#include <utility>

namespace palpate {

namespace {

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view SourceText::text(Span span) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const auto begin = std::min(span.begin, size);
  const auto end = std::clamp(span.end, begin, size);
  return std::string_view(text_).substr(begin, end - begin);
}

std::size_t SourceText::line_index(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(after - line_starts_.begin()) - 1;
}

LineColumn SourceText::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto line = line_index(offset);
  const auto before = text({line_starts_[line], offset});
  const auto code_points = std::count_if(before.begin(), before.end(), starts_code_point);
  return {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(code_points + 1)};
}

std::string_view SourceText::line_at(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto begin = line_starts_[line_index(offset)];
  auto line = std::string_view(text_).substr(begin);
  line = line.substr(0, line.find('\n'));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::uint32_t SourceText::offset(LineColumn position) const {
  if (position.line == 0 || position.line > line_starts_.size()) {
    return static_cast<std::uint32_t>(text_.size());
  }
  auto at = line_starts_[position.line - 1];
  const auto line = line_at(at);
  std::uint32_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (starts_code_point(line[i]) && ++column == position.column) {
      return at + static_cast<std::uint32_t>(i);
    }
  }
  return at + static_cast<std::uint32_t>(line.size());
}

}  // namespace palpate
