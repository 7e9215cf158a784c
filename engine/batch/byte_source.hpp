#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "batch/descriptor.hpp"
#include "batch/stop.hpp"

namespace palpate::batch {

/// Port: the content of one input, as bytes in order. One thread at a time.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// At most `size` bytes, at least one before the end; 0: the end. Errors: io; bad_input when the
  /// data are damaged, end too early, or the file has changed since it was opened first.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
  /// Passes over the next `count` bytes of content; bad_input when there are fewer.
  virtual Result<void> skip(std::uint64_t count);
  /// Bytes taken from the file itself, compressed or not: for progress.
  virtual std::uint64_t raw_bytes() const = 0;
};

/// By what a resumed run knows its input again.
struct InputIdentity {
  std::string path;           ///< "-" is standard input
  bool regular = true;        ///< a file with a size, which can be read again from the start
  std::uint64_t size = 0;     ///< of a regular file
  std::int64_t modified = 0;  ///< of a regular file: nanoseconds since 1970
  std::string first_digest;   ///< SHA-256 of the first limits::identity_bytes

  friend bool operator==(const InputIdentity&, const InputIdentity&) = default;
};

/// A file or stream as it is, before any decompression. Its beginning is read when it is opened.
class RawFile final : public ByteSource {
 public:
  /// Errors: not_found, io (a directory, no permission).
  static Result<std::unique_ptr<RawFile>> open(const std::string& path, const StopFlag& stop);

  Result<std::size_t> read(char* to, std::size_t size) override;
  Result<void> skip(std::uint64_t count) override;
  std::uint64_t raw_bytes() const override { return position_; }

  const InputIdentity& identity() const { return identity_; }
  std::string_view beginning() const { return beginning_; }

 private:
  RawFile(Descriptor file, const StopFlag& stop) : file_(std::move(file)), stop_(&stop) {}
  Result<void> identify(const std::string& path);
  Result<std::size_t> read_file(char* to, std::size_t size);
  Result<void> check_unchanged() const;
  Error changed(std::uint64_t size) const;

  Descriptor file_;
  const StopFlag* stop_;
  InputIdentity identity_;
  std::string beginning_;  ///< bytes read ahead; read() gives them first
  std::uint64_t position_ = 0;
};

/// The content of a file: as it is, or decompressed when it begins as gzip or zstd does. A
/// compressed file is never told by its name.
Result<std::unique_ptr<ByteSource>> decompressed(std::unique_ptr<RawFile> file);

std::unique_ptr<ByteSource> make_gzip_source(std::unique_ptr<RawFile> file);
Result<std::unique_ptr<ByteSource>> make_zstd_source(std::unique_ptr<RawFile> file);

}  // namespace palpate::batch
