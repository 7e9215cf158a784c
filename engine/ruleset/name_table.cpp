#include "ruleset/name_table.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"

namespace palpate::ruleset {

namespace {

/// So many names can be read at a glance.
constexpr std::size_t few = 8;

const boost::json::array* find_list(const Document& document, const std::string& pointer) {
  boost::system::error_code error;
  const auto* found = document.root.find_pointer(pointer, error);
  return found != nullptr ? found->if_array() : nullptr;
}

std::optional<std::string> id_of(const boost::json::value& element) {
  const auto* object = element.if_object();
  const auto* id = object != nullptr ? object->if_contains("id") : nullptr;
  const auto* text = id != nullptr ? id->if_string() : nullptr;
  return text != nullptr ? std::optional(std::string(*text)) : std::nullopt;
}

}  // namespace

void NameTable::define(const Document& document, const std::string& pointer,
                       Diagnostics& diagnostics) {
  const auto* list = find_list(document, pointer);
  if (list == nullptr) return;
  open_ = false;
  source_ = document.source;
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto id = id_of((*list)[i]);
    ids_.push_back(id.value_or(""));
    if (!id) continue;
    const auto place = document.place(pointer + "/" + std::to_string(i) + "/id");
    const auto [entry, added] =
        entries_.emplace(*id, Entry{static_cast<std::uint32_t>(i), place, false});
    if (added) continue;
    const auto first = source_->position(entry->second.place.begin).line;
    diagnostics.error("RS0108", source_, place, "the " + what_ + " '" + *id + "' is defined twice",
                      "the first is in line " + std::to_string(first));
  }
}

void check_unique_ids(const ObjectReader& file, const std::string& key, const std::string& what,
                      Diagnostics& diagnostics) {
  NameTable(what, {}).define(file.node().document(), "/" + key, diagnostics);
}

std::optional<std::uint32_t> NameTable::use(const DocumentNode& reference) {
  const auto id = reference.text();
  return id ? use(*id, reference) : std::nullopt;
}

std::optional<std::uint32_t> NameTable::use(const std::string& id, const DocumentNode& reference) {
  if (const auto found = entries_.find(id); found != entries_.end()) {
    found->second.used = true;
    return found->second.index;
  }
  if (open_) return std::nullopt;
  reference.error(unknown_code_, "there is no " + what_ + " '" + id + "'", advice_for(id));
  mark_used(id);
  return std::nullopt;
}

std::vector<std::uint32_t> NameTable::use_all(const std::vector<DocumentNode>& references) {
  std::vector<std::uint32_t> out;
  for (const auto& reference : references) {
    const auto index = use(reference);
    if (!index) continue;
    if (std::find(out.begin(), out.end(), *index) != out.end()) {
      reference.error("RS0109", what_ + " '" + ids_[*index] + "' stands twice in this list");
    }
    out.push_back(*index);
  }
  return out;
}

std::vector<std::uint32_t> NameTable::use_all(const ObjectReader& reader, std::string_view key,
                                              Presence presence) {
  return use_all(reader.list(key, presence));
}

void NameTable::mark_used(std::string_view id) {
  auto found = entries_.find(id);
  if (found == entries_.end()) found = entries_.find(nearest(id, candidates()));
  if (found != entries_.end()) found->second.used = true;
}

std::vector<NameTable::Unused> NameTable::unused() const {
  std::vector<Unused> out;
  for (const auto& entry : entries_) {
    // A malformed id has had its message.
    if (!entry.second.used && is_identifier(entry.first))
      out.push_back({entry.first, entry.second.place});
  }
  return out;
}

std::string NameTable::advice_for(const std::string& id) const {
  const auto names = candidates();
  auto advice = did_you_mean(id, names);
  if (!advice.empty() || names.empty() || names.size() > few) return advice;
  return "it can be " + one_of(names);
}

std::vector<std::string_view> NameTable::candidates() const {
  std::vector<std::string_view> out;
  if (entries_.size() > limits::suggestion_candidates) return out;
  for (const auto& entry : entries_) out.push_back(entry.first);
  return out;
}

}  // namespace palpate::ruleset
