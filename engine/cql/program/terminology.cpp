// Value sets and code systems, indexed. External interface: terminology.hpp.
#include "cql/program/terminology.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace palpate::cql {
namespace {

Value text_or_null(const std::string& text, Arena& arena) {
  return text.empty() ? Value() : make_string(text, arena);
}

Value code_value(const TerminologyCode& code, Arena& arena) {
  std::vector<Value> fields;
  for (const std::string_view name : code_shape().names) {
    const std::string& text = name == "code"      ? code.code
                              : name == "display" ? code.display
                              : name == "system"  ? code.system
                                                  : code.version;
    fields.push_back(text_or_null(text, arena));
  }
  return palpate::make_tuple(code_shape(), fields, arena);
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

Error missing(Terminology::Kind kind, std::string_view id, std::string rest) {
  const char* const what = kind == Terminology::Kind::value_set ? "value set " : "code system ";
  return Error{Error::Code::not_found, what + quoted(id) + std::move(rest), {}};
}

std::string list_versions(const std::vector<std::unique_ptr<CodeIndex>>& candidates) {
  std::string text;
  for (const auto& candidate : candidates) {
    text += (text.empty() ? "" : ", ") + quoted(candidate->list().version);
  }
  return text;
}

}  // namespace

CodeIndex::CodeIndex(CodeList list, Arena& arena) : list_(std::move(list)) {
  std::vector<Value> values;
  values.reserve(list_.codes.size());
  places_.reserve(list_.codes.size());
  for (std::size_t i = 0; i < list_.codes.size(); ++i) {
    places_.emplace(list_.codes[i].code, i);
    several_systems_ = several_systems_ || list_.codes[i].system != list_.codes.front().system;
    values.push_back(code_value(list_.codes[i], arena));
  }
  codes_ = make_list(values, arena);
}

bool CodeIndex::contains(std::string_view code, std::string_view system) const {
  const auto [first, last] = places_.equal_range(code);
  return std::any_of(first, last, [this, system](const auto& place) {
    return list_.codes[place.second].system == system;
  });
}

std::optional<bool> CodeIndex::contains(std::string_view code) const {
  if (several_systems_) return std::nullopt;
  return places_.find(code) != places_.end();
}

std::optional<bool> CodeIndex::is_above(std::string_view ancestor, std::string_view code) const {
  if (places_.find(ancestor) == places_.end()) return std::nullopt;
  std::vector<std::string_view> open{code};
  std::unordered_set<std::string_view> seen;
  if (places_.find(code) == places_.end()) return std::nullopt;
  while (!open.empty()) {
    const std::string_view current = open.back();
    open.pop_back();
    if (!seen.insert(current).second) continue;
    const auto place = places_.find(current);
    if (place == places_.end()) continue;
    for (const std::string& parent : list_.codes[place->second].parents) {
      if (parent == ancestor) return true;
      open.push_back(parent);
    }
  }
  return false;
}

Terminology::Terminology(TerminologySource source) {
  for (CodeList& list : source.value_sets) {
    const std::string id = list.id;
    value_sets_[id].push_back(std::make_unique<CodeIndex>(std::move(list), arena_));
  }
  for (CodeList& list : source.code_systems) {
    const std::string id = list.id;
    for (TerminologyCode& code : list.codes) code.system = id;
    code_systems_[id].push_back(std::make_unique<CodeIndex>(std::move(list), arena_));
  }
}

Result<const CodeIndex*> Terminology::find(Kind kind, std::string_view id,
                                           std::string_view version) const {
  const Lists& lists = kind == Kind::value_set ? value_sets_ : code_systems_;
  const auto found = lists.find(id);
  if (found == lists.end()) return missing(kind, id, " is not there");
  const auto& candidates = found->second;
  if (version.empty() && candidates.size() == 1) return candidates.front().get();
  if (version.empty()) {
    return missing(kind, id, " is there in several versions: " + list_versions(candidates));
  }
  const auto match = std::find_if(
      candidates.begin(), candidates.end(),
      [version](const auto& candidate) { return candidate->list().version == version; });
  if (match != candidates.end()) return match->get();
  return missing(
      kind, id,
      " is not there in version " + quoted(version) + ", only in " + list_versions(candidates));
}

}  // namespace palpate::cql
