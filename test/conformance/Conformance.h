// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The fixture of the driver suite: one driver, one source of artifacts.
#ifndef DOTCOMPUTE_TEST_CONFORMANCE_CONFORMANCE_H
#define DOTCOMPUTE_TEST_CONFORMANCE_CONFORMANCE_H

#include <dotcompute/runtime/Runtime.h>

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace conformance {

/// Which driver runs it, and who made the kernels: "handmade", or "dcc" for conformance.dcx beside
/// the test or in DOTCOMPUTE_TEST_ARTIFACTS.
struct Setup {
  std::string driver;
  std::string maker;
};
std::ostream &operator<<(std::ostream &out, const Setup &setup);

std::vector<Setup> setups();
std::string nameOf(const ::testing::TestParamInfo<Setup> &info);

/// A test is skipped only when the runtime has no such device, with what it says about it; when
/// DOTCOMPUTE_EXPECT_FEATURES names the device (`cuda-device`) that is a failure instead.
class DriverTest : public ::testing::TestWithParam<Setup> {
protected:
  void SetUp() override;

  dc::rt::Kernel kernel(const std::string &name) { return kernelOn(name, *device); }
  dc::rt::Kernel kernelOn(const std::string &name, const dc::rt::Device &where);
  bool isHandmade() const { return GetParam().maker == "handmade"; }

  template <class T> dc::rt::Buffer<T> upload(const std::vector<T> &values) {
    dc::rt::Buffer<T> buffer = device->allocate<T>(int64_t(values.size())).value();
    const dc::rt::Status status = queue->upload(buffer, values);
    EXPECT_TRUE(status.ok()) << status.to_string();
    return buffer;
  }
  template <class T> std::vector<T> download(const dc::rt::Buffer<T> &buffer) {
    std::vector<T> values(size_t(buffer.size()));
    const dc::rt::Status status = queue->download(values, buffer);
    EXPECT_TRUE(status.ok()) << status.to_string();
    return values;
  }

  std::unique_ptr<dc::rt::Runtime> runtime; // the process's own
  std::unique_ptr<dc::rt::Device> device;
  std::unique_ptr<dc::rt::Queue> queue;
  std::unique_ptr<dc::rt::Artifact> artifact;
};

/// What was expected and the whole status, when an operation did not fail in just this way.
::testing::AssertionResult failsWith(const dc::rt::Status &status, dc::rt::StatusCode code,
                                     const char *id, std::vector<std::string> parts = {});
::testing::AssertionResult isOk(const dc::rt::Status &status);
template <class T>::testing::AssertionResult isOk(const dc::rt::Result<T> &result) {
  return isOk(result.status());
}

/// Nothing, one, odd, around a block, prime, large.
inline const std::vector<int64_t> kSizes = {0, 1, 2, 7, 63, 64, 65, 255, 256, 257, 1021, 1000003};

} // namespace conformance

#define CONFORMANCE_SUITE(suite)                                                                   \
  INSTANTIATE_TEST_SUITE_P(Drivers, suite, ::testing::ValuesIn(conformance::setups()),             \
                           conformance::nameOf)

#endif // DOTCOMPUTE_TEST_CONFORMANCE_CONFORMANCE_H
