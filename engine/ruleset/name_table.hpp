#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document_reader.hpp"

namespace palpate::ruleset {

/// The ids of one kind of thing (exercises, tags …), and which of them something refers to.
class NameTable {
 public:
  /// `what` without article ("exercise"); `unknown_code`: of a reference to what is not there.
  NameTable(std::string what, std::string unknown_code)
      : what_(std::move(what)), unknown_code_(std::move(unknown_code)) {}

  /// Takes the `id` of every element of the list at `pointer` of `document`, RS0108 where one
  /// stands twice. The index of a name is that of its element. A list that cannot be read leaves
  /// the table open: then every reference to it may be right.
  void define(const Document& document, const std::string& pointer, Diagnostics& diagnostics);

  /// The index of a name that is referred to; a complaint and nothing when there is none. What was
  /// probably meant counts as used, so that one slip of the pen is one message.
  std::optional<std::uint32_t> use(const DocumentNode& reference);
  /// The same for a reference that was read elsewhere.
  std::optional<std::uint32_t> use(const std::string& id, const DocumentNode& reference);
  std::vector<std::uint32_t> use_all(const std::vector<DocumentNode>& references);
  std::vector<std::uint32_t> use_all(const ObjectReader& reader, std::string_view key,
                                     Presence presence = Presence::optional);

  /// It, or what was probably meant, counts as used; a wrong name is reported elsewhere.
  void mark_used(std::string_view id);

  struct Unused {
    std::string id;
    Span place;
  };
  std::vector<Unused> unused() const;
  const SourcePtr& source() const { return source_; }
  const std::string& what() const { return what_; }
  std::string_view name(std::uint32_t index) const { return ids_[index]; }

 private:
  struct Entry {
    std::uint32_t index = 0;
    Span place;
    bool used = false;
  };
  std::vector<std::string_view> candidates() const;
  std::string advice_for(const std::string& id) const;

  std::string what_;
  std::string unknown_code_;
  std::map<std::string, Entry, std::less<>> entries_;
  std::vector<std::string> ids_;  // by index; empty where there is no readable id
  SourcePtr source_;
  bool open_ = true;
};

/// RS0108 for ids that nothing refers to: each may stand once.
void check_unique_ids(const ObjectReader& file, const std::string& key, const std::string& what,
                      Diagnostics& diagnostics);

}  // namespace palpate::ruleset
