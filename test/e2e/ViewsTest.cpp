// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels over two and three dimensions, against loops written for each and against the same source on the host.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/views.dc.cpp"

#include <array>
#include <cmath>

namespace {

struct Shape {
  int64_t rows, columns, stride;
};

/// Nothing, one, odd and prime; the last ones leave a gap behind each row.
const std::vector<Shape> shapes = {{0, 0, 0},   {0, 5, 5},     {5, 0, 0},     {1, 1, 1},   {1, 257, 257}, {257, 1, 1},
                                   {17, 33, 33}, {101, 103, 103}, {17, 33, 40}, {1, 7, 16}, {31, 1, 3},    {64, 64, 65}};

int64_t elements(const Shape &s) { return s.rows * s.stride; }

std::string text(const Shape &s) {
  return std::to_string(s.rows) + " x " + std::to_string(s.columns) + " stride " + std::to_string(s.stride);
}

/// A launch argument over `values` with gaps between the rows.
dc::rt::Argument rowsOf(dc::rt::Argument whole, const Shape &s) {
  whole.rank = 2;
  whole.extents[0] = s.rows;
  whole.extents[1] = s.columns;
  whole.strides[0] = s.stride;
  return whole;
}

template <class T> dc::view<T, 2> hostView(std::vector<T> &values, const Shape &s) {
  return dc::view<T, 2>(values.data(), s.rows, s.columns, s.stride);
}

using Views = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Views);

#define ASSERT_LAUNCHED(...)                                                                                            \
  do {                                                                                                                  \
    auto launched = (__VA_ARGS__);                                                                                      \
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();                                                        \
  } while (false)

TEST_P(Views, SaxpyLeavesTheGapsAlone) {
  auto compiled = kernel("views", "saxpy_2d");
  for (const Shape &s : shapes) {
    auto x = floats(elements(s)), y = floats(elements(s));
    auto xs = onDevice(x), ys = onDevice(y);
    ASSERT_LAUNCHED(queue->launch(compiled, 2.0f, rowsOf(xs.view().argument(), s), rowsOf(ys.view().argument(), s)));
    auto result = fromDevice(ys);
    for (int64_t i = 0; i < elements(s); ++i) {
      // 2 * x is exact, so one rounding or two make no difference.
      float expected = i % s.stride < s.columns ? 2.0f * x[i] + y[i] : y[i];
      ASSERT_EQ(result[i], expected) << text(s) << " at " << i;
    }
    dc::host::run(saxpy_2d, 2.0f, hostView(x, s), hostView(y, s));
    ASSERT_EQ(result, y) << text(s);
  }
}

TEST_P(Views, SaxpyOnOneViewTwice) {
  // Every thread touches its own element of both arguments only, so they may be the same view.
  auto compiled = kernel("views", "saxpy_2d");
  const Shape s{33, 17, 20};
  auto x = floats(elements(s));
  auto xs = onDevice(x);
  dc::rt::Argument view = rowsOf(xs.view().argument(), s);
  ASSERT_LAUNCHED(queue->launch(compiled, 2.0f, view, view));
  auto result = fromDevice(xs);
  for (int64_t i = 0; i < elements(s); ++i) {
    ASSERT_EQ(result[i], i % s.stride < s.columns ? 3.0f * x[i] : x[i]) << i;
  }
}

TEST_P(Views, ContractsNameTheExtent) {
  auto compiled = kernel("views", "saxpy_2d");
  std::vector<float> x(12), y(15);
  auto launched = queue->launch(compiled, 1.0f, dc::rt::copy_in(x).shaped(3, 4), dc::rt::copy_inout(y).shaped(3, 5));
  ASSERT_FALSE(launched.ok());
  EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::InvalidArgument);
  std::string message = launched.status().to_string();
  EXPECT_NE(message.find("'x.extent(1) >= domain(1)'"), std::string::npos) << message;
  EXPECT_NE(message.find("x.extent(1) = 4, domain(1) = 5"), std::string::npos) << message;
}

TEST_P(Views, FivePointStencil) {
  auto compiled = kernel("views", "stencil_5");
  for (const Shape &s : shapes) {
    auto in = floats(elements(s)), out = poisoned<float>(elements(s)), untouched = out;
    auto ins = onDevice(in), outs = onDevice(out);
    ASSERT_LAUNCHED(queue->launch(compiled, rowsOf(ins.view().argument(), s), rowsOf(outs.view().argument(), s)));
    auto result = fromDevice(outs);
    for (int64_t r = 0; r < s.rows; ++r) {
      for (int64_t c = 0; c < s.columns; ++c) {
        const float *at = &in[r * s.stride + c];
        bool inside = r > 0 && r + 1 < s.rows && c > 0 && c + 1 < s.columns;
        float expected = inside ? 0.25f * (at[-s.stride] + at[s.stride] + at[-1] + at[1]) : *at;
        ASSERT_EQ(result[r * s.stride + c], expected) << text(s) << " at " << r << ", " << c;
      }
    }
    dc::host::run(stencil_5, hostView(in, s), hostView(untouched, s));
    ASSERT_EQ(std::memcmp(result.data(), untouched.data(), result.size() * sizeof(float)), 0) << text(s);
  }
}

TEST_P(Views, FaultsNameTheRowOrTheColumn) {
  auto compiled = kernel("views", "next_diagonal");
  const int64_t rows = 7, columns = 11;
  auto in = integers<int>(rows * columns, -1000, 1000);
  struct Case {
    int64_t down, right;
    std::string what, expected;
  };
  for (const Case &fault : {Case{1, 0, "row index of in(r + down, c + right)", "below 7, got 7"},
                            Case{0, 1, "column index of in(r + down, c + right)", "below 11, got 11"},
                            Case{-1, 0, "row index of in(r + down, c + right)", "below 7, got -1"},
                            Case{7, 11, "row index of in(r + down, c + right)", "below 7, got "}}) {
    auto out = poisoned<int>(rows * columns);
    auto launched = queue->launch(compiled, dc::rt::copy_in(in).shaped(rows, columns),
                                  dc::rt::copy_inout(out).shaped(rows, columns), fault.down, fault.right);
    ASSERT_FALSE(launched.ok());
    EXPECT_EQ(launched.status().code(), dc::rt::StatusCode::DataFault);
    std::string message = launched.status().to_string();
    EXPECT_NE(message.find(fault.what), std::string::npos) << message;
    EXPECT_NE(message.find(fault.expected), std::string::npos) << message;
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) {
        int64_t i = r + fault.down, j = c + fault.right;
        bool inside = i >= 0 && i < rows && j >= 0 && j < columns;
        ASSERT_EQ(out[r * columns + c], inside ? in[i * columns + j] : 0) << r << ", " << c;
      }
    }
    queue->clear_fault();
  }
}

TEST_P(Views, Matmul) {
  auto compiled = kernel("views", "matmul");
  for (auto [rows, inner, columns] : std::vector<std::array<int64_t, 3>>{
           {0, 3, 4}, {3, 0, 4}, {1, 1, 1}, {5, 7, 3}, {31, 37, 41}, {64, 64, 64}, {1, 257, 2}}) {
    // Small integers: every order of the sum gives the same value.
    auto draw = [&](int64_t n) {
      auto values = integers<int>(n, -8, 8);
      return std::vector<float>(values.begin(), values.end());
    };
    auto a = draw(rows * inner), b = draw(inner * columns), out = poisoned<float>(rows * columns);
    auto onHost = out;
    ASSERT_LAUNCHED(queue->launch(compiled, dc::rt::copy_in(a).shaped(rows, inner),
                                  dc::rt::copy_in(b).shaped(inner, columns), dc::rt::copy_inout(out).shaped(rows, columns)));
    for (int64_t r = 0; r < rows; ++r) {
      for (int64_t c = 0; c < columns; ++c) {
        double sum = 0;
        for (int64_t k = 0; k < inner; ++k) {
          sum += double(a[r * inner + k]) * b[k * columns + c];
        }
        ASSERT_EQ(out[r * columns + c], static_cast<float>(sum)) << r << ", " << c << " of " << rows << " x " << columns;
      }
    }
    dc::host::run(matmul, dc::view<const float, 2>(a.data(), rows, inner),
                  dc::view<const float, 2>(b.data(), inner, columns), dc::view<float, 2>(onHost.data(), rows, columns));
    ASSERT_EQ(out, onHost);
  }
  std::vector<float> a(6), b(6), out(4);
  auto mismatch = queue->launch(compiled, dc::rt::copy_in(a).shaped(2, 3), dc::rt::copy_in(b).shaped(2, 3),
                                dc::rt::copy_inout(out).shaped(2, 2));
  ASSERT_FALSE(mismatch.ok());
  EXPECT_NE(mismatch.status().to_string().find("a.extent(1) == b.extent(0)"), std::string::npos)
      << mismatch.status().to_string();
}

TEST_P(Views, Mandelbrot) {
  auto compiled = kernel("views", "mandelbrot");
  const int limit = 60;
  for (const Shape &s : shapes) {
    auto count = poisoned<int>(elements(s)), onHost = count;
    auto counts = onDevice(count);
    ASSERT_LAUNCHED(queue->launch(compiled, -2.0f, -1.25f, 0.025f, limit, rowsOf(counts.view().argument(), s)));
    auto result = fromDevice(counts);
    dc::host::run(mandelbrot, -2.0f, -1.25f, 0.025f, limit, hostView(onHost, s));
    int64_t different = 0;
    for (int64_t r = 0; r < s.rows; ++r) {
      for (int64_t c = 0; c < s.columns; ++c) {
        int n = result[r * s.stride + c];
        ASSERT_TRUE(n >= 0 && n <= limit) << n;
        different += n != onHost[r * s.stride + c];
      }
    }
    // The device fuses multiplications with additions: points at the edge of the set may take another path.
    ASSERT_LE(different, s.rows * s.columns / 50) << text(s);
  }
}

TEST_P(Views, MandelbrotWhereItIsKnown) {
  auto compiled = kernel("views", "mandelbrot");
  // Around 0 nothing escapes; from 2.1 on everything does after one step.
  for (auto [left, expected] : {std::pair{-0.1f, 50}, std::pair{2.1f, 1}}) {
    std::vector<int> count(13 * 7);
    ASSERT_LAUNCHED(queue->launch(compiled, left, -0.01f, 0.001f, 50, dc::rt::copy_inout(count).shaped(13, 7)));
    ASSERT_EQ(count, std::vector<int>(13 * 7, expected));
  }
}

TEST_P(Views, Transpose) {
  auto compiled = kernel("views", "transpose");
  for (const Shape &s : shapes) {
    auto in = floats(elements(s));
    auto out = poisoned<float>(s.rows * s.columns), onHost = out;
    auto ins = onDevice(in), outs = onDevice(out);
    ASSERT_LAUNCHED(queue->launch(compiled, rowsOf(ins.view().argument(), s), outs.view().shaped(s.columns, s.rows)));
    auto result = fromDevice(outs);
    for (int64_t r = 0; r < s.rows; ++r) {
      for (int64_t c = 0; c < s.columns; ++c) {
        ASSERT_EQ(result[c * s.rows + r], in[r * s.stride + c]) << text(s) << " at " << r << ", " << c;
      }
    }
    dc::host::run(transpose, hostView(in, s), dc::view<float, 2>(onHost.data(), s.columns, s.rows));
    ASSERT_EQ(std::memcmp(result.data(), onHost.data(), result.size() * sizeof(float)), 0) << text(s);
  }
}

TEST_P(Views, SevenPointStencil) {
  auto compiled = kernel("views", "stencil_7");
  for (auto [planes, rows, columns] : std::vector<std::array<int64_t, 3>>{
           {0, 2, 2}, {2, 0, 2}, {1, 1, 1}, {3, 5, 7}, {13, 17, 19}, {2, 31, 33}}) {
    auto in = integers<int>(planes * rows * columns, -1000000, 1000000);
    auto out = poisoned<int>(in.size()), onHost = out;
    ASSERT_LAUNCHED(queue->launch(compiled, dc::rt::threads(planes, rows, columns),
                                  dc::rt::copy_in(in).shaped(planes, rows, columns),
                                  dc::rt::copy_inout(out).shaped(planes, rows, columns)));
    auto at = [&, planes = planes, rows = rows, columns = columns](int64_t p, int64_t r, int64_t c) {
      bool inside = p >= 0 && p < planes && r >= 0 && r < rows && c >= 0 && c < columns;
      return inside ? in[(p * rows + r) * columns + c] : 0;
    };
    for (int64_t p = 0; p < planes; ++p) {
      for (int64_t r = 0; r < rows; ++r) {
        for (int64_t c = 0; c < columns; ++c) {
          ASSERT_EQ(out[(p * rows + r) * columns + c], at(p - 1, r, c) + at(p + 1, r, c) + at(p, r - 1, c) +
                                                           at(p, r + 1, c) + at(p, r, c - 1) + at(p, r, c + 1) -
                                                           6 * at(p, r, c))
              << p << ", " << r << ", " << c;
        }
      }
    }
    dc::host::run(dc::host::threads(planes, rows, columns), stencil_7,
                  dc::view<const int, 3>(in.data(), planes, rows, columns),
                  dc::view<int, 3>(onHost.data(), planes, rows, columns));
    ASSERT_EQ(out, onHost);
  }
}

TEST_P(Views, ExtentsStridesAndDomain) {
  auto compiled = kernel("views", "describe");
  auto buffer = queue->device().allocate<float>(200);
  ASSERT_TRUE(buffer.ok());
  dc::rt::Argument view = buffer->view().argument();
  view.rank = 3;
  view.extents[0] = 2, view.extents[1] = 5, view.extents[2] = 7;
  view.strides[0] = 100, view.strides[1] = 11;
  std::vector<int64_t> facts(7);
  std::vector<dc::index> onHost(7);
  ASSERT_LAUNCHED(queue->launch(compiled, view, dc::rt::copy_inout(facts)));
  EXPECT_EQ(facts, (std::vector<int64_t>{2, 5, 7, 100, 11, 1, 3}));
  dc::host::run(describe, dc::view<const float, 3>(nullptr, 2, 5, 7, 100, 11), onHost);
  EXPECT_TRUE(std::equal(facts.begin(), facts.end(), onHost.begin()));
}

} // namespace
