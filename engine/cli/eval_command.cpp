// palpate eval: one expression, a library, lines, or a conversation. External interface:
// eval_command.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cli/binding.hpp"
#include "cli/repl.hpp"
#include "value/print.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

void tell_messages(std::span<const std::string> messages) {
  for (const auto& message : messages) std::fprintf(stderr, "message: %s\n", message.c_str());
}

int evaluate_one(const std::string& expression, const Binding& binding, bool trace) {
  const auto result = evaluate(expression, binding, trace, stderr_is_terminal());
  if (!result) return fail(result.error());
  tell_messages(result->messages);
  std::fputs(result->trace.c_str(), stderr);
  print(result->literal + "\n");
  return Exit::done;
}

/// One line: of rendered diagnostics the first message.
std::string on_one_line(const std::string& message) {
  auto line = message.substr(0, message.find('\n'));
  const auto at = line.find("error: ");
  return at == std::string::npos ? line : line.substr(at + 7);
}

// Each answer is flushed, so that another program can ask, read and ask again.
void answer_line(const std::string& line, const Binding& binding) {
  if (line.find_first_not_of(" \t\r") == std::string::npos) {
    print("\n");
  } else if (line.size() > limits::cql_source_bytes) {
    print("error: the line has more than " + std::to_string(limits::cql_source_bytes) + " bytes\n");
  } else {
    const auto result = evaluate(line, binding, false, false);
    print(result ? result->literal + "\n" : "error: " + on_one_line(result.error().message) + "\n");
  }
  std::fflush(stdout);
}

int evaluate_lines(const Binding& binding) {
  std::string line;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n') {
      answer_line(line, binding);
      line.clear();
    } else if (line.size() <= limits::cql_source_bytes) {  // the rest of such a line is not kept
      line.push_back(static_cast<char>(c));
    }
  }
  if (!line.empty()) answer_line(line, binding);
  return Exit::done;
}

/// A name that would not stand alone before a colon is quoted.
std::string shown_name(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != ':' && c != '"' && c != '\\';
  });
  if (plain) return name;
  auto quoted = quote_cql(name);
  quoted.front() = quoted.back() = '"';
  return quoted;
}

class LibraryRun {
 public:
  LibraryRun(const Binding& binding, std::shared_ptr<const cql::Program> program, bool trace)
      : binding_(binding), program_(std::move(program)), scratch_(program_), trace_(trace) {
    scratch_.begin(binding_.record());
  }

  /// Definitions of the main library: the public ones, or those that are asked for.
  Result<std::vector<cql::DefinitionId>> choose(const std::vector<std::string>& wanted) const {
    std::vector<cql::DefinitionId> chosen;
    if (wanted.empty()) return public_definitions();
    for (const auto& name : wanted) {
      const auto id = program_->find(program_->main_library(), name);
      if (!id) return unknown(name);
      chosen.push_back(*id);
    }
    return chosen;
  }

  int run(const std::vector<cql::DefinitionId>& ids) {
    for (const auto id : ids) {
      const auto& definition = program_->definition(id);
      if (!binding_.now && cql::asks_for_time(*program_, definition.root)) {
        return fail({Error::Code::usage,
                     "'" + definition.name + "' asks for the evaluation time: give --now",
                     {}});
      }
    }
    int code = Exit::done;
    for (const auto id : ids) code = std::max(code, show(id));
    tell_messages(scratch_.messages());
    return code;
  }

 private:
  std::vector<cql::DefinitionId> public_definitions() const {
    std::vector<cql::DefinitionId> ids;
    const auto definitions = program_->definitions();
    for (cql::DefinitionId id = 0; id < definitions.size(); ++id) {
      const auto& each = definitions[id];
      if (each.library == program_->main_library() && !each.is_private) ids.push_back(id);
    }
    return ids;
  }

  Error unknown(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const auto id : public_definitions()) names.push_back(program_->definition(id).name);
    const auto hint = did_you_mean(name, names);
    return {Error::Code::usage,
            "the library defines no '" + name + "'" + (hint.empty() ? "" : "; " + hint),
            "--define"};
  }

  int show(cql::DefinitionId id) {
    const auto& definition = program_->definition(id);
    const auto value = scratch_.definition(id);
    print(shown_name(definition.name) + ": " +
          (value ? to_cql(*value) : "error: " + value.error().message) + "\n");
    if (!value) {
      const auto failure = cql::failure_at(scratch_, definition.root, value.error().message);
      std::fflush(stdout);  // the two streams take turns
      std::fputs(render(failure, stderr_is_terminal()).c_str(), stderr);
    }
    if (trace_) {
      std::fflush(stdout);
      const auto lines = cql::trace(scratch_, definition.root, binding_.describe(*program_));
      std::fputs(cql::render_trace(lines, 2).c_str(), stderr);
    }
    return value ? Exit::done : Exit::bad_input;
  }

  const Binding& binding_;
  std::shared_ptr<const cql::Program> program_;
  cql::Scratch scratch_;
  bool trace_;
};

int evaluate_file(Binding& binding, const std::string& path, const std::vector<std::string>& wanted,
                  bool trace) {
  binding.workspace.keep_folded(trace);
  const auto compiled = load_library(binding, path);
  if (!compiled) return fail(compiled.error());
  const auto shown = render(compiled->diagnostics, stderr_is_terminal());
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  if (!compiled->program) return Exit::bad_input;
  LibraryRun run(binding, compiled->program, trace);
  const auto chosen = run.choose(wanted);
  return chosen ? run.run(*chosen) : fail(chosen.error());
}

Command make_command() {
  Command command;
  command.synopsis =
      "palpate eval [EXPRESSION | FILE.cql] [--rules R | --model M] [--data FILE] [--trace]";
  command.summary =
      "Evaluates CQL and prints values as CQL literals.\n"
      "  EXPRESSION   prints its value\n"
      "  FILE.cql     prints 'name: value' for each public definition of the library\n"
      "  --lines      reads one expression a line from standard input and prints one value or\n"
      "               'error: ...' a line\n"
      "  nothing      on a terminal: a conversation, with definitions, history and :help\n"
      "With --rules the rule set's model and libraries are at hand, with --data also an\n"
      "assessment's answers. With --model, a JSON file says what a record holds and --data is\n"
      "such a record.";
  command.examples =
      "  palpate eval \"38.5 'Cel' > 100.4 '[degF]'\"\n"
      "  palpate eval 'true and null' --trace\n"
      "  palpate eval 'Assessment.saddleNumbness' --data a.json\n"
      "  palpate eval Flags.cql --model patient.json --data record.json --define \"At risk\"\n";
  command.options.add_options()("expression", po::value<std::string>(), "")(
      "file", po::value<std::string>()->value_name("FILE"), "library to evaluate; - reads it")(
      "define", po::value<std::vector<std::string>>()->value_name("NAME"),
      "only this definition of the file; may be repeated")(
      "rules", po::value<std::string>()->value_name("R"), "rule set: a directory or id@version")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)")(
      "model", po::value<std::string>()->value_name("FILE"), "what a record holds, as JSON")(
      "data", po::value<std::string>()->value_name("FILE"), "assessment or record to evaluate on")(
      "now", po::value<std::string>()->value_name("TIME"), "evaluation time")(
      "trace", "each sub-expression with its value, and why a null is null, on standard error")(
      "lines", "one expression a line on standard input")(
      "history", po::value<std::string>()->value_name("FILE"),
      "keep what is typed in the conversation there");
  command.positional.add("expression", 1);
  return command;
}

/// What is asked for: exactly one of the four ways.
struct Request {
  std::string expression;
  std::string file;
  std::string history;
  std::vector<std::string> wanted;
  bool trace = false;
  bool lines = false;
};

std::string text_of(const po::variables_map& values, const char* name) {
  return values.count(name) > 0 ? values[name].as<std::string>() : std::string();
}

Result<Request> read_request(const po::variables_map& values) {
  Request request;
  request.expression = text_of(values, "expression");
  request.file = text_of(values, "file");
  request.history = text_of(values, "history");
  request.trace = values.count("trace") > 0;
  request.lines = values.count("lines") > 0;
  if (values.count("define") > 0) request.wanted = values["define"].as<std::vector<std::string>>();
  if (request.expression.ends_with(".cql") && request.file.empty()) {
    std::swap(request.expression, request.file);
  }
  const auto usage = [](const char* message) { return Error{Error::Code::usage, message, {}}; };
  const bool has_expression = values.count("expression") > 0 && request.file.empty();
  if (int{has_expression} + int{!request.file.empty()} + int{request.lines} > 1 ||
      (!request.file.empty() && !request.expression.empty())) {
    return usage("give one of an expression, a file and --lines");
  }
  if (!request.wanted.empty() && request.file.empty()) return usage("--define needs a file");
  if (request.lines && request.trace) return usage("--lines prints no trace: leave one out");
  const bool talks = !has_expression && request.file.empty() && !request.lines;
  if (talks && (isatty(STDIN_FILENO) != 1 || !stdout_is_terminal())) {
    return usage("which expression? (without one, a terminal is needed)");
  }
  return request;
}

}  // namespace

int eval_command(const Arguments& arguments) {
  auto command = make_command();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const auto request = read_request(parsed.values);
  if (!request) return fail(request.error());
  auto binding = make_binding(parsed.values);
  if (!binding) return fail(binding.error());
  if (request->lines) return evaluate_lines(*binding);
  if (!request->file.empty()) {
    return evaluate_file(*binding, request->file, request->wanted, request->trace);
  }
  binding->workspace.keep_folded(request->trace);
  if (!request->expression.empty() || parsed.values.count("expression") > 0) {
    return evaluate_one(request->expression, *binding, request->trace);
  }
  return run_repl(*binding, request->trace, request->history);
}

}  // namespace palpate::cli
