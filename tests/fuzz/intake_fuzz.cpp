// Any bytes as an assessment: no crash, no value without an answer, no answer without a value, and
// the fast way gives what the explaining reader gives, alone and in a block, whatever follows
// there.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/fuzz_intake.hpp"
#include "intake/json_ordinary.hpp"

namespace {

namespace intake = palpate::intake;
using palpate::fuzz::check;
using palpate::fuzz::dictionary;
using palpate::fuzz::require;

bool same(const palpate::Value& a, const palpate::Value& b) {
  if (a.kind() != b.kind() || palpate::to_cql(a) != palpate::to_cql(b)) return false;
  const bool has_scale =
      a.is(palpate::Value::Kind::decimal) || a.is(palpate::Value::Kind::quantity);
  return !has_scale || a.as_decimal().scale() == b.as_decimal().scale();
}

bool same(const intake::Issue& a, const intake::Issue& b) {
  return a.kind == b.kind && a.code == b.code && a.pointer == b.pointer && a.item == b.item &&
         a.message == b.message && a.suggestion == b.suggestion;
}

std::string recorded(const intake::Intake& read) {
  if (!read.recorded_at) return {};
  return palpate::to_cql(palpate::Value::date_time(*read.recorded_at));
}

void require_same(const intake::Intake& a, const intake::Intake& b) {
  require(a.id == b.id && a.subject == b.subject && recorded(a) == recorded(b));
  require(a.states == b.states && a.issues.size() == b.issues.size());
  for (std::size_t i = 0; i < a.slots.size(); ++i) require(same(a.slots[i], b.slots[i]));
  for (std::size_t i = 0; i < a.issues.size(); ++i) require(same(a.issues[i], b.issues[i]));
}

/// `record` where it lies in a block that goes on with `behind` and ends where it may.
void require_same_in_block(std::string_view record, std::string_view behind,
                           intake::IntakeAdapter& adapter, const intake::Intake& explained) {
  static intake::Intake read(dictionary());
  std::vector<char> block(record.begin(), record.end());
  block.insert(block.end(), behind.begin(), behind.end());
  block.insert(block.end(), intake::IntakeAdapter::block_padding, '\0');
  block.shrink_to_fit();
  adapter.read_in_block({block.data(), record.size()}, read);
  require_same(read, explained);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static intake::Intake read(dictionary());
  static intake::Intake explained(dictionary());
  static const auto adapter = intake::make_json_adapter();
  static const auto explaining = intake::make_explaining_json_adapter();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  adapter->read(bytes, read);
  explaining->read(bytes, explained);
  require_same(read, explained);
  check(read);
  require_same_in_block(bytes, bytes, *adapter, explained);
  const auto cut = bytes.substr(0, bytes.size() / 2);
  explaining->read(cut, explained);
  require_same_in_block(cut, bytes.substr(cut.size()), *adapter, explained);
  intake::peek_dictionary(bytes);
  return 0;
}
