#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "palpate/palpate.h"

struct palpate_error {
  palpate_status status = PALPATE_OK;
  std::string message;
  std::string place;
};

/// What every C function does at the border: turn results and exceptions into status codes.
namespace palpate::capi {

inline palpate_text text(std::string_view view) {
  return view.empty() ? palpate_text{"", 0} : palpate_text{view.data(), view.size()};
}

inline palpate_status status_of(Error::Code code) {
  switch (code) {
    case Error::Code::usage:
      return PALPATE_USAGE;
    case Error::Code::bad_input:
      return PALPATE_BAD_INPUT;
    case Error::Code::bad_ruleset:
      return PALPATE_BAD_RULESET;
    case Error::Code::not_found:
      return PALPATE_NOT_FOUND;
    case Error::Code::io:
      return PALPATE_IO;
    case Error::Code::limit:
      return PALPATE_LIMIT;
    case Error::Code::internal:
      return PALPATE_INTERNAL;
  }
  return PALPATE_INTERNAL;
}

inline palpate_status report(palpate_error* error, const Result<void>& result) {
  if (error != nullptr) {
    error->status = result ? PALPATE_OK : status_of(result.error().code);
    error->message = result ? std::string() : result.error().message;
    error->place = result ? std::string() : result.error().place;
  }
  return result ? PALPATE_OK : status_of(result.error().code);
}

/// Runs `body` (which returns Result<void>); no exception leaves.
template <typename Body>
palpate_status guarded(palpate_error* error, Body&& body) noexcept {
  try {
    try {
      return report(error, std::forward<Body>(body)());
    } catch (const std::bad_alloc&) {
      return report(error, Error{Error::Code::limit, "out of memory", {}});
    } catch (const std::exception& e) {
      return report(error, Error{Error::Code::internal, e.what(), {}});
    }
  } catch (...) {
    return PALPATE_INTERNAL;
  }
}

}  // namespace palpate::capi
