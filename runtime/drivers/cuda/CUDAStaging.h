// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between ordinary host memory and a device, through a few pinned chunks.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDASTAGING_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDASTAGING_H

#include <array>
#include <cstddef>

#include "runtime/drivers/cuda/CUDAContext.h"

namespace dc::rt::cuda {

/// Belongs to one stream and is used by one thread at a time, with the context current.
class Staging {
public:
  Staging(const DeviceContext &context, Stream stream) : context(context), stream(stream) {}
  ~Staging();
  Staging(const Staging &) = delete;
  Staging &operator=(const Staging &) = delete;

  /// Returns when `from` may change; the last chunks may still be on their way.
  Status upload(Pointer to, const void *from, size_t bytes);
  /// Returns when the bytes are there.
  Status download(void *to, Pointer from, size_t bytes);

private:
  // Large enough to hide the cost of a copy's start, small enough for the first one not to be felt
  // (pinning 1 MiB takes 0.7 ms).
  static constexpr size_t kChunkBytes = size_t(1) << 20;

  struct Chunk {
    void *memory = nullptr;
    Event event = nullptr;
    bool busy = false;
  };
  /// A chunk that no copy uses, made at first use.
  Result<Chunk *> freeChunk(size_t index);
  Status finish(Chunk &chunk);

  const DeviceContext &context;
  Stream stream;
  std::array<Chunk, 4> chunks;
  size_t next = 0;
};

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDASTAGING_H
