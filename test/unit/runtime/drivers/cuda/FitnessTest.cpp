// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which CUDA variant runs where, and what a machine without a usable driver is told.
#include "runtime/drivers/cuda/CUDADevice.h"
#include "runtime/drivers/cuda/CUDAModule.h"

#include <gtest/gtest.h>

namespace {

using namespace dc::rt;
using cuda::fitness;

TEST(Fitness, PtxRunsOnLaterGpus) {
  EXPECT_TRUE(fitness("sm_75", false, 90));
  EXPECT_TRUE(fitness("sm_75", false, 75));
  EXPECT_FALSE(fitness("sm_80", false, 75));
  EXPECT_TRUE(fitness("sm_75", false, 120));
  EXPECT_GT(*fitness("sm_80", false, 90), *fitness("sm_75", false, 90));
}

TEST(Fitness, SpecificCodeRunsOnItsOwnGpu) {
  EXPECT_TRUE(fitness("sm_90a", false, 90));
  EXPECT_FALSE(fitness("sm_90a", false, 100));
  EXPECT_FALSE(fitness("sm_100a", false, 90));
  EXPECT_GT(*fitness("sm_90a", false, 90), *fitness("sm_90", false, 90));
  EXPECT_TRUE(fitness("sm_100f", false, 103));
  EXPECT_FALSE(fitness("sm_100f", false, 120));
}

TEST(Fitness, CubinsRunInTheirMajorVersion) {
  EXPECT_TRUE(fitness("sm_80", true, 86));
  EXPECT_FALSE(fitness("sm_86", true, 80));
  EXPECT_FALSE(fitness("sm_80", true, 90));
  EXPECT_GT(*fitness("sm_90", true, 90), *fitness("sm_90", false, 90));
}

TEST(Fitness, OtherNames) {
  for (const char *name : {"", "sm_", "sm_x", "sm_75x", "sm_75aa", "x86-64-v3", "sm_99999999999",
                           "sm_-75", "compute_75"}) {
    EXPECT_FALSE(fitness(name, false, 90)) << name;
  }
}

TEST(Discovery, NoLibrary) {
  const core::Discovery found = cuda::discoverIn("libno-such-driver.so.1");
  EXPECT_TRUE(found.devices.empty());
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_NE(found.problems[0].find("no NVIDIA driver found"), std::string::npos);
}

TEST(Discovery, AnotherLibrary) {
  const core::Discovery found = cuda::discoverIn("libc.so.6");
  EXPECT_TRUE(found.devices.empty());
  ASSERT_EQ(found.problems.size(), 1u);
  EXPECT_NE(found.problems[0].find("too old"), std::string::npos);
}

} // namespace
