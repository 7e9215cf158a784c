#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "base/file.hpp"
#include "base/limits.hpp"
#include "cli/command.hpp"
#include "generate/generate.hpp"

namespace palpate::cli {

namespace {

namespace po = boost::program_options;

constexpr std::size_t block_bytes = 1U << 16U;

Result<generate::Profile> read_profile(const std::string& path, const ruleset::RuleSet& rules) {
  auto bytes = read_file(path, limits::ruleset_file_bytes);
  if (!bytes) return bytes.error();
  Diagnostics diagnostics;
  std::optional<generate::Profile> profile;
  const auto document =
      parse_yaml(std::make_shared<const SourceText>(path, std::move(*bytes)), diagnostics);
  if (!diagnostics.has_errors()) profile = generate::load_profile(document, rules, diagnostics);
  diagnostics.sort();
  const auto shown = render(diagnostics, stderr_is_terminal());
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  if (!profile) return Error{Error::Code::bad_input, "the profile cannot be used", path};
  return *std::move(profile);
}

/// Where the lines go: a file, or standard output.
class Output {
 public:
  explicit Output(std::string path) : path_(std::move(path)) {
    file_ = path_.empty() ? stdout : std::fopen(path_.c_str(), "wb");
  }
  ~Output() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  Result<void> write(std::string_view bytes) {
    if (file_ != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) {
      return {};
    }
    return refused();
  }
  Result<void> finish() {
    if (file_ == stdout) return {};
    const bool written = file_ != nullptr && std::fclose(file_) == 0;
    file_ = nullptr;
    if (!written) return refused();
    return {};
  }

 private:
  Error refused() const {
    return {Error::Code::io, std::string("cannot be written: ") + std::strerror(errno),
            path_.empty() ? "standard output" : path_};
  }
  std::string path_;
  std::FILE* file_;
};

/// A negative number wraps round when it is read, and nobody wants so many.
constexpr std::uint64_t most_records = 1'000'000'000'000;

struct Numbers {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

Result<void> write_records(generate::Generator& generator, const Numbers& numbers, Output& output) {
  std::string lines;
  for (std::uint64_t i = 0; i < numbers.count; ++i) {
    if (auto done = generator.append(numbers.first + i, lines); !done) return done;
    if (lines.size() < block_bytes) continue;
    if (auto done = output.write(lines); !done) return done;
    lines.clear();
  }
  if (auto done = output.write(lines); !done) return done;
  return output.finish();
}

Command describe() {
  Command command;
  command.synopsis = "palpate generate --rules RULESET --count N [--seed S] [--profile FILE]";
  command.summary =
      "Makes assessments up, one line of JSON each, from the rule set's dictionary: for "
      "benchmarks,\n"
      "tests and rehearsals. They are of nobody. The same seed gives the same bytes anywhere, and\n"
      "record i needs none of the records before it. A profile says how answers are spread.";
  command.examples =
      "  palpate generate --rules lumbopelvic --count 3 --profile rules/lumbopelvic/profile.yaml\n"
      "  palpate generate --rules lumbopelvic --count 1000 --seed 7 --out made-up.ndjson\n";
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  const auto number = [](const char* name) { return po::value<std::uint64_t>()->value_name(name); };
  command.options.add_options()("rules", text("R"), "directory of the rule set, or id@version")(
      "count", number("N"), "how many")("seed", number("S")->default_value(1, ""),
                                        "another seed, other people (1)")(
      "profile", text("FILE"), "how answers are spread (else evenly)")(
      "first", number("I")->default_value(0, ""), "begin with record I (0)")(
      "shuffle-keys", "the same answers, in another order in each record")(
      "out", text("FILE"), "write there, not to standard output")("rules-root", text("DIR"),
                                                                  "where rule sets are (rules)");
  return command;
}

int run(const po::variables_map& values) {
  const auto rules = load_rules(rules_root(values), values["rules"].as<std::string>());
  if (!rules) return fail(rules.error());
  auto profile = values.count("profile") > 0
                     ? read_profile(values["profile"].as<std::string>(), **rules)
                     : Result<generate::Profile>(generate::default_profile(**rules));
  if (!profile) return fail(profile.error());
  generate::Options options;
  options.seed = values["seed"].as<std::uint64_t>();
  options.shuffle_keys = values.count("shuffle-keys") > 0;
  generate::Generator generator(*rules, std::move(*profile), options);
  Output output(values.count("out") > 0 ? values["out"].as<std::string>() : std::string());
  const Numbers numbers{values["first"].as<std::uint64_t>(), values["count"].as<std::uint64_t>()};
  const auto written = write_records(generator, numbers, output);
  return written ? int{Exit::done} : fail(written.error());
}

}  // namespace

int generate_command(const Arguments& arguments) {
  auto command = describe();
  const auto parsed = parse(command, arguments);
  if (parsed.exit) return *parsed.exit;
  for (const auto* needed : {"rules", "count"}) {
    if (parsed.values.count(needed) > 0) continue;
    return fail({Error::Code::usage, std::string("--") + needed + " is missing", {}});
  }
  for (const auto* number : {"count", "first"}) {
    if (parsed.values[number].as<std::uint64_t>() <= most_records) continue;
    return fail({Error::Code::usage, "expected a number from 0 to a million million",
                 std::string("--") + number});
  }
  return run(parsed.values);
}

}  // namespace palpate::cli
