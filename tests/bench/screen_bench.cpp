// Screening against its yardsticks, in one program and on the same bytes; all as multiples of the
// processor time of yardstick A, which a busy machine disturbs less than time on the wall.
// docs/performance.md explains how to read it.
//
// usage: bench_screen PALPATE RULESET ROUNDS LABEL FILE [LABEL FILE]...
//
//   A   simdjson parses each line to a DOM, and nothing else
//   B   hand-written C++ for the conditions of intake40 (hand_written.cpp); checked against palpate
//   P1  palpate in this process: flags and bounds of each record as a short line
//   F   palpate in this process: full reports with programmes, as JSON
//   P2  `palpate screen --brief` as a process, on one thread and on two
//
// Each round runs all of them once, so that a disturbance meets all alike; with 0 rounds only the
// answers are compared. Exit code 1: answers differ, B is too slow to be a yardstick, or a process
// failed.
#include <simdjson.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "bench/hand_written.hpp"
#include "bench/in_process.hpp"
#include "bench/lines.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t file_limit = std::size_t{4} << 30U;
constexpr std::size_t block_bytes = 1U << 16U;
/// B slower than this share of A's rate would flatter palpate.
constexpr double least_rate_of_b = 0.33;
constexpr std::size_t differences_shown = 5;

struct Setup {
  std::string palpate;
  std::string rules;
  int rounds = 5;
  std::shared_ptr<const palpate::Engine> engine;
  bool forty() const { return engine->rule_set->id == "intake40"; }
};

using bench::Lines;

simdjson::padded_string_view padded(const Lines& lines, std::string_view line) {
  return simdjson::padded_string_view(line.data(), line.size(), lines.room_from(line));
}

std::size_t touched = 0;  // keeps the optimiser honest

void drain(std::string& out) {
  if (out.size() < block_bytes) return;
  touched += out.size();
  out.clear();
}

void parse_only(const Lines& lines) {
  simdjson::dom::parser parser;
  for (const auto line : lines.all()) {
    simdjson::dom::element document;
    if (parser.parse(line.data(), line.size(), false).get(document) == simdjson::SUCCESS) {
      touched += static_cast<std::size_t>(document.type());
    }
  }
}

void by_hand(const Lines& lines) {
  simdjson::ondemand::parser parser;
  std::string out;
  for (const auto line : lines.all()) {
    hand_written::Answer answer;
    if (!hand_written::decide(parser, padded(lines, line), answer)) std::exit(1);
    hand_written::write(answer, out);
    drain(out);
  }
}

void in_brief(const Setup& setup, const Lines& lines) {
  bench::InProcess palpate(*setup.engine);
  std::string out;
  palpate.in_brief(lines.all(), [&](std::size_t, const palpate::Report& report) {
    palpate.append_brief(report, out);
    drain(out);
  });
}

void in_full(const Setup& setup, const Lines& lines) {
  bench::InProcess palpate(*setup.engine);
  std::string out;
  for (const auto line : lines.all()) {
    palpate.append_full(line, out);
    drain(out);
  }
}

std::vector<hand_written::Tri> statuses_of(const palpate::Report& report) {
  std::vector<hand_written::Tri> out(report.rule_set->red_flags.size(), hand_written::Tri::no);
  for (const auto flag : report.triage.present) out[flag] = hand_written::Tri::yes;
  for (const auto flag : report.triage.undetermined) out[flag] = hand_written::Tri::unknown;
  return out;
}

bool agree(const hand_written::Answer& answer, const palpate::Report& report) {
  const auto statuses = statuses_of(report);
  const auto bounds = hand_written::bounds_of(answer);
  return report.valid &&
         std::equal(statuses.begin(), statuses.end(), answer.conditions.begin(),
                    answer.conditions.end()) &&
         bounds.at_least == report.triage.disposition.at_least &&
         bounds.at_most == report.triage.disposition.at_most && answer.id == report.assessment_id;
}

/// Record by record: the fast answer and the right one must be the same.
bool check_answers(const Setup& setup, const Lines& lines) {
  bench::InProcess palpate(*setup.engine);
  simdjson::ondemand::parser parser;
  std::size_t differences = 0;
  std::size_t statuses[3] = {};
  palpate.in_brief(lines.all(), [&](std::size_t i, const palpate::Report& report) {
    hand_written::Answer answer;
    const bool read = hand_written::decide(parser, padded(lines, lines.all()[i]), answer);
    if (read && agree(answer, report)) {
      for (const auto tri : answer.conditions) ++statuses[static_cast<std::size_t>(tri)];
    } else if (++differences <= differences_shown) {
      std::fprintf(stderr, "line %zu: yardstick B and palpate differ\n", i + 1);
    }
  });
  if (differences > 0) std::fprintf(stderr, "%zu records differ\n", differences);
  std::printf("  B and palpate agree on %zu records: %zu present, %zu absent, %zu undetermined\n",
              lines.all().size() - differences, statuses[2], statuses[0], statuses[1]);
  return differences == 0;
}

/// Runs it with both outputs thrown away; false when it did not succeed.
bool run(std::vector<std::string> arguments) {
  std::fflush(stdout);  // the child must not write it again
  const auto child = fork();
  if (child == 0) {
    std::vector<char*> values;
    for (auto& argument : arguments) values.push_back(argument.data());
    values.push_back(nullptr);
    if (std::freopen("/dev/null", "w", stdout) == nullptr) _exit(127);
    if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(127);
    execv(values[0], values.data());
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return false;
  // 1 says that something in the records needs attention.
  return WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

bool screen(const Setup& setup, const std::string& file, const char* threads) {
  const auto out = file + ".screened";
  std::remove(out.c_str());
  const bool done = run({setup.palpate, "screen", file, "--out", out, "--brief", "--quiet",
                         "--force", "--rules", setup.rules, "--threads", threads});
  std::remove(out.c_str());
  return done;
}

struct Work {
  std::string name;
  std::function<void()> run;
  std::vector<double> seconds;  ///< of processor, one a round
  std::vector<double> wall;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}
/// Of this process and those that it has waited for.
double processor_seconds() {
  double sum = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    sum += seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  }
  return sum;
}

struct Spread {
  double median = 0;
  double least = 0;
  double most = 0;
};
/// Round by round.
Spread ratios(const std::vector<double>& of, const std::vector<double>& to) {
  std::vector<double> all;
  for (std::size_t i = 0; i < of.size(); ++i) all.push_back(of[i] / to[i]);
  std::sort(all.begin(), all.end());
  return {all[all.size() / 2], all.front(), all.back()};
}

void measure(std::vector<Work>& works, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    for (auto& work : works) {
      const auto wall = Clock::now();
      const auto start = processor_seconds();
      work.run();
      work.seconds.push_back(processor_seconds() - start);
      work.wall.push_back(std::chrono::duration<double>(Clock::now() - wall).count());
    }
  }
}

void print_table(const std::vector<Work>& works, bool with_b) {
  std::printf("  %-34s %s%s\n", "", "processor time, in A's", with_b ? "              in B's" : "");
  for (const auto& work : works) {
    const auto a = ratios(work.seconds, works[0].seconds);
    std::printf("  %-34s %6.2f (%5.2f..%6.2f)", work.name.c_str(), a.median, a.least, a.most);
    if (with_b) {
      const auto b = ratios(work.seconds, works[1].seconds);
      std::printf("  %6.2f (%5.2f..%6.2f)", b.median, b.least, b.most);
    }
    std::printf("\n");
  }
}

/// The last two works are the screens on one thread and on two.
void print_screen(const std::vector<Work>& works) {
  const auto two = ratios(works[works.size() - 2].wall, works.back().wall);
  std::printf("  two threads finish in 1/%.2f (%.2f..%.2f) of the time of one, on the wall\n",
              two.median, two.least, two.most);
}

bool b_is_fast_enough(const std::vector<Work>& works) {
  const auto rate = 1 / ratios(works[1].seconds, works[0].seconds).median;
  if (rate >= least_rate_of_b) return true;
  std::fprintf(stderr, "yardstick broken: B runs at %.2f of A's rate, less than %.2f\n", rate,
               least_rate_of_b);
  return false;
}

bool bench_file(const Setup& setup, const std::string& label, const std::string& file) {
  auto bytes = palpate::read_file(file, file_limit);
  if (!bytes) {
    std::fprintf(stderr, "%s: %s\n", file.c_str(), bytes.error().message.c_str());
    return false;
  }
  const auto size = bytes->size();
  const Lines lines(std::move(*bytes));
  const auto count = lines.all().size();
  if (count == 0) return false;
  std::printf("\n%s: %zu records of %zu bytes, %s; %d rounds, medians (least..most)\n",
              setup.engine->rule_set->reference().c_str(), count, size / count, label.c_str(),
              setup.rounds);
  if (setup.forty() && !check_answers(setup, lines)) return false;
  if (setup.rounds == 0) return true;

  bool processes_done = true;
  const auto process = [&](const char* threads) {
    processes_done = screen(setup, file, threads) && processes_done;
  };
  std::vector<Work> works;
  works.push_back({"A   simdjson to a DOM", [&] { parse_only(lines); }, {}, {}});
  if (setup.forty()) works.push_back({"B   by hand, On-Demand", [&] { by_hand(lines); }, {}, {}});
  works.push_back({"P1  palpate in process, brief", [&] { in_brief(setup, lines); }, {}, {}});
  if (!setup.forty()) {
    works.push_back({"F   palpate in process, full", [&] { in_full(setup, lines); }, {}, {}});
  }
  const bool has_screen = run({setup.palpate, "screen", "--help"});
  if (has_screen) {
    works.push_back({"P2  palpate screen, 1 thread", [&] { process("1"); }, {}, {}});
    works.push_back({"P2  palpate screen, 2 threads", [&] { process("2"); }, {}, {}});
  }
  measure(works, setup.rounds);
  print_table(works, setup.forty());
  if (has_screen) print_screen(works);
  if (!processes_done) std::fprintf(stderr, "a process did not succeed\n");
  return processes_done && (!setup.forty() || b_is_fast_enough(works));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 6 || count % 2 != 0) {
    std::fputs("usage: bench_screen PALPATE RULESET ROUNDS LABEL FILE [LABEL FILE]...\n", stderr);
    return 2;
  }
  const auto loaded = palpate::ruleset::load(arguments[2]);
  if (!loaded.rule_set) return 3;
  const Setup setup{arguments[1], arguments[2], std::max(0, std::atoi(arguments[3])),
                    palpate::make_engine(loaded.rule_set)};
  std::printf("simdjson's kernel here: %s\n",
              simdjson::get_active_implementation()->name().c_str());
  bool good = true;
  for (int i = 4; i < count; i += 2) {
    good = bench_file(setup, arguments[i], arguments[i + 1]) && good;
  }
  const bool measured = touched > 0 || setup.rounds == 0;
  return good && measured ? 0 : 1;
}
