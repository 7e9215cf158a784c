#pragma once

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/positional_options.hpp>
#include <boost/program_options/variables_map.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assess.hpp"
#include "base/result.hpp"

namespace palpate::cli {

/// Exit codes, documented in `palpate --help`.
enum Exit : int {
  done = 0,
  attention = 1,  ///< done, and something needs attention: failed rule tests
  usage = 2,
  bad_input = 3,
  internal = 4
};

using Arguments = std::vector<std::string>;

// One function a subcommand, each in a file of its own.
int triage_command(const Arguments& arguments);
int screen_command(const Arguments& arguments);
int check_command(const Arguments& arguments);
int test_command(const Arguments& arguments);
int eval_command(const Arguments& arguments);
int intake_command(const Arguments& arguments);
int evidence_command(const Arguments& arguments);
int generate_command(const Arguments& arguments);

/// What a subcommand accepts and how its help looks.
struct Command {
  std::string_view synopsis;  ///< "palpate triage FILE… [options]"
  std::string_view summary;
  std::string_view examples;
  boost::program_options::options_description options{"Options"};
  boost::program_options::positional_options_description positional;
};
/// Parses; prints help or the usage error itself, and then returns the exit code instead.
struct Parsed {
  boost::program_options::variables_map values;
  std::optional<int> exit;
};
Parsed parse(Command& command, const Arguments& arguments);

// Output. Nothing but the result goes to standard output.
void print(std::string_view text);
/// "palpate: place: message" on standard error; returns the exit code of its kind.
int fail(const Error& error);
bool stdout_is_terminal();
bool stderr_is_terminal();

/// The bytes of a file, or of standard input for "-".
Result<std::string> read_input(const std::string& path, std::size_t limit);

/// `text` as evaluation time: ISO 8601 with offset.
Result<Temporal> parse_now(const std::string& text);

/// Where rule sets are found: --rules-root, else $PALPATE_RULES_ROOT, else ./rules, else beside
/// the installed or built program.
std::string rules_root(const boost::program_options::variables_map& values);
/// Loads what `reference` names: a directory, "id", "id@1" or "id@1.0.0". Prints diagnostics.
Result<std::shared_ptr<const ruleset::RuleSet>> load_rules(const std::string& root,
                                                           const std::string& reference);
/// The same for the argument "ruleset" of a verb; an error when it is left out.
Result<std::shared_ptr<const ruleset::RuleSet>> load_rules(
    const boost::program_options::variables_map& values);

}  // namespace palpate::cli
