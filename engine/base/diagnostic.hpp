#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"

namespace palpate {

enum class Severity { error, warning };

/// One message to the author of a rule set. `code` is stable ("CQL0201", "RS0104"): tools and
/// docs refer to it, wording may change.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;
  std::string message;     ///< what is wrong, one sentence, no final stop
  std::string suggestion;  ///< how to mend it ("did you mean 'saddleNumbness'?"); may be empty
  SourcePtr source;        ///< may be null when a whole file is missing
  Span span;
};

/// Collects diagnostics, at most one a place and code, at most limits::diagnostics in all.
/// Not thread-safe: building is single-threaded.
class Diagnostics {
 public:
  void error(std::string code, SourcePtr source, Span span, std::string message,
             std::string suggestion = {});
  void warning(std::string code, SourcePtr source, Span span, std::string message,
               std::string suggestion = {});
  void add(Diagnostic diagnostic);
  void append(const Diagnostics& other);

  const std::vector<Diagnostic>& all() const { return all_; }
  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  std::size_t warning_count() const { return all_.size() - errors_; }
  bool empty() const { return all_.empty(); }
  /// By file name, then position; errors before warnings at one place.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// "name:line:column: error: message [code]", the line, a caret under the span, and "help: …".
/// Ends with a line break. `colour` adds ANSI sequences, for terminals only.
std::string render(const Diagnostic& diagnostic, bool colour = false);
std::string render(const Diagnostics& diagnostics, bool colour = false);

/// The candidate that `word` most likely misspells, or empty when none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// "did you mean 'x'?" or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace palpate
