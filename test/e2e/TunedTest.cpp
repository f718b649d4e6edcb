// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variants of kernels with DC_TUNE.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/tuned.dc.cpp"

#include <algorithm>
#include <cstdlib>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

class Tuned : public e2e::OnEveryDevice {
protected:
  void SetUp() override {
    OnEveryDevice::SetUp();
    unsetenv("DOTCOMPUTE_TUNE");
  }
  void TearDown() override { unsetenv("DOTCOMPUTE_TUNE"); }

  dc::rt::Result<dc::rt::Kernel> find(const std::string &name, const std::string &tuning) {
    auto artifact = dc::rt::Artifact::load_file(e2e::artifactPath("tuned"));
    EXPECT_TRUE(artifact.ok()) << artifact.status().to_string();
    return artifact->kernel(name, queue->device(), tuning);
  }

  void checkSum(const dc::rt::Result<dc::rt::Kernel> &compiled, int block, int perThread) {
    ASSERT_TRUE(compiled.ok()) << compiled.status().to_string();
    auto x = integers<int>(3001, -1000, 1000);
    int64_t each = int64_t(block) * perThread, grid = (3001 + each - 1) / each;
    std::vector<int> sum(grid), size(grid);
    auto launched = queue->launch(*compiled, copy_in(x), copy_inout(sum), copy_inout(size));
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    for (int64_t b = 0; b < grid; ++b) {
      int expected = 0;
      for (int64_t i = b * each; i < std::min<int64_t>(3001, (b + 1) * each); ++i) {
        expected += x[i];
      }
      ASSERT_EQ(size[b], block * 100 + perThread);
      ASSERT_EQ(sum[b], expected) << b << " of " << compiled->name();
    }
  }
};
E2E_ON_EVERY_DEVICE(Tuned);

TEST_P(Tuned, TakeTheFirstValueUnlessAsked) {
  checkSum(find("block_sum", ""), 64, 1);
  checkSum(find("block_sum", "B=128"), 128, 1);
  checkSum(find("block_sum", "PER_THREAD=4"), 64, 4);
  checkSum(find("block_sum", "B=256,PER_THREAD=4"), 256, 4);
  checkSum(find("block_sum[B=128,PER_THREAD=4]", ""), 128, 4);
}

TEST_P(Tuned, TakeWhatTheEnvironmentSays) {
  setenv("DOTCOMPUTE_TUNE", "B=256;scale<float, 3>:F=6;UNKNOWN=3", 1);
  checkSum(find("block_sum", ""), 256, 1);
  checkSum(find("block_sum", "B=128"), 128, 1); // the caller goes before it
  setenv("DOTCOMPUTE_TUNE", "block_sum:B=128,PER_THREAD=4", 1);
  checkSum(find("block_sum", ""), 128, 4);
  setenv("DOTCOMPUTE_TUNE", "B=100", 1);
  auto refused = find("block_sum", "");
  ASSERT_EQ(refused.code(), dc::rt::StatusCode::InvalidArgument);
  EXPECT_NE(refused.status().to_string().find("DCR1018"), std::string::npos);
  EXPECT_NE(refused.status().to_string().find("DOTCOMPUTE_TUNE"), std::string::npos)
      << refused.status().to_string();
}

TEST_P(Tuned, NameTheValuesThereAre) {
  for (const char *tuning : {"B=100", "C=64", "B", "B=", "B=64x"}) {
    auto refused = find("block_sum", tuning);
    ASSERT_EQ(refused.code(), dc::rt::StatusCode::InvalidArgument) << tuning;
    EXPECT_NE(refused.status().to_string().find("B = 64, 128, 256; PER_THREAD = 1, 4"),
              std::string::npos)
        << refused.status().to_string();
  }
}

TEST_P(Tuned, ScaleByTemplateArguments) {
  struct Case {
    const char *tuning;
    float factor;
  };
  for (Case c : {Case{"", 3}, Case{"F=3", 3}, Case{"F=6", 6}}) {
    auto compiled = find("scale<float, 3>", c.tuning);
    ASSERT_TRUE(compiled.ok()) << compiled.status().to_string();
    auto x = floats(1021);
    auto y = x;
    ASSERT_TRUE(queue->launch(*compiled, copy_inout(y)).ok());
    for (size_t i = 0; i < x.size(); ++i) {
      ASSERT_EQ(y[i], x[i] * c.factor);
    }
  }
  auto compiled = find("scale<int, 5>", "F=10");
  ASSERT_TRUE(compiled.ok()) << compiled.status().to_string();
  std::vector<int> z = {1, 2, 3};
  ASSERT_TRUE(queue->launch(*compiled, copy_inout(z)).ok());
  ASSERT_EQ(z, (std::vector<int>{10, 20, 30}));
}

TEST_P(Tuned, RunOnTheHostWithTheFirstValue) {
  auto x = integers<int>(1000, -50, 50);
  std::vector<int> sum(16), size(16), expected(16), sizes(16);
  ASSERT_TRUE(
      queue->launch(find("block_sum", "").value(), copy_in(x), copy_inout(sum), copy_inout(size))
          .ok());
  dc::host::run(block_sum, x, expected, sizes);
  ASSERT_EQ(sum, expected);
  ASSERT_EQ(size, sizes);
}

} // namespace
