// logic/*.cql → one Program. External interface: compile_logic.
#include "ruleset/logic.hpp"

#include <algorithm>
#include <utility>

#include "cql/syntax/parser.hpp"
#include "ruleset/rule_set.hpp"

namespace palpate::ruleset {

namespace {

constexpr std::string_view folder = "logic/";
constexpr std::string_view extension = ".cql";

class LogicCompiler {
 public:
  LogicCompiler(const Content& content, const LogicInput& input, Diagnostics& diagnostics)
      : content_(content), input_(input), diagnostics_(diagnostics) {}

  Logic run() {
    if (!input_.libraries.empty()) logic_.main_library = input_.libraries.front();
    for (const auto& library : input_.libraries) read(library);
    check_unlisted();
    diagnostics_.append(syntax_);
    // A tree with holes may lack definitions that stand in the source.
    const bool all_there = !sources_.empty() && sources_.size() == input_.libraries.size();
    logic_.all_known = all_there && !syntax_.has_errors();
    if (input_.schema != nullptr && all_there && !misnamed_) compile();
    return std::move(logic_);
  }

 private:
  void read(const std::string& library) {
    const auto source = content_.source(std::string(folder) + library + std::string(extension));
    if (source == nullptr) return;  // the manifest's reader says which one is missing
    sources_.push_back(source);
    const auto tree = cql::parse_library(source, syntax_);
    check_name(tree, library);
    for (const auto& definition : tree.definitions) {
      logic_.definitions.push_back({library, definition.name.text, definition.is_function, source,
                                    definition.name.span,
                                    definition.body ? definition.body->span : Span{}, false});
    }
    for (const auto& parameter : tree.parameters) {
      logic_.parameters.push_back(
          {library, parameter.name.text, false, source, parameter.name.span, {}, false});
    }
  }

  void check_name(const cql::ast::Library& tree, const std::string& library) {
    if (tree.name.text == library) return;
    misnamed_ = true;  // no include would find it
    const auto declaration = "library " + library + " version '1.0.0'";
    if (tree.name.text.empty()) {
      diagnostics_.error("RS0142", tree.source, {}, "this library does not say its name",
                         "begin with: " + declaration);
    } else {
      diagnostics_.error("RS0142", tree.source, tree.name.span,
                         "the library in " + library + ".cql must be called " + library);
    }
  }

  void check_unlisted() {
    if (input_.libraries.empty()) return;
    for (const auto& file : content_.files) {
      const std::string_view path = file.first;
      if (path.substr(0, folder.size()) != folder) continue;
      const auto name = path.substr(folder.size());
      const bool listed = std::any_of(
          input_.libraries.begin(), input_.libraries.end(),
          [&](const std::string& library) { return name == library + std::string(extension); });
      if (listed) continue;
      diagnostics_.error("RS0143", content_.source(file.first), {},
                         "ruleset.yaml does not list this file under 'libraries'",
                         "list it, or remove it");
    }
  }

  cql::CompileInput compile_input(std::vector<SourcePtr> sources) const {
    cql::CompileInput input;
    input.libraries = std::move(sources);
    input.libraries.push_back(palpate_library());
    input.schema = *input_.schema;
    input.parameters = input_.parameters;
    input.terminology = input_.terminology;
    return input;
  }

  void compile() {
    auto compilation = cql::compile(compile_input(sources_));
    diagnostics_.append(compilation.diagnostics);
    logic_.program = compilation.program;
    logic_.checkable = compilation.program;
    if (logic_.program != nullptr || !logic_.all_known) return;
    auto rest = set_aside(sources_, logic_.definitions, compilation.diagnostics);
    if (!rest.empty()) logic_.checkable = cql::compile(compile_input(std::move(rest))).program;
  }

  const Content& content_;
  const LogicInput& input_;
  Diagnostics& diagnostics_;
  Logic logic_;
  std::vector<SourcePtr> sources_;
  Diagnostics syntax_;
  bool misnamed_ = false;
};

}  // namespace

Logic compile_logic(const Content& content, const LogicInput& input, Diagnostics& diagnostics) {
  return LogicCompiler(content, input, diagnostics).run();
}

}  // namespace palpate::ruleset
