#pragma once

#include <spdlog/logger.h>

#include <memory>

namespace palpate::cli {

/// What the program does, on standard error, for operators: files, rule sets, report ids. Never an
/// answer of a patient. Silent below warnings unless `verbose`.
std::shared_ptr<spdlog::logger> make_logger(bool verbose);

}  // namespace palpate::cli
