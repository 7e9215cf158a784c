// Every definition of a rule set over assessments, for the comparison with other engines.
//
// oracle_definitions RULESET NOW < assessments (one JSON object a line)
// oracle_definitions --library                 prints the library Palpate
//
// Prints the dictionary and the names first ("item", "definition"), then for each assessment a
// line "slots" with its answers and a line "values" with what each definition is, as CQL
// literals between tabs. The answers are as given: nothing derived, nothing filled in.
#include <cstdio>
#include <string>
#include <string_view>

#include "cql/eval/evaluate.hpp"
#include "intake/intake.hpp"
#include "ruleset/rule_set.hpp"
#include "value/print.hpp"

namespace palpate {
namespace {

void print_line(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

std::string joined(const std::vector<intake::Option>& options) {
  std::string text;
  for (const intake::Option& option : options) text += (text.empty() ? "" : ",") + option.id;
  return text;
}

std::string shown(const std::optional<Decimal>& number) {
  return number ? to_cql(Value::decimal(*number)) : std::string();
}

void print_names(const ruleset::RuleSet& rules) {
  for (const intake::Item& item : rules.dictionary->items) {
    print_line("item\t" + item.id + "\t" + std::string(intake::to_string(item.type)) + "\t" +
               item.unit + "\t" + (item.sided ? "sided" : "") + "\t" + shown(item.plausible_min) +
               "\t" + shown(item.plausible_max) + "\t" + joined(item.options));
  }
  for (const cql::Definition& definition : rules.program->definitions()) {
    print_line("definition\t" + definition.library + "\t" + definition.name);
  }
}

void print_slots(const intake::Intake& intake) {
  std::string line = "slots";
  for (const Value& value : intake.slots) line += "\t" + to_cql(value);
  print_line(line);
}

void print_values(cql::Scratch& scratch) {
  std::string line = "values";
  for (cql::DefinitionId id = 0; id < scratch.program().definitions().size(); ++id) {
    const Result<Value> value = scratch.definition(id);
    line += "\t" + (value ? to_cql(*value) : "error: " + value.error().message);
  }
  print_line(line);
}

bool read_line(std::string& line) {
  line.clear();
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n') return true;
    line.push_back(static_cast<char>(c));
  }
  return !line.empty();
}

int run(const char* rule_set, const char* time) {
  const auto loaded = ruleset::load(rule_set);
  const auto now = parse_date_time(time);
  if (!loaded.rule_set || !now) return 1;
  print_names(*loaded.rule_set);
  intake::Intake intake(loaded.rule_set->dictionary);
  const auto adapter = intake::make_json_adapter();
  cql::Scratch scratch(loaded.rule_set->program);
  for (std::string line; read_line(line);) {
    adapter->read(line, intake);
    if (intake.has_errors()) return 1;
    print_slots(intake);
    scratch.begin({intake.slots, *now});
    print_values(scratch);
  }
  return 0;
}

}  // namespace
}  // namespace palpate

int main(int count, char** arguments) {
  if (count == 2 && std::string_view(arguments[1]) == "--library") {
    palpate::print_line(std::string(palpate::ruleset::palpate_library()->text()));
    return 0;
  }
  return count == 3 ? palpate::run(arguments[1], arguments[2]) : 2;
}
