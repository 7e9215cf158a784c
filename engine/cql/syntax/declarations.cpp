// A library and all that is declared before its definitions.

#include <algorithm>
#include <utility>

#include "cql/syntax/keywords.hpp"
#include "cql/syntax/parse.hpp"

namespace palpate::cql {

ast::Library Parser::library() {
  ast::Library library;
  library.source = source();
  while (!at_end()) {
    told_too_deep_ = false;
    declaration(library);
    recover_at_declaration();
  }
  return library;
}

void Parser::declaration(ast::Library& library) {
  const auto& words = declaration_words();
  const auto word = peek().text;
  const bool known =
      at_kind(TokenKind::word) && std::find(words.begin(), words.end(), word) != words.end();
  if (known) {
    declaration_of(word, library);
  } else {
    unknown_declaration(library);
  }
}

void Parser::unknown_declaration(ast::Library& library) {
  const auto& token = peek();
  const auto guess =
      at_kind(TokenKind::word) ? nearest(token.text, declaration_words()) : std::string_view();
  if (guess.empty() || !at_any_name(1)) {
    fail_expecting("a declaration, such as 'define'");
    next();
    return;
  }
  remark("CQL0106", token.span, "'" + std::string(token.text) + "' begins no declaration",
         "did you mean '" + std::string(guess) + "'?");
  declaration_of(guess, library);
}

void Parser::declaration_of(std::string_view word, ast::Library& library) {
  check_order(word, library);
  next();
  bool is_private = word == "private";
  if (word == "private" || word == "public") {
    if (!at_any({"parameter", "codesystem", "valueset", "code", "concept"})) {
      const bool definition = at("define");
      fail("CQL0100", here(),
           "expected 'parameter' or a terminology declaration after '" + std::string(word) + "'",
           definition ? "write 'define " + std::string(word) + "'" : "");
      if (definition) next();
      return;
    }
    word = next().text;
  }
  using Term = ast::Terminology::Kind;
  if (word == "library") return library_name(library);
  if (word == "using") return using_(library);
  if (word == "include") return include(library);
  if (word == "codesystem") return terminology(library, Term::code_system, is_private);
  if (word == "valueset") return terminology(library, Term::value_set, is_private);
  if (word == "code") return terminology(library, Term::code, is_private);
  if (word == "concept") return terminology(library, Term::concept_, is_private);
  if (word == "parameter") return parameter(library, is_private);
  if (word == "context") return context(library);
  define(library);
}

void Parser::check_order(std::string_view word, const ast::Library& library) {
  if (word == "define" || word == "context") {
    in_statements_ = true;
  } else if (word == "library") {
    const bool first = previous().kind == TokenKind::end;
    if (!first) {
      remark("CQL0107", here(),
             library.name.text.empty() ? "'library' must be the first declaration"
                                       : "a source holds one library only");
    }
  } else if (in_statements_) {
    remark("CQL0107", here(),
           "'" + std::string(word) + "' must stand before the first 'define' or 'context'");
  }
}

std::string Parser::string_after(std::string_view word) {
  if (!lost() && at_kind(TokenKind::string)) return read_string();
  const bool quoted = at_kind(TokenKind::quoted);
  if (quoted && !lost()) {
    remark("CQL0100", here(), "expected a string after '" + std::string(word) + "'",
           "strings stand in single quotation marks");
    return read_name().text;
  }
  fail_expecting("a string after '" + std::string(word) + "'");
  return {};
}

std::string Parser::version() {
  return accept("version") ? string_after("version") : std::string();
}

ast::Name Parser::dotted_name(std::string_view what) {
  const auto parts = dotted_names(what);
  auto name = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    name.text.append(".").append(parts[i].text);
    name.span.end = parts[i].span.end;
  }
  return name;
}

void Parser::library_name(ast::Library& library) {
  auto name = dotted_name("the name of the library");
  auto number = version();
  if (!library.name.text.empty()) return;
  library.name = std::move(name);
  library.version = std::move(number);
}

void Parser::using_(ast::Library& library) {
  ast::Using result;
  const auto begin = previous().span;
  result.model = dotted_name("the name of a data model");
  result.version = version();
  if (accept("called")) result.alias = declared_name("a name after 'called'");
  result.span = since(begin);
  library.usings.push_back(std::move(result));
}

void Parser::include(ast::Library& library) {
  ast::Include result;
  const auto begin = previous().span;
  const auto parts = dotted_names("the name of a library");
  result.library = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    result.library.text.append(".").append(parts[i].text);
    result.library.span.end = parts[i].span.end;
  }
  result.version = version();
  result.alias = accept("called") ? declared_name("a name after 'called'") : parts.back();
  result.span = since(begin);
  library.includes.push_back(std::move(result));
}

void Parser::terminology(ast::Library& library, ast::Terminology::Kind kind, bool is_private) {
  using Term = ast::Terminology::Kind;
  ast::Terminology result;
  const auto keyword = previous();
  result.kind = kind;
  result.is_private = is_private;
  result.name = declared_name("a name after '" + std::string(keyword.text) + "'");
  expect(":", "after the name");
  if (kind != Term::concept_) result.id = string_after(":");
  if (kind == Term::code_system || kind == Term::value_set) result.version = version();
  if (kind == Term::code) {
    expect("from", "and the code system of this code");
    result.references.push_back(dotted_name("a code system after 'from'"));
  } else if (kind == Term::concept_ || accept("codesystems")) {
    const auto opening = here();
    if (expect("{",
               kind == Term::concept_ ? "and the codes of this concept" : "and code systems")) {
      do {
        result.references.push_back(dotted_name("a name"));
        recover({",", "}"});
      } while (accept(","));
      close("}", opening, "','");
    }
  }
  if (kind == Term::code || kind == Term::concept_) result.display = display_clause();
  result.span = since(keyword.span);
  library.terminology.push_back(std::move(result));
}

void Parser::parameter(ast::Library& library, bool is_private) {
  ast::Parameter result;
  const auto begin = previous().span;
  result.is_private = is_private;
  result.name = declared_name("a name after 'parameter'");
  if (!lost() && !at("default") && !at_boundary()) result.type = type();
  if (accept("default")) {
    result.default_ = expression();
    if (!lost() && !at_end() && !at_declaration()) fail_after_expression("default value");
  } else if (!lost() && !result.type) {
    remark("CQL0110", result.name.span, "this parameter has neither a type nor a default",
           "add a type, such as 'Integer'");
  }
  result.span = since(begin);
  library.parameters.push_back(std::move(result));
}

void Parser::context(ast::Library& library) {
  auto name = dotted_name("the name of a context, such as 'Patient'");
  context_ = name.text;
  library.contexts.push_back(std::move(name));
}

}  // namespace palpate::cql
