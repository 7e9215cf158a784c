#pragma once

#include "cql/cql.hpp"

/// The record that the fuzz targets of the language look at: one item of each kind, and a
/// class with a list of its instances.
namespace palpate::fuzz {

inline cql::ContextSchema record_schema() {
  const auto boolean = Type::simple(Type::Kind::boolean);
  const auto text = Type::simple(Type::Kind::string);
  cql::ContextSchema schema;
  schema.model = "Record";
  schema.version = "1.0.0";
  schema.context = "Assessment";
  schema.elements = {{"a", boolean, 0, {}, {}},
                     {"b", boolean, 1, {}, {}},
                     {"n", Type::simple(Type::Kind::integer), 2, {}, {}},
                     {"s", Type::tuple({{"left", boolean}, {"right", boolean}}), 3, {}, {}},
                     {"l", Type::list(text), 5, {"x", "y"}, {}},
                     {"t", Type::simple(Type::Kind::quantity), 6, {}, "Cel"},
                     {"d", Type::simple(Type::Kind::date), 7, {}, {}},
                     {"c", text, 8, {"x", "y"}, {}}};
  const std::vector<cql::ContextElement> fields = {
      {"code", Type::simple(Type::Kind::code), 0, {}, {}},
      {"on", Type::simple(Type::Kind::date), 0, {}, {}},
      {"v", text, 0, {"x", "y"}, {}}};
  const auto type =
      Type::named("E", {{"code", fields[0].type}, {"on", fields[1].type}, {"v", text}});
  schema.classes = {{type, fields, "code", 9}};
  schema.birth_date = "d";
  schema.slot_count = 10;
  return schema;
}

inline Temporal evaluation_time() { return *parse_date_time("2026-01-15T12:00:00.000Z"); }

}  // namespace palpate::fuzz
