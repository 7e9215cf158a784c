#include "cli/screen_options.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <ctime>
#include <thread>
#include <utility>

#include "cli/csv_source.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

Error usage_error(std::string message, std::string place = {}) {
  return {Error::Code::usage, std::move(message), std::move(place)};
}

std::string text(const po::variables_map& values, const char* name) {
  return values.count(name) > 0 ? values[name].as<std::string>() : std::string();
}

/// A time as the database compares them: ISO 8601 in UTC, to the second.
std::string utc_text(std::time_t time) {
  std::tm parts{};
  gmtime_r(&time, &parts);
  char out[32];
  return {out, std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string now_text() {
  return utc_text(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
}

/// --since, in any offset, as UTC.
Result<std::string> since_text(const std::string& written) {
  const auto parsed = parse_date_time(written);
  if (!parsed || !parsed->has_offset() || parsed->precision < Precision::second) {
    return usage_error("expected a date and time with offset, as in 2026-01-15T09:00:00Z",
                       "--since");
  }
  std::tm parts{};
  parts.tm_year = parsed->year - 1900;
  parts.tm_mon = parsed->month - 1;
  parts.tm_mday = parsed->day;
  parts.tm_hour = parsed->hour;
  parts.tm_min = parsed->minute;
  parts.tm_sec = parsed->second;
  return utc_text(timegm(&parts) - std::time_t{60} * parsed->offset_minutes);
}

Result<std::uint64_t> number(const po::variables_map& values, const char* name,
                             std::uint64_t otherwise, std::uint64_t least, std::uint64_t most) {
  if (values.count(name) == 0) return otherwise;
  const auto written = values[name].as<std::string>();
  std::uint64_t value = 0;
  const auto* end = written.data() + written.size();
  const auto parsed = std::from_chars(written.data(), end, value);
  if (parsed.ec == std::errc() && parsed.ptr == end && value >= least && value <= most) {
    return value;
  }
  return usage_error("expected a whole number from " + std::to_string(least) +
                         (most == UINT64_MAX ? " up" : " to " + std::to_string(most)),
                     std::string("--") + name);
}

/// Every number that an option takes.
Result<void> read_numbers(const po::variables_map& values, batch::ScreenOptions& options) {
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  const auto threads =
      number(values, "threads", std::min<std::uint64_t>(cores, 64), 1, batch::limits::threads);
  if (!threads) return threads.error();
  options.threads = static_cast<std::size_t>(*threads);
  const auto sample = number(values, "sample", 1, 1, UINT64_MAX);
  if (!sample) return sample.error();
  options.sample_one_in = *sample;
  const auto seed = number(values, "seed", 0, 0, UINT64_MAX);
  if (!seed) return seed.error();
  options.sample_seed = *seed;
  const auto checkpoint =
      number(values, "checkpoint-bytes", batch::limits::checkpoint_bytes, 1, UINT64_MAX);
  if (!checkpoint) return checkpoint.error();
  options.checkpoint_bytes = *checkpoint;
  if (values.count("max-errors") > 0) {
    const auto errors = number(values, "max-errors", 0, 0, UINT64_MAX);
    if (!errors) return errors.error();
    options.max_errors = *errors;
  }
  return {};
}

Result<void> read_destination(const po::variables_map& values, batch::ScreenOptions& options) {
  options.out = text(values, "out");
  options.database = text(values, "db");
  options.quarantine = text(values, "quarantine");
  if (options.out.empty() == options.database.empty()) {
    return usage_error("where should the results go? give either --out FILE or --db FILE");
  }
  if (options.out == "-") {
    return usage_error("a run could not be resumed from standard output; name a file", "--out");
  }
  const bool resume = values.count("resume") > 0;
  const bool force = values.count("force") > 0;
  if (resume && force) return usage_error("--resume and --force exclude each other");
  if (force && !options.database.empty()) {
    return usage_error("a database keeps all its screenings; leave --force out");
  }
  if (resume) options.begin = batch::Begin::resume;
  if (force) options.begin = batch::Begin::force;
  return {};
}

Result<void> read_form(const po::variables_map& values, batch::ScreenOptions& options) {
  const auto format = text(values, "format");
  const bool brief = values.count("brief") > 0;
  if (format != "ndjson" && format != "csv") {
    return usage_error("expected ndjson or csv", "--format");
  }
  if (format == "csv" && !brief) {
    return usage_error("a full report does not fit into a row; add --brief", "--format csv");
  }
  if (format == "csv" && !options.database.empty()) {
    return usage_error("--format is for --out; a database has its own form", "--format");
  }
  if (brief) options.form = batch::Form::brief_json;
  if (format == "csv") options.form = batch::Form::brief_csv;
  const auto only = text(values, "only");
  if (!only.empty() && only != "red-flags") return usage_error("expected red-flags", "--only");
  options.red_flags_only = brief || only == "red-flags";
  return {};
}

Result<void> read_selection(const po::variables_map& values, batch::ScreenOptions& options) {
  options.where = text(values, "where");
  if (values.count("now") > 0) {
    const auto now = parse_now(text(values, "now"));
    if (!now) return now.error();
    options.now = *now;
  }
  if (values.count("since") == 0) return {};
  if (options.database.empty()) {
    return usage_error("records screened before are looked up in a database: give --db", "--since");
  }
  auto since = since_text(text(values, "since"));
  if (!since) return since.error();
  options.since = std::move(*since);
  return {};
}

Result<ProgressStyle> progress_style(const po::variables_map& values) {
  const auto progress = text(values, "progress");
  if (progress != "auto" && progress != "json") {
    return usage_error("expected auto or json", "--progress");
  }
  if (progress == "json") return ProgressStyle::json;
  const bool shown = values.count("quiet") == 0 && stderr_is_terminal();
  return shown ? ProgressStyle::line : ProgressStyle::none;
}

/// The rule set that was asked for, else the one whose dictionary the mapping names.
Result<std::string> choose_rules(const po::variables_map& values,
                                 const std::optional<Document>& mapping) {
  if (values.count("rules") > 0) return text(values, "rules");
  const auto dictionary = mapping ? intake::mapping_dictionary(*mapping) : std::string();
  if (dictionary.empty()) return usage_error("which rule set? give --rules");
  return ruleset::resolve_dictionary(rules_root(values), dictionary);
}

Result<void> read_rules(const po::variables_map& values, ScreenRequest& request) {
  std::optional<Document> document;
  if (values.count("mapping") > 0) {
    auto read = read_mapping(text(values, "mapping"));
    if (!read) return read.error();
    document = std::move(*read);
  }
  const auto reference = choose_rules(values, document);
  if (!reference) return reference.error();
  const auto rules = load_rules(rules_root(values), *reference);
  if (!rules) return rules.error();
  request.engine = make_engine(*rules);

  auto& format = request.options.format;
  format.adapter = [](std::string_view) -> Result<std::unique_ptr<intake::IntakeAdapter>> {
    return intake::make_json_adapter();
  };
  if (!document) return {};
  const auto mapping = load_mapping(*document, (*rules)->dictionary);
  if (!mapping) return mapping.error();
  format.csv = true;
  format.delimiter = (*mapping)->delimiter;
  format.mapping_digest = (*mapping)->digest;
  format.adapter = [mapping = *mapping](std::string_view header) {
    return intake::make_csv_adapter(mapping->dictionary, mapping, header);
  };
  return {};
}

constexpr std::string_view synopsis =
    "palpate screen IN... --rules R (--out FILE | --db FILE) [--brief] [options]";
constexpr std::string_view summary =
    "Assesses files of any size: one assessment a line (NDJSON), or CSV with --mapping; '-' reads\n"
    "standard input, and gzip and zstd are told by their first bytes. Each record gives one line\n"
    "of results, in the order of the input, the same bytes for any number of threads. Records "
    "that\n"
    "cannot be read go to FILE.quarantine.ndjson with the reason and the red flags that are "
    "present\n"
    "in what could be read. Ctrl-C stops in good order; after that, or a crash, --resume goes on,\n"
    "and the results are the same as without the interruption.\n"
    "Exit code: 0 all records are screened; 1 some are in quarantine, or the run was stopped; 3 "
    "the\n"
    "input or output failed, or there were too many errors.";
constexpr std::string_view examples =
    "  palpate screen a.ndjson b.ndjson.gz --rules lumbopelvic --out results.ndjson --brief\n"
    "  palpate screen a.ndjson --rules lumbopelvic --out results.ndjson --brief --resume\n"
    "  palpate screen a.ndjson --rules lumbopelvic --db registry.db --brief\n"
    "  palpate screen a.csv --mapping a.yaml --out results.csv --brief --format csv\n"
    "  zstdcat a.zst | palpate screen - --rules lumbopelvic --out r.ndjson --sample 100\n"
    "  palpate screen a.ndjson --rules lumbopelvic --out r.ndjson --where 'Assessment.ageYears > "
    "65'\n";

void add_options(Command& command) {
  const auto value = [](const char* name) { return po::value<std::string>()->value_name(name); };
  auto add = command.options.add_options();
  add("in", po::value<std::vector<std::string>>(), "");
  add("rules", value("R"), "rule set: a directory, id, id@1 or id@1.0.0");
  add("rules-root", value("DIR"), "where rule sets are (rules)");
  add("mapping", value("FILE"), "the inputs are CSV; what their columns mean");
  add("out,o", value("FILE"), "write results to this file");
  add("db", value("FILE"), "write results to this SQLite database instead");
  add("quarantine", value("FILE"), "write records that cannot be screened to this file");
  add("brief", "one short line a record instead of the full report");
  add("format", value("F")->default_value("ndjson", ""), "ndjson, or csv (with --brief)");
  add("only", value("WHAT"), "red-flags: no findings, questions or programme (implied by --brief)");
  add("now", value("TIME"), "evaluation time (else each record's recordedAt)");
  add("where", value("CQL"), "only records for which this is true");
  add("sample", value("N"), "only one record in N, always the same ones");
  add("seed", value("S"), "choose another sample");
  add("since", value("TIME"), "pass over records that --db has screened since, and are unchanged");
  add("threads,t", value("N"), "threads that work (one a processor)");
  add("max-errors", value("N"), "stop once more than N records are in quarantine");
  add("resume", "go on with an interrupted run");
  add("force", "begin anew, and overwrite what is there");
  add("checkpoint-bytes", value("N"), "input and output between two checkpoints (64 MiB)");
  add("summary", value("FILE"), "write the summary as JSON to this file");
  add("progress", value("HOW")->default_value("auto", ""), "auto, or json: one object a second");
  add("quiet,q", "no progress and no summary on standard error");
  command.positional.add("in", -1);
}

std::string quoted(const std::string& argument) {
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("-_./=@:,+%").find(c) != std::string_view::npos;
  };
  if (!argument.empty() && std::all_of(argument.begin(), argument.end(), plain)) return argument;
  std::string out = "'";
  for (const char c : argument) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace

Command screen_usage() {
  Command command;
  command.synopsis = synopsis;
  command.summary = summary;
  command.examples = examples;
  add_options(command);
  return command;
}

Result<ScreenRequest> read_screen_request(const po::variables_map& values) {
  ScreenRequest request;
  auto& options = request.options;
  if (values.count("in") == 0) return usage_error("which input? give a file, or '-'");
  options.inputs = values["in"].as<std::vector<std::string>>();
  for (auto* read : {read_destination, read_form, read_selection, read_numbers}) {
    if (auto done = read(values, options); !done) return done.error();
  }
  const auto progress = progress_style(values);
  if (!progress) return progress.error();
  request.progress = *progress;
  request.quiet = values.count("quiet") > 0;
  request.summary = text(values, "summary");
  options.started_at = now_text();
  if (auto done = read_rules(values, request); !done) return done.error();
  return request;
}

std::string resume_command(const Arguments& arguments) {
  std::string out = "palpate screen";
  bool resumes = false;
  for (const auto& argument : arguments) {
    if (argument == "--force") continue;
    resumes = resumes || argument == "--resume";
    out += " " + quoted(argument);
  }
  return resumes ? out : out + " --resume";
}

}  // namespace palpate::cli
