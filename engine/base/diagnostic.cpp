#include "base/diagnostic.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/limits.hpp"

namespace palpate {

namespace {

constexpr std::string_view reset = "\x1b[0m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view cyan = "\x1b[36m";

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Edit distance where case does not count and a swap of neighbours is one edit.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    next[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = lower(a[i]) == lower(b[j]) ? 0 : 1;
      next[j + 1] = std::min({row[j + 1] + 1, next[j] + 1, row[j] + change});
      if (i > 0 && j > 0 && lower(a[i]) == lower(b[j - 1]) && lower(a[i - 1]) == lower(b[j])) {
        next[j + 1] = std::min(next[j + 1], before[j - 1] + 1);
      }
    }
    before = std::exchange(row, next);
  }
  return row[b.size()];
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void append_excerpt(std::string& out, const Diagnostic& d, bool colour) {
  const auto line = d.source->line_at(d.span.begin);
  const auto at = d.source->position(d.span.begin);
  const auto number = std::to_string(at.line);
  // A very long line (minified or hostile) is shown around the place only.
  const std::size_t from =
      at.column > limits::excerpt_columns ? at.column - limits::excerpt_columns / 2 : 0;
  auto shown = std::string(line.substr(std::min(from, line.size()), limits::excerpt_columns * 2));
  std::replace(shown.begin(), shown.end(), '\t', ' ');
  const auto covered = d.source->text({d.span.begin, std::max(d.span.end, d.span.begin + 1)});
  const auto first_line = covered.substr(0, covered.find('\n'));
  const auto width = std::max<std::size_t>(1, code_points(first_line));
  out.append(" ").append(number).append(" | ").append(shown).append("\n");
  out.append(" ").append(number.size(), ' ').append(" | ");
  out.append(at.column - 1 - std::min<std::size_t>(from, at.column - 1), ' ');
  if (colour) out.append(red);
  out.append("^").append(std::min(width, limits::excerpt_columns) - 1, '~');
  if (colour) out.append(reset);
  out.append("\n");
}

}  // namespace

void Diagnostics::error(std::string code, SourcePtr source, Span span, std::string message,
                        std::string suggestion) {
  add({Severity::error, std::move(code), std::move(message), std::move(suggestion),
       std::move(source), span});
}

void Diagnostics::warning(std::string code, SourcePtr source, Span span, std::string message,
                          std::string suggestion) {
  add({Severity::warning, std::move(code), std::move(message), std::move(suggestion),
       std::move(source), span});
}

void Diagnostics::add(Diagnostic diagnostic) {
  const bool seen = std::any_of(all_.begin(), all_.end(), [&](const Diagnostic& d) {
    return d.source == diagnostic.source && d.span == diagnostic.span &&
           d.code == diagnostic.code && d.message == diagnostic.message;
  });
  if (seen) return;
  if (diagnostic.severity == Severity::error) ++errors_;
  if (all_.size() < limits::diagnostics) {
    all_.push_back(std::move(diagnostic));
  } else if (diagnostic.severity == Severity::error) {
    --errors_;  // counted only while it can be shown; the list is full of errors already
  }
}

void Diagnostics::append(const Diagnostics& other) {
  for (const auto& diagnostic : other.all_) add(diagnostic);
}

void Diagnostics::sort() {
  const auto key = [](const Diagnostic& d) {
    return std::make_tuple(d.source ? std::string_view(d.source->name()) : std::string_view(),
                           d.span.begin, d.severity);
  };
  std::stable_sort(all_.begin(), all_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

std::string render(const Diagnostic& d, bool colour) {
  std::string out;
  if (colour) out.append(bold);
  if (d.source) {
    const auto at = d.source->position(d.span.begin);
    out.append(d.source->name()).append(":").append(std::to_string(at.line));
    out.append(":").append(std::to_string(at.column)).append(": ");
  }
  const bool is_error = d.severity == Severity::error;
  if (colour) out.append(is_error ? red : yellow);
  out.append(is_error ? "error: " : "warning: ");
  if (colour) out.append(reset).append(bold);
  out.append(d.message);
  if (colour) out.append(reset);
  out.append(" [").append(d.code).append("]\n");
  if (d.source && !d.source->text().empty()) append_excerpt(out, d, colour);
  if (!d.suggestion.empty()) {
    if (colour) out.append(cyan);
    out.append(" help: ").append(d.suggestion);
    if (colour) out.append(reset);
    out.append("\n");
  }
  return out;
}

std::string render(const Diagnostics& diagnostics, bool colour) {
  std::string out;
  for (const auto& diagnostic : diagnostics.all()) out.append(render(diagnostic, colour));
  return out;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  if (word.size() > limits::name_length) return {};
  // A third of the word may be wrong; more than that is another word.
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string_view found;
  for (const auto candidate : candidates) {
    if (candidate.size() > limits::name_length) continue;
    const auto distance = edit_distance(word, candidate);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto found = nearest(word, candidates);
  if (found.empty()) return {};
  return std::string("did you mean '").append(found).append("'?");
}

}  // namespace palpate
