// Files, digests and limits.
#include "ruleset/content.hpp"

#include <gtest/gtest.h>

#include "base/digest.hpp"
#include "base/limits.hpp"
#include "copy.hpp"
#include "ruleset/name_table.hpp"

namespace palpate::ruleset {
namespace {

namespace fs = std::filesystem;

std::string only_code(const Diagnostics& diagnostics) {
  EXPECT_EQ(diagnostics.all().size(), 1U) << render(diagnostics);
  return diagnostics.empty() ? "" : diagnostics.all().front().code;
}

TEST(Digest, IsThatOfWhatSha256sumPrints) {
  support::Folder directory;
  write_all(directory.path() / "b", "second\n");
  write_all(directory.path() / "a/z", "first\n");
  write_all(directory.path() / "a.txt", "");
  // '.' sorts before '/'.
  const auto expected = sha256(sha256("") + "  a.txt\n" + sha256("first\n") + "  a/z\n" +
                               sha256("second\n") + "  b\n");
  EXPECT_EQ(*content_digest(directory.path().string()), expected);
}

TEST(Digest, ChangesWithEveryByteAndName) {
  KneeCopy copy;
  const auto before = *content_digest(copy.path().string());
  copy.replace("ruleset.yaml", "title: Knee pain", "title: Knee  pain");
  EXPECT_NE(*content_digest(copy.path().string()), before);
  copy.replace("ruleset.yaml", "title: Knee  pain", "title: Knee pain");
  EXPECT_EQ(*content_digest(copy.path().string()), before);
  fs::rename(copy.path() / "cases/flags.yaml", copy.path() / "cases/flag.yaml");
  EXPECT_NE(*content_digest(copy.path().string()), before);
}

TEST(Digest, DoesNotHangOnTheDirectoryOrOnItsOwnFile) {
  KneeCopy copy;
  const auto digest = *content_digest(knee().string());
  EXPECT_EQ(*content_digest(copy.path().string()), digest);
  EXPECT_EQ(*content_digest(copy.path().string() + "/"), digest);
  write_all(copy.path() / "DIGEST", digest + "\n");
  EXPECT_EQ(*content_digest(copy.path().string()), digest);
  const auto loaded = copy.load();
  ASSERT_NE(loaded.rule_set, nullptr) << render(loaded.diagnostics);
  EXPECT_EQ(loaded.rule_set->digest, digest);
}

TEST(Digest, ChangedVersionDoesNotLoad) {
  KneeCopy copy;
  write_all(copy.path() / "DIGEST", *content_digest(copy.path().string()) + "\n");
  copy.replace("policy.yaml", "max_pairs: 3", "max_pairs: 4");
  const auto loaded = copy.load();
  EXPECT_EQ(loaded.rule_set, nullptr);
  EXPECT_EQ(only_code(loaded.diagnostics), "RS0020");
}

TEST(Digest, EmptyDigestFileIsNoDigest) {
  KneeCopy copy;
  write_all(copy.path() / "DIGEST", "");
  EXPECT_EQ(only_code(copy.load().diagnostics), "RS0020");
}

TEST(Content, MissingDirectory) {
  const auto loaded = load("/nowhere/at/all");
  EXPECT_EQ(loaded.rule_set, nullptr);
  EXPECT_EQ(only_code(loaded.diagnostics), "RS0001");
  EXPECT_FALSE(content_digest("/nowhere/at/all"));
}

TEST(Content, MissingFileNamesTheOneThatIsMeant) {
  KneeCopy copy;
  fs::rename(copy.path() / "red-flags.yaml", copy.path() / "red_flags.yaml");
  const auto loaded = copy.load();
  EXPECT_EQ(only_code(loaded.diagnostics), "RS0002");
  EXPECT_EQ(loaded.diagnostics.all()[0].suggestion, "rename 'red_flags.yaml' to it");
}

TEST(Content, EveryYamlFileIsRequired) {
  for (const auto* file : {"ruleset.yaml", "intake.yaml", "red-flags.yaml", "findings.yaml",
                           "exercises.yaml", "contraindications.yaml", "adaptations.yaml",
                           "knowledge.yaml", "policy.yaml", "sources.yaml"}) {
    KneeCopy copy;
    fs::remove(copy.path() / file);
    const auto loaded = copy.load();
    EXPECT_EQ(loaded.rule_set, nullptr);
    EXPECT_EQ(only_code(loaded.diagnostics), "RS0002") << file;
  }
}

TEST(Content, StrayFilesAreWarnedOf) {
  KneeCopy copy;
  write_all(copy.path() / "notes.txt", "x");
  write_all(copy.path() / "README.md", "x");
  const auto loaded = copy.load();
  EXPECT_NE(loaded.rule_set, nullptr);
  EXPECT_EQ(only_code(loaded.diagnostics), "RS0007");
}

TEST(Content, UnlistedLibrary) {
  KneeCopy copy;
  write_all(copy.path() / "logic/Other.cql", "library Other version '1.0.0'\n");
  EXPECT_EQ(only_code(copy.load().diagnostics), "RS0143");
}

TEST(Content, LinksMayNotLeaveTheRuleSet) {
  KneeCopy copy;
  write_all(copy.root() / "secret", "x");
  fs::create_symlink(copy.root() / "secret", copy.path() / "cases/secret.yaml");
  EXPECT_EQ(only_code(copy.load().diagnostics), "RS0005");
  EXPECT_FALSE(content_digest(copy.path().string()));
}

TEST(Content, LinksToDirectoriesAreRefused) {
  KneeCopy copy;
  fs::create_directory_symlink(copy.path(), copy.path() / "cases/loop");
  EXPECT_EQ(only_code(copy.load().diagnostics), "RS0005");
}

TEST(Content, LinksInsideAreFollowed) {
  KneeCopy copy;
  fs::rename(copy.path() / "policy.yaml", copy.path() / "examples.yaml");
  fs::create_directory(copy.path() / "examples");
  fs::rename(copy.path() / "examples.yaml", copy.path() / "examples/policy.yaml");
  fs::create_symlink("examples/policy.yaml", copy.path() / "policy.yaml");
  EXPECT_NE(copy.load().rule_set, nullptr) << render(copy.load().diagnostics);
}

TEST(Content, DanglingLink) {
  KneeCopy copy;
  fs::create_symlink("nothing", copy.path() / "cases/x.yaml");
  EXPECT_EQ(only_code(copy.load().diagnostics), "RS0005");
}

TEST(Content, NamesMayNotHoldControlCharacters) {
  KneeCopy copy;
  write_all(copy.path() / "cases/a\nb.yaml", "x");
  EXPECT_EQ(only_code(copy.load().diagnostics), "RS0006");
}

TEST(Content, BytesThatAreNoText) {
  KneeCopy copy;
  write_all(copy.path() / "policy.yaml", "a: \xff\n");
  EXPECT_EQ(only_code(copy.load().diagnostics), "YAML0001");
}

TEST(Limits, FilesOfARuleSet) {
  support::Folder directory;
  for (std::size_t i = 0; i <= limits::ruleset_files; ++i) {
    write_all(directory.path() / std::to_string(i), "");
  }
  const auto digest = content_digest(directory.path().string());
  ASSERT_FALSE(digest);
  EXPECT_NE(digest.error().message.find(std::to_string(limits::ruleset_files)), std::string::npos);
  fs::remove(directory.path() / "0");
  EXPECT_TRUE(content_digest(directory.path().string()));
}

TEST(Limits, BytesOfAFile) {
  support::Folder directory;
  write_all(directory.path() / "a", std::string(limits::ruleset_file_bytes, ' '));
  EXPECT_TRUE(content_digest(directory.path().string()));
  write_all(directory.path() / "a", std::string(limits::ruleset_file_bytes + 1, ' '));
  Diagnostics diagnostics;
  read_content(directory.path().string(), diagnostics);
  EXPECT_EQ(only_code(diagnostics), "RS0003");
}

TEST(Limits, BytesOfAllFilesTogether) {
  support::Folder directory;
  const std::string large(limits::ruleset_file_bytes, ' ');
  const auto count = limits::ruleset_bytes / limits::ruleset_file_bytes;
  for (std::size_t i = 0; i < count; ++i) write_all(directory.path() / std::to_string(i), large);
  Diagnostics diagnostics;
  read_content(directory.path().string(), diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << render(diagnostics);
  write_all(directory.path() / "x", "x");
  write_all(directory.path() / "y", "y");
  read_content(directory.path().string(), diagnostics);
  EXPECT_EQ(only_code(diagnostics), "RS0004");
}

TEST(Limits, CandidatesForASuggestion) {
  for (const auto extra : {0, 1}) {
    std::string yaml = "names:\n";
    for (std::size_t i = 0; i < limits::suggestion_candidates + static_cast<std::size_t>(extra);
         ++i) {
      yaml += "  - {id: name-" + std::to_string(i) + "}\n";
    }
    Diagnostics diagnostics;
    const auto document = parse_yaml(
        std::make_shared<const SourceText>("t.yaml", yaml + "use: nam-17\n"), diagnostics);
    NameTable names("name", "RS0999");
    names.define(document, "/names", diagnostics);
    EXPECT_FALSE(names.use(DocumentNode(document, diagnostics).at("/use")));
    EXPECT_EQ(only_code(diagnostics), "RS0999");
    EXPECT_EQ(diagnostics.all()[0].suggestion, extra == 0 ? "did you mean 'name-17'?" : "");
  }
}

}  // namespace
}  // namespace palpate::ruleset
