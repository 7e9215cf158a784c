// Takes the broken definitions out of libraries that do not compile, so that one run finds the
// mistakes that only show in a whole program too. External interface: set_aside in logic.hpp.
#include <algorithm>
#include <map>

#include "ruleset/logic.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::string_view nothing = "null";

bool covers(Span outer, Span inner) {
  return outer.begin <= inner.begin && inner.begin < outer.end;
}

/// False when the mistake stands in no definition.
bool mark(const Diagnostic& mistake, std::vector<NamedDefinition>& definitions) {
  for (auto& definition : definitions) {
    if (definition.source != mistake.source || !covers(definition.body_span, mistake.span)) {
      continue;
    }
    definition.broken = true;
    return true;
  }
  return false;
}

/// Keeps every line break, so that all that follows stays where it was.
void blank(std::string& text, Span body) {
  for (auto i = body.begin; i < body.end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
  text.replace(body.begin, nothing.size(), nothing);
}

}  // namespace

std::vector<SourcePtr> set_aside(const std::vector<SourcePtr>& sources,
                                 std::vector<NamedDefinition>& definitions,
                                 const Diagnostics& diagnostics) {
  for (const auto& mistake : diagnostics.all()) {
    if (mistake.severity == Severity::error && !mark(mistake, definitions)) return {};
  }
  std::map<SourcePtr, std::string> texts;
  for (const auto& source : sources) texts.emplace(source, source->text());
  for (const auto& definition : definitions) {
    if (!definition.broken) continue;
    const auto body = definition.body_span;
    const auto& text = definition.source->text(body);
    if (text.substr(0, nothing.size()).find('\n') != std::string_view::npos ||
        text.size() < nothing.size()) {
      return {};
    }
    blank(texts.at(definition.source), body);
  }
  std::vector<SourcePtr> out;
  for (const auto& source : sources) {
    out.push_back(std::make_shared<const SourceText>(source->name(), texts.at(source)));
  }
  return out;
}

}  // namespace palpate::ruleset
