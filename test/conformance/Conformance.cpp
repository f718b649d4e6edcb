// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the device and the artifact of a conformance test.
#include "test/conformance/Conformance.h"

#include "test/conformance/HandmadeArtifact.h"

#include <cstdlib>
#include <filesystem>

namespace conformance {

namespace rt = dc::rt;

std::ostream &operator<<(std::ostream &out, const Setup &setup) {
  return out << setup.driver << ", kernels by " << setup.maker;
}

static std::string compiledArtifact() {
  const char *folder = std::getenv("DOTCOMPUTE_TEST_ARTIFACTS");
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return ((folder ? std::filesystem::path(folder) : self.parent_path()) / "conformance.dcx")
      .string();
}

std::vector<Setup> setups() {
  std::vector<Setup> all = {{"cpu", "handmade"}, {"cuda", "handmade"}};
#ifdef DOTCOMPUTE_CONFORMANCE_COMPILED
  const bool compiled = true; // a missing artifact is a failure
#else
  const bool compiled = std::filesystem::exists(compiledArtifact());
#endif
  if (compiled) {
    all.push_back({"cpu", "dcc"});
    all.push_back({"cuda", "dcc"});
  }
  return all;
}

std::string nameOf(const ::testing::TestParamInfo<Setup> &info) {
  return info.param.driver + "_" + info.param.maker;
}

void DriverTest::SetUp() {
  auto shared = rt::Runtime::shared();
  ASSERT_TRUE(isOk(shared));
  runtime = std::make_unique<rt::Runtime>(*shared);
  auto found = runtime->device(GetParam().driver);
  if (!found.ok()) {
    const char *expected = std::getenv("DOTCOMPUTE_EXPECT_FEATURES");
    const std::string feature = GetParam().driver + "-device";
    if (expected &&
        (std::string(",") + expected + ",").find("," + feature + ",") != std::string::npos) {
      FAIL() << "expected " << feature << ", got: " << found.status().to_string();
    }
    GTEST_SKIP() << found.status().to_string();
  }
  device = std::make_unique<rt::Device>(*found);
  queue = std::make_unique<rt::Queue>(device->queue());
  // One artifact for all tests: its modules are loaded once.
  static const auto handmade = [] {
    const std::vector<uint8_t> bytes = bytesOf(handmadeData());
    return rt::Artifact::load_bytes(bytes.data(), bytes.size());
  }();
  static const auto compiled = rt::Artifact::load_file(compiledArtifact());
  const auto &wanted = isHandmade() ? handmade : compiled;
  ASSERT_TRUE(isOk(wanted));
  artifact = std::make_unique<rt::Artifact>(*wanted);
}

rt::Kernel DriverTest::kernelOn(const std::string &name, const rt::Device &where) {
  auto found = artifact->kernel(name, where);
  if (!found.ok()) {
    ADD_FAILURE() << found.status().to_string();
  }
  return found.value();
}

::testing::AssertionResult isOk(const rt::Status &status) {
  return status.ok() ? ::testing::AssertionSuccess()
                     : ::testing::AssertionFailure() << status.to_string();
}

::testing::AssertionResult failsWith(const rt::Status &status, rt::StatusCode code, const char *id,
                                     std::vector<std::string> parts) {
  bool right = status.code() == code && status.id() == id;
  std::string missing;
  for (const std::string &part : parts) {
    if (status.to_string().find(part) == std::string::npos) {
      missing += "\n  expected in the message: " + part;
    }
  }
  if (right && missing.empty()) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << "expected " << rt::to_string(code) << " " << id
                                       << ", got " << status.to_string() << missing;
}

} // namespace conformance
