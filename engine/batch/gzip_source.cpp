#include <zlib.h>

#include <vector>

#include "batch/byte_source.hpp"
#include "batch/limits.hpp"

// gzip (RFC 1952) on zlib: one member after another, as `cat a.gz b.gz` makes them.
namespace palpate::batch {

namespace {

/// 15: the largest window; + 16: gzip, no other format.
constexpr int window_bits = 15 + 16;

class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<RawFile> file)
      : file_(std::move(file)), compressed_(limits::block_bytes) {
    ready_ = inflateInit2(&stream_, window_bits) == Z_OK;
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  Result<std::size_t> read(char* to, std::size_t size) override;
  std::uint64_t raw_bytes() const override { return file_->raw_bytes(); }

 private:
  /// False at the end of the file.
  Result<bool> refill();
  Error damaged(const std::string& message) const {
    return {Error::Code::bad_input, message, file_->identity().path};
  }

  std::unique_ptr<RawFile> file_;
  std::vector<char> compressed_;
  z_stream stream_{};
  bool ready_ = false;
  bool between_members_ = false;
};

Result<bool> GzipSource::refill() {
  if (stream_.avail_in > 0) return true;
  const auto got = file_->read(compressed_.data(), compressed_.size());
  if (!got) return got.error();
  stream_.next_in = reinterpret_cast<Bytef*>(compressed_.data());
  stream_.avail_in = static_cast<uInt>(*got);
  return *got > 0;
}

Result<std::size_t> GzipSource::read(char* to, std::size_t size) {
  if (!ready_) return Error{Error::Code::internal, "zlib does not start", {}};
  stream_.next_out = reinterpret_cast<Bytef*>(to);
  stream_.avail_out = static_cast<uInt>(size);
  while (stream_.avail_out == size) {
    const auto more = refill();
    if (!more) return more.error();
    if (!*more && between_members_) return std::size_t{0};
    if (!*more) return damaged("the gzip data end too early: the file is cut off");
    if (between_members_) inflateReset(&stream_);
    between_members_ = false;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    if (code == Z_STREAM_END) {
      between_members_ = true;
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      return damaged("the gzip data are damaged");
    }
  }
  return size - stream_.avail_out;
}

}  // namespace

std::unique_ptr<ByteSource> make_gzip_source(std::unique_ptr<RawFile> file) {
  return std::make_unique<GzipSource>(std::move(file));
}

}  // namespace palpate::batch
