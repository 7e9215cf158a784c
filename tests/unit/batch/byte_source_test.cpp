// Files, pipes, gzip and zstd; and what is said when they are cut off, damaged or changed.
#include "batch/byte_source.hpp"

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <array>

#include "batch/inputs.hpp"
#include "unit/batch/support.hpp"

namespace palpate::batch {
namespace {

std::string gzip(const std::string& content) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, content.size()) + 64, '\0');
  std::string copy = content;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& content, int window_log = 0) {
  auto* context = ZSTD_createCCtx();
  if (window_log > 0) ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
  std::string out(ZSTD_compressBound(content.size()), '\0');
  ZSTD_inBuffer in{content.data(), content.size(), 0};
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  // Without a size known at the start, so that the window is as asked for.
  EXPECT_EQ(ZSTD_isError(ZSTD_compressStream2(context, &to, &in, ZSTD_e_continue)), 0U);
  EXPECT_EQ(ZSTD_compressStream2(context, &to, &in, ZSTD_e_end), 0U);
  out.resize(to.pos);
  ZSTD_freeCCtx(context);
  return out;
}

/// Poorly compressible, so that cutting anywhere cuts content.
std::string noise(std::size_t size) {
  std::string out;
  std::uint32_t state = 1;
  while (out.size() < size) {
    state = state * 1664525U + 1013904223U;
    out += static_cast<char>('a' + (state >> 24U) % 26U);
  }
  return out;
}

struct Got {
  std::string content;
  std::string error;
  Error::Code code = Error::Code::internal;
};

Got read_source(Result<std::unique_ptr<ByteSource>> source, std::size_t step = 1000) {
  Got got;
  if (!source) return {{}, source.error().message, source.error().code};
  std::string buffer(step, '\0');
  for (;;) {
    const auto count = (*source)->read(buffer.data(), buffer.size());
    if (!count) return {got.content, count.error().message, count.error().code};
    if (*count == 0) return got;
    got.content.append(buffer, 0, *count);
  }
}

class ByteSourceTest : public ::testing::Test {
 protected:
  Result<std::unique_ptr<ByteSource>> open(const std::string& path) {
    auto inputs = Inputs::open({path}, never_);
    if (!inputs) return inputs.error();
    return inputs->content(0);
  }
  Got of(const std::string& bytes, std::size_t step = 1000) {
    return read_source(open(folder_.write("in", bytes)), step);
  }

  StopFlag never_{false};
  support::Folder folder_;
};

TEST_F(ByteSourceTest, PlainBytesComeAsTheyAre) {
  const auto content = noise(200'000);
  EXPECT_EQ(of(content, 7777).content, content);
  EXPECT_EQ(of("").error, "");
}

TEST_F(ByteSourceTest, GzipIsToldByItsFirstBytes) {
  const auto content = noise(300'000);
  EXPECT_EQ(of(gzip(content)).content, content);
  EXPECT_EQ(of(gzip(content), 1 << 20).content, content);
}

TEST_F(ByteSourceTest, GzipMembersFollowEachOther) {
  const auto got = of(gzip("one\n") + gzip("") + gzip("two\n"));
  EXPECT_EQ(got.content, "one\ntwo\n");
  EXPECT_EQ(got.error, "");
}

TEST_F(ByteSourceTest, GzipThatIsCutOffSaysSoWhereverItIsCut) {
  const auto content = noise(500);
  const auto whole = gzip(content);
  for (std::size_t size = 2; size < whole.size(); ++size) {
    const auto got = of(whole.substr(0, size));
    EXPECT_NE(got.error.find("end too early"), std::string::npos) << size << got.error;
    EXPECT_EQ(got.code, Error::Code::bad_input);
    EXPECT_EQ(content.substr(0, got.content.size()), got.content);
  }
}

TEST_F(ByteSourceTest, DamagedGzipSaysSo) {
  auto bytes = gzip(noise(100'000));
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);  // in the checksum
  EXPECT_NE(of(bytes).error.find("damaged"), std::string::npos);
  EXPECT_NE(of(gzip("x") + "more").error, "");
}

TEST_F(ByteSourceTest, ZstdIsToldByItsFirstBytes) {
  const auto content = noise(300'000);
  EXPECT_EQ(of(zstd(content)).content, content);
  EXPECT_EQ(of(zstd("one\n") + zstd("two\n")).content, "one\ntwo\n");
}

TEST_F(ByteSourceTest, ZstdThatIsCutOffSaysSoWhereverItIsCut) {
  const auto content = noise(500);
  const auto whole = zstd(content);
  for (std::size_t size = 4; size < whole.size(); ++size) {
    const auto got = of(whole.substr(0, size));
    EXPECT_NE(got.error.find("end too early"), std::string::npos) << size << got.error;
    EXPECT_EQ(content.substr(0, got.content.size()), got.content);
  }
}

TEST_F(ByteSourceTest, DamagedZstdSaysSo) {
  EXPECT_NE(of(zstd("x") + "no frame").error.find("damaged"), std::string::npos);
}

TEST_F(ByteSourceTest, ZstdThatWouldTakeTooMuchMemoryIsRefused) {
  const auto got = of(zstd(noise(1000), limits::zstd_window_log + 1));
  EXPECT_EQ(got.code, Error::Code::limit);
  EXPECT_NE(got.error.find("--long"), std::string::npos);
  EXPECT_EQ(of(zstd(noise(1000), limits::zstd_window_log)).error, "");
}

TEST_F(ByteSourceTest, SkippingIsReading) {
  const auto content = noise(200'000);
  for (const auto& bytes : {content, gzip(content), zstd(content)}) {
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{10}, std::size_t{70'000}, content.size()}) {
      auto source = open(folder_.write("in", bytes));
      ASSERT_TRUE(source.has_value());
      ASSERT_TRUE((*source)->skip(count).has_value());
      EXPECT_EQ(read_source(std::move(source)).content, content.substr(count));
    }
    auto source = open(folder_.write("in", bytes));
    EXPECT_FALSE((*source)->skip(content.size() + 1).has_value());
  }
}

TEST_F(ByteSourceTest, AFileThatGrowsWhileItIsReadIsAnError) {
  const auto path = folder_.write("in", "a\n");
  auto source = open(path);
  std::ofstream(path, std::ios::app) << "b\n";
  const auto got = read_source(std::move(source));
  EXPECT_EQ(got.content, "a\n");
  EXPECT_EQ(
      got.error,
      "the file changed while it was being read (it had 2 bytes and has 4 now); screen a file "
      "that nobody is writing");
}

TEST_F(ByteSourceTest, AFileThatIsChangedInPlaceWhileItIsReadIsAnError) {
  const auto path = folder_.write("in", "a\n");
  auto source = open(path);
  const auto later = std::filesystem::last_write_time(path) + std::chrono::seconds(1);
  std::filesystem::last_write_time(path, later);
  EXPECT_NE(read_source(std::move(source)).error.find("changed"), std::string::npos);
}

TEST_F(ByteSourceTest, AFileThatShrinksWhileItIsReadIsAnError) {
  const auto path = folder_.write("in", noise(200'000));
  auto source = open(path);
  std::filesystem::resize_file(path, 100'000);
  const auto got = read_source(std::move(source));
  EXPECT_EQ(got.content.size(), 100'000U);
  EXPECT_NE(got.error.find("changed"), std::string::npos);
}

TEST_F(ByteSourceTest, AFileThatVanishesBeforeItsTurnIsAnError) {
  const auto path = folder_.write("in", "a\n");
  auto inputs = Inputs::open({path}, never_);
  std::filesystem::remove(path);
  const auto source = inputs->content(0);
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().code, Error::Code::not_found);
}

TEST_F(ByteSourceTest, AFileThatIsReplacedBeforeItsTurnIsAnError) {
  const auto path = folder_.write("in", "a\n");
  auto inputs = Inputs::open({path}, never_);
  folder_.write("in", "b\n");
  const auto source = inputs->content(0);
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().code, Error::Code::bad_input);
}

TEST_F(ByteSourceTest, ADirectoryAndAMissingFileAreTold) {
  EXPECT_NE(read_source(open(folder_ / "")).error.find("directory"), std::string::npos);
  EXPECT_EQ(read_source(open(folder_ / "nope")).code, Error::Code::not_found);
}

TEST_F(ByteSourceTest, AStopEndsTheWaitForAPipe) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  StopFlag stop{true};
  const auto path = "/proc/self/fd/" + std::to_string(ends[0]);
  const auto file = RawFile::open(path, stop);  // would wait for ever
  EXPECT_TRUE(file.has_value());
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace palpate::batch
