#include "ruleset/dependency_order.hpp"

#include <algorithm>
#include <cstddef>

namespace palpate::ruleset {

namespace {

/// Depth first, with a stack of its own: a rule set may chain as many as it has.
class Walk {
 public:
  explicit Walk(const std::vector<std::vector<std::uint32_t>>& needs)
      : needs_(needs), state_(needs.size(), State::unseen) {}

  DependencyOrder run() {
    for (std::uint32_t i = 0; i < needs_.size(); ++i) {
      if (state_[i] == State::unseen) visit(i);
    }
    return result_;
  }

 private:
  enum class State : std::uint8_t { unseen, open, done };
  struct Step {
    std::uint32_t at = 0;
    std::size_t next = 0;
  };

  void enter(std::uint32_t at) {
    state_[at] = State::open;
    way_.push_back({at, 0});
  }

  void visit(std::uint32_t start) {
    enter(start);
    while (!way_.empty()) {
      auto& step = way_.back();
      if (step.next == needs_[step.at].size()) {
        leave(step.at);
        continue;
      }
      const auto next = needs_[step.at][step.next++];
      if (state_[next] == State::open) add_cycle(next);
      if (state_[next] == State::unseen) enter(next);
    }
  }

  void leave(std::uint32_t at) {
    state_[at] = State::done;
    result_.order.push_back(at);
    way_.pop_back();
  }

  void add_cycle(std::uint32_t first) {
    const auto begin = std::find_if(way_.begin(), way_.end(),
                                    [first](const Step& step) { return step.at == first; });
    std::vector<std::uint32_t> cycle;
    for (auto step = begin; step != way_.end(); ++step) cycle.push_back(step->at);
    result_.cycles.push_back(std::move(cycle));
  }

  const std::vector<std::vector<std::uint32_t>>& needs_;
  std::vector<State> state_;
  std::vector<Step> way_;
  DependencyOrder result_;
};

}  // namespace

DependencyOrder dependency_order(const std::vector<std::vector<std::uint32_t>>& needs) {
  return Walk(needs).run();
}

}  // namespace palpate::ruleset
