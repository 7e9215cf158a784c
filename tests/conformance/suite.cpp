// Reads the XML of the public suite. External interface: read_suite.
#include "suite.hpp"

#include <algorithm>
#include <filesystem>
#include <pugixml.hpp>
#include <string_view>

namespace palpate::conformance {
namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(blank) - begin + 1));
}

Case read_case(const pugi::xml_node& test, const std::string& file, const std::string& group) {
  Case result;
  result.file = file;
  result.group = group;
  result.name = test.attribute("name").value();
  const pugi::xml_node expression = test.child("expression");
  result.expression = trimmed(expression.text().get());
  const std::string_view invalid = expression.attribute("invalid").value();
  result.invalid = !invalid.empty() && invalid != "false";
  result.semantic = invalid == "semantic";
  for (const pugi::xml_node& capability : test.children("capability")) {
    result.capabilities.push_back(
        {capability.attribute("code").value(), capability.attribute("value").value()});
  }
  for (const pugi::xml_node& output : test.children("output")) {
    result.outputs.push_back(trimmed(output.text().get()));
  }
  return result;
}

}  // namespace

std::optional<std::vector<Case>> read_suite(const std::string& folder,
                                            std::vector<std::string>& problems) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".xml") files.push_back(entry->path());
  }
  if (error) return std::nullopt;
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const auto& path : files) {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_file(path.c_str());
    if (!parsed) {
      problems.push_back(path.filename().string() + ": " + parsed.description());
      continue;
    }
    for (const pugi::xml_node& group : document.child("tests").children("group")) {
      for (const pugi::xml_node& test : group.children("test")) {
        cases.push_back(read_case(test, path.stem().string(), group.attribute("name").value()));
      }
    }
  }
  return cases;
}

}  // namespace palpate::conformance
