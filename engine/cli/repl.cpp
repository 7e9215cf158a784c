// A conversation in CQL. External interface: run_repl.
#include "cli/repl.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

#include "cli/line_editor.hpp"

namespace palpate::cli {

namespace {

constexpr std::string_view help =
    "  EXPRESSION       its value, as a CQL literal\n"
    "  define x: ...    a definition for this session; also define function, parameter,\n"
    "                   codesystem, valueset, code, concept\n"
    "  :type EXPRESSION its type\n"
    "  :trace on        show each sub-expression with its value, and why a null is null (:trace "
    "off)\n"
    "  :load FILE       take a library in; its definitions are named Library.name\n"
    "  :names           what there is to name: libraries, elements, definitions\n"
    "  :now TIME        set the evaluation time\n"
    "  :help            this\n"
    "  :quit            end; so does Ctrl-D. Ctrl-C drops what is typed\n"
    "A command may be cut short (:q).\n"
    "An expression goes on in the next line where it is not complete; an empty line ends it.\n";

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class Repl {
 public:
  Repl(Binding& binding, bool trace, const std::string& history_file)
      : binding_(binding), editor_(history_file), trace_(trace) {
    binding_.workspace.keep_folded(trace_);
  }

  int run() {
    greet();
    while (!ended_) {
      const auto outcome = read();
      if (outcome == LineEditor::Outcome::end) break;
    }
    if (!ended_) print("\n");
    if (editor_.save()) return Exit::done;
    return fail({Error::Code::io, "the history could not be written", "--history"});
  }

 private:
  using Handler = void (Repl::*)(const std::string&);
  struct CommandEntry {
    std::string_view name;
    Handler run;
  };

  void greet() const {
    print("palpate " + std::string(engine_version()) + ", CQL 1.5.3. :help lists the commands.\n");
    if (!binding_.title.empty()) print(binding_.title + "\n");
  }

  LineEditor::Outcome read() {
    std::string line;
    std::fflush(stdout);
    std::fflush(stderr);
    const auto outcome = editor_.read(typed_.empty() ? "cql> " : "...> ", line);
    if (outcome == LineEditor::Outcome::cancelled) typed_.clear();
    if (outcome != LineEditor::Outcome::line) return outcome;
    editor_.remember(line);
    take(line);
    return outcome;
  }

  void take(const std::string& line) {
    const bool blank = trimmed(line).empty();
    if (typed_.empty() && blank) return;
    if (typed_.empty() && trimmed(line).front() == ':') return command(trimmed(line).substr(1));
    typed_ += (typed_.empty() ? "" : "\n") + line;
    if (!blank && cql::is_incomplete(typed_)) return;
    const std::string whole = std::move(typed_);
    typed_.clear();
    cql::Workspace::is_declaration(whole) ? define(whole) : show(whole);
  }

  void show(const std::string& expression) {
    const auto result = evaluate(expression, binding_, trace_, stderr_is_terminal());
    if (!result) return complain(result.error().message);
    for (const auto& message : result->messages) print("message: " + message + "\n");
    print(result->trace + result->literal + "\n");
  }

  void define(const std::string& text) {
    const auto before = binding_.workspace.defined();
    const auto compiled = binding_.workspace.define(text);
    if (!compiled.program) return complain(render(compiled.diagnostics, stderr_is_terminal()));
    for (const auto& definition : compiled.program->definitions()) {
      const bool in_session = definition.library == compiled.program->main_library();
      const auto names = binding_.workspace.defined();
      if (in_session && !names.empty() && definition.name == names.back()) {
        return print(definition.name + ": " + definition.type.to_string() + "\n");
      }
    }
    if (!binding_.workspace.defined().empty()) {
      print(binding_.workspace.defined().back() + " is defined\n");
    }
  }

  void command(const std::string& text) {
    static constexpr std::array<CommandEntry, 7> commands = {{{"type", &Repl::type},
                                                              {"trace", &Repl::set_trace},
                                                              {"load", &Repl::load},
                                                              {"names", &Repl::names},
                                                              {"now", &Repl::set_now},
                                                              {"help", &Repl::show_help},
                                                              {"quit", &Repl::quit}}};
    const auto space = text.find_first_of(" \t");
    const auto name = text.substr(0, space);
    const auto rest = space == std::string::npos ? std::string() : trimmed(text.substr(space));
    const auto begins = [&name](const CommandEntry& entry) { return entry.name.starts_with(name); };
    const auto first = std::find_if(commands.begin(), commands.end(), begins);
    const bool one = std::count_if(commands.begin(), commands.end(), begins) == 1;
    if (one) return (this->*first->run)(rest);
    std::vector<std::string_view> known;
    for (const auto& entry : commands) known.push_back(entry.name);
    const auto hint = did_you_mean(name, known);
    complain("there is no command ':" + name + "'; " + (hint.empty() ? ":help lists them" : hint));
  }

  void type(const std::string& expression) {
    const auto compiled = binding_.workspace.compile(expression);
    if (!compiled.program) return complain(render(compiled.diagnostics, stderr_is_terminal()));
    const auto result = cql::Workspace::result_of(*compiled.program);
    print(compiled.program->definition(result).type.to_string() + "\n");
  }

  void set_trace(const std::string& word) {
    if (word != "on" && word != "off") return complain("say :trace on or :trace off");
    trace_ = word == "on";
    binding_.workspace.keep_folded(trace_);
  }

  void load(const std::string& path) {
    if (path.empty()) return complain("load which file? :load FILE");
    const auto compiled = load_library(binding_, path);
    if (!compiled) return complain(compiled.error().place + ": " + compiled.error().message);
    const auto shown = render(compiled->diagnostics, stderr_is_terminal());
    std::fwrite(shown.data(), 1, shown.size(), stderr);
    if (!compiled->program) return;
    const auto& name = compiled->program->main_library();
    const auto definitions = compiled->program->definitions();
    const auto count = std::count_if(definitions.begin(), definitions.end(),
                                     [&name](const auto& each) { return each.library == name; });
    print(name + ": " + std::to_string(count) + (count == 1 ? " definition\n" : " definitions\n"));
  }

  void names(const std::string&) {
    const auto& workspace = binding_.workspace;
    const auto compiled = workspace.compile("null");
    const auto& schema = workspace.input().schema;
    for (const auto& element : schema.elements) {
      print(schema.context + "." + element.name + ": " + element.type.to_string() + "\n");
    }
    for (const auto& each : schema.classes) {
      const bool retrievable = each.slot != cql::no_id;
      if (retrievable) print("[" + each.type.name() + "]: List<" + each.type.name() + ">\n");
    }
    if (!compiled.program) return;
    for (const auto& definition : compiled.program->definitions()) {
      const bool mine = !workspace.has_library(definition.library);
      if (definition.is_private || definition.name == "the result" ||
          definition.library == "Expression") {
        continue;
      }
      const auto name = "\"" + definition.name + "\"";
      print((mine ? name : definition.library + "." + name) + ": " + definition.type.to_string() +
            "\n");
    }
  }

  void set_now(const std::string& text) {
    const auto now = parse_now(text);
    if (!now) return complain(":now: " + now.error().message);
    binding_.now = *now;
  }

  void show_help(const std::string&) { print(help); }
  void quit(const std::string&) { ended_ = true; }

  static void complain(const std::string& message) {
    const bool broken = !message.empty() && message.back() == '\n';
    std::fprintf(stderr, "%s%s", message.c_str(), broken ? "" : "\n");
  }

  Binding& binding_;
  LineEditor editor_;
  bool trace_;
  bool ended_ = false;
  std::string typed_;  ///< lines so far of what is not complete
};

}  // namespace

int run_repl(Binding& binding, bool trace, const std::string& history_file) {
  return Repl(binding, trace, history_file).run();
}

}  // namespace palpate::cli
