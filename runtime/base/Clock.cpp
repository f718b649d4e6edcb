// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The machine's clock: the only file of the runtime that reads time.
#include <dotcompute/base/Clock.h>

#include <thread>

namespace dc::rt {

Clock::~Clock() = default;

namespace {
class SystemClock final : public Clock {
public:
  std::chrono::nanoseconds now() const noexcept override {
    return std::chrono::steady_clock::now().time_since_epoch();
  }
  std::chrono::nanoseconds wall_now() const noexcept override {
    return std::chrono::system_clock::now().time_since_epoch();
  }
  void sleep_until(std::chrono::nanoseconds deadline) override {
    std::this_thread::sleep_until(std::chrono::steady_clock::time_point(
        std::chrono::duration_cast<std::chrono::steady_clock::duration>(deadline)));
  }
};
} // namespace

Clock &Clock::system() noexcept {
  // Never destroyed: threads that outlive main may still ask for the time.
  static SystemClock *const clock = new SystemClock;
  return *clock;
}

} // namespace dc::rt
