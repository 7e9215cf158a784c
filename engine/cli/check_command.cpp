#include <cstdio>
#include <string>

#include "cli/command.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

std::string count(std::size_t number, std::string_view noun) {
  return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string summary(const ruleset::RuleSet& rules) {
  return rules.reference() + " (" + std::string(ruleset::to_string(rules.status)) +
         "): " + count(rules.dictionary->items.size(), "item") + ", " +
         count(rules.program->definitions().size(), "definition") + ", " +
         count(rules.red_flags.size(), "red flag") + ", " +
         count(rules.findings.size(), "finding") + ", " +
         count(rules.exercises.size(), "exercise") + ", " +
         count(rules.contraindications.size(), "contraindication") + ", " +
         count(rules.sources.size(), "source") + "\nsha256 " + rules.digest + "\n";
}

}  // namespace

int check_command(const Arguments& arguments) {
  Command command;
  command.synopsis = "palpate check RULESET [--rules-root DIR]";
  command.summary =
      "Compiles a rule set and checks every file against every other. Reports all mistakes at\n"
      "once; exit code 3 when there are errors.";
  command.examples = "  palpate check rules/lumbopelvic/1.0.0\n  palpate check lumbopelvic@1\n";
  command.options.add_options()("ruleset", po::value<std::string>(), "")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)");
  command.positional.add("ruleset", 1);
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const auto rules = load_rules(parsed.values);
  if (!rules) return fail(rules.error());
  print(summary(**rules));
  return Exit::done;
}

}  // namespace palpate::cli
