// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Chunks by an atomic counter; workers sleep on a condition variable between jobs.
#include "runtime/drivers/cpu/ThreadPool.h"

#include <dotcompute/base/Clock.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

#if defined(__linux__)
#include <sched.h>
#endif

namespace dc::rt::cpu {

/// A wake-up costs some ten microseconds until the worker runs: what is left must be worth more
/// than that.
static constexpr int64_t kWakeNanoseconds = 30'000;

struct ThreadPool::Job {
  RangeFunction function = nullptr;
  void *context = nullptr;
  int64_t count = 0;
  int64_t chunk = 0;
  std::atomic<int64_t> next{0};
  uint32_t helpers = 0; // workers inside the job; guarded by the pool's mutex
};

ThreadPool::ThreadPool(uint32_t threads) : threadCount(std::max(1u, threads)) {}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard lock(mutex);
    stopping = true;
  }
  wake.notify_all();
  for (std::thread &worker : workers) {
    worker.join();
  }
}

void ThreadPool::runChunks(Job &job) {
  int64_t first = job.next.load(std::memory_order_relaxed);
  while (first < job.count) {
    // Compared before it is added to, so that the counter never passes `count` and cannot wrap.
    const int64_t last = first + std::min(job.chunk, job.count - first);
    if (job.next.compare_exchange_weak(first, last, std::memory_order_relaxed)) {
      job.function(job.context, first, last);
      first = job.next.load(std::memory_order_relaxed);
    }
  }
}

void ThreadPool::work() {
  std::unique_lock lock(mutex);
  for (;;) {
    Job *job = nullptr;
    for (Job *candidate : jobs) {
      if (candidate->next.load(std::memory_order_relaxed) < candidate->count) {
        job = candidate;
        break;
      }
    }
    if (job) {
      ++job->helpers;
      lock.unlock();
      runChunks(*job);
      lock.lock();
      if (--job->helpers == 0) {
        finished.notify_all();
      }
    } else if (stopping) {
      return;
    } else {
      wake.wait(lock);
    }
  }
}

void ThreadPool::startWorkers() {
  while (workers.size() + 1 < threadCount) {
    workers.emplace_back([this] { work(); });
  }
}

void ThreadPool::run(int64_t count, int64_t grain, RangeFunction function, void *context) {
  if (threadCount == 1 || count <= grain) {
    function(context, 0, count);
    return;
  }
  // Alone, in growing chunks, until the rest is known to be worth company.
  const Clock &clock = Clock::system();
  const int64_t start = clock.now().count();
  int64_t done = 0;
  for (int64_t chunk = grain;; chunk *= 2) {
    const int64_t last = done + std::min(chunk, count - done);
    function(context, done, last);
    done = last;
    if (done == count) {
      return;
    }
    const auto elapsed = double(clock.now().count() - start);
    if (elapsed / double(done) * double(count - done) > kWakeNanoseconds) {
      break;
    }
  }

  Job job;
  job.function = function;
  job.context = context;
  job.count = count;
  job.next.store(done, std::memory_order_relaxed);
  // Eight chunks a thread: enough to even out, few enough not to matter.
  const int64_t share = (count - done) / (int64_t(threadCount) * 8);
  job.chunk = std::max(grain, share / grain * grain);
  {
    std::lock_guard lock(mutex);
    startWorkers();
    jobs.push_back(&job);
  }
  wake.notify_all();
  runChunks(job);
  std::unique_lock lock(mutex);
  std::erase(jobs, &job);
  finished.wait(lock, [&] { return job.helpers == 0; });
}

static uint32_t availableProcessors() {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    return uint32_t(std::max(1, CPU_COUNT(&set)));
  }
#endif
  return std::max(1u, std::thread::hardware_concurrency());
}

uint32_t defaultThreadCount(std::string &complaint) {
  const char *text = std::getenv("DOTCOMPUTE_CPU_THREADS");
  if (!text || !*text) {
    return availableProcessors();
  }
  uint32_t wanted = 0;
  const char *end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, wanted);
  if (error == std::errc() && stop == end && wanted >= 1 && wanted <= 1024) {
    return wanted;
  }
  complaint =
      std::string("cpu: expected a number from 1 to 1024 in DOTCOMPUTE_CPU_THREADS, got '") + text +
      "'; using all processors";
  return availableProcessors();
}

} // namespace dc::rt::cpu
