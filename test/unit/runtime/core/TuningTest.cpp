// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which variant of a kernel the caller, the environment and the kernel itself mean.
#include "runtime/core/Tuning.h"

#include <gtest/gtest.h>

namespace {

using namespace dc::rt::artifact;
using dc::rt::core::chooseVariant;

/// "k" with B of 64 and 128 and T of 1 and 4, and another kernel without.
ArtifactData variants() {
  ArtifactData data;
  for (int64_t b : {64, 128}) {
    for (int64_t t : {1, 4}) {
      KernelInfo kernel;
      kernel.name = "a::k";
      if (b != 64 || t != 1) {
        kernel.name += "[B=" + std::to_string(b) + ",T=" + std::to_string(t) + "]";
        kernel.variantOf = "a::k";
      }
      kernel.tuned = {{"B", b, {64, 128}}, {"T", t, {1, 4}}};
      data.kernels.push_back(kernel);
    }
  }
  data.kernels.emplace_back().name = "plain";
  return data;
}

std::string nameOf(size_t index, const char *tuning, const char *environment) {
  ArtifactData data = variants();
  auto chosen = chooseVariant(data, index, tuning, environment);
  return chosen.ok() ? data.kernels[*chosen].name : chosen.status().to_string();
}

TEST(Tuning, TakesTheKernelsOwnValues) {
  EXPECT_EQ(nameOf(0, "", ""), "a::k");
  EXPECT_EQ(nameOf(3, "", "B=64"), "a::k[B=128,T=4]"); // named in full
  EXPECT_EQ(nameOf(4, "", "B=128"), "plain");
}

TEST(Tuning, TakesTheCallersBeforeTheEnvironments) {
  EXPECT_EQ(nameOf(0, "B=128", ""), "a::k[B=128,T=1]");
  EXPECT_EQ(nameOf(0, "T=4,B=128", ""), "a::k[B=128,T=4]");
  EXPECT_EQ(nameOf(0, "", "B=128"), "a::k[B=128,T=1]");
  EXPECT_EQ(nameOf(0, "B=64", "B=128,T=4"), "a::k[B=64,T=4]");
  EXPECT_EQ(nameOf(0, "", "X=3;a::k:T=4;a::j:B=128"), "a::k[B=64,T=4]");
  EXPECT_EQ(nameOf(3, "B=64,T=1", ""), "a::k"); // from a variant back to its kernel
}

TEST(Tuning, RefusesWhatIsNotListed) {
  for (const char *tuning : {"B=32", "C=64", "B", "B=", "=64", "B=64 ", "B=128,,"}) {
    std::string message = nameOf(0, tuning, "");
    bool isRefused = message.find("DCR1018") != std::string::npos;
    EXPECT_TRUE(isRefused) << tuning << ": " << message;
    EXPECT_NE(message.find("B = 64, 128; T = 1, 4"), std::string::npos) << message;
  }
  EXPECT_NE(nameOf(4, "B=64", "").find("no tuned constants"), std::string::npos);
  EXPECT_NE(nameOf(0, "", "B=32").find("DOTCOMPUTE_TUNE"), std::string::npos);
  EXPECT_NE(nameOf(0, "", "a::k:X=1").find("DCR1018"), std::string::npos);
}

TEST(Tuning, SaysWhatIsMissing) {
  ArtifactData data = variants();
  data.kernels.erase(data.kernels.begin() + 3);
  auto chosen = chooseVariant(data, 0, "B=128,T=4", "");
  ASSERT_FALSE(chosen.ok());
  EXPECT_NE(chosen.status().to_string().find("'B=128,T=4'"), std::string::npos)
      << chosen.status().to_string();
}

} // namespace
