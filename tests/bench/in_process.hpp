#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "assess/assess.hpp"
#include "render/brief.hpp"
#include "render/render.hpp"

namespace bench {

/// palpate in this process as a screen uses it, one thread: what the benchmarks measure. Ends the
/// program when the engine gives an error, which no measured record causes.
class InProcess {
 public:
  explicit InProcess(const palpate::Engine& engine);

  /// Flags and bounds; valid until the next record.
  const palpate::Report& brief(std::string_view record);
  /// They as a line of JSON.
  void append_brief(std::string_view record, std::string& out);
  /// The full report with its programme, as JSON.
  void append_full(std::string_view record, std::string& out);

 private:
  const palpate::Report& assess(std::string_view record, const palpate::AssessOptions& options);

  const palpate::Engine& engine_;
  std::unique_ptr<palpate::intake::IntakeAdapter> adapter_;
  std::unique_ptr<palpate::rendering::Renderer> renderer_;
  palpate::rendering::BriefRenderer brief_;
  palpate::AssessScratch scratch_;
  palpate::Report report_;
};

}  // namespace bench
