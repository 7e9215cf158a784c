#include "cli/command.hpp"

#include <unistd.h>

#include <boost/program_options/parsers.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/file.hpp"

namespace palpate::cli {

namespace po = boost::program_options;

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) == 1; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

int fail(const Error& error) {
  std::fflush(stdout);  // where both go to one place, they keep their order
  const bool trailing_break = !error.message.empty() && error.message.back() == '\n';
  std::fprintf(stderr, "palpate: %s%s%s%s", error.place.c_str(), error.place.empty() ? "" : ": ",
               error.message.c_str(), trailing_break ? "" : "\n");
  switch (error.code) {
    case Error::Code::usage:
      return Exit::usage;
    case Error::Code::internal:
      return Exit::internal;
    case Error::Code::bad_input:
    case Error::Code::bad_ruleset:
    case Error::Code::not_found:
    case Error::Code::io:
    case Error::Code::limit:
      return Exit::bad_input;
  }
  return Exit::internal;
}

namespace {

void print_help(const Command& command) {
  std::string options;
  for (const auto& option : command.options.options()) {
    if (option->description().empty()) continue;  // positional ones are in the synopsis
    auto name = "  " + option->format_name();
    const auto parameter = option->format_parameter();
    if (!parameter.empty()) name += " " + parameter;
    if (name.size() < 26) name.append(26 - name.size(), ' ');
    options += name + " " + option->description() + "\n";
  }
  print(std::string("usage: ") + std::string(command.synopsis) + "\n\n" +
        std::string(command.summary) + "\n\noptions:\n" + options + "\nexamples:\n" +
        std::string(command.examples));
}

}  // namespace

Parsed parse(Command& command, const Arguments& arguments) {
  command.options.add_options()("help,h", "show this help");
  Parsed parsed;
  try {
    po::store(po::command_line_parser(arguments)
                  .options(command.options)
                  .positional(command.positional)
                  .run(),
              parsed.values);
    po::notify(parsed.values);
  } catch (const po::error& e) {
    parsed.exit = fail({Error::Code::usage, e.what(), {}});
    std::fprintf(stderr, "usage: %.*s\n", static_cast<int>(command.synopsis.size()),
                 command.synopsis.data());
    return parsed;
  }
  if (parsed.values.count("help") > 0) {
    print_help(command);
    parsed.exit = Exit::done;
  }
  return parsed;
}

Result<std::string> read_input(const std::string& path, std::size_t limit) {
  if (path != "-") return read_file(path, limit);
  std::string bytes;
  char buffer[65536];
  while (const auto count = std::fread(buffer, 1, sizeof buffer, stdin)) {
    bytes.append(buffer, count);
    if (bytes.size() > limit) {
      return Error{Error::Code::limit,
                   "standard input is larger than " + std::to_string(limit) + " bytes", "-"};
    }
  }
  return bytes;
}

Result<Temporal> parse_now(const std::string& text) {
  const auto parsed = parse_date_time(text);
  if (!parsed || !parsed->has_offset()) {
    return Error{Error::Code::usage,
                 "expected a date and time with offset, as in 2026-01-15T09:00:00Z", "--now"};
  }
  return *parsed;
}

std::string rules_root(const po::variables_map& values) {
  namespace fs = std::filesystem;
  if (values.count("rules-root") > 0) return values["rules-root"].as<std::string>();
  if (const char* root = std::getenv("PALPATE_RULES_ROOT")) return root;
  std::error_code ignored;
  if (fs::is_directory("rules", ignored)) return "rules";
  const auto program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const auto* beside : {"../../../rules", "../share/palpate/rules"}) {
    const auto candidate = program / beside;
    if (fs::is_directory(candidate, ignored)) return candidate.lexically_normal().string();
  }
  return "rules";
}

Result<std::shared_ptr<const ruleset::RuleSet>> load_rules(const std::string& root,
                                                           const std::string& reference) {
  const auto directory = ruleset::resolve(root, reference);
  if (!directory) return directory.error();
  auto loaded = ruleset::load(*directory);
  const auto shown = render(loaded.diagnostics, stderr_is_terminal());
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  if (!loaded.rule_set) {
    return Error{Error::Code::bad_ruleset,
                 "the rule set does not load (" + std::to_string(loaded.diagnostics.error_count()) +
                     (loaded.diagnostics.error_count() == 1 ? " error)" : " errors)"),
                 *directory};
  }
  return loaded.rule_set;
}

Result<std::shared_ptr<const ruleset::RuleSet>> load_rules(const po::variables_map& values) {
  if (values.count("ruleset") == 0) {
    return Error{Error::Code::usage, "which rule set? give a directory or id@version", {}};
  }
  return load_rules(rules_root(values), values["ruleset"].as<std::string>());
}

}  // namespace palpate::cli
