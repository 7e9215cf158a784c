#include <gtest/gtest.h>

#include "copy.hpp"
#include "ruleset/version.hpp"

namespace palpate::ruleset {
namespace {

/// rules/ with some versions of two rule sets.
class Resolve : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto* version : {"1.0.0", "1.2.0", "1.10.0", "2.0.0"}) add("hip", version);
    add("knee", "0.1.0");
    write_all(root() / "hip/draft/ruleset.yaml", "");
    write_all(root() / "hip/3.0.0/README.md", "no rule set");
  }
  void add(const std::string& id, const std::string& version) {
    write_all(root() / id / version / "ruleset.yaml", "");
    write_all(root() / id / version / "intake.yaml", "id: " + id + "-intake\nversion: 1.0.0\n");
  }
  void set_status(const std::string& yaml) { write_all(root() / "hip/STATUS.yaml", yaml); }

  std::filesystem::path root() const { return directory_.path() / "rules"; }
  std::string found(const std::string& reference) const {
    const auto result = resolve(root().string(), reference);
    if (!result) return "error: " + result.error().message;
    return std::filesystem::path(*result).lexically_relative(root()).generic_string();
  }

  support::Folder directory_;
};

TEST_F(Resolve, WithoutStatusTheHighestDraft) {
  EXPECT_EQ(found("hip"), "hip/2.0.0");
  EXPECT_EQ(found("hip@1"), "hip/1.10.0");
  EXPECT_EQ(found("hip@1.2"), "hip/1.2.0");
  EXPECT_EQ(found("hip@1.2.0"), "hip/1.2.0");
}

TEST_F(Resolve, ActiveBeforeDraft) {
  set_status("versions: {1.0.0: active, 1.2.0: active, 2.0.0: draft}\n");
  EXPECT_EQ(found("hip"), "hip/1.2.0");
  EXPECT_EQ(found("hip@1"), "hip/1.2.0");
  EXPECT_EQ(found("hip@2"), "hip/2.0.0");
}

TEST_F(Resolve, RetiredOnlyWhenNamedExactly) {
  set_status("versions: {1.0.0: active, 2.0.0: retired}\n");
  EXPECT_EQ(found("hip@2.0.0"), "hip/2.0.0");
  EXPECT_EQ(found("hip@2"),
            "error: no version that may be used matches 'hip@2'; there are 1.0.0 (active), 1.2.0 "
            "(draft), 1.10.0 (draft), 2.0.0 (retired)");
}

TEST_F(Resolve, Paths) {
  const auto path = (root() / "hip/1.0.0").string();
  EXPECT_EQ(*resolve(root().string(), path), path);
  EXPECT_EQ(*resolve("elsewhere", path + "/"), path + "/");
  EXPECT_FALSE(resolve(root().string(), (root() / "hip/3.0.0").string()));
  EXPECT_FALSE(resolve(root().string(), "../hip"));
  EXPECT_FALSE(resolve(root().string(), ""));
}

TEST_F(Resolve, SaysWhatThereIs) {
  EXPECT_EQ(found("kne"), "error: there is no rule set 'kne'; did you mean 'knee'?");
  EXPECT_EQ(found("shoulder"), "error: there is no rule set 'shoulder'; there are hip, knee");
  EXPECT_NE(found("hip@3.0.0").find("1.10.0 (draft)"), std::string::npos);
  EXPECT_EQ(found("hip@x"), "error: a version is written as in 'id@1' or 'id@1.0.0'");
  EXPECT_EQ(resolve(root().string(), "shoulder").error().code, Error::Code::not_found);
  EXPECT_EQ(resolve("/nowhere", "hip").error().message,
            "there is no rule set 'hip'; there are none");
}

TEST_F(Resolve, BrokenStatusIsSaid) {
  for (const auto* yaml : {"versions: {1.0.0: actve}\n", "version: 1\n", "versions: [1.0.0]\n",
                           "a: [\n", "versions: {1.0: active}\n"}) {
    set_status(yaml);
    const auto result = resolve(root().string(), "hip");
    ASSERT_FALSE(result) << yaml;
    EXPECT_EQ(result.error().code, Error::Code::bad_ruleset) << yaml;
  }
}

TEST_F(Resolve, ByDictionary) {
  set_status("versions: {1.2.0: active}\n");
  const auto by = [this](const std::string& dictionary) {
    return resolve_dictionary(root().string(), dictionary);
  };
  EXPECT_EQ(*by("hip-intake@1.0.0"), (root() / "hip/1.2.0").generic_string());
  EXPECT_EQ(*by("knee-intake@1.0.0"), (root() / "knee/0.1.0").generic_string());
  ASSERT_FALSE(by("hip-intake@2.0.0"));
  EXPECT_EQ(by("hip-intake@2.0.0").error().code, Error::Code::not_found);
  EXPECT_FALSE(by(""));
}

TEST_F(Resolve, DictionaryOfTwoRuleSetsIsAmbiguous) {
  write_all(root() / "pelvis/1.0.0/ruleset.yaml", "");
  write_all(root() / "pelvis/1.0.0/intake.yaml", "id: hip-intake\nversion: 1.0.0\n");
  const auto result = resolve_dictionary(root().string(), "hip-intake@1.0.0");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Error::Code::usage);
  set_status("versions: {1.2.0: active}\n");
  EXPECT_TRUE(resolve_dictionary(root().string(), "hip-intake@1.0.0"));
}

TEST(Status, IsRead) {
  KneeCopy copy;
  write_all(copy.path().parent_path() / "STATUS.yaml", "versions: {1.0.0: active}\n");
  const auto loaded = copy.load();
  ASSERT_NE(loaded.rule_set, nullptr) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.rule_set->status, Status::active);
  EXPECT_EQ(load(copy.path().string() + "/").rule_set->status, Status::active);
  EXPECT_EQ(load((copy.path() / "../1.0.0").string()).rule_set->status, Status::active);
}

TEST(Status, MistakesAreDiagnostics) {
  KneeCopy copy;
  write_all(copy.path().parent_path() / "STATUS.yaml", "versions: {1.0.0: actve}\n");
  const auto loaded = copy.load();
  ASSERT_EQ(loaded.diagnostics.all().size(), 1U) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.diagnostics.all()[0].suggestion, "did you mean 'active'?");
}

TEST(Version, Parses) {
  EXPECT_TRUE(parse_version("1.0.0")->whole());
  EXPECT_FALSE(parse_version("1.0")->whole());
  for (const auto* bad : {"", ".", "1.", ".1", "1..0", "1.0.0.0", "01.0.0", "1.0.0-rc", "v1", "-1",
                          "+1", "1 ", "99999999999"}) {
    EXPECT_FALSE(parse_version(bad)) << bad;
  }
  EXPECT_LT(*parse_version("1.9.0"), *parse_version("1.10.0"));
  EXPECT_TRUE(parse_version("1")->matches(*parse_version("1.10.0")));
  EXPECT_FALSE(parse_version("1")->matches(*parse_version("10.0.0")));
}

}  // namespace
}  // namespace palpate::ruleset
