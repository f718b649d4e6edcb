// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs kernels in the calling thread and a pool; memory is host memory; queues are done when their
// calls return.
#include "runtime/drivers/cpu/CPUDevice.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "runtime/base/Errors.h"
#include "runtime/drivers/cpu/CPUFeatures.h"
#include "runtime/drivers/cpu/ElfImage.h"
#include "runtime/drivers/cpu/ThreadPool.h"

namespace dc::rt::cpu {
namespace {

using KernelFunction = void (*)(const void *args, const int64_t *range, void *scratch);

class CPUKernel final : public core::DriverKernel {
public:
  CPUKernel(std::shared_ptr<ElfImage> image, KernelFunction function, uint64_t scratchBytes)
      : image(std::move(image)), function(function), scratchBytes(scratchBytes) {}

  std::shared_ptr<ElfImage> image;
  KernelFunction function;
  uint64_t scratchBytes;
};

class CPUModule final : public core::DriverModule {
public:
  explicit CPUModule(std::shared_ptr<ElfImage> image) : image(std::move(image)) {}

  Result<std::shared_ptr<core::DriverKernel>> kernel(const artifact::EntryPoint &entry) override {
    void *symbol = image->symbol(entry.symbol);
    if (!symbol) {
      return fail(Error::PayloadSymbol, "cpu", entry.symbol);
    }
    return std::shared_ptr<core::DriverKernel>(std::make_shared<CPUKernel>(
        image, reinterpret_cast<KernelFunction>(symbol), entry.scratchBytes));
  }

private:
  std::shared_ptr<ElfImage> image;
};

/// Memory of a worker thread for kernels' block-shared arrays: 64-byte aligned, kept and grown.
class Scratch {
public:
  ~Scratch() { std::free(memory); }
  void *atLeast(uint64_t bytes) {
    if (bytes > size) {
      std::free(memory);
      memory = nullptr;
      size = 0;
      if (bytes <= uint64_t(PTRDIFF_MAX) - 63) {
        memory = std::aligned_alloc(64, (bytes + 63) / 64 * 64);
        size = memory ? bytes : 0;
      }
    }
    return memory;
  }

private:
  void *memory = nullptr;
  uint64_t size = 0;
};

/// Kernels see the default floating-point environment, whatever the caller has set (flush to zero,
/// say).
class DefaultFloatingPoint {
public:
#if defined(__x86_64__)
  DefaultFloatingPoint() : saved(_mm_getcsr()) { _mm_setcsr(0x1f80); }
  ~DefaultFloatingPoint() { _mm_setcsr(saved); }

private:
  unsigned saved;
#else
  DefaultFloatingPoint() {}
#endif
};

struct Running {
  const CPUKernel *kernel;
  const uint64_t *slots;
  std::atomic<bool> noScratch{false};
};

void runRange(void *context, int64_t first, int64_t last) {
  static thread_local Scratch scratch;
  Running &running = *static_cast<Running *>(context);
  void *memory = nullptr;
  if (running.kernel->scratchBytes != 0) {
    memory = scratch.atLeast(running.kernel->scratchBytes);
    if (!memory) {
      running.noScratch.store(true, std::memory_order_relaxed);
      return;
    }
  }
  const DefaultFloatingPoint environment;
  const int64_t range[2] = {first, last};
  running.kernel->function(running.slots, range, memory);
}

struct Copying {
  char *to;
  const char *from;
  size_t bytes;
  size_t share; ///< of one piece; the last one has the rest
  int64_t pieces;
};

/// memcpy of more than some megabytes goes past the caches, which is slower for what they would
/// hold.
constexpr size_t kCachedBytes = size_t(8) << 20;
constexpr size_t kCachedPiece = size_t(256) << 10;

void copyBytes(char *to, const char *from, size_t bytes, bool cached) {
  const size_t piece = cached ? kCachedPiece : std::max<size_t>(bytes, 1);
  for (size_t at = 0; at < bytes; at += piece) {
    std::memcpy(to + at, from + at, std::min(piece, bytes - at));
  }
}

void copyPieces(void *context, int64_t first, int64_t last) {
  const Copying &copying = *static_cast<const Copying *>(context);
  const size_t begin = size_t(first) * copying.share;
  const size_t end = last == copying.pieces ? copying.bytes : size_t(last) * copying.share;
  copyBytes(copying.to + begin, copying.from + begin, end - begin, copying.bytes <= kCachedBytes);
}

class CPUQueue final : public core::DriverQueue {
public:
  explicit CPUQueue(std::shared_ptr<ThreadPool> pool) : pool(std::move(pool)) {}

  uint32_t ringSize() const override { return 1; }
  volatile core::FaultRecord *record(uint32_t) override { return &fault; }

  Status launch(const core::DriverLaunch &launch, uint32_t) override {
    launch.slots[launch.slotCount - 1] = reinterpret_cast<uintptr_t>(&fault);
    Running running{static_cast<const CPUKernel *>(launch.kernel), launch.slots};
    // Chunks of 64 threads end on cache lines and keep whole vectors together; a block is work
    // enough by itself.
    pool->run(launch.units, launch.blocks ? 1 : 64, runRange, &running);
    if (running.noScratch.load(std::memory_order_relaxed)) {
      return fail(Error::OutOfMemory, "cpu", running.kernel->scratchBytes,
                  " of scratch memory for a worker");
    }
    return {};
  }

  // Everything is over when its call returns.
  Status mark(uint32_t) override { return {}; }
  Result<bool> done(uint32_t) override { return true; }
  Status wait(uint32_t) override { return {}; }
  Status waitFor(core::DriverQueue &, uint32_t) override { return {}; }
  Status synchronize() override { return {}; }

  Status upload(uint64_t to, const void *from, size_t bytes) override {
    // Both are host memory, so they may be parts of the same array.
    std::memmove(reinterpret_cast<void *>(to), from, bytes);
    return {};
  }
  Status download(void *to, uint64_t from, size_t bytes) override {
    std::memmove(to, reinterpret_cast<const void *>(from), bytes);
    return {};
  }
  Status copy(uint64_t to, uint64_t from, size_t bytes) override {
    // One piece for each thread, so that memcpy sees how much it is; pieces end on pages.
    const size_t share = bytes / pool->size() / 4096 * 4096;
    if (share == 0) {
      std::memcpy(reinterpret_cast<void *>(to), reinterpret_cast<const void *>(from), bytes);
      return {};
    }
    Copying copying{reinterpret_cast<char *>(to), reinterpret_cast<const char *>(from), bytes,
                    share, pool->size()};
    pool->run(pool->size(), 1, copyPieces, &copying);
    return {};
  }

private:
  std::shared_ptr<ThreadPool> pool;
  alignas(64) core::FaultRecord fault = {};
};

class CPUDevice final : public core::DriverDevice {
public:
  CPUDevice(core::DriverDeviceInfo info, uint32_t threads)
      : about(std::move(info)), pool(std::make_shared<ThreadPool>(threads)) {}

  const core::DriverDeviceInfo &info() const override { return about; }

  std::optional<uint32_t> preference(const artifact::EntryPoint &entry,
                                     const artifact::Payload &payload) const override {
    const uint32_t level = levelOf(entry.arch);
    if (payload.target != "cpu" || payload.format != "elf" || level == 0 || level > x86Level()) {
      return std::nullopt;
    }
    return level;
  }

  Result<std::shared_ptr<core::DriverModule>> load(const artifact::Payload &payload) override {
    DC_TRY_ASSIGN(auto image, ElfImage::load(payload.bytes));
    return std::shared_ptr<core::DriverModule>(std::make_shared<CPUModule>(std::move(image)));
  }

  Result<uint64_t> allocate(size_t bytes) override {
    // More than the machine has is refused here: the system would promise it and end the process
    // later.
    if (bytes <= about.limits.max_allocation) {
      if (void *memory = std::aligned_alloc(64, (bytes + 63) / 64 * 64)) {
        return uint64_t(reinterpret_cast<uintptr_t>(memory));
      }
    }
    return fail(Error::OutOfMemory, "cpu", bytes, "");
  }
  void free(uint64_t address, size_t) noexcept override {
    std::free(reinterpret_cast<void *>(address));
  }

  Result<std::unique_ptr<core::DriverQueue>> createQueue() override {
    return std::unique_ptr<core::DriverQueue>(std::make_unique<CPUQueue>(pool));
  }

private:
  core::DriverDeviceInfo about;
  std::shared_ptr<ThreadPool> pool;
};

} // namespace

core::Discovery discover() {
  core::Discovery found;
  std::string complaint;
  const uint32_t threads = defaultThreadCount(complaint);
  if (!complaint.empty()) {
    found.problems.push_back(complaint);
  }
  core::DriverDeviceInfo info;
  info.id = info.driver = "cpu";
  info.name = processorName();
  info.arch = x86Level() <= 1 ? "x86-64" : "x86-64-v" + std::to_string(x86Level());
  info.hostMemory = true;
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long pageBytes = ::sysconf(_SC_PAGESIZE);
  info.limits.memory = pages > 0 && pageBytes > 0 ? uint64_t(pages) * uint64_t(pageBytes) : 0;
  info.limits.max_allocation = info.limits.memory != 0 ? info.limits.memory : uint64_t(1) << 40;
  info.limits.compute_units = threads;
  found.devices.push_back(std::make_unique<CPUDevice>(std::move(info), threads));
  return found;
}

} // namespace dc::rt::cpu
