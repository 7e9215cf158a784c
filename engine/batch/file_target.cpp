#include <filesystem>

#include "base/file.hpp"
#include "batch/append_file.hpp"
#include "batch/limits.hpp"
#include "batch/target.hpp"

namespace palpate::batch {

namespace {

namespace fs = std::filesystem;

class FileTarget final : public Target {
 public:
  FileTarget(AppendFile file, std::string saved, std::string head)
      : file_(std::move(file)), saved_(std::move(saved)), head_(std::move(head)) {}

  const std::string& saved_checkpoint() const override { return saved_; }
  std::string quarantine_path() const override { return default_quarantine_path(file_.path()); }
  Result<void> rewind(const Checkpoint& checkpoint) override {
    if (auto done = file_.cut_to(checkpoint.results_bytes); !done) return done;
    return file_.size() == 0 ? file_.append(head_) : Result<void>();
  }
  Result<void> add(const Outcome& outcome) override { return file_.append(outcome.results); }
  std::uint64_t size() const override { return file_.size(); }
  Result<void> commit(std::string_view checkpoint, RunState) override {
    if (auto done = file_.sync(); !done) return done;
    return replace_file(file_.path() + ".checkpoint", checkpoint);
  }
  bool commits_often() const override { return false; }

 private:
  AppendFile file_;
  std::string saved_;
  std::string head_;
};

bool has_content(const std::string& path) {
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  return !failed && size > 0;
}

}  // namespace

std::string default_quarantine_path(const std::string& results) {
  return results + ".quarantine.ndjson";
}

Result<std::unique_ptr<Target>> open_file_target(const std::string& path, Begin begin,
                                                 std::string_view head) {
  const auto checkpoint = path + ".checkpoint";
  std::error_code ignored;
  const bool has_checkpoint = fs::exists(checkpoint, ignored);
  if (begin == Begin::fresh && (has_checkpoint || fs::exists(path, ignored))) {
    return Error{Error::Code::usage,
                 "this exists already; --resume goes on with an interrupted run, --force begins "
                 "anew and overwrites it",
                 has_checkpoint ? checkpoint : path};
  }
  if (begin == Begin::resume && !has_checkpoint && has_content(path)) {
    return Error{Error::Code::usage,
                 "there is no checkpoint beside this file, so it cannot be resumed; --force begins "
                 "anew and overwrites it",
                 path};
  }
  auto file = AppendFile::open(path);
  if (!file) return file.error();
  std::string saved;
  if (begin == Begin::resume && has_checkpoint) {
    auto text = read_file(checkpoint, limits::checkpoint_file_bytes);
    if (!text) return text.error();
    saved = std::move(*text);
  } else if (has_checkpoint) {
    fs::remove(checkpoint, ignored);  // before the file is cut: it would not fit it any more
    if (auto done = sync_directory_of(path); !done) return done.error();
  }
  return std::unique_ptr<Target>(
      std::make_unique<FileTarget>(std::move(*file), std::move(saved), std::string(head)));
}

}  // namespace palpate::batch
