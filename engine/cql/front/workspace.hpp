#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cql/check/compile.hpp"

namespace palpate::cql {

/// What expressions are written in: a model, libraries, and definitions made on the way. An
/// expression names libraries by their names and those definitions without any qualifier. Values
/// of one compilation do not reach into another: each stands alone. One thread.
class Workspace {
 public:
  /// `input.libraries` in any order; of two with one name the first counts.
  explicit Workspace(CompileInput input = {});

  const CompileInput& input() const { return input_; }
  /// For tracing: see CompileInput::keep_folded.
  void keep_folded(bool on) { input_.keep_folded = on; }
  bool has_library(std::string_view name) const;
  /// Names of libraries, in the order in which they came.
  const std::vector<std::string>& library_names() const { return names_; }
  /// Takes a library in if it compiles with what is there; a library of that name is replaced.
  /// `added` are libraries that it includes and that are not there yet.
  Compilation load(SourcePtr library, const std::vector<SourcePtr>& added = {});

  /// One expression; its definition is `result_of` the program.
  Compilation compile(std::string_view expression) const;
  static DefinitionId result_of(const Program& program);

  /// A diagnostic of what compile() made of `expression`, found later on, gets the place in what
  /// was typed.
  void carry_back(Diagnostic& diagnostic, std::string_view expression) const;

  /// Takes in what `text` declares: `define`, `parameter`, `codesystem`, `valueset`, `code`,
  /// `concept`. What it declares anew replaces what was there. Nothing is taken in when that
  /// makes a mistake anywhere.
  Compilation define(std::string_view text);
  /// Names that define() took in, in the order in which they came.
  std::vector<std::string> defined() const;
  /// Whether `text` begins with a declaration rather than an expression.
  static bool is_declaration(std::string_view text);

 private:
  struct Piece {
    std::string key;  ///< its kind and name; of a function also the types of its operands
    std::string name;
    int rank = 0;  ///< the order that CQL wants: terminology, parameters, definitions
    SourcePtr source;
  };
  struct Pieces {
    std::vector<Piece> list;
    Diagnostics diagnostics;
  };
  static Pieces split(std::string_view text);
  class Composition;
  Composition compose(const std::vector<Piece>& pieces, SourcePtr expression) const;
  Compilation compile_with(const std::vector<Piece>& pieces, SourcePtr expression) const;
  void add(SourcePtr library);

  CompileInput input_;
  std::vector<std::string> names_;
  std::vector<Piece> pieces_;
};

/// Whether more is to come after `text`: an open bracket, string or comment, an operator without
/// its right side, an `if` without `else`, a `case` without `end`.
bool is_incomplete(std::string_view text);

/// The name and the `include`s of a library, without checking it.
struct LibraryHeader {
  struct Included {
    std::string name;
    std::string version;
  };
  std::string name;
  std::vector<Included> includes;
};
LibraryHeader library_header(const SourcePtr& library);

/// Whether evaluating `root` reads the evaluation time.
bool asks_for_time(const Program& program, NodeId root);

}  // namespace palpate::cql
