// Scratch: working memory of a thread around one Machine. External interface: evaluate.hpp.
#include "cql/eval/evaluate.hpp"

#include <utility>

#include "cql/eval/machine.hpp"

namespace palpate::cql {

struct Scratch::State {
  explicit State(std::shared_ptr<const Program> program) : machine(std::move(program)) {}
  Machine machine;
};

Scratch::Scratch(std::shared_ptr<const Program> program)
    : state_(std::make_unique<State>(std::move(program))) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

const Program& Scratch::program() const { return state_->machine.program(); }

void Scratch::begin(const Record& record) { state_->machine.begin(record.slots, record.now); }

void Scratch::forget() { state_->machine.forget(); }

namespace {

Result<Value> outcome(const Machine& machine, const Value& value) {
  if (!machine.session().failed()) return value;
  return Error{Error::Code::bad_input, machine.session().failure(), {}};
}

}  // namespace

Result<Value> Scratch::definition(DefinitionId id) {
  Machine& machine = state_->machine;
  machine.start();
  const Value value = machine.definition(id);
  return outcome(machine, value);
}

Result<Value> Scratch::node(NodeId id) {
  Machine& machine = state_->machine;
  machine.start();
  const Value value = machine.root(id);
  return outcome(machine, value);
}

std::span<const std::string> Scratch::messages() const {
  return state_->machine.session().messages();
}

std::uint64_t Scratch::steps() const { return state_->machine.steps(); }

}  // namespace palpate::cql
