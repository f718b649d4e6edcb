// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops with DC_BOUND: what they count, and that one iteration too many is a fault.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/bounds.dc.cpp"

namespace {

using dc::rt::copy_in;
using dc::rt::copy_inout;

class Bounds : public e2e::OnEveryDevice {};
E2E_ON_EVERY_DEVICE(Bounds);

TEST_P(Bounds, CountIterations) {
  auto compiled = kernel("bounds", "collatz");
  std::vector<int> x = {1, 2, 3, 7, 27}, steps(5);
  ASSERT_TRUE(queue->launch(compiled, 111, copy_in(x), copy_inout(steps)).ok());
  ASSERT_EQ(steps, (std::vector<int>{0, 1, 7, 16, 111}));
  // 27 needs 111 steps: one fewer is a fault, and its element stays.
  std::vector<int> again(5, -1);
  auto faulted = queue->launch(compiled, 110, copy_in(x), copy_inout(again));
  ASSERT_EQ(faulted.code(), dc::rt::StatusCode::DataFault);
  EXPECT_NE(faulted.status().to_string().find("loop bound"), std::string::npos)
      << faulted.status().to_string();
  queue->clear_fault();
  ASSERT_EQ(again, (std::vector<int>{0, 1, 7, 16, -1}));
  // 0 never ends by itself.
  std::vector<int> zero = {0}, none = {5};
  ASSERT_EQ(queue->launch(compiled, 1000, copy_in(zero), copy_inout(none)).code(),
            dc::rt::StatusCode::DataFault);
  queue->clear_fault();
  ASSERT_EQ(none[0], 5);
}

TEST_P(Bounds, StartAgainWithTheirLoop) {
  auto compiled = kernel("bounds", "nested");
  for (int n : {0, 1, 10}) {
    std::vector<int> y(3), host(3);
    auto launched = queue->launch(compiled, n, copy_inout(y));
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    dc::host::run(nested, n, host);
    ASSERT_EQ(y, host);
    ASSERT_EQ(y[0], n * (n - 1) / 2 + 3 * n);
  }
  std::vector<int> y(3);
  ASSERT_EQ(queue->launch(compiled, 11, copy_inout(y)).code(), dc::rt::StatusCode::DataFault);
  queue->clear_fault();
}

} // namespace
