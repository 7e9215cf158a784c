#include "batch/append_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>

#include "batch/limits.hpp"

namespace palpate::batch {

namespace {

constexpr const char* cannot_write = "the output cannot be written";

Result<void> write_all(int file, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_error(cannot_write, path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Result<AppendFile> AppendFile::open(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666));
  if (!file) return system_error(cannot_write, path);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return system_error(cannot_write, path);
  if (!S_ISREG(status.st_mode)) {
    return Error{Error::Code::usage, "this is no regular file; a run could not be resumed", path};
  }
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    return Error{Error::Code::usage, "another run is writing this file", path};
  }
  AppendFile opened(path, std::move(file));
  opened.size_ = opened.begun_ = static_cast<std::uint64_t>(status.st_size);
  return opened;
}

Result<void> AppendFile::cut_to(std::uint64_t size) {
  if (size > size_) {
    return Error{Error::Code::bad_input,
                 "the file has " + std::to_string(size_) + " bytes, and its checkpoint counts " +
                     std::to_string(size) + "; it was changed, and the run cannot be resumed",
                 path_};
  }
  const auto to = static_cast<off_t>(size);
  if (::ftruncate(file_.number(), to) != 0) return system_error(cannot_write, path_);
  if (::lseek(file_.number(), to, SEEK_SET) != to) return system_error(cannot_write, path_);
  size_ = begun_ = size;
  unsynced_ = true;
  return {};
}

Result<void> AppendFile::append(std::string_view bytes) {
  if (bytes.empty()) return {};
  unsynced_ = true;
  if (auto done = write_all(file_.number(), bytes, path_); !done) return done;
  size_ += bytes.size();
  begin_writing();
  return {};
}

/// A hint that may fail: what is on its way to the disk already, sync() need not wait for.
void AppendFile::begin_writing() {
  const auto fresh = size_ - begun_;
  if (fresh < limits::write_behind_bytes) return;
#ifdef SYNC_FILE_RANGE_WRITE
  ::sync_file_range(file_.number(), static_cast<off_t>(begun_), static_cast<off_t>(fresh),
                    SYNC_FILE_RANGE_WRITE);
#endif
  begun_ = size_;
}

Result<void> AppendFile::sync() {
  struct stat status {};
  if (::fstat(file_.number(), &status) != 0) return system_error(cannot_write, path_);
  if (status.st_nlink == 0) {
    return Error{Error::Code::io, "the output has been deleted while it was being written", path_};
  }
  if (!unsynced_) return {};
  if (::fsync(file_.number()) != 0) return system_error(cannot_write, path_);
  unsynced_ = false;
  return {};
}

Result<void> replace_file(const std::string& path, std::string_view content) {
  const auto fresh = path + ".new";
  {
    const Descriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file) return system_error(cannot_write, fresh);
    if (auto done = write_all(file.number(), content, fresh); !done) return done;
    if (::fsync(file.number()) != 0) return system_error(cannot_write, fresh);
  }
  if (std::rename(fresh.c_str(), path.c_str()) != 0) return system_error(cannot_write, path);
  return sync_directory_of(path);
}

Result<void> sync_directory_of(const std::string& path) {
  auto parent = std::filesystem::path(path).parent_path();
  if (parent.empty()) parent = ".";
  const Descriptor directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory || ::fsync(directory.number()) != 0) {
    return system_error(cannot_write, parent.string());
  }
  return {};
}

}  // namespace palpate::batch
