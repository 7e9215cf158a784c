// Names: locals, declarations, elements of the record, properties. External interface:
// Checker::identifier and Checker::property.
#include <algorithm>
#include <utility>

#include "cql/check/checker.hpp"
#include "cql/check/conversion.hpp"
#include "cql/program/runtime_type.hpp"

namespace palpate::cql::check {

const Checker::Local* Checker::find_local(std::string_view name) const {
  for (auto candidate = scope_.rbegin(); candidate != scope_.rend(); ++candidate) {
    if (candidate->name == name) return &*candidate;
    if (candidate->fields && candidate->type.find_element(name) != nullptr) return &*candidate;
  }
  return nullptr;
}

Typed Checker::local(const Local& found, Span span) {
  if (found.stands_for != no_id) return {found.stands_for, found.type};
  return emitter().node(NodeKind::local, found.index, {}, found.type, place(span));
}

Typed Checker::identifier(const ast::Expression& expression) {
  const std::string_view name = expression.text;
  if (name.starts_with('%')) return external_constant(expression);
  if (const Local* found = find_local(name)) {
    const Local copy = *found;
    const Typed value = local(copy, expression.span);
    if (copy.name == name) return value;
    return property_of(value, name, expression.span, expression.span);
  }
  if (const Symbol* found = unit_->find(name)) {
    return symbol(*unit_, *found, name, expression.span);
  }
  if (is_record(expression)) {
    return fail("CQL0216", expression.span, "'" + expression.text + "' is the whole record",
                "name one of its elements: " + expression.text + ".…");
  }
  return unknown_name(expression);
}

Typed Checker::external_constant(const ast::Expression& expression) {
  const std::string name = expression.text.substr(1);
  const auto constants = build_->constants();
  const auto found =
      std::find_if(constants.begin(), constants.end(),
                   [&name](const ExternalConstant& constant) { return constant.name == name; });
  if (found == constants.end()) {
    std::vector<std::string_view> names;
    for (const ExternalConstant& constant : constants) names.push_back(constant.name);
    std::string help = build_->suggest(name, names);
    if (help.empty())
      help = "the program that compiles this has to give it, or declare a parameter";
    return fail("CQL0294", expression.span,
                "the external constant '" + expression.text + "' has no value", help);
  }
  build_->note_parameter_use(place(expression.span));
  return emitter().constant(clone(found->value, arena()), found->type, place(expression.span));
}

Typed Checker::symbol(const LibraryUnit& owner, const Symbol& symbol, std::string_view name,
                      Span span) {
  if (symbol.broken) return {};
  const bool foreign = &owner != unit_;
  const auto refuse_private = [&](bool is_private) {
    if (!foreign || !is_private) return false;
    fail("CQL0214", span, "'" + std::string(name) + "' is private to library '" + owner.name + "'");
    return true;
  };
  if (symbol.definition != nullptr) {
    DefinitionEntry& entry = *symbol.definition;
    entry.used = true;
    if (refuse_private(entry.tree->is_private) || !build_->require(entry, *unit_, span)) return {};
    return emitter().node(NodeKind::definition, entry.id, {}, entry.type, place(span));
  }
  if (symbol.parameter != nullptr) {
    ParameterEntry& entry = *symbol.parameter;
    entry.used = true;
    if (refuse_private(entry.tree->is_private) || !build_->require(entry)) return {};
    build_->note_parameter_use(place(span));
    return emitter().constant(entry.value, entry.type, place(span));
  }
  if (symbol.terminology != nullptr) {
    TerminologyEntry& entry = *symbol.terminology;
    entry.used = true;
    if (refuse_private(entry.tree->is_private) || !build_->require(entry, *unit_, span)) return {};
    return emitter().constant(entry.value, entry.type, place(span));
  }
  return fail("CQL0216", span, "'" + std::string(name) + "' is a library",
              "name one of its definitions: " + std::string(name) + ".…");
}

std::vector<std::string_view> Checker::visible_names() const {
  std::vector<std::string_view> names;
  for (const Local& local : scope_) {
    if (local.name.empty()) continue;
    names.push_back(local.name);
    if (!local.fields) continue;
    for (const Type::Element& field : local.type.elements()) names.push_back(field.name);
  }
  for (const auto& entry : unit_->symbols) names.push_back(entry.first);
  if (!build_->schema().context.empty()) names.push_back(build_->schema().context);
  return names;
}

Typed Checker::unknown_name(const ast::Expression& expression) {
  if (build_->crowded()) return {};
  const std::string_view written = unit_->source()->text(expression.span);
  std::string suggestion = build_->suggest(expression.text, visible_names());
  if (suggestion.empty() && !written.empty() && written.front() == '"') {
    suggestion = "a string takes single quotes: '" + expression.text + "'";
  }
  const auto& elements = build_->schema().elements;
  const bool is_element = std::any_of(
      elements.begin(), elements.end(),
      [&expression](const ContextElement& element) { return element.name == expression.text; });
  if (is_element) suggestion = "write " + build_->schema().context + "." + expression.text;
  if (const LibraryUnit* library = build_->find_library(expression.text)) {
    const std::string& version = library->tree.version;
    suggestion = "include it: include " + library->name +
                 (version.empty() ? std::string() : " version '" + version + "'");
  }
  if (expression.text == "$index") {
    return fail("CQL0217", expression.span,
                "'$index' has no meaning outside .where(), .select(), .exists(), .all() and "
                ".aggregate()");
  }
  if (expression.text == "$this" || expression.text == "$total") {
    return fail("CQL0217", expression.span,
                "'" + expression.text + "' has no meaning outside a query");
  }
  return fail("CQL0210", expression.span, "there is nothing named '" + expression.text + "' here",
              suggestion);
}

LibraryUnit* Checker::library_alias(const ast::Expression& expression) const {
  if (expression.kind != ast::Expression::Kind::identifier) return nullptr;
  if (find_local(expression.text) != nullptr) return nullptr;
  const Symbol* found = unit_->find(expression.text);
  return found == nullptr ? nullptr : found->library;
}

bool Checker::is_record(const ast::Expression& expression) const {
  const ContextSchema& schema = build_->schema();
  return expression.kind == ast::Expression::Kind::identifier && !schema.context.empty() &&
         expression.text == schema.context && find_local(expression.text) == nullptr &&
         unit_->find(expression.text) == nullptr;
}

Typed Checker::property(const ast::Expression& expression) {
  const ast::Expression& owner = *expression.operands.front();
  if (LibraryUnit* library = library_alias(owner)) return library_member(*library, expression);
  if (is_record(owner)) return record_element(expression);
  return property_of(check(owner), expression.text, expression.span, expression.name_span);
}

Typed Checker::library_member(LibraryUnit& library, const ast::Expression& expression) {
  const Symbol* found = library.find(expression.text);
  if (found != nullptr && found->library == nullptr) {
    return symbol(library, *found, expression.text, expression.span);
  }
  if (build_->crowded()) return {};
  std::vector<std::string_view> names;
  for (const auto& entry : library.symbols) names.push_back(entry.first);
  return fail("CQL0210", expression.name_span,
              "library '" + library.name + "' has nothing named '" + expression.text + "'",
              build_->suggest(expression.text, names));
}

bool Checker::require_context(Span span) {
  // A context that does not exist has been reported where it is declared.
  if (!context_.empty() && context_ != "Unfiltered") return true;
  const std::string& context = build_->schema().context;
  fail("CQL0218", span, "'" + context + "' is not the context of this definition",
       "write \"context " + context + "\" above it");
  return false;
}

Typed Checker::record_element(const ast::Expression& expression) {
  const ContextSchema& schema = build_->schema();
  if (!require_context(expression.span)) return {};
  if (const ContextElement* found = schema.find_element(expression.text)) {
    return element_value(*found, expression.span);
  }
  std::vector<std::string_view> names;
  for (const ContextElement& element : schema.elements) names.push_back(element.name);
  std::string help = build_->suggest(expression.text, names);
  if (schema.find_class(expression.text) != nullptr) help = "write [" + expression.text + "]";
  return fail("CQL0211", expression.name_span,
              "'" + schema.context + "' has no element '" + expression.text + "'", help);
}

Typed Checker::element_value(const ContextElement& element, Span span) {
  if (!element.type.is(Type::Kind::tuple)) {
    return emitter().node(NodeKind::slot, element.slot, {}, element.type, place(span));
  }
  std::vector<std::string_view> names;
  std::vector<Typed> slots;
  for (const Type::Element& side : element.type.elements()) {
    names.push_back(make_string(side.name, arena()).as_string());
    slots.push_back(emitter().node(NodeKind::slot,
                                   element.slot + static_cast<std::uint32_t>(slots.size()), {},
                                   side.type, place(span)));
  }
  return emitter().tuple(element.type, make_shape({}, names, arena()), slots, place(span));
}

Typed Checker::property_of(const Typed& owner, std::string_view name, Span whole, Span name_span) {
  if (!owner.ok()) return {};
  if (emitter().is_constant(owner) && owner.type.is(Type::Kind::tuple)) {
    if (const Type* type = owner.type.find_element(name)) {
      const Value& tuple = emitter().value_of(owner);
      const Value field = tuple.is_null() ? Value() : tuple.field(name);
      return emitter().constant(field, *type, place(whole));
    }
  }
  const auto as_flags = [](PropertyKind kind) { return static_cast<std::uint8_t>(kind); };
  if (const auto kind = system_property_kind(owner.type.kind(), name)) {
    Type type = Type::simple(Type::Kind::boolean);
    if (*kind == PropertyKind::value) type = Type::simple(Type::Kind::decimal);
    if (*kind == PropertyKind::unit) type = Type::simple(Type::Kind::string);
    if (*kind == PropertyKind::low || *kind == PropertyKind::high) type = owner.type.element();
    return emitter().node(NodeKind::property, 0, {&owner, 1}, type, place(whole), as_flags(*kind));
  }
  if (owner.type.is(Type::Kind::list)) return traversed(owner, name, whole, name_span);
  const bool dynamic = is_null_type(owner.type) || owner.type.is(Type::Kind::any) ||
                       owner.type.is(Type::Kind::choice);
  if (!dynamic) return field_of_tuple(owner, name, whole, name_span);
  const std::uint32_t constant = build_->builder().add_constant(make_string(name, arena()));
  const Type type = is_null_type(owner.type) ? null_type() : Type();
  return emitter().node(NodeKind::property, constant, {&owner, 1}, type, place(whole),
                        as_flags(PropertyKind::named));
}

namespace {

/// Names and types of the fields of a tuple or structured type, in the order of its values.
std::vector<Type::Element> fields_of(const Type& type) {
  const Type text = Type::simple(Type::Kind::string);
  const Type quantity = Type::simple(Type::Kind::quantity);
  switch (type.kind()) {
    case Type::Kind::tuple:
    case Type::Kind::named:
      return {type.elements().begin(), type.elements().end()};
    case Type::Kind::code:
      return {{"code", text}, {"display", text}, {"system", text}, {"version", text}};
    case Type::Kind::concept_:
      return {{"codes", Type::list(Type::simple(Type::Kind::code))}, {"display", text}};
    case Type::Kind::ratio:
      return {{"denominator", quantity}, {"numerator", quantity}};
    case Type::Kind::value_set:
    case Type::Kind::code_system:
    case Type::Kind::vocabulary:
      return {{"id", text}, {"name", text}, {"version", text}};
    default:
      return {};
  }
}

}  // namespace

Typed Checker::field_of_tuple(const Typed& owner, std::string_view name, Span whole,
                              Span name_span) {
  const std::vector<Type::Element> fields = fields_of(owner.type);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != name) continue;
    const Node& node = build_->builder().node(owner.node);
    if (node.kind == NodeKind::tuple) {
      const NodeId part = build_->builder().program().operands(node)[i];
      return {part, fields[i].type};
    }
    return emitter().node(NodeKind::property, static_cast<std::uint32_t>(i), {&owner, 1},
                          fields[i].type, place(whole));
  }
  std::vector<std::string_view> names;
  for (const Type::Element& field : fields) names.push_back(field.name);
  const std::string type = erase_null_type(owner.type).to_string();
  return fail("CQL0212", name_span, type + " has no element '" + std::string(name) + "'",
              build_->suggest(name, names));
}

}  // namespace palpate::cql::check
