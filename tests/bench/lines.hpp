#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "intake/intake.hpp"

namespace bench {

/// The lines of a file in one block, as palpate's readers have it, which is more room behind the
/// last than simdjson wants.
class Lines {
 public:
  explicit Lines(std::string bytes) : bytes_(std::move(bytes)) {
    const auto size = bytes_.size();
    bytes_.resize(size + palpate::intake::IntakeAdapter::block_padding);
    for (std::size_t begin = 0; begin < size;) {
      const auto end = std::min(bytes_.find('\n', begin), size);
      if (end > begin) lines_.emplace_back(bytes_.data() + begin, end - begin);
      begin = end + 1;
    }
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  const std::vector<std::string_view>& all() const { return lines_; }
  /// Bytes from the beginning of a line to the end of the block.
  std::size_t room_from(std::string_view line) const {
    return static_cast<std::size_t>(bytes_.data() + bytes_.size() - line.data());
  }

 private:
  std::string bytes_;
  std::vector<std::string_view> lines_;
};

}  // namespace bench
