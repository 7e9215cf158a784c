#include "batch/inputs.hpp"

#include <algorithm>
#include <utility>

namespace palpate::batch {

Result<Inputs> Inputs::open(const std::vector<std::string>& paths, const StopFlag& stop) {
  Inputs inputs(stop);
  for (const auto& path : paths) {
    if (path == "-" && std::count(paths.begin(), paths.end(), path) > 1) {
      return Error{Error::Code::usage, "standard input can be read once only", "-"};
    }
    auto file = RawFile::open(path, stop);
    if (!file) return file.error();
    inputs.identities_.push_back((*file)->identity());
    if ((*file)->identity().regular) file->reset();
    inputs.pipes_.push_back(std::move(*file));
  }
  return inputs;
}

std::uint64_t Inputs::total_bytes() const {
  std::uint64_t total = 0;
  for (const auto& identity : identities_) {
    if (!identity.regular) return 0;
    total += identity.size;
  }
  return total;
}

Result<std::unique_ptr<ByteSource>> Inputs::content(std::size_t index) {
  if (pipes_[index]) return decompressed(std::move(pipes_[index]));
  auto file = RawFile::open(path(index), *stop_);
  if (!file) return file.error();
  if ((*file)->identity() != identities_[index]) {
    return Error{Error::Code::bad_input, "the file was changed after the run had begun",
                 path(index)};
  }
  return decompressed(std::move(*file));
}

}  // namespace palpate::batch
