// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parts of arrays and strided views on every device: against the same source on the host, and where
// they do not fit.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/parts.dc.cpp"

#include <numeric>

namespace {

using namespace dc::rt;
using Parts = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Parts);

TEST_P(Parts, Read) {
  auto s = integers<int>(9, 0, 9), m = integers<int>(35, 0, 9), t = integers<int>(60, 0, 9);
  std::vector<long> out(3), host(3);
  ASSERT_TRUE(queue
                  ->launch(kernel("parts", "every_part"), copy_in(s),
                           copy_in(dc::view<int, 2>(m.data(), 5, 5, 7)), copy_in(t).shaped(3, 4, 5),
                           copy_out(out))
                  .ok());
  ASSERT_TRUE(queue->sync().ok());
  dc::host::run(every_part, s, dc::view<int, 2>(m.data(), 5, 5, 7),
                dc::view<int, 3>(t.data(), 3, 4, 5), host);
  EXPECT_EQ(out, host);
}

TEST_P(Parts, Write) {
  std::vector<Cell> cells(20), host;
  for (size_t i = 0; i < cells.size(); ++i) {
    cells[i] = {static_cast<int>(i), {1, 1}};
  }
  host = cells;
  std::vector<int> out(16, 1), hostOut = out;
  ASSERT_TRUE(queue
                  ->launch(kernel("parts", "write_parts"), copy_inout(cells).shaped(4, 5),
                           copy_inout(dc::strided_view<int, 1>(out.data(), 5, 3)))
                  .ok());
  ASSERT_TRUE(queue->sync().ok());
  dc::host::run(write_parts, dc::view<Cell, 2>(host.data(), 4, 5),
                dc::strided_view<int, 1>(hostOut.data(), 5, 3));
  EXPECT_EQ(out, hostOut);
  for (size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(cells[i].a, static_cast<int>(i + (i % 5 == 0 ? 0 : 1))) << i;
    EXPECT_EQ(cells[i].a, host[i].a) << i;
    EXPECT_EQ(cells[i].b[0], host[i].b[0]) << i;
    EXPECT_EQ(cells[i].b[1], host[i].b[1]) << i;
  }
}

struct Misfit {
  int which, k;
  const char *what; ///< in the message
};

TEST_P(Parts, WhatDoesNotFitIsAFaultAndTouchesNothing) {
  auto compiled = kernel("parts", "misfit");
  const Misfit misfits[] = {{0, 7, "s.first(k)"},
                            {0, -1, "s.first(k)"},
                            {1, 7, "s.last(k)"},
                            {1, -5, "s.last(k)"},
                            {2, 7, "s.subspan(k)"},
                            {2, -1, "s.subspan(k)"},
                            {3, 3, "s.subspan(1, 3)[k]"},
                            {3, -1, "s.subspan(1, 3)[k]"},
                            {4, 4, "m.row(k)"},
                            {4, -1, "m.row(k)"},
                            {5, 3, "subspan(1)[k]"},
                            {6, 5, "m.slice({1, 2}, {1, k})"},
                            {6, -1, "m.slice"},
                            {7, 2, "m.slice({1, 2}, {1, 2})(0, k)"},
                            {8, 4, "m.transposed()(0, k)"},
                            {9, 0, "s.strided(k)"},
                            {9, -3, "s.strided(k)"},
                            {10, 2, "m.strided(2, 1).row(k)"}};
  for (const Misfit &misfit : misfits) {
    std::vector<int> m(20, 1), s(6, 1), out(1, 5);
    auto launched = queue->launch(compiled, copy_inout(m).shaped(4, 5), copy_inout(s), misfit.which,
                                  misfit.k, copy_inout(out));
    Status status = launched.ok() ? queue->sync() : launched.status();
    EXPECT_EQ(status.code(), StatusCode::DataFault) << misfit.what;
    EXPECT_NE(status.to_string().find(misfit.what), std::string::npos) << status.to_string();
    EXPECT_EQ(m, std::vector<int>(20, 1)) << misfit.what;
    EXPECT_EQ(s, std::vector<int>(6, 1)) << misfit.what;
    queue->clear_fault();
  }
  // At the very ends: empty parts are parts.
  for (const Misfit &fit :
       {Misfit{4, 3, ""}, Misfit{5, 2, ""}, Misfit{7, 1, ""}, Misfit{8, 3, ""}, Misfit{9, 9, ""}}) {
    std::vector<int> m(20, 1), s(6, 1), out(1, 5);
    ASSERT_TRUE(queue
                    ->launch(compiled, copy_inout(m).shaped(4, 5), copy_inout(s), fit.which, fit.k,
                             copy_inout(out))
                    .ok());
    ASSERT_TRUE(queue->sync().ok()) << fit.which;
    EXPECT_EQ(std::accumulate(m.begin(), m.end(), 0) + std::accumulate(s.begin(), s.end(), 0),
              26 + 6)
        << fit.which;
  }
}

TEST_P(Parts, StridesInAnyOrder) {
  auto compiled = kernel("parts", "copy_strided");
  const auto x = floats(7 * 5);
  // Transposed, in a buffer; into every second column and third row of host memory.
  auto buffer = onDevice(x);
  std::vector<float> y(15 * 14, -1.0f);
  const dc::strided_view<float, 2> places(y.data(), 5, 7, 3 * 14, 2);
  ASSERT_TRUE(
      queue->launch(compiled, buffer.view().laid_out({5, 7}, {1, 5}), copy_inout(places)).ok());
  ASSERT_TRUE(queue->sync().ok());
  for (int64_t r = 0; r < 15; ++r) {
    for (int64_t c = 0; c < 14; ++c) {
      const bool isPlace = r % 3 == 0 && c % 2 == 0;
      ASSERT_EQ(y[r * 14 + c], isPlace ? x[c / 2 * 5 + r / 3] + 5 : -1.0f) << r << " " << c;
    }
  }
  // Without strides of their own.
  std::vector<float> plain(35);
  ASSERT_TRUE(queue->launch(compiled, copy_in(x).shaped(5, 7), copy_out(plain).shaped(5, 7)).ok());
  for (size_t i = 0; i < plain.size(); ++i) {
    ASSERT_EQ(plain[i], x[i] + 1);
  }
}

TEST_P(Parts, TwoColumnsOfOneMatrixInHostMemory) {
  auto compiled = kernel("parts", "scale_line");
  std::vector<int> m(4 * 3);
  std::iota(m.begin(), m.end(), 0);
  const dc::strided_view<int, 2> matrix(m.data(), 4, 3, 3, 1);
  ASSERT_TRUE(
      queue->launch(compiled, copy_inout(matrix.column(0)), 10, copy_inout(matrix.column(2))).ok());
  ASSERT_TRUE(queue->sync().ok());
  EXPECT_EQ(m, (std::vector<int>{0, 1, 0, 3, 4, 30, 6, 7, 60, 9, 10, 90}));
  // One column twice is one range, which each thread uses at its own element.
  ASSERT_TRUE(
      queue->launch(compiled, copy_inout(matrix.column(1)), 2, copy_inout(matrix.column(1))).ok());
  ASSERT_TRUE(queue->sync().ok());
  EXPECT_EQ(m[4], 8);
  auto shifted = queue->launch(compiled, copy_inout(matrix.column(1).first(3)), 2,
                               copy_inout(matrix.column(1).last(3)));
  EXPECT_EQ(shifted.status().id(), "DCR1010");
}

TEST_P(Parts, RefusedAtLaunch) {
  std::vector<int> x(12);
  auto line = kernel("parts", "scale_line"), plain = kernel("parts", "scale_span");
  auto refused =
      queue->launch(plain, copy_inout(dc::strided_view<int, 1>(x.data(), 4, 3)), 2).status();
  EXPECT_EQ(refused.id(), "DCR1005");
  EXPECT_NE(refused.to_string().find("neighbours 3 elements apart"), std::string::npos)
      << refused.to_string();
  for (int64_t stride : {int64_t(0), int64_t(-1)}) {
    refused = queue
                  ->launch(line, copy_inout(dc::strided_view<int, 1>(x.data(), 4, stride)), 2,
                           copy_inout(x))
                  .status();
    EXPECT_EQ(refused.id(), "DCR1005") << stride;
  }
  auto buffer = queue->device().allocate<int>(12).value();
  auto other = queue->device().allocate<int>(12).value();
  EXPECT_EQ(queue->launch(line, buffer.view().laid_out({5}, {3}), 2, other).status().id(),
            "DCR1005");
  EXPECT_TRUE(queue->launch(line, buffer.view().laid_out({4}, {3}), 2, other).ok());
  EXPECT_TRUE(queue->launch(plain, buffer.view().laid_out({4}, {1}), 2).ok());
  EXPECT_TRUE(queue->sync().ok());
}

} // namespace
