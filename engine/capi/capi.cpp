#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "assess/assess.hpp"
#include "capi/border.hpp"
#include "render/render.hpp"
#include "render/view.hpp"

using palpate::Error;
using palpate::Result;
using palpate::capi::guarded;
using palpate::capi::text;

using Renderer = palpate::rendering::Renderer;

struct palpate_engine {
  std::shared_ptr<const palpate::Engine> engine;
  std::shared_ptr<const Renderer> json_renderer;
};

struct palpate_report {
  palpate::Report report;
  std::shared_ptr<const Renderer> json_renderer;  // of its engine, which may be gone before it
  std::string json;
  std::string plain;
};

namespace {

std::string_view view(const char* data, size_t size) {
  return data == nullptr ? std::string_view() : std::string_view(data, size);
}

Error null_argument(const char* name) {
  return {Error::Code::usage, std::string("argument '") + name + "' is NULL", {}};
}

Result<std::optional<palpate::Temporal>> parse_now(std::string_view now) {
  if (now.empty()) return std::optional<palpate::Temporal>();
  const auto parsed = palpate::parse_date_time(now);
  if (!parsed || !parsed->has_offset()) {
    return Error{Error::Code::usage,
                 "the evaluation time must be a date and time with offset, as in "
                 "2026-01-15T09:00:00Z",
                 "now"};
  }
  return parsed;
}

Result<palpate::Report> run(const palpate::Engine& engine, std::string_view bytes,
                            std::string_view now) {
  const auto time = parse_now(now);
  if (!time) return time.error();
  palpate::AssessOptions options;
  options.now = *time;
  palpate::AssessScratch scratch(engine);
  const auto adapter = palpate::intake::make_json_adapter();
  return palpate::assess(engine, *adapter, bytes, options, scratch);
}

palpate_text level_name(const palpate_report* report,
                        palpate::ruleset::LevelIndex palpate::triage::Disposition::*bound) {
  if (report == nullptr || !palpate::rendering::has_disposition(report->report)) return text({});
  const auto& inner = report->report;
  const auto level = bound == &palpate::triage::Disposition::at_most
                         ? palpate::rendering::upper_bound(inner)
                         : inner.triage.disposition.*bound;
  return text(inner.rule_set->levels[level].id);
}

}  // namespace

extern "C" {

palpate_text palpate_version(void) { return text(PALPATE_VERSION); }

int32_t palpate_abi_version(void) { return PALPATE_ABI_MAJOR * 1000 + PALPATE_ABI_MINOR; }

palpate_error* palpate_error_create(void) { return new (std::nothrow) palpate_error; }

void palpate_error_destroy(palpate_error* error) { delete error; }

palpate_status palpate_error_status(const palpate_error* error) {
  return error == nullptr ? PALPATE_USAGE : error->status;
}

palpate_text palpate_error_message(const palpate_error* error) {
  return error == nullptr ? text({}) : text(error->message);
}

palpate_text palpate_error_place(const palpate_error* error) {
  return error == nullptr ? text({}) : text(error->place);
}

palpate_status palpate_engine_load(const char* directory, size_t directory_size,
                                   palpate_engine** engine, palpate_error* error) {
  return guarded(error, [&]() -> Result<void> {
    if (engine == nullptr) return null_argument("engine");
    *engine = nullptr;
    if (directory == nullptr) return null_argument("directory");
    const std::string path(directory, directory_size);
    auto loaded = palpate::ruleset::load(path);
    if (!loaded.rule_set) {
      return Error{Error::Code::bad_ruleset, palpate::render(loaded.diagnostics), path};
    }
    std::shared_ptr<const Renderer> json =
        palpate::rendering::make_json_renderer({}, loaded.rule_set);
    *engine = new palpate_engine{palpate::make_engine(std::move(loaded.rule_set)), std::move(json)};
    return {};
  });
}

void palpate_engine_destroy(palpate_engine* engine) { delete engine; }

palpate_text palpate_engine_id(const palpate_engine* engine) {
  return engine == nullptr ? text({}) : text(engine->engine->rule_set->id);
}

palpate_text palpate_engine_rules_version(const palpate_engine* engine) {
  return engine == nullptr ? text({}) : text(engine->engine->rule_set->version);
}

palpate_text palpate_engine_digest(const palpate_engine* engine) {
  return engine == nullptr ? text({}) : text(engine->engine->rule_set->digest);
}

palpate_text palpate_engine_rules_status(const palpate_engine* engine) {
  return engine == nullptr ? text({})
                           : text(palpate::ruleset::to_string(engine->engine->rule_set->status));
}

palpate_status palpate_assess(const palpate_engine* engine, const char* bytes, size_t size,
                              const char* now, size_t now_size, palpate_report** report,
                              palpate_error* error) {
  return guarded(error, [&]() -> Result<void> {
    if (report == nullptr) return null_argument("report");
    *report = nullptr;
    if (engine == nullptr) return null_argument("engine");
    if (bytes == nullptr && size > 0) return null_argument("bytes");
    auto result = run(*engine->engine, view(bytes, size), view(now, now_size));
    if (!result) return result.error();
    *report = new palpate_report{std::move(*result), engine->json_renderer, {}, {}};
    return {};
  });
}

void palpate_report_destroy(palpate_report* report) { delete report; }

int32_t palpate_report_is_valid(const palpate_report* report) {
  return report != nullptr && report->report.valid ? 1 : 0;
}

palpate_text palpate_report_level(const palpate_report* report) {
  return level_name(report, &palpate::triage::Disposition::level);
}

palpate_text palpate_report_at_least(const palpate_report* report) {
  return level_name(report, &palpate::triage::Disposition::at_least);
}

palpate_text palpate_report_at_most(const palpate_report* report) {
  return level_name(report, &palpate::triage::Disposition::at_most);
}

palpate_status palpate_report_render(palpate_report* report, const char* format, size_t format_size,
                                     palpate_text* out, palpate_error* error) {
  return guarded(error, [&]() -> Result<void> {
    if (out == nullptr) return null_argument("out");
    *out = text({});
    if (report == nullptr) return null_argument("report");
    const auto name = view(format, format_size);
    const auto named = palpate::rendering::make_renderer(name);
    if (!named) return Error{Error::Code::usage, named.error().message, "format"};
    const bool is_json = name == "json";
    const auto& renderer = is_json ? *report->json_renderer : **named;
    auto& kept = is_json ? report->json : report->plain;
    if (kept.empty()) renderer.append(report->report, kept);
    *out = text(kept);
    return {};
  });
}

}  // extern "C"
