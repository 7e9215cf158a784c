// libedit behind a small class. External interface: LineEditor.
#include "cli/line_editor.hpp"

#include <histedit.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <utility>

namespace palpate::cli {

namespace {

constexpr int history_lines = 1000;

// A signal handler has nothing else to write to.
volatile std::sig_atomic_t interrupted = 0;
void note_interrupt(int) { interrupted = 1; }

struct EndEditor {
  void operator()(EditLine* editor) const { el_end(editor); }
};
struct EndHistory {
  void operator()(History* history) const { history_end(history); }
};

}  // namespace

struct LineEditor::State {
  std::unique_ptr<History, EndHistory> history;
  std::unique_ptr<EditLine, EndEditor> editor;
  std::string history_file;
  std::string prompt;
  struct sigaction before {};

  static char* show_prompt(EditLine* editor) {
    void* state = nullptr;
    el_get(editor, EL_CLIENTDATA, &state);
    return static_cast<State*>(state)->prompt.data();
  }
};

LineEditor::LineEditor(std::string history_file) : state_(std::make_unique<State>()) {
  // Characters of several bytes, wherever the user is; numbers are none of the editor's business.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  state_->history_file = std::move(history_file);
  state_->history.reset(history_init());
  HistEvent event{};
  history(state_->history.get(), &event, H_SETSIZE, history_lines);
  history(state_->history.get(), &event, H_SETUNIQUE, 1);
  if (!state_->history_file.empty()) {
    history(state_->history.get(), &event, H_LOAD, state_->history_file.c_str());
  }
  state_->editor.reset(el_init("palpate", stdin, stdout, stderr));
  EditLine* const editor = state_->editor.get();
  if (editor == nullptr) return;
  el_set(editor, EL_CLIENTDATA, state_.get());
  el_set(editor, EL_PROMPT, &State::show_prompt);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_HIST, &history, state_->history.get());
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  // Not restarted, so that Ctrl-C ends the reading of a line.
  struct sigaction action {};
  action.sa_handler = note_interrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &state_->before);
}

LineEditor::~LineEditor() { sigaction(SIGINT, &state_->before, nullptr); }

LineEditor::Outcome LineEditor::read(const std::string& prompt, std::string& line) {
  if (state_->editor == nullptr) return Outcome::end;
  state_->prompt = prompt;
  interrupted = 0;
  int count = 0;
  const char* const typed = el_gets(state_->editor.get(), &count);
  if (interrupted != 0) {
    std::fputs("^C\n", stdout);
    el_reset(state_->editor.get());
    return Outcome::cancelled;
  }
  if (typed == nullptr || count <= 0) return Outcome::end;
  line.assign(typed, static_cast<std::size_t>(count));
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  return Outcome::line;
}

void LineEditor::remember(const std::string& line) {
  if (line.find_first_not_of(" \t") == std::string::npos) return;
  HistEvent event{};
  history(state_->history.get(), &event, H_ENTER, line.c_str());
}

bool LineEditor::save() const {
  if (state_->history_file.empty()) return true;
  HistEvent event{};
  return history(state_->history.get(), &event, H_SAVE, state_->history_file.c_str()) >= 0;
}

}  // namespace palpate::cli
