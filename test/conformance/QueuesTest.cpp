// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Order, threads, lifetimes and closing.
#include "test/conformance/Conformance.h"

#include <atomic>
#include <thread>

namespace conformance {
namespace {

using namespace dc::rt;

class Queues : public DriverTest {};
CONFORMANCE_SUITE(Queues);

uint32_t churned(uint32_t v, int64_t rounds) {
  for (int64_t r = 0; r < rounds; ++r) {
    v = v * 1664525u + 1013904223u;
  }
  return v;
}

Argument asI32(Argument argument) {
  argument.type = DataType::I32;
  return argument;
}

TEST_P(Queues, LaunchesAreInOrder) {
  const Kernel churn = kernel("churn");
  Buffer<uint32_t> x = upload(std::vector<uint32_t>(1000, 1));
  for (int i = 0; i < 1000; ++i) { // several times round the ring of launches in flight
    ASSERT_TRUE(isOk(queue->launch(churn, x, int64_t(1))));
  }
  EXPECT_EQ(download(x)[999], churned(1, 1000));
}

TEST_P(Queues, ManyThreadsOnOneQueue) {
  const Kernel churn = kernel("churn");
  constexpr int kThreads = 8;
  constexpr int kLaunches = 200;
  Buffer<uint32_t> shared = upload(std::vector<uint32_t>(500, 1));
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      std::vector<uint32_t> own(100 + t, uint32_t(t));
      for (int i = 0; i < kLaunches; ++i) {
        const auto completion = queue->launch(churn, shared, int64_t(1));
        failures += completion.ok() && completion->wait().ok() ? 0 : 1;
        failures += queue->launch(churn, copy_inout(own), int64_t(2)).ok() ? 0 : 1;
      }
      failures += own[99] == churned(uint32_t(t), 2 * kLaunches) ? 0 : 1;
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  EXPECT_EQ(failures.load(), 0);
  EXPECT_EQ(download(shared)[0], churned(1, kThreads * kLaunches));
}

TEST_P(Queues, ManyQueuesAtOnce) {
  const Kernel churn = kernel("churn");
  std::atomic<int> failures = 0;
  std::vector<std::thread> threads;
  for (uint32_t t = 0; t < 6; ++t) {
    threads.emplace_back([&, t] {
      Queue own = device->queue();
      std::vector<uint32_t> x(20000, t);
      for (int i = 0; i < 20; ++i) {
        failures += own.launch(churn, copy_inout(x), int64_t(50)).ok() ? 0 : 1;
      }
      failures += own.sync().ok() && x[19999] == churned(t, 1000) ? 0 : 1;
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  EXPECT_EQ(failures.load(), 0);
}

TEST_P(Queues, TwoQueuesOrderedByACompletion) {
  const Kernel churn = kernel("churn");
  Queue second = device->queue();
  for (int round = 0; round < 10; ++round) {
    Buffer<uint32_t> x = upload(std::vector<uint32_t>(1 << 12, 5));
    const Completion slow = queue->launch(churn, x, int64_t(20000)).value();
    ASSERT_TRUE(isOk(second.wait(slow)));
    const Completion fast = second.launch(churn, x, int64_t(1)).value();
    ASSERT_TRUE(isOk(queue->wait(fast)));
    const std::vector<uint32_t> got = download(x);
    ASSERT_EQ(got[0], churned(5, 20001)) << "round " << round;
    ASSERT_EQ(got.back(), got[0]);
  }
}

TEST_P(Queues, MarksOrderUploads) {
  Queue second = device->queue();
  Buffer<uint32_t> x = device->allocate<uint32_t>(1 << 20).value();
  for (uint32_t round = 0; round < 10; ++round) {
    ASSERT_TRUE(isOk(queue->upload(x, std::vector<uint32_t>(1 << 20, round))));
    ASSERT_TRUE(isOk(second.wait(queue->mark().value())));
    std::vector<uint32_t> got(1 << 20);
    ASSERT_TRUE(isOk(second.download(got, x)));
    ASSERT_EQ(got, std::vector<uint32_t>(1 << 20, round));
  }
}

TEST_P(Queues, AnotherDevicesCompletion) {
  Queue cpu = runtime->device("cpu")->queue();
  Buffer<uint32_t> x = upload(std::vector<uint32_t>(1000, 5));
  const Completion slow = queue->launch(kernel("churn"), x, int64_t(100000)).value();
  ASSERT_TRUE(isOk(cpu.wait(slow)));
  EXPECT_TRUE(slow.ready()); // the CPU's queue has no other way to wait
}

TEST_P(Queues, CompletionsTellWhenTheyAreDone) {
  Buffer<uint32_t> x = upload(std::vector<uint32_t>(1000, 5));
  const Completion slow = queue->launch(kernel("churn"), x, int64_t(1000000)).value();
  const Status early = slow.status();
  EXPECT_TRUE(early.ok() || early.code() == StatusCode::Unavailable);
  EXPECT_TRUE(isOk(slow.wait()));
  EXPECT_TRUE(slow.ready());
  EXPECT_TRUE(isOk(slow.status()));
  EXPECT_TRUE(Completion().ready());
  EXPECT_TRUE(isOk(Completion().wait()));
}

TEST_P(Queues, BuffersMayGoWhileLaunchesRun) {
  const Kernel churn = kernel("churn");
  Buffer<uint32_t> result = upload(std::vector<uint32_t>(1 << 12, 0));
  for (int round = 0; round < 50; ++round) {
    Buffer<uint32_t> gone = upload(std::vector<uint32_t>(1 << 12, uint32_t(round)));
    ASSERT_TRUE(isOk(queue->launch(churn, gone, int64_t(2000))));
    ASSERT_TRUE(isOk(queue->launch(kernel("saxpy_i32"), 1, asI32(to_argument(gone)),
                                   asI32(to_argument(result)))));
  }
  uint32_t expected = 0;
  for (uint32_t round = 0; round < 50; ++round) {
    expected += churned(round, 2000);
  }
  EXPECT_EQ(download(result)[77], expected);
}

TEST_P(Queues, HandlesMayGoInAnyOrder) {
  Completion last;
  {
    Runtime own = Runtime::create().value();
    Device where = own.device(GetParam().driver).value();
    Queue queue = where.queue();
    Buffer<uint32_t> x = where.allocate<uint32_t>(1000).value();
    last = queue.launch(kernelOn("churn", where), x, int64_t(100000)).value();
  }
  EXPECT_TRUE(isOk(last.wait()));
}

TEST_P(Queues, ClosedDevice) {
  Runtime own = Runtime::create().value();
  Device where = own.device(GetParam().driver).value();
  Queue open = where.queue();
  Buffer<float> buffer = where.allocate<float>(4).value();
  const Kernel fill = kernelOn("fill", where);
  EXPECT_TRUE(isOk(open.launch(fill, threads(4), buffer, 1.f)));
  EXPECT_TRUE(isOk(where.close()));
  EXPECT_TRUE(isOk(where.close()));
  EXPECT_TRUE(where.is_closed());
  const StatusCode closed = StatusCode::FailedPrecondition;
  std::vector<float> host(4);
  EXPECT_TRUE(failsWith(open.launch(fill, threads(4), buffer, 1.f).status(), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(open.sync(), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(open.upload(buffer, host), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(open.download(host, buffer), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(open.mark().status(), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(where.allocate<float>(1).status(), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(artifact->kernel("fill", where).status(), closed, "DCR4001"));
  Queue late = where.queue();
  EXPECT_TRUE(failsWith(late.status(), closed, "DCR4001"));
  EXPECT_TRUE(failsWith(late.sync(), closed, "DCR4001"));
  EXPECT_TRUE(isOk(queue->sync())); // others are open
}

TEST_P(Queues, LargeCopies) {
  for (const int64_t n : {int64_t(1), int64_t(1 << 18), int64_t((1 << 18) + 1), int64_t(5000011)}) {
    std::vector<uint32_t> values(static_cast<size_t>(n));
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = uint32_t(i) * 2654435761u;
    }
    const Buffer<uint32_t> buffer = upload(values);
    ASSERT_EQ(download(buffer), values) << "n = " << n;
  }
}

} // namespace
} // namespace conformance
