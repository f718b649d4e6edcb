// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a test of compiled kernels once on every device of the machine.
#ifndef DOTCOMPUTE_TEST_E2E_ONEVERYDEVICE_H
#define DOTCOMPUTE_TEST_E2E_ONEVERYDEVICE_H

#include <dotcompute/runtime/Runtime.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace e2e {

/// The ids of every device here; never empty, since the CPU is always there.
std::vector<std::string> deviceIds();

/// Where artifact.dcx lies.
std::string artifactPath(const std::string &artifact);

/// Sizes at which kernels go wrong: nothing, one, odd, around a block, prime, large.
inline const std::vector<int64_t> sizes = {0, 1, 2, 7, 31, 255, 256, 257, 1021, 4096, 1000003};

/// Fresh data each run; the seed is printed with a failing test.
class OnDevice : public ::testing::Test {
protected:
  /// Draws a seed and makes the queue of the device `id`.
  void start(const std::string &id);

  /// The kernel `name` of `artifact`.dcx, compiled beside this test, on this device.
  dc::rt::Kernel kernel(const std::string &artifact, const std::string &name, const std::string &tuning = "");

  template <class T> std::vector<T> integers(int64_t n, T lo, T hi) {
    std::uniform_int_distribution<int64_t> draw(lo, hi);
    std::vector<T> values(n);
    for (T &v : values) {
      v = static_cast<T>(draw(random));
    }
    return values;
  }
  std::vector<float> floats(int64_t n, float lo = -100, float hi = 100) {
    std::uniform_real_distribution<float> draw(lo, hi);
    std::vector<float> values(n);
    for (float &v : values) {
      v = draw(random);
    }
    return values;
  }
  /// What an output holds before the kernel runs, so that an element left out is seen.
  template <class T> static std::vector<T> poisoned(int64_t n) {
    std::vector<T> values(n);
    std::memset(static_cast<void *>(values.data()), 0xa5, n * sizeof(T));
    return values;
  }

  /// Device memory with these values.
  template <class T> dc::rt::Buffer<T> onDevice(const std::vector<T> &values) {
    auto buffer = queue->device().allocate<T>(static_cast<int64_t>(values.size()));
    EXPECT_TRUE(buffer.ok() && queue->upload(*buffer, values).ok());
    return std::move(*buffer);
  }
  template <class T> std::vector<T> fromDevice(const dc::rt::Buffer<T> &buffer) {
    std::vector<T> values(buffer.size());
    EXPECT_TRUE(queue->download(values, buffer).ok());
    return values;
  }
  /// A launch argument of two dimensions over a buffer without gaps.
  template <class T> static dc::rt::Argument matrix(dc::rt::Buffer<T> &buffer, int64_t rows, int64_t columns) {
    dc::rt::Argument whole = buffer.view().argument();
    whole.rank = 2;
    whole.extents[0] = rows;
    whole.extents[1] = columns;
    whole.strides[0] = columns;
    return whole;
  }

  std::mt19937_64 random;
  std::unique_ptr<dc::rt::Queue> queue;
};

/// A test whose parameter is the device's id.
class OnEveryDevice : public OnDevice, public ::testing::WithParamInterface<std::string> {
protected:
  void SetUp() override { start(GetParam()); }
};

/// A part of a test's name.
std::string nameOf(const std::string &deviceId);

} // namespace e2e

/// Instantiates a suite of OnEveryDevice tests.
#define E2E_ON_EVERY_DEVICE(suite)                                                                                      \
  INSTANTIATE_TEST_SUITE_P(Devices, suite, ::testing::ValuesIn(e2e::deviceIds()),                                      \
                           [](const auto &info) { return e2e::nameOf(info.param); })

#endif // DOTCOMPUTE_TEST_E2E_ONEVERYDEVICE_H
