#include "batch/reorder_buffer.hpp"

#include <utility>

namespace palpate::batch {

std::unique_ptr<Parcel> ReorderBuffer::take_empty() {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [&] { return ended_ || has_room(); });
  return ended_ ? nullptr : hand_out();
}

std::unique_ptr<Parcel> ReorderBuffer::hand_out() {
  ++out_;
  if (empty_.empty()) return std::make_unique<Parcel>(rules_);
  auto parcel = std::move(empty_.back());
  empty_.pop_back();
  return parcel;
}

void ReorderBuffer::put(std::unique_ptr<Parcel> finished) {
  finished->chunk.let_go();
  const std::lock_guard lock(mutex_);
  const auto sequence = finished->chunk.sequence;
  waiting_bytes_ += finished->outcome.bytes();
  waiting_.emplace(sequence, std::move(finished));
  if (sequence == turn_) ready_.notify_one();
}

std::unique_ptr<Parcel> ReorderBuffer::next(std::unique_ptr<Parcel> written) {
  std::unique_lock lock(mutex_);
  take_back(std::move(written));
  ready_.wait(lock, [&] { return ended_ || workers_ == 0 || is_next_ready(); });
  return ended_ || !is_next_ready() ? nullptr : give_next();
}

ReorderBuffer::Task ReorderBuffer::next_task(std::unique_ptr<Parcel> written) {
  std::unique_lock lock(mutex_);
  take_back(std::move(written));
  ready_.wait(lock, [&] { return ended_ || is_next_ready() || has_room(); });
  if (ended_) return {};
  if (is_next_ready()) return {give_next(), nullptr};
  return {nullptr, hand_out()};
}

void ReorderBuffer::take_back(std::unique_ptr<Parcel> written) {
  if (!written) return;
  empty_.push_back(std::move(written));
  --out_;
  room_.notify_all();
}

std::unique_ptr<Parcel> ReorderBuffer::give_next() {
  auto parcel = std::move(waiting_.begin()->second);
  waiting_.erase(waiting_.begin());
  waiting_bytes_ -= parcel->outcome.bytes();
  ++turn_;
  return parcel;
}

bool ReorderBuffer::has_room() const {
  return out_ < most_ && waiting_bytes_ < limits::waiting_bytes;
}

bool ReorderBuffer::is_next_ready() const {
  return !waiting_.empty() && waiting_.begin()->first == turn_;
}

void ReorderBuffer::worker_left() {
  const std::lock_guard lock(mutex_);
  --workers_;
  ready_.notify_one();
}

void ReorderBuffer::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  room_.notify_all();
  ready_.notify_one();
}

}  // namespace palpate::batch
