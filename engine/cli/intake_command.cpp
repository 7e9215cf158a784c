#include <string>

#include "base/limits.hpp"
#include "cli/command.hpp"
#include "cli/csv_source.hpp"

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
  return Error{Error::Code::usage, "expected template, schema, questions or mapping", {}};
}

/// A mapping to start from: for the columns of `path`, or for one column a question.
Result<std::string> produce_mapping(const std::string& path, const intake::Dictionary& dictionary) {
  if (path.empty()) return intake::mapping_template(dictionary, {}, ',');
  const auto bytes = read_input(path, limits::ruleset_file_bytes);
  if (!bytes) return bytes.error();
  auto header = guess_header(*bytes);
  if (!header) return Error{header.error().code, header.error().message, path};
  return intake::mapping_template(dictionary, header->names, header->delimiter);
}

}  // namespace

int intake_command(const Arguments& arguments) {
  Command command;
  command.synopsis =
      "palpate intake template|schema|questions RULESET [--format text|json]\n"
      "       palpate intake mapping RULESET [HEADER.csv]";
  command.summary =
      "Prints, from the rule set's dictionary: an empty assessment to fill in, its JSON Schema,\n"
      "the questions as a form would ask them, or a mapping file for CSV to start from (for the\n"
      "columns that HEADER.csv names in its first line; what is a guess stands in a comment).";
  command.examples =
      "  palpate intake template lumbopelvic > a.json\n"
      "  palpate intake questions rules/lumbopelvic/1.0.0 | less\n"
      "  palpate intake mapping lumbopelvic visits.csv > visits.yaml\n";
  command.options.add_options()("what", po::value<std::string>(), "")(
      "ruleset", po::value<std::string>(), "")("header",
                                               po::value<std::string>()->default_value("", ""), "")(
      "format", po::value<std::string>()->value_name("F")->default_value("text", ""),
      "questions as text or json")("rules-root", po::value<std::string>()->value_name("DIR"),
                                   "where rule sets are (rules)");
  command.positional.add("what", 1).add("ruleset", 1).add("header", 1);
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  if (parsed.values.count("what") == 0 || parsed.values.count("ruleset") == 0) {
    return fail({Error::Code::usage,
                 "say what to print (template, schema, questions, mapping) and of which rule set",
                 {}});
  }
  const auto rules = load_rules(parsed.values);
  if (!rules) return fail(rules.error());
  const auto what = parsed.values["what"].as<std::string>();
  const auto& dictionary = *(*rules)->dictionary;
  const auto text = what == "mapping"
                        ? produce_mapping(parsed.values["header"].as<std::string>(), dictionary)
                        : produce(what, parsed.values["format"].as<std::string>(), dictionary);
  if (!text) return fail(text.error());
  print(*text);
  return Exit::done;
}

}  // namespace palpate::cli
