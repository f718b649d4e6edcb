// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The system clock goes forward and sleeps at least as long as asked.
#include <dotcompute/base/Clock.h>

#include <gtest/gtest.h>

using namespace dc::rt;
using namespace std::chrono_literals;

namespace {

TEST(Clock, GoesForward) {
  Clock &clock = Clock::system();
  auto first = clock.now();
  EXPECT_GE(clock.now(), first);
  EXPECT_GT(clock.wall_now(), std::chrono::hours(24 * 365 * 50)); // after 2020
}

TEST(Clock, SleepsUntilTheDeadline) {
  Clock &clock = Clock::system();
  auto deadline = clock.now() + 2ms;
  clock.sleep_until(deadline);
  EXPECT_GE(clock.now(), deadline);
  clock.sleep_for(-1ms);
}

} // namespace
