#include "cli/cases.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "base/limits.hpp"

namespace palpate::cli {

namespace {

namespace json = boost::json;

/// Reads one file's cases.
class Reader {
 public:
  Reader(const ruleset::RuleSet& rules, const Document& document, Diagnostics& diagnostics)
      : rules_(rules), document_(document), diagnostics_(diagnostics) {}

  void read(std::vector<Case>& out) {
    const auto* root = document_.root.if_object();
    if (root == nullptr) return error("", "expected 'cases:'");
    check_keys(*root, "", {"bases", "cases"});
    if (const auto* bases = find(*root, "bases")) bases_ = bases->if_object();
    const auto* cases = find(*root, "cases");
    const auto* list = cases == nullptr ? nullptr : cases->if_array();
    if (list == nullptr) return error("", "expected 'cases:' with a list");
    for (std::size_t i = 0; i < list->size(); ++i) {
      const auto pointer = "/cases/" + std::to_string(i);
      if (const auto* object = (*list)[i].if_object()) {
        out.push_back(read_case(*object, pointer));
      } else {
        error(pointer, "expected a case");
      }
    }
  }

 private:
  static const json::value* find(const json::object& object, std::string_view key) {
    return object.if_contains(key);
  }

  void error(const std::string& pointer, std::string message, std::string help = {}) {
    diagnostics_.error("RS0400", document_.source, document_.place(pointer), std::move(message),
                       std::move(help));
  }

  void check_keys(const json::object& object, const std::string& pointer,
                  const std::vector<std::string_view>& known) {
    for (const auto& member : object) {
      const std::string_view key(member.key().data(), member.key().size());
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      diagnostics_.error("RS0401", document_.source,
                         document_.key_place(pointer + "/" + pointer_escape(key)),
                         "there is no '" + std::string(key) + "' here", did_you_mean(key, known));
    }
  }

  std::string text(const json::object& object, std::string_view key, const std::string& pointer) {
    const auto* value = find(object, key);
    if (value == nullptr) return {};
    if (const auto* string = value->if_string()) return std::string(*string);
    error(pointer + "/" + std::string(key), "expected text");
    return {};
  }

  std::vector<std::string> texts(const json::object& object, std::string_view key,
                                 const std::string& pointer) {
    const auto* value = find(object, key);
    if (value == nullptr) return {};
    if (const auto* string = value->if_string()) return {std::string(*string)};
    std::vector<std::string> out;
    if (const auto* list = value->if_array()) {
      for (const auto& entry : *list) {
        if (const auto* string = entry.if_string()) out.emplace_back(*string);
      }
      if (out.size() == list->size()) return out;
    }
    error(pointer + "/" + std::string(key), "expected a list of texts");
    return {};
  }

  Case read_case(const json::object& object, const std::string& pointer) {
    check_keys(
        object, pointer,
        {"id", "title", "source", "base", "now", "parameters", "answers", "expect", "notes"});
    Case out;
    out.id = text(object, "id", pointer);
    out.title = text(object, "title", pointer);
    out.source = text(object, "source", pointer);
    out.notes = text(object, "notes", pointer);
    out.file = document_.source->name();
    if (out.id.empty()) error(pointer, "a case needs an 'id'");
    if (const auto now = text(object, "now", pointer); !now.empty()) {
      out.now = parse_date_time(now);
      if (!out.now || !out.now->has_offset()) {
        error(pointer + "/now", "expected a date and time with offset");
      }
    }
    read_parameters(object, pointer, out);
    out.assessment = assessment(object, out.id, pointer);
    const auto* expect = find(object, "expect");
    if (expect != nullptr && expect->is_object() && !expect->get_object().empty()) {
      read_expectations(expect->get_object(), pointer + "/expect", out);
    } else {
      error(pointer, "case '" + out.id + "' expects nothing");
    }
    return out;
  }

  void read_parameters(const json::object& object, const std::string& pointer, Case& out) {
    const auto* parameters = find(object, "parameters");
    if (parameters == nullptr) return;
    const auto* named = parameters->if_object();
    if (named == nullptr) return error(pointer + "/parameters", "expected name: CQL literal");
    for (const auto& member : *named) {
      const std::string name(member.key().data(), member.key().size());
      const auto place = pointer + "/parameters/" + pointer_escape(name);
      std::vector<std::string_view> known_names;
      for (const auto& one : rules_.program->parameters()) known_names.push_back(one.name);
      known(name, known_names, "parameter", place);
      out.parameters[name] = document_.text_at(place);
    }
  }

  void read_expectations(const json::object& expect, const std::string& pointer, Case& out) {
    check_keys(expect, pointer,
               {"flags", "level", "at_least", "at_most", "next_question", "findings", "floors",
                "has_findings", "programme", "includes", "excludes"});
    read_flags(expect, pointer, out);
    out.level = levels(expect, "level", pointer);
    out.at_least = levels(expect, "at_least", pointer);
    out.at_most = levels(expect, "at_most", pointer);
    if (find(expect, "next_question") != nullptr) {
      out.next_question = text(expect, "next_question", pointer);
    }
    if (find(expect, "findings") != nullptr) out.findings = findings(expect, "findings", pointer);
    if (find(expect, "floors") != nullptr) out.floors = texts(expect, "floors", pointer);
    out.has_findings = findings(expect, "has_findings", pointer);
    if (find(expect, "programme") != nullptr) {
      out.programme = text(expect, "programme", pointer);
      known(*out.programme, {"full", "restricted", "withheld"}, "programme",
            pointer + "/programme");
    }
    out.includes = exercises(expect, "includes", pointer);
    out.excludes = exercises(expect, "excludes", pointer);
  }

  void known(const std::string& word, const std::vector<std::string_view>& words,
             const std::string& what, const std::string& pointer) {
    if (std::find(words.begin(), words.end(), word) != words.end()) return;
    diagnostics_.error("RS0402", document_.source, document_.place(pointer),
                       "there is no " + what + " '" + word + "'", did_you_mean(word, words));
  }

  template <typename Entries>
  static std::vector<std::string_view> ids(const Entries& entries) {
    std::vector<std::string_view> out;
    for (const auto& entry : entries) out.push_back(entry.id);
    return out;
  }

  void read_flags(const json::object& expect, const std::string& pointer, Case& out) {
    const auto* flags = find(expect, "flags");
    if (flags == nullptr) return;
    const auto* object = flags->if_object();
    if (object == nullptr) return error(pointer + "/flags", "expected flag: status");
    for (const auto& member : *object) {
      const std::string flag(member.key().data(), member.key().size());
      const auto place = pointer + "/flags/" + pointer_escape(flag);
      known(flag, ids(rules_.red_flags), "red flag", place);
      const auto* status = member.value().if_string();
      const std::string word = status == nullptr ? std::string() : std::string(*status);
      known(word, {"present", "absent", "undetermined"}, "status", place);
      out.flags[flag] = word;
    }
  }

  std::vector<std::string> levels(const json::object& expect, std::string_view key,
                                  const std::string& pointer) {
    auto words = texts(expect, key, pointer);
    for (const auto& word : words) {
      known(word, ids(rules_.levels), "level", pointer + "/" + std::string(key));
    }
    return words;
  }

  std::vector<std::string> findings(const json::object& expect, std::string_view key,
                                    const std::string& pointer) {
    auto words = texts(expect, key, pointer);
    for (const auto& word : words) {
      known(word.substr(0, word.find('.')), ids(rules_.findings), "finding",
            pointer + "/" + std::string(key));
    }
    return words;
  }

  std::vector<std::string> exercises(const json::object& expect, std::string_view key,
                                     const std::string& pointer) {
    auto words = texts(expect, key, pointer);
    for (const auto& word : words) {
      known(word, ids(rules_.exercises), "exercise", pointer + "/" + std::string(key));
    }
    return words;
  }

  /// A node of the YAML as JSON text, numbers exactly as written.
  std::string to_json(const json::value& value, const std::string& pointer) {
    if (value.is_number()) return std::string(document_.text_at(pointer));
    if (const auto* object = value.if_object()) {
      std::string out = "{";
      for (const auto& member : *object) {
        const std::string_view key(member.key().data(), member.key().size());
        if (out.size() > 1) out += ",";
        out += json::serialize(json::value(member.key())) + ":" +
               to_json(member.value(), pointer + "/" + pointer_escape(key));
      }
      return out + "}";
    }
    if (const auto* list = value.if_array()) {
      std::string out = "[";
      for (std::size_t i = 0; i < list->size(); ++i) {
        if (i > 0) out += ",";
        out += to_json((*list)[i], pointer + "/" + std::to_string(i));
      }
      return out + "]";
    }
    return json::serialize(value);
  }

  void collect(const json::object& answers, const std::string& pointer,
               std::map<std::string, std::string>& out) {
    for (const auto& member : answers) {
      const std::string key(member.key().data(), member.key().size());
      if (member.value().is_null()) {
        out.erase(key);
      } else {
        out[key] = to_json(member.value(), pointer + "/" + pointer_escape(key));
      }
    }
  }

  std::string assessment(const json::object& object, const std::string& id,
                         const std::string& pointer) {
    std::map<std::string, std::string> answers;
    if (const auto base = text(object, "base", pointer); !base.empty()) {
      const auto* values = bases_ == nullptr ? nullptr : find(*bases_, base);
      if (values != nullptr && values->is_object()) {
        collect(values->get_object(), "/bases/" + pointer_escape(base), answers);
      } else {
        error(pointer + "/base", "there is no base '" + base + "' in this file");
      }
    }
    const auto* own = find(object, "answers");
    if (own != nullptr && own->is_object()) {
      collect(own->get_object(), pointer + "/answers", answers);
    } else if (own != nullptr && !own->is_null()) {
      error(pointer + "/answers", "expected item: answer");
    }
    std::string out = "{\"id\":" + json::serialize(json::value(id)) + ",\"dictionary\":\"" +
                      rules_.dictionary->reference() + "\",\"answers\":{";
    bool first = true;
    for (const auto& [item, answer] : answers) {
      if (!first) out += ",";
      first = false;
      out += json::serialize(json::value(item)) + ":" + answer;
    }
    return out + "}}";
  }

  const ruleset::RuleSet& rules_;
  const Document& document_;
  Diagnostics& diagnostics_;
  const json::object* bases_ = nullptr;
};

std::string finding_name(const Report& report, const triage::FindingResult& finding) {
  auto name = report.rule_set->findings[finding.finding].id;
  if (finding.side != triage::Side::none) name += "." + std::string(to_string(finding.side));
  return name;
}

std::vector<std::string> present_findings(const Report& report) {
  std::vector<std::string> names;
  for (const auto& finding : report.triage.findings) {
    if (finding.status == triage::FindingStatus::present) {
      names.push_back(finding_name(report, finding));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out.empty() ? "none" : out;
}

bool holds(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void compare_level(const std::vector<std::string>& expected, const std::string& got,
                   const std::string& what, std::vector<std::string>& out) {
  if (!expected.empty() && !holds(expected, got)) {
    out.push_back(what + ": expected " + joined(expected) + ", got " + got);
  }
}

void compare_flags(const Case& expected, const Report& report, std::vector<std::string>& out) {
  for (const auto& result : report.triage.flags) {
    const auto& id = report.rule_set->red_flags[result.flag].id;
    const auto found = expected.flags.find(id);
    if (found == expected.flags.end() || found->second == to_string(result.status)) continue;
    out.push_back("flag " + id + ": expected " + found->second + ", got " +
                  std::string(to_string(result.status)));
  }
}

void compare_findings(const Case& expected, const Report& report, std::vector<std::string>& out) {
  const auto got = present_findings(report);
  if (expected.findings) {
    auto want = *expected.findings;
    std::sort(want.begin(), want.end());
    if (want != got) {
      out.push_back("findings: expected " + joined(want) + ", got " + joined(got));
    }
  }
  for (const auto& name : expected.has_findings) {
    if (!holds(got, name)) out.push_back("finding " + name + " is missing; got " + joined(got));
  }
}

void compare_programme(const Case& expected, const Report& report, std::vector<std::string>& out) {
  const auto decision = std::string(ruleset::to_string(report.programme.decision));
  if (expected.programme && *expected.programme != decision) {
    out.push_back("programme: expected " + *expected.programme + ", got " + decision +
                  (report.programme.reason.empty() ? "" : " (" + report.programme.reason + ")"));
  }
  std::vector<std::string> steps;
  for (const auto& step : report.programme.steps) {
    steps.push_back(report.rule_set->exercises[step.exercise].id);
  }
  for (const auto& id : expected.includes) {
    if (!holds(steps, id)) out.push_back("exercise " + id + " is missing; got " + joined(steps));
  }
  for (const auto& id : expected.excludes) {
    if (holds(steps, id)) out.push_back("exercise " + id + " is in the programme");
  }
}

std::vector<std::string> floor_ids(const Report& report) {
  std::vector<std::string> ids;
  for (const auto index : report.triage.disposition.floors) {
    ids.push_back(report.rule_set->policy.floors[index].id);
  }
  return ids;
}

}  // namespace

std::vector<Case> load_cases(const ruleset::RuleSet& rules, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(rules.directory + "/cases", failed)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Case> cases;
  for (const auto& path : paths) {
    auto bytes = read_file(path.string(), limits::ruleset_file_bytes);
    if (!bytes) {
      diagnostics.error("RS0403", nullptr, {}, path.string() + ": " + bytes.error().message);
      continue;
    }
    const auto document = parse_yaml(
        std::make_shared<const SourceText>(path.string(), std::move(*bytes)), diagnostics);
    if (!document.root.is_null()) Reader(rules, document, diagnostics).read(cases);
  }
  return cases;
}

std::vector<std::string> differences(const Case& expected, const Report& report) {
  std::vector<std::string> out;
  if (!report.valid) {
    for (const auto& issue : report.triage.issues) {
      if (issue.kind == intake::Issue::Kind::error) {
        out.push_back("the answers are not valid: " + issue.pointer + ": " + issue.message);
      }
    }
    return out;
  }
  const auto& levels = report.rule_set->levels;
  const auto& disposition = report.triage.disposition;
  compare_level(expected.level, levels[disposition.level].id, "level", out);
  compare_level(expected.at_least, levels[disposition.at_least].id, "at_least", out);
  compare_level(expected.at_most, levels[disposition.at_most].id, "at_most", out);
  compare_flags(expected, report, out);
  compare_findings(expected, report, out);
  compare_programme(expected, report, out);
  if (expected.floors && *expected.floors != floor_ids(report)) {
    out.push_back("floors: expected " + joined(*expected.floors) + ", got " +
                  joined(floor_ids(report)));
  }
  if (expected.next_question) {
    const auto got =
        report.triage.questions.empty()
            ? std::string("none")
            : triage::slot_name(*report.rule_set->dictionary, report.triage.questions.front().slot);
    if (got != *expected.next_question) {
      out.push_back("next question: expected " + *expected.next_question + ", got " + got);
    }
  }
  return out;
}

}  // namespace palpate::cli
