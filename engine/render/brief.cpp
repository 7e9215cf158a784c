#include "render/brief.hpp"

#include <utility>

#include "render/csv_field.hpp"
#include "render/json_string.hpp"
#include "render/view.hpp"

namespace palpate::rendering {

namespace {

std::string written(std::string_view name, BriefRenderer::Format format) {
  if (format == BriefRenderer::Format::csv) return std::string(name);
  std::string out;
  append_json_string(name, out);
  return out;
}

void append_line_number(const RecordPlace& place, std::string& out) {
  if (place.line > 0) out += std::to_string(place.line);
}

}  // namespace

BriefRenderer::BriefRenderer(std::shared_ptr<const ruleset::RuleSet> rules, Format format)
    : rules_(std::move(rules)), format_(format), waits_for_(*rules_) {
  for (const auto& level : rules_->levels) levels_.push_back(written(level.id, format));
  const std::string separator = format == Format::csv ? ";" : ",";
  for (const auto& flag : rules_->red_flags) {
    flags_.push_back(separator + written(flag.id, format));
  }
  for (const auto& item : rules_->dictionary->items) {
    items_.push_back(separator + written(item.id, format));
  }
}

std::string_view BriefRenderer::head(Format format) {
  if (format == Format::json) return {};
  return "id,file,line,level,atLeast,atMost,complete,present,undetermined,waitsFor,issues\n";
}

void BriefRenderer::append(const Report& report, const RecordPlace& place, std::string& out) {
  waiting_ = &waits_for_.of(report.triage);
  switch (format_) {
    case Format::json:
      return append_json(report, place, out);
    case Format::csv:
      return append_csv(report, place, out);
  }
}

void BriefRenderer::append_json(const Report& report, const RecordPlace& place,
                                std::string& out) const {
  const auto& disposition = report.triage.disposition;
  out += "{\"id\":";
  append_json_string(report.assessment_id, out);
  if (report.assessment_id.empty() && place.line > 0) {
    out += ",\"file\":";
    append_json_string(place.file, out);
    out += ",\"line\":";
    append_line_number(place, out);
  }
  out.append(",\"level\":").append(levels_[disposition.level]);
  out.append(",\"atLeast\":").append(levels_[disposition.at_least]);
  out.append(",\"atMost\":").append(levels_[upper_bound(report)]);
  out.append(",\"complete\":").append(disposition.complete ? "true" : "false");
  out += ",\"present\":[";
  append_list(report.triage.present, flags_, out);
  out += "],\"undetermined\":[";
  append_list(report.triage.undetermined, flags_, out);
  out += "],\"waitsFor\":[";
  append_list(*waiting_, items_, out);
  out += ']';
  if (!report.triage.issues.empty()) {
    out += ",\"issues\":[";
    append_issues(report, "\"", ",", out);
    out += ']';
  }
  out += "}\n";
}

void BriefRenderer::append_csv(const Report& report, const RecordPlace& place,
                               std::string& out) const {
  const auto& disposition = report.triage.disposition;
  append_csv_field(out, report.assessment_id);
  out += ',';
  append_csv_field(out, place.file);
  out += ',';
  append_line_number(place, out);
  for (const auto level : {disposition.level, disposition.at_least, upper_bound(report)}) {
    out.append(",").append(levels_[level]);
  }
  out.append(disposition.complete ? ",true," : ",false,");
  append_list(report.triage.present, flags_, out);
  out += ',';
  append_list(report.triage.undetermined, flags_, out);
  out += ',';
  append_list(*waiting_, items_, out);
  out += ',';
  append_issues(report, "", ";", out);
  out += '\n';
}

/// The separator belongs to a name, and the first is passed over.
void BriefRenderer::append_list(const std::vector<std::uint32_t>& list,
                                const std::vector<std::string>& names, std::string& out) {
  std::size_t passed_over = 1;
  for (const auto index : list) {
    out += std::string_view(names[index]).substr(passed_over);
    passed_over = 0;
  }
}

void BriefRenderer::append_issues(const Report& report, std::string_view quote,
                                  std::string_view separator, std::string& out) const {
  std::string_view between;
  for (const auto& issue : report.triage.issues) {
    out.append(between).append(quote).append(issue.code).append(quote);
    between = separator;
  }
}

}  // namespace palpate::rendering
