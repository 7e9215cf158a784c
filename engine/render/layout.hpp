#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace palpate::rendering {

enum class Style { plain, heading, alarm, warning, good, faint };

/// Text for a terminal: wrapped to a width, with hanging indents, coloured only on request.
class Layout {
 public:
  Layout(std::size_t width, bool colour) : width_(width), colour_(colour) {}

  /// A section title with an empty line before it.
  void section(std::string_view title);
  /// `text` wrapped, first line behind `lead`, further lines under its text.
  void paragraph(std::string_view lead, std::string_view text, Style style = Style::plain);
  /// `left` and, flush right on the first line, `right`.
  void spread(std::string_view lead, std::string_view left, std::string_view right,
              Style style = Style::plain);
  void blank() { out_ += '\n'; }
  std::string take() { return std::move(out_); }

 private:
  std::string styled(std::string_view text, Style style) const;
  std::size_t width_;
  bool colour_;
  std::string out_;
};

/// Columns that `text` takes: one a code point, which holds for what rule sets are written in.
std::size_t columns(std::string_view text);

}  // namespace palpate::rendering
