#include "batch/identity.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/digest.hpp"

namespace palpate::batch {

namespace {

namespace json = boost::json;

json::array inputs_json(const Inputs& inputs) {
  json::array out;
  for (const auto& identity : inputs.identities()) {
    json::object entry;
    entry["path"] = identity.path;
    entry["bytes"] = identity.regular ? json::value(identity.size) : json::value(nullptr);
    entry["modified"] = identity.regular ? json::value(identity.modified) : json::value(nullptr);
    entry["beginsWith"] = identity.first_digest;
    out.emplace_back(std::move(entry));
  }
  return out;
}

json::object rules_json(const ruleset::RuleSet& rules) {
  json::object out;
  out["id"] = rules.id;
  out["version"] = rules.version;
  out["digest"] = rules.digest;
  return out;
}

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

std::string_view name_of(Form form) {
  switch (form) {
    case Form::report:
      return "report";
    case Form::brief_json:
      return "brief";
    case Form::brief_csv:
      return "brief-csv";
  }
  return {};
}

/// The options that decide what comes of one record.
json::object record_options(const ScreenOptions& options) {
  const auto form = name_of(options.form);
  json::object out;
  out["input"] = options.format.csv ? "csv" : "ndjson";
  out["delimiter"] = options.format.csv ? json::value(std::string(1, options.format.delimiter))
                                        : json::value(nullptr);
  out["mapping"] = text_or_null(options.format.mapping_digest);
  out["results"] = json::string_view(form.data(), form.size());
  out["only"] = options.red_flags_only ? json::value("red-flags") : json::value(nullptr);
  out["now"] = text_or_null(options.now ? format_date_time(*options.now) : std::string());
  return out;
}

}  // namespace

json::object run_identity(const Inputs& inputs, const ruleset::RuleSet& rules,
                          const ScreenOptions& options) {
  auto chosen = record_options(options);
  chosen["database"] = !options.database.empty();
  chosen["where"] = text_or_null(options.where);
  chosen["sample"] = options.sample_one_in;
  chosen["seed"] = options.sample_seed;
  chosen["since"] = text_or_null(options.since);
  json::object out;
  out["inputs"] = inputs_json(inputs);
  out["rules"] = rules_json(rules);
  out["engine"] = json::string_view(engine_version().data(), engine_version().size());
  out["options"] = std::move(chosen);
  return out;
}

std::string record_options_digest(const ruleset::RuleSet& rules, const ScreenOptions& options) {
  json::object out;
  out["rules"] = rules_json(rules);
  out["engine"] = json::string_view(engine_version().data(), engine_version().size());
  out["options"] = record_options(options);
  return sha256(json::serialize(out));
}

}  // namespace palpate::batch
