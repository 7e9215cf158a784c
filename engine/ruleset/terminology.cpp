// terminology/*.yaml, *.json → the value sets and code systems that the logic may ask.
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "ruleset/build.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::string_view folder = "terminology/";

bool is_terminology(std::string_view path) { return path.substr(0, folder.size()) == folder; }

bool is_readable(std::string_view path) {
  return path.ends_with(".yaml") || path.ends_with(".json");
}

enum class Of { value_set, code_system };

class TerminologyReader {
 public:
  explicit TerminologyReader(Build& build) : build_(build) {}

  void read(const std::string& path) {
    const auto file = build_.file(path, {"value_sets", "code_systems"});
    if (!file) return;
    if (file->valid() && !file->has("value_sets") && !file->has("code_systems")) {
      file->node().error("RS0152", "this file holds neither value sets nor code systems",
                         "write 'value_sets:' or 'code_systems:' and a list of them");
    }
    for (const auto& node : file->list("value_sets", Presence::optional)) {
      source_.value_sets.push_back(value_set(node));
    }
    for (const auto& node : file->list("code_systems", Presence::optional)) {
      source_.code_systems.push_back(code_system(node));
    }
  }

  std::shared_ptr<const cql::Terminology> finish() {
    return std::make_shared<const cql::Terminology>(std::move(source_));
  }

 private:
  cql::CodeList head(const ObjectReader& reader, Of of) {
    cql::CodeList list;
    list.id = reader.text("id");
    list.version = reader.text("version");
    reader.text("title", Presence::optional);
    const bool added = seen_.emplace(of, list.id, list.version).second;
    if (!added && !list.id.empty()) {
      reader.find("id")->error("RS0108", "'" + list.id + "' stands twice in this version");
      list.id.clear();  // so that the first one answers, and nothing more is said
    }
    return list;
  }

  cql::CodeList value_set(const DocumentNode& node) {
    const ObjectReader reader(node, "a value set", {"id", "version", "title", "codes"});
    auto list = head(reader, Of::value_set);
    std::set<std::pair<std::string, std::string>> known;
    for (const auto& element : reader.list("codes", Presence::required)) {
      const ObjectReader code(element, "a code", {"system", "code", "display", "version"});
      list.codes.push_back({code.text("code"),
                            code.text("system"),
                            code.text("version", Presence::optional),
                            code.text("display", Presence::optional),
                            {}});
      const auto& last = list.codes.back();
      if (!known.emplace(last.system, last.code).second && !last.code.empty()) twice(code);
    }
    return list;
  }

  cql::CodeList code_system(const DocumentNode& node) {
    const ObjectReader reader(node, "a code system", {"id", "version", "title", "codes"});
    auto list = head(reader, Of::code_system);
    std::set<std::string> known;
    const auto elements = reader.list("codes", Presence::required);
    for (const auto& element : elements) {
      const ObjectReader code(element, "a code", {"code", "display", "parents"});
      list.codes.push_back({code.text("code"), list.id, list.version,
                            code.text("display", Presence::optional),
                            code.texts("parents", Presence::optional)});
      if (!known.insert(list.codes.back().code).second && !list.codes.back().code.empty()) {
        twice(code);
      }
    }
    for (std::size_t i = 0; i < list.codes.size(); ++i) check_parents(elements[i], list, i, known);
    return list;
  }

  static void check_parents(const DocumentNode& element, const cql::CodeList& list,
                            std::size_t index, const std::set<std::string>& known) {
    const auto& parents = list.codes[index].parents;
    for (std::size_t i = 0; i < parents.size(); ++i) {
      if (known.count(parents[i]) != 0) continue;
      element.at(element.pointer() + "/parents/" + std::to_string(i))
          .error("RS0153", "this code system has no code '" + parents[i] + "'",
                 did_you_mean(parents[i], {known.begin(), known.end()}));
    }
  }

  static void twice(const ObjectReader& code) {
    code.find("code")->error("RS0108", "this code stands twice in the list");
  }

  Build& build_;
  cql::TerminologySource source_;
  std::set<std::tuple<Of, std::string, std::string>> seen_;
};

}  // namespace

void read_terminology(Build& build) {
  TerminologyReader reader(build);
  for (const auto& file : build.content.files) {
    if (!is_terminology(file.first)) continue;
    if (!is_readable(file.first)) {
      build.diagnostics.error("RS0154", build.content.source(file.first), {},
                              "a file in terminology/ must end in .yaml or .json");
      continue;
    }
    parse_document(build, file.first);
    reader.read(file.first);
  }
  build.set.terminology = reader.finish();
}

}  // namespace palpate::ruleset
