#pragma once

#include <memory>
#include <string>

namespace palpate::cli {

/// Lines typed on a terminal, edited with the usual keys, with a history that the arrow keys go
/// through (libedit). The history is kept beyond the session only in a file that is asked for.
class LineEditor {
 public:
  enum class Outcome { line, cancelled, end };  ///< a line, Ctrl-C, Ctrl-D

  /// `history_file` empty: none.
  explicit LineEditor(std::string history_file);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// The line comes without its line break.
  Outcome read(const std::string& prompt, std::string& line);
  void remember(const std::string& line);
  /// False when the history could not be written.
  bool save() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace palpate::cli
