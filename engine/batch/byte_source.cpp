#include "batch/byte_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/digest.hpp"
#include "batch/limits.hpp"

namespace palpate::batch {

namespace {

constexpr std::string_view gzip_magic = "\x1F\x8B";
constexpr std::string_view zstd_magic = "\x28\xB5\x2F\xFD";
/// How soon a request to stop is seen while a pipe has nothing to read.
constexpr int stop_poll_milliseconds = 100;

std::int64_t modified(const struct stat& status) {
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

bool begins_with(std::string_view bytes, std::string_view magic) {
  return bytes.substr(0, magic.size()) == magic;
}

}  // namespace

Result<void> ByteSource::skip(std::uint64_t count) {
  std::array<char, 1U << 16U> ignored{};
  while (count > 0) {
    const auto wanted = std::min<std::uint64_t>(count, ignored.size());
    const auto got = read(ignored.data(), static_cast<std::size_t>(wanted));
    if (!got) return got.error();
    if (*got == 0) {
      return Error{Error::Code::bad_input, "the input is shorter than when it was read first", {}};
    }
    count -= *got;
  }
  return {};
}

Result<std::unique_ptr<RawFile>> RawFile::open(const std::string& path, const StopFlag& stop) {
  Descriptor descriptor(path == "-" ? ::dup(STDIN_FILENO)
                                    : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor) return system_error("the input cannot be opened", path);
  std::unique_ptr<RawFile> file(new RawFile(std::move(descriptor), stop));
  if (auto done = file->identify(path); !done) return done.error();
  return file;
}

Result<void> RawFile::identify(const std::string& path) {
  identity_.path = path;
  struct stat status {};
  if (::fstat(file_.number(), &status) != 0) return system_error("the input cannot be read", path);
  if (S_ISDIR(status.st_mode)) {
    return Error{Error::Code::io, "this is a directory; name the files to screen", path};
  }
  identity_.regular = S_ISREG(status.st_mode) && path != "-";
  if (identity_.regular) {
    identity_.size = static_cast<std::uint64_t>(status.st_size);
    identity_.modified = modified(status);
  }
  std::string beginning(limits::identity_bytes, '\0');
  std::size_t filled = 0;
  while (filled < beginning.size()) {
    const auto got = read_file(beginning.data() + filled, beginning.size() - filled);
    if (!got) return got.error();
    if (*got == 0) break;
    filled += *got;
  }
  beginning.resize(filled);
  beginning_ = std::move(beginning);
  identity_.first_digest = sha256(beginning_);
  return {};
}

Result<std::size_t> RawFile::read(char* to, std::size_t size) {
  if (position_ < beginning_.size()) {
    const auto count = std::min(size, beginning_.size() - static_cast<std::size_t>(position_));
    std::memcpy(to, beginning_.data() + position_, count);
    position_ += count;
    return count;
  }
  if (identity_.regular) {
    if (position_ >= identity_.size) {
      if (auto same = check_unchanged(); !same) return same.error();
      return std::size_t{0};
    }
    size = static_cast<std::size_t>(std::min<std::uint64_t>(size, identity_.size - position_));
  }
  const auto got = read_file(to, size);
  if (!got) return got.error();
  if (*got == 0 && identity_.regular) return changed(position_);
  position_ += *got;
  return got;
}

/// Waits for a pipe no longer than until a stop is asked for, which then reads as its end.
Result<std::size_t> RawFile::read_file(char* to, std::size_t size) {
  for (;;) {
    if (!identity_.regular) {
      pollfd ready{file_.number(), POLLIN, 0};
      const int polled = ::poll(&ready, 1, stop_poll_milliseconds);
      if (stop_->load(std::memory_order_relaxed)) return std::size_t{0};
      if (polled == 0 || (polled < 0 && errno == EINTR)) continue;
    }
    const auto got = ::read(file_.number(), to, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return system_error("the input cannot be read", identity_.path);
  }
}

/// Seeks where that can be done.
Result<void> RawFile::skip(std::uint64_t count) {
  const auto to = position_ + count;
  if (!identity_.regular || to <= beginning_.size()) return ByteSource::skip(count);
  if (to > identity_.size) return changed(identity_.size);
  if (::lseek(file_.number(), static_cast<off_t>(to), SEEK_SET) < 0) {
    return system_error("the input cannot be read", identity_.path);
  }
  position_ = to;
  return {};
}

Result<void> RawFile::check_unchanged() const {
  struct stat status {};
  if (::fstat(file_.number(), &status) != 0) {
    return system_error("the input cannot be read", identity_.path);
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size != identity_.size || modified(status) != identity_.modified) return changed(size);
  return {};
}

Error RawFile::changed(std::uint64_t size) const {
  return {Error::Code::bad_input,
          "the file changed while it was being read (it had " + std::to_string(identity_.size) +
              " bytes and has " + std::to_string(size) +
              " now); screen a file that nobody is writing",
          identity_.path};
}

Result<std::unique_ptr<ByteSource>> decompressed(std::unique_ptr<RawFile> file) {
  if (begins_with(file->beginning(), gzip_magic)) return make_gzip_source(std::move(file));
  if (begins_with(file->beginning(), zstd_magic)) return make_zstd_source(std::move(file));
  return std::unique_ptr<ByteSource>(std::move(file));
}

}  // namespace palpate::batch
