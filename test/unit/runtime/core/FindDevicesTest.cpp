// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which devices a Runtime finds, prefers and requires.
#include <dotcompute/runtime/Runtime.h>

#include <gtest/gtest.h>

#include <cstdlib>

namespace {

using namespace dc::rt;

class FindDevices : public ::testing::Test {
protected:
  void SetUp() override { unsetenv("DOTCOMPUTE_DEVICE"); }
  void TearDown() override {
    unsetenv("DOTCOMPUTE_DEVICE");
    unsetenv("DOTCOMPUTE_CPU_THREADS");
  }
};

TEST_F(FindDevices, TheCpuIsAlwaysThereAndLast) {
  const Runtime runtime = Runtime::create().value();
  ASSERT_FALSE(runtime.devices().empty());
  EXPECT_EQ(runtime.devices().back().id(), "cpu");
  EXPECT_TRUE(runtime.devices().back().uses_host_memory());
  if (runtime.devices().size() == 1) {
    EXPECT_EQ(runtime.best_device().id(), "cpu");
    ASSERT_EQ(runtime.problems().size(), 1u);
    EXPECT_EQ(runtime.problems()[0].substr(0, 5), "cuda:");
    EXPECT_EQ(runtime.problems()[0].find('\n'), std::string::npos);
  }
}

TEST_F(FindDevices, TheEnvironmentChooses) {
  setenv("DOTCOMPUTE_DEVICE", "cpu", 1);
  EXPECT_EQ(Runtime::create()->best_device().id(), "cpu");
  setenv("DOTCOMPUTE_DEVICE", "abacus", 1);
  const Status status = Runtime::create().status();
  EXPECT_EQ(status.id(), "DCR1013");
  EXPECT_NE(status.to_string().find("DOTCOMPUTE_DEVICE"), std::string::npos);
  RuntimeOptions options;
  options.require = "cpu"; // before the environment
  EXPECT_TRUE(Runtime::create(options).ok());
  options.require.clear();
  options.use_environment = false;
  EXPECT_TRUE(Runtime::create(options).ok());
}

TEST_F(FindDevices, RequireSaysWhyNot) {
  RuntimeOptions options;
  options.require = "cuda";
  const auto runtime = Runtime::create(options);
  if (runtime.ok()) {
    EXPECT_EQ(runtime->best_device().driver(), "cuda");
  } else {
    EXPECT_EQ(runtime.code(), StatusCode::NotFound);
    EXPECT_NE(runtime.status().to_string().find("cuda: "), std::string::npos)
        << runtime.status().to_string();
  }
}

TEST_F(FindDevices, CpuThreads) {
  setenv("DOTCOMPUTE_CPU_THREADS", "3", 1);
  EXPECT_EQ(Runtime::create()->device("cpu")->limits().compute_units, 3u);
  for (const char *wrong : {"0", "-1", "many", "4x", "99999999999"}) {
    setenv("DOTCOMPUTE_CPU_THREADS", wrong, 1);
    const Runtime runtime = Runtime::create().value();
    EXPECT_GE(runtime.device("cpu")->limits().compute_units, 1u);
    EXPECT_NE(runtime.problems().back().find("DOTCOMPUTE_CPU_THREADS"), std::string::npos);
  }
}

TEST_F(FindDevices, SharedIsOne) {
  EXPECT_EQ(Runtime::shared()->devices(), Runtime::shared()->devices());
  EXPECT_NE(Runtime::create()->devices(), Runtime::shared()->devices());
}

} // namespace
