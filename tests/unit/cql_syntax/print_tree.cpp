#include "print_tree.hpp"

#include <string_view>

namespace palpate::cql::ast {

namespace {

using Kind = Expression::Kind;

/// Collects the parts of one list, with blanks between them.
class List {
 public:
  explicit List(std::string_view head) : text_("(" + std::string(head)) {}
  List& add(std::string_view part) {
    text_.append(" ").append(part);
    return *this;
  }
  List& add(std::string_view label, std::string_view part) {
    return part.empty() ? *this : add(std::string(label) + std::string(part));
  }
  List& add(const ExpressionPtr& e) { return e ? add(print(*e)) : *this; }
  List& add(std::string_view label, const ExpressionPtr& e) {
    return e ? add(label, std::string_view(print(*e))) : *this;
  }
  List& add(const TypeSpecifierPtr& type) { return type ? add(print(*type)) : *this; }
  List& add(const std::vector<ExpressionPtr>& list) {
    for (const auto& e : list) add(e);
    return *this;
  }
  std::string close() const { return text_ + ")"; }

 private:
  std::string text_;
};

std::string print_fields(std::string_view head, const Expression& e) {
  List list(head);
  list.add(e.type);
  for (const auto& [name, value] : e.fields) list.add(name.text + ":", value);
  return list.close();
}

std::string print_operation(const Expression& e) {
  List list(e.text + (e.precision.empty() ? "" : "/" + e.precision));
  if (e.value) list.add("properly");
  return list.add(e.type).add(e.operands).close();
}

std::string print_case(const Expression& e) {
  List list("case");
  list.add(e.comparand);
  for (const auto& item : e.case_items) {
    list.add(List("when").add(item.when).add(item.then).close());
  }
  return list.add(e.else_).close();
}

/// A written code path stands with its comparator: (In code VS).
std::string print_retrieve(const Expression& e) {
  List list("retrieve");
  list.add("->", e.comparand).add(e.text);
  if (!e.source) return list.add(e.operands).close();
  return list.add(List(e.unit).add(e.source).add(e.operands).close()).close();
}

std::string print_source(const Query::Source& source) {
  return List(source.alias.text).add(source.expression).close();
}

std::string print_aggregate(const Query::Aggregate& aggregate) {
  List list(aggregate.all        ? "aggregate-all"
            : aggregate.distinct ? "aggregate-distinct"
                                 : "aggregate");
  return list.add(aggregate.name.text)
      .add("starting:", aggregate.starting)
      .add(aggregate.expression)
      .close();
}

std::string print_query(const Query& query) {
  List list("query");
  for (const auto& source : query.sources) list.add(print_source(source));
  for (const auto& let : query.lets) {
    list.add(List("let").add(let.name.text).add(let.expression).close());
  }
  for (const auto& r : query.relationships) {
    list.add(
        List(r.with ? "with" : "without").add(print_source(r.source)).add(r.such_that).close());
  }
  if (query.where) list.add(List("where").add(query.where).close());
  if (query.aggregate) list.add(print_aggregate(*query.aggregate));
  if (query.return_) {
    const std::string_view head = query.return_all        ? "return-all"
                                  : query.return_distinct ? "return-distinct"
                                                          : "return";
    list.add(List(head).add(query.return_).close());
  }
  for (const auto& item : query.sort) {
    list.add(List(item.descending ? "sort-desc" : "sort-asc").add(item.by).close());
  }
  return list.close();
}

std::string print_call(const Expression& e) {
  List list(e.source ? "." + e.text : e.text);
  return list.add(e.source).add(e.operands).close();
}

std::string name_of(Terminology::Kind kind) {
  switch (kind) {
    case Terminology::Kind::code_system:
      return "codesystem";
    case Terminology::Kind::value_set:
      return "valueset";
    case Terminology::Kind::code:
      return "code";
    case Terminology::Kind::concept_:
      return "concept";
  }
  return {};
}

std::string print_definition(const Definition& d) {
  List list(d.is_function ? "function" : "define");
  if (d.is_private) list.add("private");
  if (d.is_fluent) list.add("fluent");
  if (d.is_external) list.add("external");
  list.add("context=", d.context).add(d.name.text);
  for (const auto& [name, type] : d.parameters) list.add(name.text + ":" + print(*type));
  if (d.returns) list.add("returns:" + print(*d.returns));
  return list.add(d.body).close();
}

std::string print_terminology(const Terminology& t) {
  List list(name_of(t.kind));
  if (t.is_private) list.add("private");
  list.add(t.name.text).add("id=", t.id).add("version=", t.version).add("display=", t.display);
  for (const auto& reference : t.references) list.add("-> ", reference.text);
  return list.close();
}

}  // namespace

std::string print(const Expression& e) {
  switch (e.kind) {
    case Kind::error:
      return "<error>";
    case Kind::null_literal:
      return "null";
    case Kind::boolean_literal:
      return e.value ? "true" : "false";
    case Kind::integer_literal:
    case Kind::decimal_literal:
      return e.text;
    case Kind::long_literal:
      return e.text + "L";
    case Kind::string_literal:
      return "'" + e.text + "'";
    case Kind::date_literal:
      return List("date").add(e.text).close();
    case Kind::date_time_literal:
      return List("datetime").add(e.text).close();
    case Kind::time_literal:
      return List("time").add(e.text).close();
    case Kind::quantity:
      return List("quantity").add(e.text).add("", e.unit).close();
    case Kind::ratio:
      return List("ratio").add(e.operands).close();
    case Kind::identifier:
      return e.text;
    case Kind::property:
      return List(".").add(e.operands).add(e.text).close();
    case Kind::call:
      return print_call(e);
    case Kind::operation:
      return print_operation(e);
    case Kind::interval:
      return List(std::string("interval") + (e.low_closed ? "[" : "(") +
                  (e.high_closed ? "]" : ")"))
          .add(e.operands)
          .close();
    case Kind::list:
      return List("list").add(e.type).add(e.operands).close();
    case Kind::tuple:
      return print_fields("tuple", e);
    case Kind::instance:
      return print_fields("instance", e);
    case Kind::concept_:
      return List("concept").add(e.operands).add("display=", e.text).close();
    case Kind::code:
      return List("code").add(e.text).add(e.operands).add("display=", e.unit).close();
    case Kind::is:
      return List("is").add(e.operands).add(e.type).close();
    case Kind::as:
      return List("as").add(e.operands).add(e.type).close();
    case Kind::cast:
      return List("cast").add(e.operands).add(e.type).close();
    case Kind::convert:
      return List("convert").add(e.operands).add(e.type).add("unit=", e.unit).close();
    case Kind::if_:
      return List("if").add(e.operands).close();
    case Kind::case_:
      return print_case(e);
    case Kind::query:
      return print_query(*e.query);
    case Kind::retrieve:
      return print_retrieve(e);
  }
  return "?";
}

std::string print(const TypeSpecifier& type) {
  using TypeKind = TypeSpecifier::Kind;
  if (type.kind == TypeKind::named) {
    return (type.qualifier ? type.qualifier->text + "." : "") + type.name.text;
  }
  std::string out = type.kind == TypeKind::list       ? "List<"
                    : type.kind == TypeKind::interval ? "Interval<"
                    : type.kind == TypeKind::choice   ? "Choice<"
                                                      : "Tuple<";
  std::string separator;
  for (const auto& argument : type.arguments) {
    out += separator + print(*argument);
    separator = ",";
  }
  for (const auto& [name, element] : type.elements) {
    out += separator + name.text + ":" + print(*element);
    separator = ",";
  }
  return out + ">";
}

std::string print(const Library& library) {
  std::string out;
  if (!library.name.text.empty()) {
    out += List("library").add(library.name.text).add("version=", library.version).close() + "\n";
  }
  for (const auto& u : library.usings) {
    out += List("using")
               .add(u.model.text)
               .add("version=", u.version)
               .add("as=", u.alias.text)
               .close() +
           "\n";
  }
  for (const auto& i : library.includes) {
    out += List("include")
               .add(i.library.text)
               .add("version=", i.version)
               .add("as=", i.alias.text)
               .close() +
           "\n";
  }
  for (const auto& t : library.terminology) out += print_terminology(t) + "\n";
  for (const auto& p : library.parameters) {
    List list(p.is_private ? "private-parameter" : "parameter");
    out += list.add(p.name.text).add(p.type).add("default=", p.default_).close() + "\n";
  }
  for (const auto& d : library.definitions) out += print_definition(d) + "\n";
  return out;
}

}  // namespace palpate::cql::ast
