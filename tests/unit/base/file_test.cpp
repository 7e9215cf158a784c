#include "base/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace palpate {
namespace {

class File : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::path(testing::TempDir()) /
                 ("palpate_file_" + std::to_string(::getpid()) + "_" +
                  testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string path(const std::string& name) const { return (directory_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::filesystem::path directory_;
};

TEST_F(File, GivesAllBytes) {
  const std::string bytes("a\0b\r\n\xFF", 6);
  const auto read = read_file(write("f", bytes), 6);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, bytes);
  EXPECT_EQ(*read_file(write("empty", ""), 0), "");
}

TEST_F(File, RefusesMoreThanTheLimit) {
  const auto read = read_file(write("f", "1234567"), 6);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Error::Code::limit);
  EXPECT_EQ(read.error().message, "the file has more than 6 bytes");
  EXPECT_EQ(read.error().place, path("f"));
}

TEST_F(File, ChecksTheLimitWhereTheSizeIsNotTold) {
  const auto read = read_file("/proc/self/maps", 10);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Error::Code::limit);
}

TEST_F(File, SaysWhenThereIsNone) {
  EXPECT_EQ(read_file(path("absent"), 10).error().code, Error::Code::not_found);
  EXPECT_EQ(read_file(write("f", "") + "/below", 10).error().code, Error::Code::not_found);
}

TEST_F(File, TakesRegularFilesOnly) {
  EXPECT_EQ(read_file(path(""), 10).error().code, Error::Code::io);
  EXPECT_EQ(read_file("/dev/zero", 10).error().code, Error::Code::io);
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file(path("pipe"), 10).error().code, Error::Code::io);
}

}  // namespace
}  // namespace palpate
