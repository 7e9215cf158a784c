#include "batch/checkpoint.hpp"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>

namespace palpate::batch {

namespace {

namespace json = boost::json;

constexpr std::string_view format = "palpate-screen-checkpoint/1";
constexpr std::array<std::string_view, 3> state_names = {"running", "stopped", "done"};

json::object position_json(const Position& position) {
  json::object out;
  out["input"] = position.input;
  out["offset"] = position.offset;
  out["line"] = position.line;
  return out;
}

std::optional<std::uint64_t> number(const json::object& from, std::string_view name) {
  const auto* found = from.if_contains({name.data(), name.size()});
  if (found == nullptr) return std::nullopt;
  if (found->is_uint64()) return found->get_uint64();
  if (found->is_int64() && found->get_int64() >= 0) {
    return static_cast<std::uint64_t>(found->get_int64());
  }
  return std::nullopt;
}

const json::object* object(const json::object& from, std::string_view name) {
  const auto* found = from.if_contains({name.data(), name.size()});
  return found != nullptr ? found->if_object() : nullptr;
}

std::optional<RunState> state_of(const json::object& from) {
  const auto* found = from.if_contains("state");
  if (found == nullptr || !found->is_string()) return std::nullopt;
  for (std::size_t i = 0; i < state_names.size(); ++i) {
    const auto& text = found->get_string();
    if (std::string_view(text.data(), text.size()) == state_names[i]) {
      return static_cast<RunState>(i);
    }
  }
  return std::nullopt;
}

/// The first place where two values differ: "options.sample was 10 and is 1"; empty: none.
std::string difference(const json::value& was, const json::value& is, const std::string& place) {
  if (was == is) return {};
  if (was.is_object() && is.is_object()) {
    for (const auto& [name, value] : is.get_object()) {
      const auto* before = was.get_object().if_contains(name);
      const auto inner = place + (place.empty() ? "" : ".") + std::string(name.data(), name.size());
      auto found = difference(before != nullptr ? *before : json::value(), value, inner);
      if (!found.empty()) return found;
    }
  }
  if (was.is_array() && is.is_array() && was.get_array().size() == is.get_array().size()) {
    for (std::size_t i = 0; i < is.get_array().size(); ++i) {
      auto found =
          difference(was.get_array()[i], is.get_array()[i], place + "[" + std::to_string(i) + "]");
      if (!found.empty()) return found;
    }
  }
  return place + " was " + json::serialize(was) + " and is " + json::serialize(is);
}

Error damaged() {
  return {Error::Code::bad_input, "the checkpoint is damaged; begin anew with --force", {}};
}

}  // namespace

std::string_view to_string(RunState state) { return state_names[static_cast<std::size_t>(state)]; }

std::string write_checkpoint(const Checkpoint& checkpoint, const json::object& identity,
                             const ruleset::RuleSet& rules) {
  const auto state = to_string(checkpoint.state);
  json::object out;
  out["format"] = json::string_view(format.data(), format.size());
  out["state"] = json::string_view(state.data(), state.size());
  out["run"] = identity;
  out["position"] = position_json(checkpoint.position);
  out["resultsBytes"] = checkpoint.results_bytes;
  out["quarantineBytes"] = checkpoint.quarantine_bytes;
  out["summary"] = to_json(checkpoint.tally, rules);
  return json::serialize(out) + "\n";
}

Result<Checkpoint> read_checkpoint(std::string_view text, const json::object& identity,
                                   const ruleset::RuleSet& rules) {
  json::error_code failed;
  const auto parsed = json::parse({text.data(), text.size()}, failed);
  if (failed || !parsed.is_object()) return damaged();
  const auto& root = parsed.get_object();
  const auto* run = object(root, "run");
  const auto* position = object(root, "position");
  const auto* summary = object(root, "summary");
  if (run == nullptr || position == nullptr || summary == nullptr) return damaged();
  const auto differs = difference(*run, identity, {});
  if (!differs.empty()) {
    return Error{Error::Code::usage,
                 "this is not the run that the checkpoint belongs to: " + differs +
                     "; resume with what it began with, or begin anew with --force",
                 {}};
  }
  const auto state = state_of(root);
  const auto input = number(*position, "input");
  const auto offset = number(*position, "offset");
  const auto line = number(*position, "line");
  const auto results = number(root, "resultsBytes");
  const auto quarantine = number(root, "quarantineBytes");
  auto tally = tally_from_json(*summary, rules);
  if (!state || !input || !offset || !line || !results || !quarantine || !tally) return damaged();
  Checkpoint checkpoint(rules);
  checkpoint.state = *state;
  checkpoint.position = {static_cast<std::size_t>(*input), *offset, *line};
  checkpoint.results_bytes = *results;
  checkpoint.quarantine_bytes = *quarantine;
  checkpoint.tally = std::move(*tally);
  return checkpoint;
}

}  // namespace palpate::batch
