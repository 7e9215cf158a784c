#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "batch/byte_source.hpp"

namespace palpate::batch {

/// The inputs of a run, in order. All are opened before any work begins, so that a mistyped name
/// is told at once; files are then closed again, and pipes, which cannot be read twice, kept.
class Inputs {
 public:
  static Result<Inputs> open(const std::vector<std::string>& paths, const StopFlag& stop);

  std::size_t size() const { return identities_.size(); }
  const std::vector<InputIdentity>& identities() const { return identities_; }
  const std::string& path(std::size_t index) const { return identities_[index].path; }
  /// Bytes of all files; 0 when one is a pipe and nobody knows.
  std::uint64_t total_bytes() const;
  /// The content of one input from its beginning. Once for each. bad_input: it is not the file
  /// that it was at the start.
  Result<std::unique_ptr<ByteSource>> content(std::size_t index);

 private:
  explicit Inputs(const StopFlag& stop) : stop_(&stop) {}

  const StopFlag* stop_;
  std::vector<InputIdentity> identities_;
  std::vector<std::unique_ptr<RawFile>> pipes_;  ///< null for files
};

}  // namespace palpate::batch
