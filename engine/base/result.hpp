#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace palpate {

/// Why an operation could not be done. For people (message) and programs (code).
/// Never holds patient data: item names and positions, no values.
struct Error {
  enum class Code {
    usage,        ///< the caller asked for something that does not exist
    bad_input,    ///< bytes from outside are wrong
    bad_ruleset,  ///< a rule set does not load
    not_found,    ///< a file or record is not there
    io,           ///< the operating system or the database refused
    limit,        ///< a documented limit was exceeded
    internal      ///< a bug in palpate
  };
  Code code = Code::internal;
  std::string message;  ///< one sentence: what is wrong and what was expected
  std::string place;    ///< file, JSON pointer or "file:line:column"; may be empty
};

/// A value or an Error: the part of std::expected that both our compilers lack.
/// The names are those of std::expected, so that it can take over one day.
template <typename T>
class [[nodiscard]] Result {
 public:
  // Converting on purpose: `return value;` and `return error;` both read well.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const Error& error() const { return std::get<1>(state_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool has_value() const { return !error_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace palpate
