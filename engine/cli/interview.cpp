#include "cli/interview.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace palpate::cli {

namespace {

using intake::Item;
using intake::ItemType;

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::value(boost::json::string(text.data(), text.size())));
}

std::optional<std::string> read_line() {
  std::string line;
  int c = std::getchar();
  if (c == EOF) return std::nullopt;
  for (; c != EOF && c != '\n'; c = std::getchar()) line.push_back(static_cast<char>(c));
  const auto begin = line.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return std::string();
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> words(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == ',' || c == ' ') {
      if (!out.back().empty()) out.emplace_back();
    } else {
      out.back().push_back(c);
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

/// An option by its id or its number in the list.
std::string option_id(const Item& item, const std::string& word) {
  for (std::size_t i = 0; i < item.options.size(); ++i) {
    if (word == std::to_string(i + 1)) return item.options[i].id;
  }
  return word;
}

/// What was typed as the JSON that the adapter expects; whether it is an answer at all, and a
/// plausible one, is the adapter's to say.
std::string to_json(const Item& item, const std::string& line) {
  switch (item.type) {
    case ItemType::boolean:
      if (line == "y" || line == "yes") return "true";
      if (line == "n" || line == "no") return "false";
      return quoted(line);
    case ItemType::integer:
    case ItemType::decimal:
    case ItemType::quantity: {
      const bool number = line.find_first_not_of("0123456789.-") == std::string::npos;
      return number ? line : quoted(line);
    }
    case ItemType::choice:
      return quoted(option_id(item, line));
    case ItemType::choices: {
      std::string list;
      for (const auto& word : words(line)) {
        list += (list.empty() ? "" : ",") + quoted(option_id(item, word));
      }
      return "[" + list + "]";
    }
    case ItemType::date:
    case ItemType::text:
      return quoted(line);
  }
  return quoted(line);
}

std::string hint(const Item& item) {
  switch (item.type) {
    case ItemType::boolean:
      return "y / n";
    case ItemType::integer:
    case ItemType::decimal:
      return "number";
    case ItemType::quantity:
      return "number, in " + item.unit;
    case ItemType::choice:
      return "one";
    case ItemType::choices:
      return "one or several";
    case ItemType::date:
      return "YYYY, YYYY-MM or YYYY-MM-DD";
    case ItemType::text:
      return "text";
  }
  return {};
}

class Interview {
 public:
  Interview(const Engine& engine, AssessOptions options)
      : engine_(engine), options_(std::move(options)), scratch_(engine) {
    options_.explain = options_.programme = false;
  }

  Result<std::string> run() {
    std::fputs("Answer, or: ? = not known, - = rather not say, empty = later, q = stop\n", stderr);
    for (;;) {
      const auto report = assess_with(answers_);
      if (!report) return report.error();
      const auto& disposition = report->triage.disposition;
      if (disposition.at_least == 0) {
        std::fputs("\nThis is an emergency already: no further question can change that.\n",
                   stderr);
        break;
      }
      const auto* question = next(report->triage);
      if (question == nullptr || !ask(*question)) break;
    }
    return assessment(answers_);
  }

 private:
  using Answers = std::map<std::uint32_t, std::string>;  // slot → JSON

  const intake::Dictionary& dictionary() const { return *engine_.rule_set->dictionary; }

  std::string assessment(const Answers& answers) const {
    std::map<std::string, std::string> members;
    for (const auto& [slot, json] : answers) {
      const auto& item = dictionary().items[dictionary().item_of_slot(slot)];
      const auto side = dictionary().side_of_slot(slot);
      auto& member = members[item.id];
      if (side.empty()) {
        member = json;
      } else {
        member += (member.empty() ? "" : ",") + quoted(side) + ":" + json;
      }
    }
    std::string out =
        "{\"id\":\"interview\",\"subject\":\"\",\"dictionary\":" + quoted(dictionary().reference());
    if (options_.now) out += ",\"recordedAt\":" + quoted(format_date_time(*options_.now));
    out += ",\"answers\":{";
    bool first = true;
    for (const auto& [id, json] : members) {
      const bool sided = dictionary().items[*dictionary().find(id)].sided;
      out += (first ? "" : ",") + quoted(id) + ":" + (sided ? "{" + json + "}" : json);
      first = false;
    }
    return out + "}}\n";
  }

  Result<Report> assess_with(const Answers& answers) {
    const auto adapter = intake::make_json_adapter();
    return assess(engine_, *adapter, assessment(answers), options_, scratch_);
  }

  const triage::Question* next(const triage::Triage& triage) const {
    for (const auto& question : triage.questions) {
      const auto& item = dictionary().items[dictionary().item_of_slot(question.slot)];
      const bool asked = question.ask_again && item.tier != intake::Tier::optional &&
                         later_.count(question.slot) == 0;
      if (asked) return &question;
    }
    return nullptr;
  }

  void show(const triage::Question& question, const Item& item) const {
    const auto side = dictionary().side_of_slot(question.slot);
    const auto& rules = *engine_.rule_set;
    std::string why = rules.red_flags[question.flags.front()].title;
    for (const auto flag : question.flags) {
      if (rules.red_flags[flag].level == question.stake) {
        why = rules.red_flags[flag].title;
        break;
      }
    }
    std::fprintf(stderr, "\n%s%s%s%s\n  (why: could show \"%s\": %s)\n", item.question.c_str(),
                 side.empty() ? "" : " [", std::string(side).c_str(), side.empty() ? "" : "]",
                 why.c_str(), rules.levels[question.stake].title.c_str());
    for (std::size_t i = 0; i < item.options.size(); ++i) {
      std::fprintf(stderr, "  %zu. %s\n", i + 1, item.options[i].label.c_str());
    }
  }

  /// false: the interview is over.
  bool ask(const triage::Question& question) {
    const auto& item = dictionary().items[dictionary().item_of_slot(question.slot)];
    show(question, item);
    for (;;) {
      std::fprintf(stderr, "[%s] > ", hint(item).c_str());
      const auto line = read_line();
      if (!line || *line == "q") return false;
      if (line->empty()) {
        later_.insert(question.slot);
        return true;
      }
      if (accept(question.slot, item, *line)) return true;
    }
  }

  /// Keeps the answer when the adapter takes it; else says what was expected.
  bool accept(std::uint32_t slot, const Item& item, const std::string& line) {
    auto tried = answers_;
    tried[slot] = line == "?"   ? R"({"unknown":"asked-unknown"})"
                  : line == "-" ? R"({"unknown":"declined"})"
                                : to_json(item, line);
    const auto report = assess_with(tried);
    if (!report) return true;
    for (const auto& issue : report->triage.issues) {
      if (issue.item != item.id || issue.kind == intake::Issue::Kind::contradiction) continue;
      std::fprintf(stderr, "  %s\n", issue.message.c_str());
      return false;
    }
    answers_ = std::move(tried);
    return true;
  }

  const Engine& engine_;
  AssessOptions options_;
  AssessScratch scratch_;
  Answers answers_;
  std::set<std::uint32_t> later_;
};

}  // namespace

Result<std::string> interview(const Engine& engine, const AssessOptions& options) {
  return Interview(engine, options).run();
}

}  // namespace palpate::cli
