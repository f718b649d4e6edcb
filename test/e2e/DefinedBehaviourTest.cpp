// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What C++ leaves undefined has one meaning here, on every device.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/runtime/Runtime.h>

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;
using dc::rt::StatusCode;

class DefinedBehaviour : public e2e::OnEveryDevice {
protected:
  dc::rt::Kernel named(const char *name) { return kernel("defined_behaviour", name); }

  /// The launch must end in a recorded fault whose text holds `what`.
  void expectFault(const dc::rt::Result<dc::rt::Completion> &launched, const std::string &what) {
    ASSERT_FALSE(launched.ok());
    EXPECT_EQ(launched.status().code(), StatusCode::DataFault) << launched.status().to_string();
    EXPECT_NE(launched.status().to_string().find(what), std::string::npos) << launched.status().to_string();
    queue->clear_fault();
  }
};
E2E_ON_EVERY_DEVICE(DefinedBehaviour);

int32_t wrap(int64_t v) { return static_cast<int32_t>(static_cast<uint32_t>(v)); }

TEST_P(DefinedBehaviour, AGuardThatWrapsStillGuards) {
  auto guard = named("wrapped_guard");
  for (int64_t off : {INT64_MAX, INT64_MAX - 3, INT64_MAX - 7, int64_t(-1), int64_t(-9), INT64_MIN}) {
    auto x = poisoned<float>(64), before = x;
    auto launched = queue->launch(guard, off, 1.0f, copy_inout(x));
    expectFault(launched, "defined_behaviour.dc.cpp:9");
    EXPECT_EQ(std::memcmp(x.data(), before.data(), 64 * sizeof(float)), 0);
  }
  auto x = poisoned<float>(64);
  EXPECT_TRUE(queue->launch(guard, int64_t(56), 1.0f, copy_inout(x)).ok());
  EXPECT_EQ(x[56], 1.0f);
  EXPECT_TRUE(queue->launch(guard, int64_t(57), 2.0f, copy_inout(x)).ok());
  EXPECT_NE(x[57], 2.0f);
}

TEST_P(DefinedBehaviour, Division) {
  auto divide = named("divide");
  const int64_t n = 1003;
  auto a = integers<int>(n, INT32_MIN, INT32_MAX), b = integers<int>(n, -50, 50);
  a[0] = INT32_MIN;
  b[0] = -1;
  for (int &v : b) {
    v = v == 0 ? 7 : v;
  }
  auto q = poisoned<int>(n), r = poisoned<int>(n);
  auto launched = queue->launch(divide, copy_in(a), copy_in(b), copy_inout(q), copy_inout(r));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (int64_t i = 0; i < n; ++i) {
    ASSERT_EQ(q[i], wrap(int64_t(a[i]) / b[i])) << i;
    ASSERT_EQ(r[i], wrap(int64_t(a[i]) % b[i])) << i;
  }
  b[500] = 0;
  launched = queue->launch(divide, copy_in(a), copy_in(b), copy_inout(q), copy_inout(r));
  expectFault(launched, "defined_behaviour.dc.cpp:16");
  EXPECT_EQ(q[500], 0);
  EXPECT_EQ(r[500], 0);
}

TEST_P(DefinedBehaviour, ALoopThatWaitsOnAGuardedLoadEnds) {
  auto wait = named("wait_on_guarded");
  std::vector<int> flags(100, 1);
  auto out = poisoned<int>(100);
  ASSERT_TRUE(queue->launch(wait, int64_t(0), copy_in(flags), copy_inout(out)).ok());
  EXPECT_EQ(out, std::vector<int>(100, 0));
  expectFault(queue->launch(wait, int64_t(1), copy_in(flags), copy_inout(out)), "flags");
  expectFault(queue->launch(wait, int64_t(-1000000), copy_in(flags), copy_inout(out)), "flags");
}

TEST_P(DefinedBehaviour, IntegersWrapAndShiftsAreMasked) {
  auto integersKernel = named("integers");
  const int64_t n = 997;
  auto a = integers<int>(n, INT32_MIN, INT32_MAX), b = integers<int>(n, INT32_MIN, INT32_MAX);
  a[0] = INT32_MIN;
  b[0] = 33;
  a[1] = INT32_MAX;
  b[1] = -1;
  auto out = poisoned<int>(6 * n);
  auto launched = queue->launch(integersKernel, copy_in(a), copy_in(b), copy_inout(out));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (int64_t i = 0; i < n; ++i) {
    unsigned count = static_cast<unsigned>(b[i]) & 31;
    ASSERT_EQ(out[6 * i + 0], wrap(int64_t(a[i]) + b[i]));
    ASSERT_EQ(out[6 * i + 1], wrap(int64_t(a[i]) * b[i]));
    ASSERT_EQ(out[6 * i + 2], wrap(-int64_t(a[i])));
    ASSERT_EQ(out[6 * i + 3], wrap(int64_t(uint64_t(uint32_t(a[i])) << count)));
    ASSERT_EQ(out[6 * i + 4], a[i] >> count);
    ASSERT_EQ(out[6 * i + 5], int32_t(uint32_t(a[i]) >> count));
  }
}

TEST_P(DefinedBehaviour, FloatToIntSaturates) {
  auto convert = named("float_to_int");
  std::vector<float> x = {0.0f,  -0.0f, 1.9f,   -1.9f,  255.0f, 255.9f, 256.0f, -0.9f,        -1.0f,
                          3e9f,  -3e9f, 1e30f,  -1e30f, 2147483520.0f, -2147483648.0f,
                          std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(),
                          std::numeric_limits<float>::quiet_NaN()};
  auto asInt = poisoned<int>(x.size());
  auto asByte = poisoned<unsigned char>(x.size());
  auto launched = queue->launch(convert, copy_in(x), copy_inout(asInt), copy_inout(asByte));
  ASSERT_TRUE(launched.ok()) << launched.status().to_string();
  for (size_t i = 0; i < x.size(); ++i) {
    double v = std::isnan(x[i]) ? 0 : x[i];
    EXPECT_EQ(asInt[i], static_cast<int>(std::min(std::max(std::trunc(v), -2147483648.0), 2147483647.0))) << x[i];
    EXPECT_EQ(asByte[i], static_cast<unsigned char>(std::min(std::max(std::trunc(v), 0.0), 255.0))) << x[i];
  }
}

TEST_P(DefinedBehaviour, UninitialisedLocalsAreZero) {
  auto uninitialised = named("uninitialised");
  auto out = poisoned<float>(301);
  ASSERT_TRUE(queue->launch(uninitialised, copy_inout(out), false).ok());
  EXPECT_EQ(out, std::vector<float>(301, 0.0f));
  ASSERT_TRUE(queue->launch(uninitialised, copy_inout(out), true).ok());
  EXPECT_EQ(out, std::vector<float>(301, 5.0f));
}

TEST_P(DefinedBehaviour, AFailedAssertionStopsItsThreadOnly) {
  auto asserted = named("asserted");
  auto x = floats(1001, 0.0f, 1.0f), y = poisoned<float>(1001), before = y;
  ASSERT_TRUE(queue->launch(asserted, copy_in(x), copy_inout(y), 2.0f).ok());
  EXPECT_EQ(x, y);
  y = before;
  x[700] = 3.0f;
  expectFault(queue->launch(asserted, copy_in(x), copy_inout(y), 2.0f), "x[i] < limit");
  for (size_t i = 0; i < x.size(); ++i) {
    float expected = i == 700 ? before[i] : x[i];
    EXPECT_EQ(std::memcmp(&y[i], &expected, sizeof(float)), 0) << i;
  }
}

TEST_P(DefinedBehaviour, OneArrayInTwoArgumentsReadsWhatItWrote) {
  auto stored = named("store_then_load");
  auto x = floats(1003), y = poisoned<float>(1003);
  ASSERT_TRUE(queue->launch(stored, copy_in(x), copy_inout(y)).ok());
  for (size_t i = 0; i < x.size(); ++i) {
    EXPECT_EQ(y[i], x[i] + 1.0f) << i;
  }
  auto both = queue->device().allocate<float>(1003);
  ASSERT_TRUE(both.ok() && queue->upload(*both, x).ok());
  ASSERT_TRUE(queue->launch(stored, *both, *both).ok());
  ASSERT_TRUE(queue->download(y, *both).ok());
  EXPECT_EQ(y, std::vector<float>(1003, 2.0f));
}

} // namespace
