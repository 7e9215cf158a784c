#include <string>

#include "cli/command.hpp"
#include "cli/evidence_page.hpp"

namespace palpate::cli {

int evidence_command(const Arguments& arguments) {
  namespace po = boost::program_options;
  Command command;
  command.synopsis = "palpate evidence RULESET [--rules-root DIR]";
  command.summary =
      "Prints what a rule set claims and what each claim rests on, for clinicians: every rule "
      "with\n"
      "its condition in words, its thresholds and its sources. Markdown.";
  command.examples =
      "  palpate evidence rules/lumbopelvic/1.0.0 > evidence.md\n"
      "  palpate evidence lumbopelvic | less\n";
  command.options.add_options()("ruleset", po::value<std::string>(), "")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)");
  command.positional.add("ruleset", 1);
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const auto rules = load_rules(parsed.values);
  if (!rules) return fail(rules.error());
  print(evidence_page(**rules));
  return Exit::done;
}

}  // namespace palpate::cli
