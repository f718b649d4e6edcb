// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults that kernels record: what they tell, how long they stay, and that nothing else stops.
#include "test/conformance/Conformance.h"

namespace conformance {
namespace {

using namespace dc::rt;

class Faults : public DriverTest {
protected:
  void expectGatherFault(const Status &status, int64_t thread, int64_t index) {
    ASSERT_TRUE(failsWith(status, StatusCode::DataFault, "DCR5001",
                          {"kernel 'gather'", "x[idx[i]]", "dc.cpp:", std::to_string(index)}));
    const FaultInfo *fault = status.fault();
    ASSERT_NE(fault, nullptr);
    EXPECT_EQ(fault->kernel, "gather");
    EXPECT_EQ(fault->kind, "bounds");
    EXPECT_EQ(fault->what, "x[idx[i]]");
    EXPECT_GT(fault->line, 0u);
    EXPECT_EQ(fault->thread, thread);
    EXPECT_TRUE(fault->hasIndex);
    EXPECT_EQ(fault->index, index);
    EXPECT_EQ(fault->extent, 10);
  }
};
CONFORMANCE_SUITE(Faults);

TEST_P(Faults, BoundsInAHostCall) {
  const std::vector<float> x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<int64_t> idx(100, 3);
  std::vector<float> out(100, -1);
  const Kernel gather = kernel("gather");
  for (const int64_t index : {int64_t(10), int64_t(-1), int64_t(1) << 62}) {
    idx[57] = index;
    // The launch's own fault is the call's failure, and the results that are right are there.
    expectGatherFault(queue->launch(gather, copy_in(idx), copy_in(x), copy_inout(out)).status(), 57,
                      index);
    EXPECT_EQ(out[56], 3.f);
    EXPECT_EQ(out[57], 0.f);
    EXPECT_EQ(out[99], 3.f);
    EXPECT_TRUE(failsWith(queue->sync(), StatusCode::DataFault, "DCR5001"));
    queue->clear_fault();
    EXPECT_TRUE(isOk(queue->sync()));
  }
}

TEST_P(Faults, StayUntilTheyAreCleared) {
  const Kernel gather = kernel("gather");
  const Kernel add = kernel("vector_add");
  Buffer<float> x = upload(std::vector<float>(10, 1.f));
  Buffer<int64_t> good = upload(std::vector<int64_t>(100, 3));
  std::vector<int64_t> wrong(100, 3);
  wrong[5] = 99;
  Buffer<int64_t> bad = upload(wrong);
  Buffer<float> a = device->allocate<float>(100).value();
  Buffer<float> b = device->allocate<float>(100).value();
  Buffer<float> c = device->allocate<float>(100).value();

  const Completion before = queue->launch(gather, good, x, a).value();
  const Completion faulty = queue->launch(gather, bad, x, b).value();
  const Completion after = queue->launch(add, a, b, c).value();
  EXPECT_TRUE(isOk(before.wait()));
  expectGatherFault(faulty.wait(), 5, 99);
  EXPECT_TRUE(failsWith(after.wait(), StatusCode::DataFault, "DCR5001"));
  EXPECT_TRUE(failsWith(queue->sync(), StatusCode::DataFault, "DCR5001"));

  // Later launches run, and data comes back with the warning.
  std::vector<float> got(100);
  EXPECT_TRUE(failsWith(queue->download(got, c), StatusCode::DataFault, "DCR5001"));
  EXPECT_EQ(got[4], 2.f);
  EXPECT_EQ(got[5], 1.f); // a's 1 and the 0 of the failed load

  queue->clear_fault();
  EXPECT_TRUE(isOk(queue->sync()));
  EXPECT_TRUE(isOk(after.wait()));
  EXPECT_TRUE(isOk(queue->launch(add, a, b, c)->wait()));
  expectGatherFault(faulty.wait(), 5, 99); // its own outcome is a fact
}

TEST_P(Faults, TheFirstLaunchThatFaultedIsTold) {
  const Kernel gather = kernel("gather");
  Buffer<float> x = upload(std::vector<float>(10, 1.f));
  Buffer<float> out = device->allocate<float>(1).value();
  Buffer<int64_t> first = upload(std::vector<int64_t>{11});
  Buffer<int64_t> second = upload(std::vector<int64_t>{12});
  ASSERT_TRUE(isOk(queue->launch(gather, first, x, out)));
  ASSERT_TRUE(isOk(queue->launch(gather, second, x, out)));
  expectGatherFault(queue->sync(), 0, 11);
}

TEST_P(Faults, ManyThreadsRecordOne) {
  const std::vector<float> x(10);
  std::vector<int64_t> idx(100000);
  for (size_t i = 0; i < idx.size(); ++i) {
    idx[i] = 1000 + int64_t(i);
  }
  std::vector<float> out(idx.size());
  const Status status =
      queue->launch(kernel("gather"), copy_in(idx), copy_in(x), copy_inout(out)).status();
  ASSERT_NE(status.fault(), nullptr);
  EXPECT_EQ(status.fault()->index, 1000 + status.fault()->thread); // the fields are of one thread
}

TEST_P(Faults, Division) {
  const std::vector<int32_t> a = {7, INT32_MIN, 5, -7};
  const std::vector<int32_t> b = {2, -1, 0, 2};
  std::vector<int32_t> q(4, 77);
  const Status status =
      queue->launch(kernel("divide"), copy_in(a), copy_in(b), copy_inout(q)).status();
  ASSERT_TRUE(failsWith(status, StatusCode::DataFault, "DCR5001", {"divides by zero in thread 2"}));
  EXPECT_EQ(status.fault()->kind, "division");
  EXPECT_FALSE(status.fault()->hasIndex);
  EXPECT_EQ(q, (std::vector<int32_t>{3, INT32_MIN, 0, -3}));
}

TEST_P(Faults, OtherQueuesAreNotConcerned) {
  Queue other = device->queue();
  const std::vector<float> x(10);
  const std::vector<int64_t> idx = {10};
  std::vector<float> out(1);
  EXPECT_FALSE(queue->launch(kernel("gather"), copy_in(idx), copy_in(x), copy_inout(out)).ok());
  EXPECT_TRUE(isOk(other.sync()));
  EXPECT_FALSE(isOk(queue->sync()));
}

} // namespace
} // namespace conformance
