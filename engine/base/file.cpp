#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace palpate {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

Error system_error(int number, const std::string& path) {
  const bool missing = number == ENOENT || number == ENOTDIR;
  return {missing ? Error::Code::not_found : Error::Code::io,
          missing ? "there is no such file" : std::generic_category().message(number), path};
}

Error too_large(std::size_t limit, const std::string& path) {
  return {Error::Code::limit, "the file has more than " + std::to_string(limit) + " bytes", path};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  // Without O_NONBLOCK, opening a named pipe would wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) return system_error(errno, path);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return system_error(errno, path);
  if (!S_ISREG(status.st_mode)) {
    return Error{Error::Code::io, "this is not a regular file", path};
  }
  if (static_cast<std::size_t>(status.st_size) > limit) return too_large(limit, path);

  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  std::array<char, 1U << 16U> block{};
  for (;;) {
    const auto count = ::read(file.number(), block.data(), block.size());
    if (count == 0) return bytes;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_error(errno, path);
    bytes.append(block.data(), static_cast<std::size_t>(count));
    // The size is checked again: the file may grow, or (in /proc) claim to be empty.
    if (bytes.size() > limit) return too_large(limit, path);
  }
}

}  // namespace palpate
