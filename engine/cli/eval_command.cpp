#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cli/command.hpp"
#include "cql/program/reach.hpp"
#include "ruleset/compile_input.hpp"
#include "triage/triage.hpp"
#include "value/print.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

/// What expressions are evaluated against: nothing, a rule set, or a rule set and an assessment.
struct Binding {
  cql::CompileInput input;
  std::vector<Value> slots;
  std::optional<Temporal> now;
  std::shared_ptr<const ruleset::RuleSet> rules;
  std::unique_ptr<intake::Intake> intake;
  std::unique_ptr<triage::TriageScratch> scratch;  // owns derived values
};

bool asks_for_time(const cql::Program& program, cql::NodeId root) {
  bool asks = false;
  cql::for_each_reachable(program, std::span(&root, 1), [&](cql::NodeId id) {
    const auto& node = program.node(id);
    if (node.kind != cql::NodeKind::operation) return;
    const auto name = program.overload(node).name;
    asks = asks || name == "Now" || name == "Today" || name == "TimeOfDay" ||
           name.starts_with("CalculateAge");
  });
  return asks;
}

Temporal epoch() {
  Temporal time;
  time.year = 1970;
  time.precision = Precision::millisecond;
  time.offset_minutes = 0;
  return time;
}

/// One line a sub-expression, outermost first: its text and its value.
void append_trace(cql::Scratch& scratch, cql::NodeId id, std::size_t depth, std::string& out) {
  const auto& program = scratch.program();
  const auto& node = program.node(id);
  const auto value = scratch.node(id);
  out.append(depth * 2, ' ');
  out.append(program.source(node)->text(node.span)).append("  =>  ");
  out.append(value ? to_cql(*value) : "error: " + value.error().message).append("\n");
  const bool opens = node.kind != cql::NodeKind::query && node.kind != cql::NodeKind::call;
  if (!opens) return;
  for (const auto operand : program.operands(node)) {
    if (program.node(operand).kind != cql::NodeKind::constant) {
      append_trace(scratch, operand, depth + 1, out);
    }
  }
  if (node.kind == cql::NodeKind::definition) {
    append_trace(scratch, program.definition(node.payload).root, depth + 1, out);
  }
}

struct Evaluated {
  std::string literal;
  std::string trace;
};

/// Errors: bad_ruleset with rendered diagnostics, or the run-time error.
Result<Evaluated> evaluate(const std::string& text, const Binding& binding, bool trace,
                           bool colour) {
  const auto source = std::make_shared<const SourceText>("expression", text);
  auto compiled = cql::compile_expression(source, binding.input);
  if (!compiled.program) {
    return Error{Error::Code::bad_input, render(compiled.diagnostics, colour), {}};
  }
  const auto result = compiled.program->find("Expression", "Result");
  if (!result) return Error{Error::Code::internal, "the expression has no result", {}};
  const auto root = compiled.program->definition(*result).root;
  if (!binding.now && asks_for_time(*compiled.program, root)) {
    return Error{Error::Code::usage, "this asks for the evaluation time: give --now", {}};
  }
  cql::Scratch scratch(compiled.program);
  scratch.begin({binding.slots, binding.now.value_or(epoch())});
  const auto value = scratch.definition(*result);
  if (!value) return value.error();
  Evaluated out{to_cql(*value), {}};
  if (trace) append_trace(scratch, root, 0, out.trace);
  return out;
}

int evaluate_lines(const Binding& binding) {
  std::string line;
  const auto answer = [&] {
    if (line.find_first_not_of(" \t\r") == std::string::npos) return print("\n");
    const auto result = evaluate(line, binding, false, false);
    if (result) return print(result->literal + "\n");
    auto message = result.error().message.substr(0, result.error().message.find('\n'));
    if (const auto at = message.find("error: "); at != std::string::npos) {
      message.erase(0, at + 7);
    }
    print("error: " + message + "\n");
  };
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c != '\n') {
      line.push_back(static_cast<char>(c));
      continue;
    }
    answer();
    line.clear();
  }
  if (!line.empty()) answer();
  return Exit::done;
}

Result<void> bind_libraries(Binding& binding) {
  auto input = ruleset::compile_input(*binding.rules);
  if (!input) return input.error();
  binding.input = std::move(*input);
  binding.slots.assign(binding.input.schema.slot_count, Value());
  return {};
}

Result<void> bind_data(Binding& binding, const std::string& path) {
  const auto bytes = read_input(path, limits::assessment_bytes);
  if (!bytes) return bytes.error();
  binding.intake = std::make_unique<intake::Intake>(binding.rules->dictionary);
  intake::make_json_adapter()->read(*bytes, *binding.intake);
  for (const auto& issue : binding.intake->issues) {
    std::fprintf(stderr, "palpate: %s: %s\n", issue.pointer.c_str(), issue.message.c_str());
  }
  if (!binding.now) binding.now = binding.intake->recorded_at;
  binding.scratch = std::make_unique<triage::TriageScratch>(binding.rules);
  const auto triaged = triage::triage(*binding.intake, binding.now.value_or(epoch()),
                                      *binding.scratch, {false, false});
  if (!triaged) return triaged.error();
  binding.slots = binding.scratch->slots();
  return {};
}

Result<Binding> make_binding(const po::variables_map& values) {
  Binding binding;
  if (values.count("now") > 0) {
    const auto now = parse_now(values["now"].as<std::string>());
    if (!now) return now.error();
    binding.now = *now;
  }
  std::string reference;
  if (values.count("rules") > 0) reference = values["rules"].as<std::string>();
  const auto root = rules_root(values);
  if (reference.empty() && values.count("data") > 0) {
    const auto bytes = read_input(values["data"].as<std::string>(), limits::assessment_bytes);
    if (!bytes) return bytes.error();
    const auto directory = ruleset::resolve_dictionary(root, intake::peek_dictionary(*bytes));
    if (!directory) return directory.error();
    reference = *directory;
  }
  if (reference.empty()) return binding;
  const auto rules = load_rules(root, reference);
  if (!rules) return rules.error();
  binding.rules = *rules;
  if (auto bound = bind_libraries(binding); !bound) return bound.error();
  if (values.count("data") > 0) {
    if (auto bound = bind_data(binding, values["data"].as<std::string>()); !bound) {
      return bound.error();
    }
  }
  return binding;
}

Command make_command() {
  Command command;
  command.synopsis = "palpate eval EXPRESSION [--rules R] [--data FILE] [--now TIME] [--trace]";
  command.summary =
      "Evaluates one CQL expression and prints its value as a CQL literal. With --rules the rule\n"
      "set's model and libraries are at hand; with --data also an assessment's answers. --lines\n"
      "reads one expression a line from standard input and prints one literal or 'error: ...' a\n"
      "line.";
  command.examples =
      "  palpate eval \"38.5 'Cel' > 100.4 '[degF]'\"\n"
      "  palpate eval 'true and null'\n"
      "  palpate eval 'Assessment.saddleNumbness' --data a.json\n";
  command.options.add_options()("expression", po::value<std::string>(), "")(
      "rules", po::value<std::string>()->value_name("R"), "rule set: a directory or id@version")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)")(
      "data", po::value<std::string>()->value_name("FILE"), "assessment to evaluate on")(
      "now", po::value<std::string>()->value_name("TIME"), "evaluation time")(
      "trace", "print every sub-expression with its value, on standard error")(
      "lines", "one expression a line on standard input");
  command.positional.add("expression", 1);
  return command;
}

}  // namespace

int eval_command(const Arguments& arguments) {
  auto command = make_command();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const bool lines = parsed.values.count("lines") > 0;
  if (!lines && parsed.values.count("expression") == 0) {
    return fail({Error::Code::usage, "which expression?", {}});
  }
  const auto binding = make_binding(parsed.values);
  if (!binding) return fail(binding.error());
  if (lines) return evaluate_lines(*binding);
  const auto result = evaluate(parsed.values["expression"].as<std::string>(), *binding,
                               parsed.values.count("trace") > 0, stderr_is_terminal());
  if (!result) return fail(result.error());
  std::fputs(result->trace.c_str(), stderr);
  print(result->literal + "\n");
  return Exit::done;
}

}  // namespace palpate::cli
