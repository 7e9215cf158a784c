// Expressions among definitions made on the way: both become one library, whose diagnostics are
// carried back to what was typed. External interface: Workspace.
#include "cql/front/workspace.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cql/program/reach.hpp"
#include "cql/syntax/lexer.hpp"
#include "cql/syntax/parser.hpp"

namespace palpate::cql {
namespace {

constexpr std::string_view session_name = "this session";
constexpr std::string_view result_name = "the result";
constexpr std::string_view expression_name = "expression";

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

/// A name that joins others by dots is quoted part by part.
std::string quoted_path(std::string_view path) {
  std::string out;
  while (true) {
    const auto dot = path.find('.');
    out += quoted(path.substr(0, dot));
    if (dot == std::string_view::npos) return out;
    out.push_back('.');
    path.remove_prefix(dot + 1);
  }
}

std::string key_of(const ast::Definition& tree, const SourceText& source) {
  if (!tree.is_function) return "define " + tree.name.text;
  std::string key = "function " + tree.name.text + "(";
  for (const auto& parameter : tree.parameters) {
    if (parameter.second) key += std::string(source.text(parameter.second->span)) + ",";
  }
  return key + ")";
}

}  // namespace

/// A text made of parts, and which byte of it came from where.
class Workspace::Composition {
 public:
  void glue(std::string_view text) { text_ += text; }
  void part(SourcePtr source) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += source->text();
    parts_.push_back({begin, static_cast<std::uint32_t>(text_.size()), std::move(source)});
    text_ += "\n";
  }
  SourcePtr source() const {
    return std::make_shared<const SourceText>(std::string(session_name), text_);
  }
  Diagnostics carried_back(const Diagnostics& diagnostics) const {
    Diagnostics out;
    for (Diagnostic each : diagnostics.all()) {
      carry_back(each);
      out.add(std::move(each));
    }
    return out;
  }
  void carry_back(Diagnostic& diagnostic) const {
    const bool mine = diagnostic.source != nullptr && diagnostic.source->name() == session_name;
    if (!mine) return;
    for (const Part& part : parts_) {
      if (diagnostic.span.begin < part.begin || diagnostic.span.begin > part.end) continue;
      const auto end = std::clamp(diagnostic.span.end, diagnostic.span.begin, part.end);
      diagnostic.span = {diagnostic.span.begin - part.begin, end - part.begin};
      diagnostic.source = part.source;
      return;
    }
  }

 private:
  struct Part {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    SourcePtr source;
  };

  std::string text_;
  std::vector<Part> parts_;
};

Workspace::Workspace(CompileInput input) : input_(std::move(input)) {
  std::vector<SourcePtr> libraries = std::move(input_.libraries);
  input_.libraries.clear();
  for (auto& library : libraries) add(std::move(library));
}

void Workspace::add(SourcePtr library) {
  auto name = library_header(library).name;
  if (has_library(name)) return;
  names_.push_back(std::move(name));
  input_.libraries.push_back(std::move(library));
}

bool Workspace::has_library(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

Compilation Workspace::load(SourcePtr library, const std::vector<SourcePtr>& added) {
  Workspace with = *this;
  const auto name = library_header(library).name;
  const auto there = std::find(with.names_.begin(), with.names_.end(), name);
  if (there != with.names_.end()) {
    with.input_.libraries.erase(with.input_.libraries.begin() + (there - with.names_.begin()));
    with.names_.erase(there);
  }
  with.input_.libraries.insert(with.input_.libraries.begin(), std::move(library));
  with.names_.insert(with.names_.begin(), name);
  for (const auto& other : added) with.add(other);
  Compilation compiled = cql::compile(with.input_);
  if (compiled.program && !with.pieces_.empty()) {
    const auto session = with.compile("null");
    if (!session.program) return session;
  }
  if (compiled.program) *this = std::move(with);
  return compiled;
}

Compilation Workspace::compile(std::string_view expression) const {
  auto source =
      std::make_shared<const SourceText>(std::string(expression_name), std::string(expression));
  if (pieces_.empty()) return compile_expression(std::move(source), input_);
  Compilation alone;
  (void)parse_expression(source, alone.diagnostics);
  return alone.diagnostics.has_errors() ? std::move(alone)
                                        : compile_with(pieces_, std::move(source));
}

DefinitionId Workspace::result_of(const Program& program) {
  const auto typed = program.find(session_name, result_name);
  return typed ? *typed : program.find("Expression", "Result").value_or(no_id);
}

Workspace::Composition Workspace::compose(const std::vector<Piece>& pieces,
                                          SourcePtr expression) const {
  Composition text;
  text.glue("library " + quoted(session_name) + "\n");
  for (const auto& name : names_) text.glue("include " + quoted_path(name) + "\n");
  auto ordered = pieces;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Piece& a, const Piece& b) { return a.rank < b.rank; });
  bool in_context = input_.schema.context.empty();
  const auto enter_context = [&] {
    if (!std::exchange(in_context, true)) text.glue("context " + input_.schema.context + "\n");
  };
  for (const auto& piece : ordered) {
    if (piece.rank >= 2) enter_context();
    text.part(piece.source);
  }
  enter_context();
  text.glue("define " + quoted(result_name) + ": ");
  text.part(std::move(expression));
  return text;
}

Compilation Workspace::compile_with(const std::vector<Piece>& pieces, SourcePtr expression) const {
  const Composition text = compose(pieces, std::move(expression));
  CompileInput input = input_;
  input.libraries.insert(input.libraries.begin(), text.source());
  Compilation compiled = cql::compile(input);
  compiled.diagnostics = text.carried_back(compiled.diagnostics);
  return compiled;
}

void Workspace::carry_back(Diagnostic& diagnostic, std::string_view expression) const {
  compose(pieces_,
          std::make_shared<const SourceText>(std::string(expression_name), std::string(expression)))
      .carry_back(diagnostic);
}

Workspace::Pieces Workspace::split(std::string_view text) {
  Pieces pieces;
  const auto source =
      std::make_shared<const SourceText>(std::string(expression_name), std::string(text));
  const auto tree = parse_library(source, pieces.diagnostics);
  const auto take = [&](std::string key, const ast::Name& name, int rank, Span span) {
    auto part = std::make_shared<const SourceText>(std::string(expression_name),
                                                   std::string(source->text(span)));
    pieces.list.push_back({std::move(key), name.text, rank, std::move(part)});
  };
  for (const auto& each : tree.terminology) {
    take("term " + each.name.text, each.name, 0, each.span);
  }
  for (const auto& each : tree.parameters) {
    take("parameter " + each.name.text, each.name, 1, each.span);
  }
  for (const auto& each : tree.definitions) {
    take(key_of(each, *source), each.name, 2, each.span);
  }
  return pieces;
}

Compilation Workspace::define(std::string_view text) {
  auto split_text = split(text);
  Compilation result;
  result.diagnostics = std::move(split_text.diagnostics);
  if (result.diagnostics.has_errors() || split_text.list.empty()) return result;
  auto pieces = pieces_;
  for (auto& piece : split_text.list) {
    pieces.erase(std::remove_if(pieces.begin(), pieces.end(),
                                [&piece](const Piece& old) { return old.key == piece.key; }),
                 pieces.end());
    pieces.push_back(std::move(piece));
  }
  auto null = std::make_shared<const SourceText>(std::string(expression_name), "null");
  result = compile_with(pieces, std::move(null));
  if (result.program) pieces_ = std::move(pieces);
  return result;
}

std::vector<std::string> Workspace::defined() const {
  std::vector<std::string> names;
  for (const auto& piece : pieces_) names.push_back(piece.name);
  return names;
}

bool Workspace::is_declaration(std::string_view text) {
  Diagnostics ignored;
  const auto source =
      std::make_shared<const SourceText>(std::string(expression_name), std::string(text));
  const auto tokens = tokenize(source, ignored);  // they view the source
  constexpr std::array<std::string_view, 6> always = {"define",   "parameter", "codesystem",
                                                      "valueset", "private",   "public"};
  const auto first = tokens.front().text;
  if (tokens.front().kind != TokenKind::word) return false;
  if (std::find(always.begin(), always.end(), first) != always.end()) return true;
  return (first == "code" || first == "concept") && tokens.size() > 2 && tokens[2].text == ":";
}

LibraryHeader library_header(const SourcePtr& library) {
  Diagnostics ignored;
  const auto tree = parse_library(library, ignored);
  LibraryHeader header;
  header.name = tree.name.text;
  for (const auto& include : tree.includes) {
    header.includes.push_back({include.library.text, include.version});
  }
  return header;
}

bool asks_for_time(const Program& program, NodeId root) {
  bool asks = false;
  for_each_reachable(program, std::span(&root, 1), [&](NodeId id) {
    const Node& node = program.node(id);
    if (node.kind != NodeKind::operation) return;
    const auto& overload = program.overload(node);
    const bool age_now = overload.name.starts_with("CalculateAge") && node.operand_count == 1;
    asks = asks || overload.name == "Now" || overload.name == "Today" ||
           overload.name == "TimeOfDay" || age_now;
  });
  return asks;
}

}  // namespace palpate::cql
