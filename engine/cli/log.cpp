#include "cli/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>

namespace palpate::cli {

std::shared_ptr<spdlog::logger> make_logger(bool verbose) {
  auto logger = std::make_shared<spdlog::logger>("palpate",
                                                 std::make_shared<spdlog::sinks::stderr_sink_st>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger->set_level(verbose ? spdlog::level::info : spdlog::level::warn);
  return logger;
}

}  // namespace palpate::cli
