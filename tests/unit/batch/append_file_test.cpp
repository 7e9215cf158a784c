// The files that a run adds to.
#include "batch/append_file.hpp"

#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

class AppendFileTest : public ::testing::Test {
 protected:
  support::Folder folder_;
  std::string path_ = folder_ / "out";
};

TEST_F(AppendFileTest, WhatIsAddedBehindACutReplacesWhatWasThere) {
  folder_.write("out", "one\ntwo\nhal");
  auto file = AppendFile::open(path_);
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->size(), 11U);
  ASSERT_TRUE(file->cut_to(8).has_value());
  ASSERT_TRUE(file->append("three\n").has_value());
  ASSERT_TRUE(file->sync().has_value());
  EXPECT_EQ(file->size(), 14U);
  EXPECT_EQ(support::read_all(path_), "one\ntwo\nthree\n");
}

TEST_F(AppendFileTest, AFileThatLostBytesCannotBeGoneOnWith) {
  folder_.write("out", "one\n");
  auto file = AppendFile::open(path_);
  const auto cut = file->cut_to(5);
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().code, Error::Code::bad_input);
  EXPECT_EQ(support::read_all(path_), "one\n");
}

TEST_F(AppendFileTest, TwoRunsCannotWriteTheSameFile) {
  const auto first = AppendFile::open(path_);
  ASSERT_TRUE(first.has_value());
  const auto second = AppendFile::open(path_);
  ASSERT_FALSE(second.has_value());
  EXPECT_NE(second.error().message.find("another run"), std::string::npos);
}

TEST_F(AppendFileTest, ADeletedFileIsTold) {
  auto file = AppendFile::open(path_);
  ASSERT_TRUE(file->append("x").has_value());
  std::filesystem::remove(path_);
  const auto synced = file->sync();
  ASSERT_FALSE(synced.has_value());
  EXPECT_NE(synced.error().message.find("deleted"), std::string::npos);
}

TEST_F(AppendFileTest, WhatCannotBeWrittenToIsTold) {
  EXPECT_EQ(AppendFile::open("/dev/null").error().code, Error::Code::usage);
  EXPECT_EQ(AppendFile::open(folder_ / "no/such/folder").error().code, Error::Code::not_found);
  EXPECT_EQ(AppendFile::open(folder_ / "").error().code, Error::Code::io);
}

TEST_F(AppendFileTest, ReplacingLeavesNothingElseBehind) {
  folder_.write("out", "old, and longer");
  ASSERT_TRUE(replace_file(path_, "new").has_value());
  EXPECT_EQ(support::read_all(path_), "new");
  EXPECT_FALSE(std::filesystem::exists(path_ + ".new"));
  EXPECT_FALSE(replace_file(folder_ / "no/such/folder", "new").has_value());
}

}  // namespace
}  // namespace palpate::batch
