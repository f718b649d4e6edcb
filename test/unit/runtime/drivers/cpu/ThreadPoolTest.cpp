// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every index once, whoever runs it.
#include "runtime/drivers/cpu/ThreadPool.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>

namespace {

using dc::rt::cpu::ThreadPool;

struct Counts {
  explicit Counts(int64_t n, int slowEvery = 0)
      : seen(new std::atomic<int>[size_t(n)]()), slowEvery(slowEvery) {}
  std::unique_ptr<std::atomic<int>[]> seen;
  int slowEvery;
  std::atomic<int> badStarts = 0;
  int64_t grain = 1;
};

void count(void *context, int64_t first, int64_t last) {
  auto &counts = *static_cast<Counts *>(context);
  counts.badStarts += first % counts.grain == 0 && first < last ? 0 : 1;
  for (int64_t i = first; i < last; ++i) {
    counts.seen[size_t(i)].fetch_add(1, std::memory_order_relaxed);
  }
  if (counts.slowEvery) {
    std::this_thread::sleep_for(std::chrono::microseconds(counts.slowEvery));
  }
}

void expectEachOnce(ThreadPool &pool, int64_t n, int64_t grain, int slowEvery) {
  Counts counts(n, slowEvery);
  counts.grain = grain;
  pool.run(n, grain, count, &counts);
  for (int64_t i = 0; i < n; ++i) {
    ASSERT_EQ(counts.seen[size_t(i)].load(), 1) << "index " << i << " of " << n;
  }
  EXPECT_EQ(counts.badStarts.load(), 0);
}

TEST(ThreadPool, EachIndexOnce) {
  for (const uint32_t threads : {1u, 2u, 7u}) {
    ThreadPool pool(threads);
    for (const int64_t n :
         {int64_t(1), int64_t(63), int64_t(64), int64_t(65), int64_t(4097), int64_t(300000)}) {
      expectEachOnce(pool, n, 64, 0);
      expectEachOnce(pool, std::min<int64_t>(n, 5000), 64, 100); // worth waking the workers
      expectEachOnce(pool, std::min<int64_t>(n, 100), 1, 50);
    }
  }
}

TEST(ThreadPool, SeveralCallers) {
  ThreadPool pool(4);
  std::vector<std::thread> callers;
  for (int c = 0; c < 4; ++c) {
    callers.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        expectEachOnce(pool, 3000 + i, 64, 60);
      }
    });
  }
  for (std::thread &caller : callers) {
    caller.join();
  }
}

TEST(ThreadPool, WorkersHelp) {
  ThreadPool pool(4);
  struct State {
    std::mutex mutex;
    std::vector<std::thread::id> ids;
  } state;
  pool.run(
      64, 1,
      [](void *context, int64_t, int64_t) {
        auto &s = *static_cast<State *>(context);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        std::lock_guard lock(s.mutex);
        s.ids.push_back(std::this_thread::get_id());
      },
      &state);
  std::sort(state.ids.begin(), state.ids.end());
  EXPECT_GT(std::unique(state.ids.begin(), state.ids.end()) - state.ids.begin(), 1);
}

TEST(ThreadPool, DestroyedUnused) { ThreadPool pool(8); }

} // namespace
