#include "render/layout.hpp"

#include <algorithm>

namespace palpate::rendering {

namespace {

std::string_view code(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::heading:
      return "\x1b[1m";
    case Style::alarm:
      return "\x1b[1;31m";
    case Style::warning:
      return "\x1b[33m";
    case Style::good:
      return "\x1b[32m";
    case Style::faint:
      return "\x1b[2m";
  }
  return "";
}

/// Control characters would steer the terminal: text from outside shows them as '?'.
std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool c1 =
        byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    const bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F || c1;
    out.push_back(control ? '?' : text[i]);
    if (c1) ++i;
  }
  return out;
}

/// Next word of `rest`, which is cut.
std::string_view take_word(std::string_view& rest) {
  const auto begin = std::min(rest.find_first_not_of(" \n\t"), rest.size());
  rest.remove_prefix(begin);
  const auto word = rest.substr(0, rest.find_first_of(" \n\t"));
  rest.remove_prefix(word.size());
  return word;
}

}  // namespace

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string Layout::styled(std::string_view text, Style style) const {
  if (!colour_ || style == Style::plain) return std::string(text);
  return std::string(code(style)) + std::string(text) + "\x1b[0m";
}

void Layout::section(std::string_view title) {
  out_ += "\n" + styled(title, Style::heading) + "\n";
}

void Layout::paragraph(std::string_view lead, std::string_view raw, Style style) {
  const auto safe = harmless(raw);
  std::string_view text = safe;
  const auto indent = columns(lead);
  std::string line;
  std::size_t used = indent;
  bool first = true;
  const auto end_line = [&] {
    out_ += (first ? std::string(lead) : std::string(indent, ' ')) + styled(line, style) + "\n";
    first = false;
    line.clear();
    used = indent;
  };
  for (auto word = take_word(text); !word.empty(); word = take_word(text)) {
    const auto size = columns(word);
    if (!line.empty() && used + 1 + size > width_) end_line();
    if (!line.empty()) {
      line += ' ';
      ++used;
    }
    line += word;
    used += size;
  }
  end_line();
}

void Layout::spread(std::string_view lead, std::string_view raw, std::string_view right,
                    Style style) {
  auto left = harmless(raw);
  std::replace(left.begin(), left.end(), '\n', ' ');
  const auto used = columns(lead) + columns(left) + columns(right);
  if (used + 2 > width_) {
    paragraph(lead, left + " [" + std::string(right) + "]", style);
    return;
  }
  out_ += std::string(lead) + styled(left, style) + std::string(width_ - used, ' ') +
          styled(right, style) + "\n";
}

}  // namespace palpate::rendering
