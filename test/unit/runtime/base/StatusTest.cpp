// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Status: sharing, copying before changes, text.
#include <dotcompute/base/Status.h>

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

using namespace dc::rt;

namespace {

Status lost() { return Status(StatusCode::DataLoss, "DCR2004", "expected 64 bytes, got 3"); }

TEST(Status, OkIsEmpty) {
  Status status;
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(status.code(), StatusCode::Ok);
  EXPECT_EQ(status.id(), "");
  EXPECT_EQ(status.message(), "");
  EXPECT_TRUE(status.context().empty());
  EXPECT_EQ(status.fault(), nullptr);
  EXPECT_EQ(status.to_string(), "ok");
  status.with_context("ignored");
  EXPECT_TRUE(status.ok());
  EXPECT_TRUE(Status().with_fault({}).ok());
}

TEST(Status, FailureSaysAll) {
  Status status =
      lost().with_context("while reading 'k.dcx'").with_context("while opening the device");
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.code(), StatusCode::DataLoss);
  EXPECT_EQ(status.id(), "DCR2004");
  EXPECT_EQ(status.to_string(),
            "expected 64 bytes, got 3 [DCR2004 DataLoss]\n  while reading 'k.dcx'\n"
            "  while opening the device");
}

TEST(Status, OkIsNoCodeForAFailure) {
  EXPECT_EQ(Status(StatusCode::Ok, "X", "m").code(), StatusCode::Internal);
}

TEST(Status, CopiesShareUntilOneChanges) {
  Status a = lost();
  Status b = a;
  EXPECT_EQ(a.message().data(), b.message().data());
  b.with_context("b only");
  EXPECT_TRUE(a.context().empty());
  ASSERT_EQ(b.context().size(), 1u);
  Status c = b;
  c.with_fault(
      {.kernel = "saxpy", .kind = "bounds", .what = "x[i]", .file = "a.dc.cpp", .line = 3});
  EXPECT_EQ(b.fault(), nullptr);
  ASSERT_NE(c.fault(), nullptr);
  Status d = c;
  d.with_context("d only");
  EXPECT_EQ(d.fault()->kernel, "saxpy");
}

TEST(Status, Assignment) {
  Status a = lost();
  Status b;
  b = a;
  EXPECT_EQ(b.id(), "DCR2004");
  const Status &self = b;
  b = self;
  EXPECT_EQ(b.id(), "DCR2004");
  b = Status();
  EXPECT_TRUE(b.ok());
  b = std::move(a);
  EXPECT_EQ(b.id(), "DCR2004");
}

TEST(Status, SharedByThreads) {
  Status shared = lost();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([copy = shared]() mutable {
      for (int i = 0; i < 1000; ++i) {
        Status mine = copy;
        mine.with_context("thread");
        copy = mine.context().size() > 3 ? Status(copy) : mine;
      }
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  EXPECT_TRUE(shared.context().empty());
}

TEST(Status, EveryCodeHasAName) {
  for (int code = 0; code <= static_cast<int>(StatusCode::Internal); ++code) {
    EXPECT_STRNE(to_string(static_cast<StatusCode>(code)), "Unknown") << code;
  }
  EXPECT_STREQ(to_string(static_cast<StatusCode>(99)), "Unknown");
}

} // namespace
