// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels compute what they should, at all sizes, from buffers, views and host ranges.
#include "test/conformance/Conformance.h"

#include <cmath>
#include <numeric>

namespace conformance {
namespace {

using namespace dc::rt;

class Results : public DriverTest {};
CONFORMANCE_SUITE(Results);

template <class T> std::vector<T> ramp(int64_t n, T first, T step) {
  std::vector<T> values(static_cast<size_t>(n));
  T value = first;
  for (T &v : values) {
    v = value;
    value = T(value + step);
  }
  return values;
}

/// Contracted or not, both are right: fma(a, x, y) and a * x + y differ by at most one rounding.
template <class T>
void expectSaxpy(T a, const std::vector<T> &x, const std::vector<T> &y, const std::vector<T> &got) {
  for (size_t i = 0; i < y.size(); ++i) {
    if constexpr (std::is_floating_point_v<T>) {
      const T separate = a * x[i] + y[i];
      ASSERT_TRUE(got[i] == separate || got[i] == std::fma(a, x[i], y[i])) << "element " << i;
    } else {
      ASSERT_EQ(got[i], T(uint32_t(a) * uint32_t(x[i]) + uint32_t(y[i]))) << "element " << i;
    }
  }
}

template <class T> void saxpyAtAllSizes(Queue &queue, const Kernel &kernel, T a) {
  for (const int64_t n : kSizes) {
    SCOPED_TRACE("n = " + std::to_string(n));
    const std::vector<T> x = ramp<T>(n, T(3), T(7));
    const std::vector<T> y = ramp<T>(n, T(11), T(-5));
    std::vector<T> z = y;
    ASSERT_TRUE(isOk(queue.launch(kernel, a, copy_in(x), copy_inout(z))));
    expectSaxpy(a, x, y, z);
  }
}

TEST_P(Results, SaxpyF32) { saxpyAtAllSizes<float>(*queue, kernel("saxpy_f32"), 1.5f); }
TEST_P(Results, SaxpyF64) { saxpyAtAllSizes<double>(*queue, kernel("saxpy_f64"), -0.1); }
TEST_P(Results, SaxpyI32Wraps) {
  saxpyAtAllSizes<int32_t>(*queue, kernel("saxpy_i32"), 0x40000001);
}

TEST_P(Results, BuffersStayOnTheDevice) {
  const Kernel add = kernel("vector_add");
  for (const int64_t n : kSizes) {
    SCOPED_TRACE("n = " + std::to_string(n));
    const std::vector<float> a = ramp<float>(n, 1, 1);
    const std::vector<float> b = ramp<float>(n, 2, 3);
    const Buffer<float> da = upload(a);
    const Buffer<float> db = upload(b);
    Buffer<float> dc = device->allocate<float>(n).value();
    Buffer<float> dd = device->allocate<float>(n).value();
    ASSERT_TRUE(isOk(queue->launch(add, da, db, dc)));
    ASSERT_TRUE(isOk(queue->launch(add, dc, db, dd))); // after the first
    const std::vector<float> d = download(dd);
    for (int64_t i = 0; i < n; ++i) {
      ASSERT_EQ(d[i], a[i] + b[i] + b[i]) << "element " << i;
    }
  }
}

TEST_P(Results, ViewsArePartsOfBuffers) {
  const int64_t n = 1000;
  const std::vector<float> a = ramp<float>(n, 0, 1);
  Buffer<float> all = upload(a);
  auto front = all.subview(0, 300);
  auto back = all.subview(500, 300);
  ASSERT_TRUE(isOk(front));
  ASSERT_TRUE(isOk(back));
  ASSERT_TRUE(isOk(queue->launch(kernel("saxpy_f32"), 2.f, *front, *back)));
  const std::vector<float> got = download(all);
  for (int64_t i = 0; i < n; ++i) {
    const float expected = i >= 500 && i < 800 ? 2 * a[i - 500] + a[i] : a[i];
    ASSERT_EQ(got[i], expected) << "element " << i;
  }
  std::vector<float> part(300);
  ASSERT_TRUE(isOk(queue->download(part, *back)));
  EXPECT_EQ(part[7], got[507]);
  EXPECT_TRUE(failsWith(all.subview(900, 101).status(), StatusCode::InvalidArgument, "DCR1015"));
  EXPECT_TRUE(failsWith(all.subview(-1, 1).status(), StatusCode::InvalidArgument, "DCR1015"));
  EXPECT_TRUE(failsWith(all.subview(INT64_MAX, INT64_MAX).status(), StatusCode::InvalidArgument,
                        "DCR1015"));
}

TEST_P(Results, LargerArraysThanTheDomainKeepTheirTail) {
  std::vector<float> x = ramp<float>(700, 0, 1);
  std::vector<float> y(700, 5.f);
  ASSERT_TRUE(
      isOk(queue->launch(kernel("saxpy_f32"), threads(600), 1.f, copy_in(x), copy_inout(y))));
  EXPECT_EQ(y[599], 604.f);
  EXPECT_EQ(y[600], 5.f);
}

TEST_P(Results, CopyOutKeepsWhatTheKernelLeavesAlone) {
  std::vector<float> y(700, 5.f);
  ASSERT_TRUE(isOk(queue->launch(kernel("fill"), threads(600), copy_out(y), 1.f)));
  EXPECT_EQ(y[599], 1.f);
  EXPECT_EQ(y[600], 5.f);
}

TEST_P(Results, ExplicitDomain) {
  const Kernel fill = kernel("fill");
  EXPECT_FALSE(fill.signature().computes_domain);
  Buffer<float> out = upload(std::vector<float>(1000, 1.f));
  ASSERT_TRUE(isOk(queue->launch(fill, threads(257), out, 9.f)));
  const std::vector<float> got = download(out);
  EXPECT_EQ(got[256], 9.f);
  EXPECT_EQ(got[257], 1.f);
}

TEST_P(Results, ReadsOfOtherElements) {
  for (const int64_t n : kSizes) {
    const std::vector<float> x = ramp<float>(n, 1, 1);
    std::vector<float> y(x.size());
    ASSERT_TRUE(isOk(queue->launch(kernel("reverse"), copy_in(x), copy_out(y))));
    ASSERT_TRUE(std::equal(x.begin(), x.end(), y.rbegin())) << "n = " << n;
  }
}

TEST_P(Results, TwoDimensionsWithStrides) {
  if (!isHandmade()) {
    GTEST_SKIP() << "dcc compiles kernels of one dimension so far";
  }
  const Kernel add = kernel("add_rows");
  const int64_t rows = 37;
  const int64_t columns = 53;
  const std::vector<float> a = ramp<float>(rows * columns, 1, 1);
  std::vector<float> b(a.size(), 0.5f);
  ASSERT_TRUE(isOk(
      queue->launch(add, copy_in(a).shaped(rows, columns), copy_inout(b).shaped(rows, columns))));
  for (size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(b[i], a[i] + 0.5f) << "element " << i;
  }
  // The left half of a matrix into its right half: the rectangles do not meet, though their bytes
  // interleave.
  Buffer<float> m = upload(ramp<float>(rows * 64, 0, 1));
  Argument left = m.view().shaped(rows, 64);
  left.extents[1] = 32;
  Argument right = left;
  right.address += 32 * sizeof(float);
  ASSERT_TRUE(isOk(queue->launch(add, left, right)));
  const std::vector<float> got = download(m);
  for (int64_t r = 0; r < rows; ++r) {
    for (int64_t c = 0; c < 64; ++c) {
      const float own = float(r * 64 + c);
      ASSERT_EQ(got[r * 64 + c], c < 32 ? own : own + float(r * 64 + c - 32)) << r << ", " << c;
    }
  }
  right.address -= 16 * sizeof(float);
  EXPECT_TRUE(
      failsWith(queue->launch(add, left, right).status(), StatusCode::InvalidArgument, "DCR1010"));
}

TEST_P(Results, BlockKernels) {
  if (!isHandmade()) {
    GTEST_SKIP() << "dcc compiles kernels without blocks so far";
  }
  for (const int64_t n : {int64_t(0), int64_t(1), int64_t(100), int64_t(5000)}) {
    std::vector<int64_t> out(static_cast<size_t>(n), -1);
    ASSERT_TRUE(isOk(queue->launch(kernel("block_ids"), copy_inout(out))));
    for (int64_t b = 0; b < n; ++b) {
      ASSERT_EQ(out[b], 64 * 64 * b + 64 * 63 / 2) << "block " << b;
    }
  }
  std::vector<int64_t> out(10);
  EXPECT_TRUE(isOk(queue->launch(kernel("block_ids"), blocks(10), copy_inout(out))));
  EXPECT_TRUE(failsWith(queue->launch(kernel("block_ids"), threads(640), copy_inout(out)).status(),
                        StatusCode::InvalidArgument, "DCR3003", {"blocks(...)", "threads(...)"}));
}

TEST_P(Results, TheBestVariantIsChosen) {
  const std::string arch = kernel("saxpy_f32").arch();
  if (device->driver() == "cpu") {
    EXPECT_EQ(arch, device->arch());
  } else {
    EXPECT_EQ(arch.substr(0, 3), "sm_");
  }
}

} // namespace
} // namespace conformance
