#include "base/yaml_extent.hpp"

#include <algorithm>

namespace palpate {

namespace {

std::size_t skip(std::string_view source, std::size_t i, std::string_view set) {
  return std::min(source.find_first_not_of(set, i), source.size());
}

std::size_t find_any(std::string_view source, std::size_t i, std::string_view set) {
  return std::min(source.find_first_of(set, i), source.size());
}

std::size_t end_of_line(std::string_view source, std::size_t begin) {
  auto end = find_any(source, begin, "\r\n");
  while (end > begin && (source[end - 1] == ' ' || source[end - 1] == '\t')) --end;
  return end;
}

/// Past the second quotation mark; npos when there is none.
std::size_t single_quoted_end(std::string_view source, std::size_t begin) {
  for (auto i = begin + 1; i < source.size(); ++i) {
    if (source[i] != '\'') continue;
    if (i + 1 == source.size() || source[i + 1] != '\'') return i + 1;
    ++i;
  }
  return std::string_view::npos;
}

std::size_t double_quoted_end(std::string_view source, std::size_t begin) {
  for (auto i = begin + 1; i < source.size(); ++i) {
    if (source[i] == '\\') {
      ++i;
    } else if (source[i] == '"') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

bool is_quote(char c) { return c == '\'' || c == '"'; }

std::size_t quoted_end(std::string_view source, std::size_t begin) {
  return source[begin] == '"' ? double_quoted_end(source, begin) : single_quoted_end(source, begin);
}

}  // namespace

std::size_t scalar_begin(std::string_view source, std::size_t node_begin) {
  auto i = std::min(node_begin, source.size());
  while (i < source.size() && (source[i] == '&' || source[i] == '!')) {
    i = skip(source, find_any(source, i, " \t\r\n"), " \t\r\n");
  }
  return i;
}

std::size_t scalar_end(std::string_view source, std::size_t begin, std::string_view value) {
  if (begin >= source.size()) return source.size();
  if (is_quote(source[begin])) return std::min(quoted_end(source, begin), source.size());
  if (source.substr(begin, value.size()) == value) return begin + value.size();
  return end_of_line(source, begin);  // block scalars and plain ones over several lines
}

bool is_followed_by_colon(std::string_view source, std::size_t end) {
  const auto i = skip(source, end, " \t\r\n");
  return i < source.size() && source[i] == ':';
}

std::size_t find_directive(std::string_view source) {
  bool in_document = false;
  for (std::size_t line = 0; line < source.size();
       line = std::min(source.find('\n', line), source.size() - 1) + 1) {
    const char first = source[line];
    if (first == '%' && (in_document || source.substr(line, 6) != "%YAML ")) return line;
    if (std::string_view("#%\r\n").find(first) > 3) in_document = true;
  }
  return source.size();
}

std::size_t flow_end(std::string_view source, std::size_t end, char closing) {
  const auto i = skip(source, end, " \t\r\n,");
  return i < source.size() && source[i] == closing ? i + 1 : end;
}

}  // namespace palpate
