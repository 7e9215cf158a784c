#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "cli/command.hpp"
#include "cli/csv_source.hpp"
#include "cli/interview.hpp"
#include "cli/log.hpp"
#include "render/render.hpp"
#include "store/store.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

/// Bytes of a CSV file that is read as a whole: more than anyone reads reports of.
constexpr std::size_t csv_bytes = 64U << 20U;

/// An engine with this process's working memory for it.
struct Loaded {
  explicit Loaded(std::shared_ptr<const ruleset::RuleSet> rules)
      : engine(make_engine(std::move(rules))), scratch(*engine) {}
  std::shared_ptr<const Engine> engine;
  AssessScratch scratch;
};

struct Session {
  std::string root;
  std::optional<std::string> rules;
  std::optional<std::string> mapping;  ///< of CSV files
  AssessOptions options;
  std::unique_ptr<rendering::Renderer> renderer;
  std::unique_ptr<rendering::Renderer> json = rendering::make_json_renderer();
  std::unique_ptr<intake::IntakeAdapter> adapter = intake::make_json_adapter();
  std::optional<store::Store> store;
  std::shared_ptr<spdlog::logger> log;
  std::map<std::string, std::unique_ptr<Loaded>> engines;  // by reference
};

/// The rule set to use: the one asked for, else the one whose dictionary the intake names.
Result<std::string> choose_rules(const Session& session, const std::string& bytes) {
  if (session.rules) return *session.rules;
  const auto dictionary = intake::peek_dictionary(bytes);
  if (dictionary.empty()) {
    return Error{Error::Code::bad_input,
                 "the assessment names no dictionary, so its rule set is not known; add "
                 "\"dictionary\": \"id@version\" or give --rules",
                 {}};
  }
  return ruleset::resolve_dictionary(session.root, dictionary);
}

Result<Loaded*> engine_for(Session& session, const std::string& reference) {
  auto& slot = session.engines[reference];
  if (!slot) {
    auto rules = load_rules(session.root, reference);
    if (!rules) return rules.error();
    slot = std::make_unique<Loaded>(*rules);
    session.log->info("rules {} ({}) sha256 {}", (*rules)->reference(),
                      ruleset::to_string((*rules)->status), (*rules)->digest);
  }
  return slot.get();
}

Result<Loaded*> engine_for_mapping(Session& session, const Document& document) {
  if (session.rules) return engine_for(session, *session.rules);
  const auto dictionary = intake::mapping_dictionary(document);
  if (dictionary.empty()) {
    return Error{Error::Code::bad_input,
                 "the mapping names no dictionary; add dictionary: \"id@version\"",
                 document.source->name()};
  }
  const auto reference = ruleset::resolve_dictionary(session.root, dictionary);
  if (!reference) return reference.error();
  return engine_for(session, *reference);
}

Result<Report> assess_bytes(Session& session, const std::string& bytes) {
  const auto reference = choose_rules(session, bytes);
  if (!reference) return reference.error();
  const auto loaded = engine_for(session, *reference);
  if (!loaded) return loaded.error();
  return assess(*(*loaded)->engine, *session.adapter, bytes, session.options, (*loaded)->scratch);
}

int fail_at(Error error, const std::string& path) {
  if (error.place.empty()) error.place = path;
  return fail(error);
}

int triage_bytes(Session& session, const std::string& bytes, const std::string& path) {
  const auto report = assess_bytes(session, bytes);
  if (!report) return fail_at(report.error(), path);
  if (session.store) {
    const auto saved = session.store->save(bytes, *report, session.json->render(*report));
    if (!saved) return fail_at(saved.error(), path);
    session.log->info("{}: kept as report {}", path, *saved);
  }
  session.log->info("{}: {} bytes, {}", path, bytes.size(), report->valid ? "valid" : "invalid");
  print(session.renderer->render(*report));
  return report->valid ? Exit::done : Exit::bad_input;
}

int triage_file(Session& session, const std::string& path) {
  const auto bytes = read_input(path, limits::assessment_bytes);
  if (!bytes) return fail_at(bytes.error(), path);
  return triage_bytes(session, *bytes, path);
}

int triage_record(Session& session, Loaded& loaded, intake::IntakeAdapter& adapter,
                  const CsvRecord& record, const std::string& path) {
  const auto place = path + ":" + std::to_string(record.line);
  const auto report =
      assess(*loaded.engine, adapter, record.bytes, session.options, loaded.scratch);
  if (!report) return fail_at(report.error(), place);
  print(session.renderer->render(*report));
  if (report->valid) return Exit::done;
  return fail({Error::Code::bad_input, "this record has errors; its report names them", place});
}

/// Each record of a CSV file is an assessment.
int triage_csv(Session& session, const std::string& path) {
  const auto document = read_mapping(*session.mapping);
  if (!document) return fail(document.error());
  const auto loaded = engine_for_mapping(session, *document);
  if (!loaded) return fail_at(loaded.error(), *session.mapping);
  const auto& dictionary = (*loaded)->engine->rule_set->dictionary;
  const auto mapping = load_mapping(*document, dictionary);
  if (!mapping) return fail(mapping.error());
  const auto bytes = read_input(path, csv_bytes);
  if (!bytes) return fail_at(bytes.error(), path);

  const auto records = csv_records(*bytes, (*mapping)->delimiter);
  if (records.empty()) return fail({Error::Code::bad_input, "the file is empty", path});
  auto adapter = intake::make_csv_adapter(dictionary, *mapping, records.front().bytes);
  if (!adapter) return fail_at(adapter.error(), path);
  int worst = Exit::done;
  for (std::size_t i = 1; i < records.size(); ++i) {
    worst = std::max(worst, triage_record(session, **loaded, **adapter, records[i], path));
  }
  return worst;
}

int triage_interview(Session& session) {
  if (!session.rules || !session.options.now) {
    return fail({Error::Code::usage, "--ask needs --rules and --now", {}});
  }
  const auto loaded = engine_for(session, *session.rules);
  if (!loaded) return fail(loaded.error());
  const auto bytes = interview(*(*loaded)->engine, session.options);
  if (!bytes) return fail(bytes.error());
  return triage_bytes(session, *bytes, "interview");
}

Command make_command() {
  Command command;
  command.synopsis =
      "palpate triage FILE... [--rules R] [--now TIME] [--format text|json] [--db FILE]\n"
      "       palpate triage FILE.csv... --mapping M.yaml [--rules R] [--now TIME] [--format F]";
  command.summary =
      "Assesses intake assessments (JSON; '-' reads standard input) and prints a report for\n"
      "each. Without --rules, the rule set whose dictionary the intake names is used. Exit code 3\n"
      "when an intake has errors: its report then shows the red flags that are present, and the\n"
      "errors. With --mapping the files are CSV, and each record is an assessment.";
  command.examples =
      "  palpate triage rules/lumbopelvic/1.0.0/examples/cr-ces-05.json\n"
      "  palpate triage - --rules lumbopelvic --now 2026-01-15T09:00:00Z --format json < a.json\n"
      "  palpate triage a.json --db clinic.db\n"
      "  palpate triage visits.csv --mapping visits.yaml\n"
      "  palpate triage --ask --rules lumbopelvic --now 2026-01-15T09:00:00Z\n";
  command.options.add_options()("file", po::value<std::vector<std::string>>(), "")(
      "rules", po::value<std::string>()->value_name("R"),
      "rule set: a directory, id, id@1 or id@1.0.0")(
      "rules-root", po::value<std::string>()->value_name("DIR"), "where rule sets are (rules)")(
      "now", po::value<std::string>()->value_name("TIME"),
      "evaluation time (else the intake's recordedAt)")(
      "format", po::value<std::string>()->value_name("F")->default_value("text", ""),
      "text or json")("mapping", po::value<std::string>()->value_name("M"),
                      "the files are CSV, and this file says what their columns mean")(
      "db", po::value<std::string>()->value_name("FILE"),
      "keep assessment and report in this SQLite file")("verbose,v",
                                                        "log what is done, on standard error")(
      "ask", "interview on the terminal instead of a file; needs --rules and --now")(
      "full", "text: every flag with its reasons, also those that are absent");
  command.positional.add("file", -1);
  return command;
}

Result<Session> make_session(const po::variables_map& values) {
  Session session;
  session.log = make_logger(values.count("verbose") > 0);
  session.root = rules_root(values);
  if (values.count("rules") > 0) session.rules = values["rules"].as<std::string>();
  if (values.count("mapping") > 0) session.mapping = values["mapping"].as<std::string>();
  if (values.count("now") > 0) {
    const auto now = parse_now(values["now"].as<std::string>());
    if (!now) return now.error();
    session.options.now = *now;
  }
  rendering::RenderOptions options;
  options.colour = stdout_is_terminal();
  options.full = values.count("full") > 0;
  auto renderer = rendering::make_renderer(values["format"].as<std::string>(), options);
  if (!renderer) return Error{Error::Code::usage, renderer.error().message, "--format"};
  session.renderer = std::move(*renderer);
  if (values.count("db") > 0) {
    auto store = store::Store::open(values["db"].as<std::string>());
    if (!store) return store.error();
    session.store = std::move(*store);
  }
  return session;
}

}  // namespace

int triage_command(const Arguments& arguments) {
  auto command = make_command();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  const bool asks = parsed.values.count("ask") > 0;
  if (!asks && parsed.values.count("file") == 0) {
    return fail({Error::Code::usage, "which assessment? give a file, or '-'", {}});
  }
  if (parsed.values.count("mapping") > 0 && (asks || parsed.values.count("db") > 0)) {
    return fail(
        {Error::Code::usage,
         "--mapping goes with neither --ask nor --db: a CSV record cannot be kept by itself",
         {}});
  }
  auto session = make_session(parsed.values);
  if (!session) return fail(session.error());
  if (asks) return triage_interview(*session);
  int worst = Exit::done;
  for (const auto& path : parsed.values["file"].as<std::vector<std::string>>()) {
    worst = std::max(worst,
                     session->mapping ? triage_csv(*session, path) : triage_file(*session, path));
  }
  return worst;
}

}  // namespace palpate::cli
