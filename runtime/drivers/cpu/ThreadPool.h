// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The CPU device's threads: splits a range into chunks that the caller and idle workers take.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CPU_THREADPOOL_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CPU_THREADPOOL_H

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace dc::rt::cpu {

/// Runs [first, last) of one job, in some thread of the pool or the caller's.
using RangeFunction = void (*)(void *context, int64_t first, int64_t last);

/// Threads are started at the first job that is worth it. Thread-safe: jobs of several callers run
/// at the same time. Destroying it waits for the workers; no job may be running.
class ThreadPool {
public:
  /// `threads` in all, the caller included; at least 1.
  explicit ThreadPool(uint32_t threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool &) = delete;
  ThreadPool &operator=(const ThreadPool &) = delete;

  uint32_t size() const { return threadCount; }

  /// Calls `function` over disjoint chunks that make up [0, count), each beginning at a multiple of
  /// `grain`, and returns when all are done. The caller works from the start and wakes the workers
  /// once the rest looks worth a wake-up, so a short job costs no synchronisation.
  void run(int64_t count, int64_t grain, RangeFunction function, void *context);

private:
  struct Job;
  void work();
  void startWorkers();
  static void runChunks(Job &job);

  const uint32_t threadCount;
  std::mutex mutex;
  std::condition_variable wake;     // workers: there is a job, or the end
  std::condition_variable finished; // callers: a worker left a job
  std::vector<Job *> jobs;
  std::vector<std::thread> workers;
  bool stopping = false;
};

/// DOTCOMPUTE_CPU_THREADS if it is a number from 1 to 1024, else how many processors this process
/// may use. `complaint` says what is wrong with the variable, if anything.
uint32_t defaultThreadCount(std::string &complaint);

} // namespace dc::rt::cpu

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CPU_THREADPOOL_H
