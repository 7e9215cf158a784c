#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace palpate {

/// Half-open range of byte offsets into a SourceText.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// 1-based; a column counts Unicode code points, as editors do.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// The text of one file (or of one expression), with its name, kept whole so that diagnostics
/// can show the line. Immutable; shared by everything that points into it.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;
  LineColumn position(std::uint32_t offset) const;
  /// The line that holds `offset`, without its line break.
  std::string_view line_at(std::uint32_t offset) const;
  /// Byte offset of a 1-based line and column; clamped to the end of the text.
  std::uint32_t offset(LineColumn position) const;

 private:
  std::size_t line_index(std::uint32_t offset) const;

  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

using SourcePtr = std::shared_ptr<const SourceText>;

}  // namespace palpate
