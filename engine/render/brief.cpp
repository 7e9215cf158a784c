#include "render/brief.hpp"

#include <algorithm>
#include <cstring>
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

BriefRenderer::Piece::Piece(std::string text) : whole(std::move(text)) {
  std::copy_n(whole.begin(), std::min(whole.size(), room), begin.begin());
}

const BriefRenderer::Words& BriefRenderer::words_of(Format format) {
  static constexpr Words json = {",\"level\":",
                                 ",\"atLeast\":",
                                 ",\"atMost\":",
                                 ",\"complete\":true,\"present\":[",
                                 ",\"complete\":false,\"present\":[",
                                 "],\"undetermined\":[",
                                 "],\"waitsFor\":[",
                                 "]"};
  static constexpr Words csv = {",", ",", ",", ",true,", ",false,", ",", ",", ","};
  return format == Format::json ? json : csv;
}

BriefRenderer::BriefRenderer(std::shared_ptr<const ruleset::RuleSet> rules, Format format)
    : rules_(std::move(rules)), format_(format), waits_for_(*rules_) {
  const auto& words = words_of(format);
  const auto piece = [&](std::string_view before, const std::string& name) {
    return Piece(std::string(before) + written(name, format));
  };
  std::size_t longest_level = 0;
  for (const auto& level : rules_->levels) {
    levels_.push_back(piece(words.level, level.id));
    at_least_.push_back(piece(words.at_least, level.id));
    at_most_.push_back(piece(words.at_most, level.id));
    for (const auto* pieces : {&levels_, &at_least_, &at_most_}) {
      longest_level = std::max(longest_level, pieces->back().whole.size());
    }
  }
  const std::string_view separator = format == Format::csv ? ";" : ",";
  for (const auto& flag : rules_->red_flags) flags_.push_back(piece(separator, flag.id));
  for (const auto& item : rules_->dictionary->items) items_.push_back(piece(separator, item.id));
  complete_ = Piece(std::string(words.complete));
  incomplete_ = Piece(std::string(words.incomplete));
  undetermined_ = Piece(std::string(words.undetermined));
  waits_for_word_ = Piece(std::string(words.waits_for));
  end_ = Piece(std::string(words.end));
  longest_head_ = 3 * longest_level + incomplete_.whole.size() + undetermined_.whole.size() +
                  waits_for_word_.whole.size() + end_.whole.size();
}

std::string_view BriefRenderer::head(Format format) {
  if (format == Format::json) return {};
  return "id,file,line,level,atLeast,atMost,complete,present,undetermined,waitsFor,issues\n";
}

void BriefRenderer::append(const Report& report, const RecordPlace& place, std::string& out) {
  waiting_ = &waits_for_.of(report.triage);
  append_place(report, place, out);
  append_triage(report, out);
  append_issues(report, out);
}

void BriefRenderer::append_place(const Report& report, const RecordPlace& place,
                                 std::string& out) const {
  if (format_ == Format::csv) {
    append_csv_field(out, report.assessment_id);
    out += ',';
    append_csv_field(out, place.file);
    out += ',';
    return append_line_number(place, out);
  }
  out += "{\"id\":";
  append_json_string(report.assessment_id, out);
  if (report.assessment_id.empty() && place.line > 0) {
    out += ",\"file\":";
    append_json_string(place.file, out);
    out += ",\"line\":";
    append_line_number(place, out);
  }
}

inline char* BriefRenderer::put(char* at, const Piece& piece) {
  std::memcpy(at, piece.begin.data(), Piece::room);
  const auto size = piece.whole.size();
  if (size > Piece::room) piece.whole.copy(at, size);
  return at + size;
}

/// The first goes without its separator: it is put over the last byte of what stands before.
inline char* BriefRenderer::put(char* at, const std::vector<std::uint32_t>& list,
                                const std::vector<Piece>& names) {
  if (list.empty()) return at;
  const char before = at[-1];
  char* const first = at - 1;
  at = first;
  for (const auto index : list) at = put(at, names[index]);
  *first = before;
  return at;
}

std::size_t BriefRenderer::most_bytes(const Report& report) const {
  auto size = longest_head_ + Piece::room;
  for (const auto flag : report.triage.present) size += flags_[flag].whole.size();
  for (const auto flag : report.triage.undetermined) size += flags_[flag].whole.size();
  for (const auto item : *waiting_) size += items_[item].whole.size();
  return size;
}

/// In a buffer of its own, since a string looks at its room with every piece.
void BriefRenderer::append_triage(const Report& report, std::string& out) {
  const auto& disposition = report.triage.disposition;
  if (const auto most = most_bytes(report); line_.size() < most) line_.resize(2 * most);
  char* at = line_.data();
  at = put(at, levels_[disposition.level]);
  at = put(at, at_least_[disposition.at_least]);
  at = put(at, at_most_[upper_bound(report)]);
  at = put(at, disposition.complete ? complete_ : incomplete_);
  at = put(at, report.triage.present, flags_);
  at = put(at, undetermined_);
  at = put(at, report.triage.undetermined, flags_);
  at = put(at, waits_for_word_);
  at = put(at, *waiting_, items_);
  at = put(at, end_);
  out.append(line_.data(), at);
}

void BriefRenderer::append_issues(const Report& report, std::string& out) const {
  const bool json = format_ == Format::json;
  const auto& issues = report.triage.issues;
  if (json && !issues.empty()) out += ",\"issues\":[";
  const std::string_view quote = json ? "\"" : "";
  std::string_view separator;
  for (const auto& issue : issues) {
    out.append(separator).append(quote).append(issue.code).append(quote);
    separator = json ? "," : ";";
  }
  if (json && !issues.empty()) out += ']';
  out += json ? "}\n" : "\n";
}

}  // namespace palpate::rendering
