#pragma once

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "base/result.hpp"

namespace palpate::batch {

/// An open file, closed when this goes.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// What the operating system said last: "there is no such file", "No space left on device".
inline Error system_error(const std::string& what, const std::string& path) {
  const int number = errno;
  const bool missing = number == ENOENT || number == ENOTDIR;
  return {missing ? Error::Code::not_found : Error::Code::io,
          what + ": " + std::generic_category().message(number), path};
}

}  // namespace palpate::batch
