#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "assess/assess.hpp"
#include "base/result.hpp"

namespace palpate::rendering {

struct RenderOptions {
  bool colour = false;          ///< ANSI, for terminals only
  std::size_t width = 80;       ///< of text
  bool red_flags_only = false;  ///< JSON: without findings, questions and programme
  bool full = false;            ///< text: every flag with its reasons, also those that are absent
};

/// Port: report → bytes. Pure; thread-safe when const.
class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual void append(const Report& report, std::string& out) const = 0;
  std::string render(const Report& report) const {
    std::string out;
    append(report, out);
    return out;
  }
};

/// JSON as schemas/report.schema.json describes it: keys in a fixed order, one line, line break.
/// `rules`: whose texts to write as JSON once and for all, for a caller with many reports of one
/// rule set. Reports of any other are rendered as well, each with texts written anew.
std::unique_ptr<Renderer> make_json_renderer(
    const RenderOptions& options = {}, std::shared_ptr<const ruleset::RuleSet> rules = nullptr);
/// For a clinician at a terminal: disposition, red flags, what to ask, findings, programme,
/// reasons.
std::unique_ptr<Renderer> make_text_renderer(const RenderOptions& options = {});
/// "text" or "json"; not_found otherwise.
Result<std::unique_ptr<Renderer>> make_renderer(std::string_view format,
                                                const RenderOptions& options = {});

}  // namespace palpate::rendering
