// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// With a GPU that cannot be used the CPU is best, and one line in a process says why.
#include <dotcompute/runtime/Runtime.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace {

using namespace dc::rt;

TEST(BrokenDriver, BestDeviceSaysSoOnce) {
  unsetenv("DOTCOMPUTE_DEVICE");
  ::testing::internal::CaptureStderr();
  const Runtime runtime = Runtime::create().value();
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  ASSERT_EQ(runtime.problems().size(), 1u);

  RuntimeOptions cpu;
  cpu.require = "cpu";
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(Runtime::create(cpu)->best_device().id(), "cpu");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), ""); // was asked for

  ::testing::internal::CaptureStderr();
  EXPECT_EQ(runtime.best_device().id(), "cpu");
  EXPECT_EQ(runtime.best_device().id(), "cpu");
  EXPECT_EQ(Runtime::create()->best_device().id(), "cpu");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(),
            "dotcompute: a GPU was found but cannot be used: " + runtime.problems()[0] + "\n");
}

} // namespace
