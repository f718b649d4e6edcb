// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The control-flow kernel on a device against the same source compiled by the host's compiler.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/e2e/kernels/control_flow.dc.cpp"

namespace {

using ControlFlow = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(ControlFlow);

TEST_P(ControlFlow, AgreesWithTheHost) {
  auto compiled = kernel("control_flow", "control_flow");
  const int64_t n = 257;
  for (int round = 0; round < 200; ++round) {
    auto a = integers<int>(n, -2000, 2000);
    a[3] = 77;
    a[4] = INT32_MAX;
    a[5] = INT32_MIN;
    int count = integers<int>(1, -3, 25)[0];
    unsigned m = static_cast<unsigned>(integers<int64_t>(1, 0, UINT32_MAX)[0]) >> integers<int>(1, 0, 31)[0];
    double d = floats(1, -10, 20)[0];
    bool flag = round % 2;
    std::vector<int> expected(n), result = poisoned<int>(n);
    dc::host::run(control_flow, a, expected, count, m, d, flag);
    auto launched = queue->launch(compiled, dc::rt::copy_in(a), dc::rt::copy_inout(result), count, m, d, flag);
    ASSERT_TRUE(launched.ok()) << launched.status().to_string();
    ASSERT_EQ(result, expected) << "n=" << count << " m=" << m << " d=" << d << " flag=" << flag;
  }
}

} // namespace
