#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "cql/check/compile.hpp"
#include "cql/check/emitter.hpp"
#include "cql/check/library.hpp"

namespace palpate::cql::check {

/// One compilation: its libraries, what they declare, and the Program that they become.
/// Declarations are checked when first needed, so that order in the source does not matter.
class Build {
 public:
  Build(const CompileInput& input, Diagnostics& diagnostics);

  /// Takes a parsed library in; all of them before resolve().
  LibraryUnit& add(ast::Library tree);
  /// The first library can name all others without including them.
  void make_libraries_visible();
  /// Names, includes, models, signatures: everything that needs no expression.
  void resolve();
  /// Checks every declaration that nothing has needed so far.
  void check_all();
  std::shared_ptr<const Program> finish();

  // Each checks the declaration if that has not happened yet. False when it is broken or when
  // it is being checked already, that is, refers to itself (reported here, with the cycle).
  bool require(DefinitionEntry& entry, const LibraryUnit& from, Span use);
  bool require(FunctionEntry& entry, const LibraryUnit& from, Span use);
  bool require(TerminologyEntry& entry, const LibraryUnit& from, Span use);
  bool require(ParameterEntry& entry);

  Emitter& emitter() { return emitter_; }
  ProgramBuilder& builder() { return builder_; }
  const ContextSchema& schema() const { return input_->schema; }
  const Promotions& promotions() const { return input_->promotions; }
  bool list_traversal() const { return input_->list_traversal; }
  std::span<const ExternalConstant> constants() const { return input_->constants; }
  LibraryUnit* find_library(std::string_view name);
  std::vector<std::string_view> library_names() const;
  void error(const LibraryUnit& unit, std::string code, Span span, std::string message,
             std::string suggestion = {});
  void warning(const LibraryUnit& unit, std::string code, Span span, std::string message,
               std::string suggestion = {});
  /// "did you mean …?"; bounded in all, because a source can name as many unknown things as it
  /// defines known ones.
  std::string suggest(std::string_view word, std::vector<std::string_view> candidates);
  /// For the warnings of conditions that are decided: where a parameter's value, which may be
  /// overridden, became part of a constant; and what folded from a comparison of literals.
  void note_parameter_use(Place place) { parameter_uses_.emplace(place.library, place.span.begin); }
  void note_comparison_of_literals(NodeId node) { literal_comparisons_.insert(node); }
  /// No more diagnostics are kept: what would be said need not be worked out.
  bool crowded() const;
  /// Depth of the checker's recursion, over all declarations in progress.
  std::size_t& nesting() { return nesting_; }

 private:
  void declare_all(LibraryUnit& unit);
  void declare(LibraryUnit& unit, const ast::Name& name, Symbol symbol);
  void add_definition(LibraryUnit& unit, const ast::Definition& tree);
  void add_function(LibraryUnit& unit, const ast::Definition& tree);
  void resolve_include(LibraryUnit& unit, const ast::Include& include);
  void resolve_using(LibraryUnit& unit, const ast::Using& model);
  void resolve_contexts(LibraryUnit& unit);
  void resolve_signatures(LibraryUnit& unit);
  void check_definition(DefinitionEntry& entry);
  void check_function(FunctionEntry& entry);
  Typed function_body(FunctionEntry& entry);
  void bind_external(FunctionEntry& entry);
  void check_terminology(TerminologyEntry& entry);
  void check_value_set(TerminologyEntry& entry);
  /// Value sets and code systems that the program asks for their codes and that are not there.
  void check_terminology_uses();
  TerminologyEntry* find_terminology(TerminologyEntry& from, const ast::Name& name,
                                     ast::Terminology::Kind kind, const char* kind_name);
  void check_code(TerminologyEntry& entry);
  void check_concept(TerminologyEntry& entry);
  void check_parameter(ParameterEntry& entry);
  /// A constant expression, of type `wanted` if that is given; not ok when it is no constant
  /// (reported). `what` begins the message when it does not convert.
  Typed constant_of(LibraryUnit& unit, const ast::Expression& expression,
                    const std::optional<Type>& wanted, const std::string& what);
  void check_override(ParameterEntry& entry, const std::string& literal);
  const std::string* find_override(const ParameterEntry& entry);
  void check_overrides_known();
  void check_external_constants();
  void prepare_patterns();
  void warn_unused();
  void warn_decided_conditions();
  bool is_written(NodeId constant) const;
  std::string cycle_to(std::string_view name) const;
  template <typename EntryType, typename Check>
  bool run(EntryType& entry, const std::string& name, const LibraryUnit& from, Span use,
           Check check);

  const CompileInput* input_;
  Diagnostics* diagnostics_;
  ProgramBuilder builder_;
  Emitter emitter_;
  std::vector<std::unique_ptr<LibraryUnit>> units_;
  std::vector<std::string> in_progress_;  ///< names, outermost first
  std::size_t nesting_ = 0;
  std::size_t suggestions_ = 0;
  std::set<std::pair<std::uint32_t, std::uint32_t>> parameter_uses_;  ///< library, begin
  std::unordered_set<NodeId> literal_comparisons_;
};

}  // namespace palpate::cql::check
