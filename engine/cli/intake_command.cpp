#include <string>

#include "cli/command.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

Result<std::string> produce(const std::string& what, const std::string& format,
                            const intake::Dictionary& dictionary) {
  if (what == "template") return intake::assessment_template(dictionary);
  if (what == "schema") return intake::assessment_schema(dictionary);
  if (what == "questions" && format == "json") return intake::questions_json(dictionary);
  if (what == "questions" && format == "text") return intake::questions_text(dictionary);
  if (what == "questions") {
    return Error{Error::Code::usage, "expected text or json", "--format"};
  }
  return Error{Error::Code::usage, "expected template, schema or questions", {}};
}

}  // namespace

int intake_command(const Arguments& arguments) {
  Command command;
  command.synopsis = "palpate intake template|schema|questions RULESET [--format text|json]";
  command.summary =
      "Prints, from the rule set's dictionary: an empty assessment to fill in, its JSON Schema,\n"
      "or the questions as a form would ask them.";
  command.examples =
      "  palpate intake template lumbopelvic > a.json\n"
      "  palpate intake questions rules/lumbopelvic/1.0.0 | less\n";
  command.options.add_options()("what", po::value<std::string>(), "")("ruleset",
                                                                      po::value<std::string>(), "")(
      "format", po::value<std::string>()->value_name("F")->default_value("text", ""),
      "questions as text or json")("rules-root", po::value<std::string>()->value_name("DIR"),
                                   "where rule sets are (rules)");
  command.positional.add("what", 1).add("ruleset", 1);
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  if (parsed.values.count("what") == 0 || parsed.values.count("ruleset") == 0) {
    return fail({Error::Code::usage,
                 "say what to print (template, schema, questions) and of which rule set",
                 {}});
  }
  const auto rules =
      load_rules(rules_root(parsed.values), parsed.values["ruleset"].as<std::string>());
  if (!rules) return fail(rules.error());
  const auto text = produce(parsed.values["what"].as<std::string>(),
                            parsed.values["format"].as<std::string>(), *(*rules)->dictionary);
  if (!text) return fail(text.error());
  print(*text);
  return Exit::done;
}

}  // namespace palpate::cli
