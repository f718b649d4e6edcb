// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A report that crashes or hangs ends the process with the status it was to have.
#include "compiler/driver/CrashGuard.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace {

using dc::compiler::guardReport;

TEST(CrashGuardDeathTest, CrashInTheReport) {
  EXPECT_EXIT(
      {
        guardReport(70, 20);
        raise(SIGSEGV);
      },
      testing::ExitedWithCode(70), "the crash left no report");
}

TEST(CrashGuardDeathTest, AbortInTheReport) {
  EXPECT_EXIT(
      {
        guardReport(70, 20);
        std::abort();
      },
      testing::ExitedWithCode(70), "the crash left no report");
}

TEST(CrashGuardDeathTest, ReportThatHangs) {
  EXPECT_EXIT(
      {
        guardReport(70, 1);
        for (;;) {
          pause();
        }
      },
      testing::ExitedWithCode(70), "took too long");
}

} // namespace
