// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels with several variants in an artifact: written, read, and refused where they do not fit
// together.
#include "runtime/artifact/Reader.h"
#include "runtime/artifact/Writer.h"
#include "test/unit/runtime/artifact/Samples.h"

#include <gtest/gtest.h>

namespace {

using namespace dc::rt::artifact;

ArtifactData tuned() {
  ArtifactData data = test::small();
  data.kernels[0].tuned = {{"B", 64, {64, -128}}, {"T", 1, {1}}};
  KernelInfo variant = data.kernels[0];
  variant.name = "k[B=-128,T=1]";
  variant.variantOf = "k";
  variant.tuned[0].value = -128;
  variant.ensured = {"x.size() > 2", ""};
  data.kernels.push_back(variant);
  return data;
}

std::string problemOf(const ArtifactData &data) {
  auto bytes = write(data);
  return bytes.ok() ? "" : bytes.status().to_string();
}

TEST(TunedArtifact, IsReadAsItWasWritten) {
  auto bytes = write(tuned());
  ASSERT_TRUE(bytes.ok()) << bytes.status().to_string();
  auto data = read(bytes->data(), bytes->size());
  ASSERT_TRUE(data.ok()) << data.status().to_string();
  ASSERT_EQ(data->kernels.size(), 2u);
  const KernelInfo &variant = data->kernels[1];
  EXPECT_EQ(variant.variantOf, "k");
  ASSERT_EQ(variant.tuned.size(), 2u);
  EXPECT_EQ(variant.tuned[0].name, "B");
  EXPECT_EQ(variant.tuned[0].value, -128);
  EXPECT_EQ(variant.tuned[0].all, (std::vector<int64_t>{64, -128}));
  EXPECT_EQ(data->kernels[0].variantOf, "");
  EXPECT_EQ(variant.ensured, (std::vector<std::string>{"x.size() > 2", ""}));
}

TEST(TunedArtifact, FitsTogether) {
  auto with = [](auto change) {
    ArtifactData data = tuned();
    change(data);
    return problemOf(data);
  };
  EXPECT_EQ(problemOf(tuned()), "");
  EXPECT_NE(with([](auto &d) { d.kernels[1].tuned[0].value = 5; }).find("one of its values"),
            std::string::npos);
  EXPECT_NE(with([](auto &d) { d.kernels[1].variantOf = "j"; }).find("that is no variant"),
            std::string::npos);
  EXPECT_NE(
      with([](auto &d) { d.kernels[0].variantOf = d.kernels[1].name; }).find("that is no variant"),
      std::string::npos);
  EXPECT_NE(with([](auto &d) {
              d.kernels[1].tuned.pop_back();
            }).find("the arguments and tuned constants of"),
            std::string::npos);
  EXPECT_NE(with([](auto &d) {
              d.kernels[1].args[0].type = ElementType::F64;
            }).find("the arguments and tuned constants of"),
            std::string::npos);
  EXPECT_NE(with([](auto &d) { d.kernels[0].tuned[1].name = "B"; }).find("names that differ"),
            std::string::npos);
  EXPECT_NE(with([](auto &d) { d.kernels[0].tuned[0].name = ""; }), "");
  EXPECT_NE(
      with([](auto &d) { d.kernels[0].tuned[0].all.resize(100, 1); }).find("at most 64 values"),
      std::string::npos);
  EXPECT_NE(with([](auto &d) {
              d.kernels[0].tuned.resize(100, d.kernels[0].tuned[0]);
            }).find("at most 64 tuned constants"),
            std::string::npos);
}

} // namespace
