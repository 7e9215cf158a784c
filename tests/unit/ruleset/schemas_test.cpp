// The JSON Schemas are for editors; the loader decides. They must agree.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <map>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/document.hpp"
#include "copy.hpp"

namespace palpate::ruleset {
namespace {

namespace fs = std::filesystem;

/// Schema → the files it describes, below the directory of a version.
const std::map<std::string, std::string>& files() {
  static const std::map<std::string, std::string> all = {
      {"ruleset", "ruleset.yaml"},     {"red-flags", "red-flags.yaml"},
      {"findings", "findings.yaml"},   {"exercises", "exercises.yaml"},
      {"knowledge", "knowledge.yaml"}, {"contraindications", "contraindications.yaml"},
      {"policy", "policy.yaml"},       {"adaptations", "adaptations.yaml"},
      {"sources", "sources.yaml"}};
  return all;
}

boost::json::value read_yaml(const fs::path& path) {
  Diagnostics diagnostics;
  const auto document =
      parse_yaml(std::make_shared<const SourceText>(path.string(), read_all(path)), diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  return document.root;
}

/// What the schema has against the file; empty when nothing.
std::string complaints(const std::string& name, const boost::json::value& instance) {
  const auto json =
      boost::json::parse(read_all(source_directory() / "schemas" / (name + ".schema.json")));
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(json), schema);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  if (validator.validate(schema, valijson::adapters::BoostJsonAdapter(instance), &results)) {
    return {};
  }
  std::string out;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const auto& part : error.context) out += part;
    out += ": " + error.description + "\n";
  }
  return out;
}

void expect_agreement(const fs::path& directory) {
  for (const auto& file : files()) {
    const auto path = directory / file.second;
    if (!fs::exists(path)) continue;
    EXPECT_EQ(complaints(file.first, read_yaml(path)), "") << path;
  }
  for (const char* folder : {"cases", "terminology"}) {
    if (!fs::exists(directory / folder)) continue;
    for (const auto& entry : fs::directory_iterator(directory / folder)) {
      if (entry.path().extension() != ".yaml") continue;
      EXPECT_EQ(complaints(folder, read_yaml(entry.path())), "") << entry.path();
    }
  }
}

TEST(Schemas, AcceptTheFixture) { expect_agreement(knee()); }

TEST(Schemas, AcceptTheShippedRuleSets) {
  const auto rules = source_directory() / "rules";
  if (!fs::exists(rules)) return;
  for (const auto& set : fs::directory_iterator(rules)) {
    if (!set.is_directory()) continue;
    for (const auto& version : fs::directory_iterator(set.path())) {
      if (version.is_directory()) expect_agreement(version.path());
    }
  }
}

struct Refused {
  const char* schema;
  const char* from;
  const char* to;
};

/// What the loader refuses by structure alone, the schemas refuse too.
TEST(Schemas, RefuseWhatTheLoaderRefuses) {
  for (const auto& refused :
       {Refused{"ruleset", "version: 1.0.0", "version: 1.0"},
        Refused{"ruleset", "effective_from:", "effective_form:"},
        Refused{"ruleset", "{id: routine, title: Routine,", "{id: routine,"},
        Refused{"red-flags", "    sources: [test-source-a]\n", ""},
        Refused{"red-flags", "sources: [test-source-a]", "sources: []"},
        Refused{"red-flags", "id: fracture", "id: Fracture"},
        Refused{"findings", "    entity: gluteus-medius\n", ""},
        Refused{"findings", "kind: pain", "kind: ache"},
        Refused{"exercises", "tags: [deep-knee-bend]", "tags: []"},
        Refused{"exercises", "sets: 1, per_week: [3, 7]", "sets: 1, per_week: [3, 8]"},
        Refused{"exercises", "repetitions: [3]", "repetitions: [3, 4, 5]"},
        Refused{"exercises", "      advanced:", "      expert:"},
        Refused{"contraindications", "excludes: [\"*\"]", "excludes: []"},
        Refused{"contraindications", "excludes: [\"*\"]", "excludes: [\"*\", gentle]"},
        Refused{"adaptations", "withhold: true", "withhold: false"},
        Refused{"adaptations", "withhold: true", "withhold: true, set: {sets: 1}"},
        Refused{"adaptations", ", withhold: true", ""},
        Refused{"adaptations", "kinds: [stretch]", "kinds: []"},
        Refused{"knowledge", "weight: 10", "weight: 11"},
        Refused{"knowledge", "relation: crosses", "relation: cross"},
        Refused{"policy", "    unanswered: must-ask\n", ""},
        Refused{"policy", "    unanswered: must-ask\n",
                "    unanswered: must-ask\n    flag_present: urgent\n"},
        Refused{"policy", "    unanswered: must-ask\n",
                "    unanswered: must-ask\n    unknown_counts: true\n"},
        Refused{"policy", "    allow_tags: [gentle]\n", ""},
        Refused{"policy", "    flags_of_level: urgent\n", "    definition: Older\n"},
        Refused{"policy", "    flags_of_level: urgent\n    through: should-ask\n", ""},
        Refused{"policy", "max_pairs: 3", "max_pairs: 0"},
        Refused{"sources", "url: https://example.org/a", "url: example.org"}}) {
    KneeCopy copy;
    const auto& file = files().at(refused.schema);
    copy.replace(file, refused.from, refused.to);
    EXPECT_NE(complaints(refused.schema, read_yaml(copy.path() / file)), "")
        << refused.schema << ": " << refused.to;
    EXPECT_EQ(copy.load().rule_set, nullptr) << refused.schema << ": " << refused.to;
  }
}

TEST(Schemas, OfTerminologyRefuseWhatTheLoaderRefuses) {
  const auto fixture = fixtures() / "terminology/codes.yaml";
  EXPECT_EQ(complaints("terminology", read_yaml(fixture)), "");
  const support::Folder directory;
  const auto path = directory.path() / "codes.yaml";
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"    version: \"2026\"\n", ""},
           {"    title: Pain", "    titel: Pain"},
           {"{system: http://example.org/other, code: front}", "{code: front}"},
           {"- {code: knee, display: Knee}", "- {code: knee, system: x}"}}) {
    auto text = read_all(fixture);
    ASSERT_NE(text.find(from), std::string::npos) << from;
    text.replace(text.find(from), from.size(), to);
    write_all(path, text);
    EXPECT_NE(complaints("terminology", read_yaml(path)), "") << to;
  }
  write_all(path, "{}\n");
  EXPECT_NE(complaints("terminology", read_yaml(path)), "");
}

}  // namespace
}  // namespace palpate::ruleset
