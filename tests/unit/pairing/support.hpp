#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "pairing/programme.hpp"
#include "unit/triage/lab.hpp"

namespace palpate::support {

/// What comes of answers, up to the programme.
class PlanBench : public Bench {
 public:
  explicit PlanBench(const Lab& lab) : Bench(lab), planner_(pairing::make_graph_planner(rules)) {}

  pairing::Programme plan(const std::string& answers) {
    triaged = triage(answers);
    auto result = planner_->plan(triaged, intake, scratch);
    EXPECT_TRUE(result.has_value());
    return *result;
  }

  std::vector<std::string> steps(const pairing::Programme& programme) const {
    std::vector<std::string> ids;
    for (const auto& step : programme.steps) ids.push_back(rules->exercises[step.exercise].id);
    return ids;
  }
  const pairing::Step* step(const pairing::Programme& programme, const std::string& id) const {
    for (const auto& one : programme.steps) {
      if (rules->exercises[one.exercise].id == id) return &one;
    }
    return nullptr;
  }
  const pairing::LeftOut* left_out(const pairing::Programme& programme,
                                   const std::string& id) const {
    for (const auto& one : programme.left_out) {
      if (rules->exercises[one.exercise].id == id) return &one;
    }
    return nullptr;
  }
  std::string rule(const pairing::Programme& programme) const {
    return programme.rule ? rules->policy.programme[*programme.rule].id : std::string();
  }

  triage::Triage triaged;

 private:
  std::unique_ptr<pairing::PairingPlanner> planner_;
};

}  // namespace palpate::support
