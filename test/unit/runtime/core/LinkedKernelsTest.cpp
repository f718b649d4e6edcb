// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels linked into the program: loaded once, checked against the header, replaced by overrides.
#include <dotcompute/runtime/Linked.h>

#include "runtime/artifact/Writer.h"
#include "runtime/core/DeviceState.h"
#include "runtime/core/KernelState.h"
#include "test/conformance/HandmadeArtifact.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace {

using namespace dc::rt;

artifact::KernelInfo *find(artifact::ArtifactData &data, const std::string &name) {
  return &*std::find_if(data.kernels.begin(), data.kernels.end(),
                        [&](const auto &kernel) { return kernel.name == name; });
}

uint64_t hashOf(const std::string &name) {
  artifact::ArtifactData data = conformance::handmadeData();
  return artifact::abi_hash(*find(data, name));
}

class LinkedKernels : public ::testing::Test {
protected:
  void SetUp() override {
    unsetenv("DOTCOMPUTE_OVERRIDE");
    std::string pattern = ::testing::TempDir() + "dotcompute-override-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder = pattern;
  }
  void TearDown() override {
    unsetenv("DOTCOMPUTE_OVERRIDE");
    std::filesystem::remove_all(folder);
  }

  /// a * x + y with a = 2, x = 3 and y = 4, or the failure.
  Result<float> saxpy(LinkedKernel &kernel) {
    Runtime runtime = Runtime::create().value();
    Queue queue = runtime.device("cpu")->queue();
    return saxpy(queue, kernel);
  }
  Result<float> saxpy(Queue &queue, LinkedKernel &kernel) {
    std::vector<float> x(10, 3.f);
    std::vector<float> y(10, 4.f);
    const Arg<const float> in = copy_in(x);
    const Arg<float> out = copy_inout(y);
    DC_TRY(detail::launch_linked(queue, kernel, nullptr, 2.f, in, out));
    return y[9];
  }

  /// An artifact in which the name saxpy_f32 means `kernel`.
  void writeOverride(const std::string &file, const std::string &kernel) {
    artifact::ArtifactData data = conformance::handmadeData();
    artifact::KernelInfo replacement = *find(data, kernel);
    replacement.name = "saxpy_f32";
    data.kernels = {replacement};
    ASSERT_TRUE(artifact::write_file(data, folder + "/" + file).ok());
  }

  std::vector<uint8_t> bytes = conformance::bytesOf(conformance::handmadeData());
  uint64_t size = bytes.size();
  LinkedArtifact linked{bytes.data(), &size, "dotcompute_artifact_test"};
  LinkedKernel kernel{&linked, "saxpy_f32", hashOf("saxpy_f32")};
  std::string folder;
};

TEST_F(LinkedKernels, LoadOncePerDevice) {
  Runtime runtime = Runtime::create().value();
  Queue queue = runtime.device("cpu")->queue();
  EXPECT_EQ(*saxpy(queue, kernel), 10.f);
  core::LinkedKernels &loaded = queue.device().internal()->linked();
  const core::LinkedKernels::Handle *handle = loaded.find(kernel.id);
  ASSERT_NE(handle, nullptr);
  Queue other = queue.device().queue();
  EXPECT_EQ(*saxpy(other, kernel), 10.f);
  EXPECT_EQ(loaded.find(kernel.id), handle);
  // Another kernel of the same artifact shares what was read.
  LinkedKernel second{&linked, "saxpy_f64", hashOf("saxpy_f64")};
  const core::LinkedKernels::Handle *sibling = loaded.load(second).value();
  EXPECT_EQ(&(*sibling)->info() - &(*handle)->info(), 1);
}

TEST_F(LinkedKernels, GoWithTheDevice) {
  std::weak_ptr<core::DeviceState> device;
  std::weak_ptr<const core::KernelState> loaded;
  {
    Runtime runtime = Runtime::create().value();
    Queue queue = runtime.device("cpu")->queue();
    EXPECT_EQ(*saxpy(queue, kernel), 10.f);
    device = queue.device().internal();
    loaded = *queue.device().internal()->linked().find(kernel.id);
    EXPECT_FALSE(loaded.expired());
  }
  EXPECT_TRUE(device.expired());
  EXPECT_TRUE(loaded.expired());
  EXPECT_EQ(*saxpy(kernel), 10.f); // on a new device
}

TEST_F(LinkedKernels, ManyThreads) {
  Runtime runtime = Runtime::create().value();
  const Device cpu = runtime.device("cpu").value();
  std::vector<std::unique_ptr<LinkedKernel>> kernels;
  for (int i = 0; i < 300; ++i) {
    kernels.emplace_back(new LinkedKernel{&linked, "saxpy_f32", kernel.abi_hash});
  }
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      Queue queue = cpu.queue();
      for (auto &each : kernels) {
        good += *saxpy(queue, *each) == 10.f;
      }
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  EXPECT_EQ(good, 1200);
}

TEST_F(LinkedKernels, AStaleHeaderIsAnError) {
  LinkedKernel stale{&linked, "saxpy_f32", kernel.abi_hash ^ 1};
  const Status status = saxpy(stale).status();
  EXPECT_EQ(status.code(), StatusCode::Incompatible);
  EXPECT_EQ(status.id(), "DCR2014");
  EXPECT_NE(status.to_string().find("dotcompute_artifact_test"), std::string::npos);
  LinkedKernel missing{&linked, "saxpy", kernel.abi_hash};
  EXPECT_EQ(saxpy(missing).status().id(), "DCR2013");
}

TEST_F(LinkedKernels, DamagedBytesAreAnError) {
  bytes[200] ^= 1;
  const Status status = saxpy(kernel).status();
  EXPECT_EQ(status.code(), StatusCode::DataLoss);
  EXPECT_NE(status.to_string().find("linked as 'dotcompute_artifact_test'"), std::string::npos);
  bytes[200] ^= 1;
  EXPECT_EQ(*saxpy(kernel), 10.f); // the failure was not remembered
  size = 10;
  LinkedKernel cut{&linked, "saxpy_f32", kernel.abi_hash};
  EXPECT_EQ(saxpy(cut).status().code(), StatusCode::DataLoss);
}

TEST_F(LinkedKernels, AnotherArtifactInTheSamePlace) {
  EXPECT_EQ(*saxpy(kernel), 10.f);
  // What a library that is closed and one that is loaded then do to memory.
  Runtime keeps = Runtime::create().value();
  Queue queue = keeps.device("cpu")->queue();
  EXPECT_EQ(*saxpy(queue, kernel), 10.f);
  artifact::ArtifactData data = conformance::handmadeData();
  find(data, "saxpy_f32")->name = "renamed_1";
  const std::vector<uint8_t> other = conformance::bytesOf(data);
  ASSERT_LE(other.size(), bytes.size());
  std::copy(other.begin(), other.end(), bytes.begin());
  size = other.size();
  LinkedKernel renamed{&linked, "renamed_1", kernel.abi_hash};
  EXPECT_EQ(*saxpy(renamed), 10.f);
}

TEST_F(LinkedKernels, AnOverrideReplaces) {
  writeOverride("a.dcx", "saxpy_f64"); // another hash
  writeOverride("b.dcx", "saxpy_f32");
  artifact::ArtifactData data = conformance::handmadeData();
  data.kernels = {*find(data, "saxpy_f32")};
  data.kernels[0].contracts[0].text = "x covers the domain, says c.dcx";
  ASSERT_TRUE(artifact::write_file(data, folder + "/c.dcx").ok());
  std::ofstream(folder + "/d.dcx") << "no artifact";
  std::ofstream(folder + "/e.txt") << "not looked at";
  setenv("DOTCOMPUTE_OVERRIDE", folder.c_str(), 1);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(*saxpy(kernel), 10.f);
  const std::string said = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("dotcompute: DOTCOMPUTE_OVERRIDE: kernel 'saxpy_f32' of '" + folder +
                      "/b.dcx' replaces the linked one\n"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("a.dcx' is not used: expected ABI hash 0x"), std::string::npos) << said;
  EXPECT_NE(said.find("c.dcx' is not used: an earlier file has it"), std::string::npos) << said;
  EXPECT_NE(said.find("d.dcx' is not used: expected a DotCompute artifact"), std::string::npos)
      << said;
  EXPECT_EQ(said.find("e.txt"), std::string::npos) << said;
}

TEST_F(LinkedKernels, AnOverrideIsWhatRuns) {
  artifact::ArtifactData data = conformance::handmadeData();
  data.kernels = {*find(data, "saxpy_f32")};
  data.kernels[0].contracts[0].text = "says the override";
  ASSERT_TRUE(artifact::write_file(data, folder + "/k.dcx").ok());
  setenv("DOTCOMPUTE_OVERRIDE", folder.c_str(), 1);
  Runtime runtime = Runtime::create().value();
  Queue queue = runtime.device("cpu")->queue();
  std::vector<float> x(9), y(10);
  ::testing::internal::CaptureStderr();
  const Arg<const float> in = copy_in(x);
  const Arg<float> out = copy_inout(y);
  const Status broken = detail::launch_linked(queue, kernel, nullptr, 2.f, in, out).status();
  ::testing::internal::GetCapturedStderr();
  EXPECT_NE(broken.to_string().find("says the override"), std::string::npos) << broken.to_string();
}

TEST_F(LinkedKernels, OverridesThatDoNotFitAreReported) {
  writeOverride("k.dcx", "saxpy_i32");
  setenv("DOTCOMPUTE_OVERRIDE", folder.c_str(), 1);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(*saxpy(kernel), 10.f); // the linked one
  std::string said = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("k.dcx' is not used: expected ABI hash"), std::string::npos) << said;

  setenv("DOTCOMPUTE_OVERRIDE", (folder + "/none").c_str(), 1);
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(*saxpy(kernel), 10.f);
  said = ::testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("cannot read the folder"), std::string::npos) << said;
}

} // namespace
