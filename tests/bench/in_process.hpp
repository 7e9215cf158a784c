#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "assess/assess.hpp"
#include "assess/group.hpp"
#include "render/brief.hpp"
#include "render/render.hpp"

namespace bench {

/// palpate in this process as a screen uses it, one thread: what the benchmarks measure. Ends the
/// program when the engine gives an error, which no measured record causes.
class InProcess {
 public:
  explicit InProcess(const palpate::Engine& engine);

  /// Flags and bounds of each record, in order, as visit(index, report). The records lie in a
  /// block, as Lines has them.
  template <typename Visit>
  void in_brief(std::span<const std::string_view> records, const Visit& visit) {
    std::size_t done = 0;
    while (done < records.size()) {
      const auto count = assess_group(records.subspan(done));
      for (std::size_t i = 0; i < count; ++i) visit(done++, report_of(i));
    }
  }
  /// They as a line of JSON.
  void append_brief(const palpate::Report& report, std::string& out) { brief_.append(report, out); }
  /// The full report with its programme, as JSON.
  void append_full(std::string_view record, std::string& out);

 private:
  /// As many of the first as are assessed together.
  std::size_t assess_group(std::span<const std::string_view> records);
  const palpate::Report& report_of(std::size_t i);
  const palpate::Report& checked(const palpate::Result<void>& done);

  const palpate::Engine& engine_;
  std::unique_ptr<palpate::intake::IntakeAdapter> adapter_;
  std::unique_ptr<palpate::rendering::Renderer> renderer_;
  palpate::rendering::BriefRenderer brief_;
  palpate::AssessScratch scratch_;
  palpate::AssessGroup group_;
  palpate::Report report_;
};

}  // namespace bench
