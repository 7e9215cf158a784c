#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace {

using palpate::cli::Arguments;
using palpate::cli::Exit;

struct Verb {
  std::string_view name;
  int (*run)(const Arguments&);
  std::string_view summary;
};

constexpr Verb verbs[] = {
    {"triage", palpate::cli::triage_command, "assess intakes and print explained reports"},
    {"screen", palpate::cli::screen_command, "assess files of any size, resumable"},
    {"check", palpate::cli::check_command, "compile and lint a rule set, all mistakes at once"},
    {"test", palpate::cli::test_command, "run a rule set's own cases"},
    {"eval", palpate::cli::eval_command, "evaluate CQL and print the result as a CQL literal"},
    {"intake", palpate::cli::intake_command, "template, JSON Schema or questions of a rule set"},
    {"evidence", palpate::cli::evidence_command, "what a rule set claims, and on what it rests"},
    {"generate", palpate::cli::generate_command, "made-up assessments, for benchmarks and tests"},
};

void print_usage(std::FILE* out) {
  std::fputs(
      "palpate: clinical rules and assessment engine\n\n"
      "usage: palpate <verb> [options]\n\n",
      out);
  for (const auto& verb : verbs) {
    std::fprintf(out, "  %-8.*s %.*s\n", static_cast<int>(verb.name.size()), verb.name.data(),
                 static_cast<int>(verb.summary.size()), verb.summary.data());
  }
  std::fputs(
      "\n`palpate <verb> --help` shows options and examples. `palpate --version` the version.\n"
      "exit codes: 0 done, 1 done but something needs attention, 2 usage, 3 bad input,\n"
      "            4 internal error\n",
      out);
}

int run(const std::string& name, const Arguments& rest) {
  for (const auto& verb : verbs) {
    if (verb.name == name) return verb.run(rest);
  }
  if (name == "--help" || name == "-h" || name == "help") {
    print_usage(stdout);
    return Exit::done;
  }
  if (name == "--version") {
    const auto version = palpate::engine_version();
    std::printf("palpate %.*s\n", static_cast<int>(version.size()), version.data());
    return Exit::done;
  }
  std::vector<std::string_view> names;
  for (const auto& verb : verbs) names.push_back(verb.name);
  const auto hint = palpate::did_you_mean(name, names);
  palpate::cli::fail({palpate::Error::Code::usage,
                      "there is no verb '" + name + "'" + (hint.empty() ? "" : "; " + hint),
                      {}});
  print_usage(stderr);
  return Exit::usage;
}

/// A result that could not be written is no result.
int flush(int code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  return palpate::cli::fail({palpate::Error::Code::io, "standard output could not be written", {}});
}

}  // namespace

int main(int count, char** values) {
  if (count < 2) {
    print_usage(stderr);
    return Exit::usage;
  }
  try {
    return flush(run(values[1], Arguments(values + 2, values + count)));
  } catch (const std::exception& e) {
    return palpate::cli::fail({palpate::Error::Code::internal, e.what(), {}});
  }
}
