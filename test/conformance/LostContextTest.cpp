// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What no kernel of ours does but foreign code can: an illegal access on a GPU, after which the
// process is lost to it.
#include "test/conformance/Conformance.h"

#include <cstdio>
#include <cstdlib>

namespace conformance {
namespace {

using namespace dc::rt;

class LostContext : public DriverTest {};
CONFORMANCE_SUITE(LostContext);

// Damage that the file's own checks cannot see: the artifact says that there is such an entry.
TEST_P(LostContext, EntryIsMissing) {
  if (!isHandmade()) {
    GTEST_SKIP() << "dcc's artifacts have all their entries";
  }
  EXPECT_TRUE(failsWith(artifact->kernel("absent", *device).status(), StatusCode::DataLoss,
                        "DCR4005", {"not_in_any_payload"}));
}

TEST_P(LostContext, NoVariantForTheCpu) {
  if (!isHandmade() || GetParam().driver != "cpu") {
    GTEST_SKIP() << "only the handmade artifact has a kernel without a CPU variant";
  }
  EXPECT_TRUE(failsWith(artifact->kernel("wild", *device).status(), StatusCode::Incompatible,
                        "DCR3006", {"kernel 'wild'", "device cpu (x86-64", "code for cuda:sm_75"}));
}

/// Everything after an illegal access, in a process of its own.
[[noreturn]] void loseTheContext(Queue &queue, const Kernel &wild) {
  Buffer<float> out = queue.device().allocate<float>(4).value();
  const auto launched = queue.launch(wild, out, int64_t(1) << 40);
  const Status first = launched.ok() ? launched->wait() : launched.status();
  const Status outcomes[] = {first,
                             queue.sync(),
                             queue.launch(wild, out, int64_t(0)).status(),
                             queue.device().allocate<float>(4).status(),
                             queue.device().queue().status(),
                             queue.upload(out, std::vector<float>(4))};
  int wrong = 0;
  for (const Status &status : outcomes) {
    wrong += status.code() == StatusCode::ContextLost ? 0 : 1;
    std::fprintf(stderr, "%s\n", status.to_string().c_str());
  }
  out = Buffer<float>();
  std::exit(wrong); // destructors run over what is lost
}

TEST_P(LostContext, IsReportedByEveryCall) {
  if (!isHandmade() || device->uses_host_memory()) {
    GTEST_SKIP() << "an illegal access on the CPU ends the process";
  }
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(loseTheContext(*queue, kernel("wild")), ::testing::ExitedWithCode(0),
              "DCR4007 ContextLost");
}

} // namespace
} // namespace conformance
