// terminology/ of a rule set: read, checked, and asked by the logic.
#include <gtest/gtest.h>

#include "base/document.hpp"
#include "copy.hpp"
#include "value/print.hpp"

namespace palpate::ruleset {
namespace {

constexpr const char* codes = "terminology/codes.yaml";
constexpr const char* flags = "logic/KneeFlags.cql";

/// The knee rule set with the fixture's terminology; its flags' library asks it.
class KneeWithCodes : public KneeCopy {
 public:
  KneeWithCodes() {
    write_all(path() / codes, read_all(fixtures() / codes));
    replace(flags, "parameter \"Fever from\"",
            "codesystem \"Sites\": 'http://example.org/sites'\n"
            "valueset \"Knee pain\": 'http://example.org/ValueSet/knee-pain'\n"
            "code \"Front\": 'front' from \"Sites\"\n"
            "code \"Patella\": 'patella' from \"Sites\"\n"
            "parameter \"Fever from\"");
    replace(flags, "define \"Had surgery\": Assessment.hadSurgery",
            "define \"Had surgery\": Assessment.hadSurgery and \"Front\" in \"Knee pain\"\n"
            "  and not (\"Patella\" in \"Knee pain\")\n"
            "  and Subsumes(Code { code: 'knee', system: 'http://example.org/sites' }, "
            "\"Patella\")\n");
  }
};

TEST(RuleSetTerminology, AnswersTheLogic) {
  const KneeWithCodes copy;
  const auto loaded = copy.load();
  ASSERT_NE(loaded.rule_set, nullptr) << render(loaded.diagnostics);
  const auto& program = loaded.rule_set->program;
  const auto id = program->find("KneeFlags", "Had surgery");
  ASSERT_TRUE(id);
  std::vector<Value> slots(program->schema().slot_count);
  for (const auto& element : program->schema().elements) {
    if (element.name == "hadSurgery") slots[element.slot] = Value::boolean(true);
  }
  cql::Scratch scratch(program);
  scratch.begin({slots, *parse_date_time("2026-01-15T09:00:00Z")});
  const auto value = scratch.definition(*id);
  ASSERT_TRUE(value);
  EXPECT_EQ(to_cql(*value), "true");
}

TEST(RuleSetTerminology, MayBeJson) {
  const KneeWithCodes copy;
  std::filesystem::remove(copy.path() / codes);
  write_all(copy.path() / "terminology/codes.json",
            R"({"value_sets": [{"id": "http://example.org/ValueSet/knee-pain", "version": "1",
                "codes": [{"system": "http://example.org/sites", "code": "front"}]}],
                "code_systems": [{"id": "http://example.org/sites", "version": "1",
                "codes": [{"code": "knee"}, {"code": "patella", "parents": ["knee"]}]}]})");
  const auto loaded = copy.load();
  EXPECT_NE(loaded.rule_set, nullptr) << render(loaded.diagnostics);
}

struct Mistake {
  const char* from;
  const char* to;
  const char* file;
  const char* code;
  const char* shown;
};

TEST(RuleSetTerminology, OneMistakeIsOneMessageAtItsPlace) {
  for (const auto& mistake :
       {Mistake{"      - {system: http://example.org/sites, code: back, display: Back of the knee}",
                "      - {system: http://example.org/sites, code: front, display: Again}", codes,
                "RS0108", "this code stands twice"},
        Mistake{"parents: [front]", "parents: [frunt]", codes, "RS0153", "did you mean 'front'?"},
        Mistake{"    title: Pain at the knee\n", "    titel: Pain at the knee\n", codes, "RS0101",
                "title"},
        Mistake{"id: http://example.org/ValueSet/mixed\n    version: \"1\"",
                "id: http://example.org/ValueSet/knee-pain\n    version: \"2026\"", codes, "RS0108",
                "stands twice in this version"},
        Mistake{"'http://example.org/ValueSet/knee-pain'", "'http://example.org/ValueSet/kneepain'",
                flags, "CQL0290", "value set 'http://example.org/ValueSet/kneepain' is not there"},
        Mistake{"'http://example.org/ValueSet/knee-pain'",
                "'http://example.org/ValueSet/knee-pain' version '2025'", flags, "CQL0290",
                "is not there in version '2025', only in '2026'"}}) {
    KneeWithCodes copy;
    copy.replace(mistake.file, mistake.from, mistake.to);
    const auto loaded = copy.load();
    const auto text = render(loaded.diagnostics);
    EXPECT_EQ(loaded.rule_set, nullptr) << mistake.to;
    ASSERT_FALSE(loaded.diagnostics.empty()) << mistake.to;
    EXPECT_EQ(loaded.diagnostics.all().front().code, mistake.code) << text;
    EXPECT_EQ(loaded.diagnostics.all().front().source->name(),
              (copy.path() / mistake.file).string());
    EXPECT_NE(text.find(mistake.shown), std::string::npos) << text;
  }
}

TEST(RuleSetTerminology, HoldsNothingElse) {
  const KneeWithCodes copy;
  write_all(copy.path() / "terminology/notes.txt", "x");
  write_all(copy.path() / "terminology/empty.yaml", "{}\n");
  const auto text = render(copy.load().diagnostics);
  EXPECT_NE(text.find("RS0154"), std::string::npos) << text;
  EXPECT_NE(text.find("RS0152"), std::string::npos) << text;
}

}  // namespace
}  // namespace palpate::ruleset
