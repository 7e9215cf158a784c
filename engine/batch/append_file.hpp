#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "batch/descriptor.hpp"

namespace palpate::batch {

/// A file that a run adds to, locked against other runs while it is open. One thread at a time.
class AppendFile {
 public:
  /// Opens or makes it, and leaves its content. Errors: io; usage when it is no regular file or
  /// another run has it open.
  static Result<AppendFile> open(const std::string& path);

  /// Cuts the file back to `size` bytes, from where it then grows. bad_input: it has fewer.
  Result<void> cut_to(std::uint64_t size);
  /// Errors: io ("No space left on device").
  Result<void> append(std::string_view bytes);
  /// Brings what was written to the disk. io: the disk refused, or the file has been deleted.
  Result<void> sync();
  std::uint64_t size() const { return size_; }
  const std::string& path() const { return path_; }

 private:
  AppendFile(std::string path, Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  Descriptor file_;
  void begin_writing();

  std::uint64_t size_ = 0;
  std::uint64_t begun_ = 0;  ///< bytes that are on their way to the disk, or there
  bool unsynced_ = false;
};

/// Replaces the content of `path`: after a crash it has the old content or the new one, whole.
Result<void> replace_file(const std::string& path, std::string_view content);
/// Makes a new or removed name in the directory of `path` outlast a crash.
Result<void> sync_directory_of(const std::string& path);

}  // namespace palpate::batch
