#include "cql/program/operation.hpp"

namespace palpate::cql {

void Session::fail(std::string_view message) {
  if (failed_) return;
  failed_ = true;
  failure_ = message;
}

void Session::reset(const Temporal& now) {
  now_ = now;
  failed_ = false;
  failure_.clear();
  messages_.clear();
}

}  // namespace palpate::cql
