// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The language's constructs on every device against the same source compiled by the host's compiler, on random data.
#include "test/e2e/OnEveryDevice.h"

#include <dotcompute/host.h>

#include "test/unit/compiler/frontend/kernels/language.dc.cpp"

namespace {

using Language = e2e::OnEveryDevice;
E2E_ON_EVERY_DEVICE(Language);

struct Case {
  const char *name;
  void (*host)(language::Ints, language::Floats, language::Out, int);
};

constexpr Case cases[] = {
    {"switches", language::switches}, {"loops", language::loops},     {"operators", language::operators},
    {"order", language::order},       {"functions", language::functions}, {"lambdas", language::lambdas},
    {"records", language::records},   {"arrays", language::arrays},   {"conversions", language::conversions},
    {"maths", language::maths},       {"spans", language::spans},
};

TEST_P(Language, AgreesWithTheHost) {
  for (const Case &test : cases) {
    auto compiled = kernel("language", std::string("language::") + test.name);
    for (int round = 0; round < 60; ++round) {
      const int64_t n = 301;
      // Small, medium and any values: each finds other branches.
      int reach = round % 3 == 0 ? 10 : round % 3 == 1 ? 2000 : 1000000000;
      auto in = integers<int>(n, -reach, reach);
      in[7] = std::numeric_limits<int>::max();
      in[8] = std::numeric_limits<int>::min();
      in[9] = 0;
      auto f = floats(n, static_cast<float>(-reach) / 100, static_cast<float>(reach) / 100);
      f[3] = 0.f;
      f[4] = -0.f;
      f[5] = 2.5f;
      int scalar = integers<int>(1, -3, 25)[0];
      std::vector<int64_t> expected(n), result = poisoned<int64_t>(n);
      dc::host::run(test.host, in, f, expected, scalar);
      auto launched = queue->launch(compiled, dc::rt::copy_in(in), dc::rt::copy_in(f), dc::rt::copy_inout(result), scalar);
      ASSERT_TRUE(launched.ok()) << test.name << ": " << launched.status().to_string();
      ASSERT_TRUE(launched->wait().ok()) << test.name << ": " << launched->wait().to_string();
      for (int64_t i = 0; i < n; ++i) {
        ASSERT_EQ(result[i], expected[i]) << test.name << " thread " << i << " in=" << in[i] << " f=" << f[i] << " n=" << scalar;
      }
    }
  }
}

} // namespace
