#include "batch/quarantine.hpp"

#include <algorithm>

#include "base/document.hpp"
#include "batch/base64.hpp"
#include "batch/limits.hpp"
#include "intake/issue_codes.hpp"
#include "render/json_string.hpp"

namespace palpate::batch {

namespace {

using rendering::append_json_string;

void append_member(std::string_view name, std::string_view text, std::string& out) {
  out.append(",\"").append(name).append("\":");
  append_json_string(text, out);
}

void append_origin(const RecordOrigin& origin, std::string& out) {
  out += "{\"file\":";
  append_json_string(origin.file, out);
  out.append(",\"line\":").append(std::to_string(origin.begin.line));
  out.append(",\"offset\":").append(std::to_string(origin.begin.offset));
}

void append_error(std::string_view code, std::string_view pointer, std::string_view message,
                  std::string& out) {
  out += "{\"code\":";
  append_json_string(code, out);
  append_member("pointer", pointer, out);
  append_member("message", message, out);
  out += '}';
}

void append_errors(const Report& report, std::string& out) {
  out += ",\"errors\":[";
  bool first = true;
  for (const auto& issue : report.triage.issues) {
    if (issue.kind != intake::Issue::Kind::error) continue;
    if (!first) out += ',';
    append_error(issue.code, issue.pointer, issue.message, out);
    first = false;
  }
  out += ']';
}

std::vector<std::uint32_t> present_flags(const Report& report) {
  auto flags = report.triage.present;
  const auto& known = report.rule_set->red_flags;
  std::stable_sort(flags.begin(), flags.end(),
                   [&](auto a, auto b) { return known[a].level < known[b].level; });
  return flags;
}

void append_flags(const Report* report, std::string& out) {
  out += ",\"redFlags\":[";
  bool first = true;
  if (report != nullptr) {
    const auto& rules = *report->rule_set;
    for (const auto index : present_flags(*report)) {
      out += first ? "{\"id\":" : ",{\"id\":";
      append_json_string(rules.red_flags[index].id, out);
      append_member("level", rules.levels[rules.red_flags[index].level].id, out);
      out += '}';
      first = false;
    }
  }
  out += ']';
}

void append_bytes(std::string_view bytes, std::string& out) {
  if (is_utf8(bytes)) {
    append_member("record", bytes, out);
  } else {
    out += ",\"base64\":\"";
    append_base64(bytes, out);
    out += '"';
  }
  out += "}\n";
}

}  // namespace

void quarantine_invalid(const RecordOrigin& origin, const Report& report, std::string_view bytes,
                        std::string& out) {
  append_origin(origin, out);
  append_errors(report, out);
  append_flags(&report, out);
  append_bytes(bytes, out);
}

void quarantine_failed(const RecordOrigin& origin, std::string_view code, const Error& error,
                       const Report* report, std::string_view bytes, std::string& out) {
  append_origin(origin, out);
  out += ",\"errors\":[";
  append_error(code, {}, error.message, out);
  out += ']';
  append_flags(report, out);
  append_bytes(bytes, out);
}

void quarantine_first_piece(const RecordOrigin& origin, std::string_view bytes, std::string& out) {
  append_origin(origin, out);
  out += ",\"errors\":[";
  append_error(intake::issue_code::too_large, {},
               "an assessment may have " + std::to_string(palpate::limits::assessment_bytes) +
                   " bytes at most; nothing of it has been read",
               out);
  out += "],\"redFlags\":[],\"base64\":\"";
  append_base64(bytes, out);
}

void quarantine_next_piece(std::string_view bytes, std::string& out) { append_base64(bytes, out); }

void quarantine_last_piece(std::string_view bytes, std::string& out) {
  append_base64(bytes, out);
  out += "\"}\n";
}

}  // namespace palpate::batch
