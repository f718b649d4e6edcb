// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of the documentation: saxpy and a vector addition whose domain is rounded up.
#include "test/e2e/OnEveryDevice.h"

namespace {

using Examples = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Examples);

TEST_P(Examples, Saxpy) {
  auto saxpy = kernel("saxpy", "saxpy");
  for (int64_t n : e2e::sizes) {
    auto x = floats(n), y = floats(n);
    if (n > 8) {
      x[1] = std::numeric_limits<float>::quiet_NaN();
      x[2] = std::numeric_limits<float>::infinity();
      x[3] = -0.0f;
      y[3] = -0.0f;
      x[4] = std::numeric_limits<float>::denorm_min();
    }
    auto result = y;
    auto launched = queue->launch(saxpy, 2.5f, dc::rt::copy_in(x), dc::rt::copy_inout(result));
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    for (int64_t i = 0; i < n; ++i) {
      // One rounding or two: the device may fuse.
      float fused = std::fma(2.5f, x[i], y[i]), separate = 2.5f * x[i] + y[i];
      ASSERT_TRUE(result[i] == fused || result[i] == separate || (std::isnan(result[i]) && std::isnan(fused)))
          << "n=" << n << " i=" << i << ": " << result[i] << ", expected " << fused;
    }
  }
}

TEST_P(Examples, SaxpyInBuffers) {
  auto saxpy = kernel("saxpy", "saxpy");
  const int64_t n = 100003;
  auto x = floats(n), y = floats(n);
  auto xs = queue->device().allocate<float>(n), ys = queue->device().allocate<float>(n);
  ASSERT_TRUE(xs.ok() && ys.ok());
  ASSERT_TRUE(queue->upload(*xs, x).ok());
  ASSERT_TRUE(queue->upload(*ys, y).ok());
  for (int round = 0; round < 3; ++round) {
    auto launched = queue->launch(saxpy, 0.5f, *xs, *ys);
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  }
  std::vector<float> result(n);
  ASSERT_TRUE(queue->download(result, *ys).ok());
  for (int64_t i = 0; i < n; ++i) {
    ASSERT_NEAR(result[i], y[i] + 1.5f * x[i], 1e-3f) << i;
  }
}

TEST_P(Examples, SaxpyOnOneArrayTwice) {
  // Every thread touches its own element of both arguments only, so they may be the same array.
  auto saxpy = kernel("saxpy", "saxpy");
  const int64_t n = 4099;
  auto x = floats(n);
  auto buffer = queue->device().allocate<float>(n);
  ASSERT_TRUE(buffer.ok());
  ASSERT_TRUE(queue->upload(*buffer, x).ok());
  auto launched = queue->launch(saxpy, 3.0f, *buffer, *buffer);
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  std::vector<float> result(n);
  ASSERT_TRUE(queue->download(result, *buffer).ok());
  for (int64_t i = 0; i < n; ++i) {
    ASSERT_NEAR(result[i], 4.0f * x[i], 1e-4f * std::fabs(x[i])) << i;
  }
}

TEST_P(Examples, SaxpyRefusesPartialOverlap) {
  auto saxpy = kernel("saxpy", "saxpy");
  auto buffer = queue->device().allocate<float>(100);
  ASSERT_TRUE(buffer.ok());
  auto front = buffer->subview(0, 60), back = buffer->subview(40, 60);
  auto launched = queue->launch(saxpy, 3.0f, *front, *back);
  ASSERT_FALSE(launched.ok());
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::InvalidArgument);
}

TEST_P(Examples, SaxpyContractNamesBothSizes) {
  auto saxpy = kernel("saxpy", "saxpy");
  std::vector<float> x(5), y(6);
  auto launched = queue->launch(saxpy, 1.0f, dc::rt::copy_in(x), dc::rt::copy_inout(y));
  ASSERT_FALSE(launched.ok());
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::InvalidArgument);
  std::string text = launched.status().to_string();
  EXPECT_NE(text.find("x.size()"), std::string::npos) << text;
  EXPECT_NE(text.find("saxpy.dc.cpp:8"), std::string::npos) << text;
}

TEST_P(Examples, VectorAddOverARoundedDomain) {
  auto add = kernel("vector_add", "vector_add");
  for (int64_t n : e2e::sizes) {
    auto a = floats(n), b = floats(n), c = poisoned<float>(n);
    auto launched = queue->launch(add, dc::rt::copy_in(a), dc::rt::copy_in(b), dc::rt::copy_inout(c));
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    for (int64_t i = 0; i < n; ++i) {
      ASSERT_EQ(c[i], a[i] + b[i]) << "n=" << n << " i=" << i;
    }
  }
}

TEST_P(Examples, VectorAddRecordsShortInput) {
  auto add = kernel("vector_add", "vector_add");
  const int64_t n = 1000;
  auto a = floats(n), b = floats(n - 1), c = poisoned<float>(n);
  auto launched = queue->launch(add, dc::rt::copy_in(a), dc::rt::copy_in(b), dc::rt::copy_inout(c));
  ASSERT_FALSE(launched.ok());
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::DataFault) << launched.status().to_string();
  std::string text = launched.status().to_string();
  EXPECT_NE(text.find("999"), std::string::npos) << text;
  EXPECT_NE(text.find("vector_add.dc.cpp:9"), std::string::npos) << text;
  for (int64_t i = 0; i < n; ++i) {
    ASSERT_EQ(c[i], a[i] + (i < n - 1 ? b[i] : 0.0f)) << i;
  }
  queue->clear_fault();
  auto whole = floats(n);
  EXPECT_TRUE(queue->launch(add, dc::rt::copy_in(a), dc::rt::copy_in(whole), dc::rt::copy_inout(c)).ok());
}

} // namespace
