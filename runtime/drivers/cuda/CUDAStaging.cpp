// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pipelines copies: while one chunk is on the bus, the next is filled or emptied.
#include "runtime/drivers/cuda/CUDAStaging.h"

#include <algorithm>
#include <cstring>

namespace dc::rt::cuda {

Staging::~Staging() {
  const Current current(context);
  for (Chunk &chunk : chunks) {
    if (chunk.event) {
      context.api().eventDestroy(chunk.event);
    }
    if (chunk.memory) {
      context.api().memFreeHost(chunk.memory);
    }
  }
}

Status Staging::finish(Chunk &chunk) {
  if (!chunk.busy) {
    return {};
  }
  chunk.busy = false;
  return context.check(context.api().eventSynchronize(chunk.event), "cuEventSynchronize");
}

Result<Staging::Chunk *> Staging::freeChunk(size_t index) {
  Chunk &chunk = chunks[index % chunks.size()];
  if (!chunk.event) {
    DC_TRY(context.check(context.api().eventCreate(&chunk.event, kEventDisableTiming),
                         "cuEventCreate"));
  }
  if (!chunk.memory) {
    DC_TRY(context.check(context.api().memHostAlloc(&chunk.memory, kChunkBytes, kHostAllocPortable),
                         "cuMemHostAlloc"));
  }
  DC_TRY(finish(chunk));
  return &chunk;
}

Status Staging::upload(Pointer to, const void *from, size_t bytes) {
  const auto *source = static_cast<const char *>(from);
  while (bytes != 0) {
    const size_t part = std::min(bytes, kChunkBytes);
    DC_TRY_ASSIGN(Chunk * chunk, freeChunk(next++));
    std::memcpy(chunk->memory, source, part);
    DC_TRY(context.check(context.api().memcpyToDevice(to, chunk->memory, part, stream),
                         "cuMemcpyHtoDAsync"));
    DC_TRY(context.check(context.api().eventRecord(chunk->event, stream), "cuEventRecord"));
    chunk->busy = true;
    source += part;
    to += part;
    bytes -= part;
  }
  return {};
}

Status Staging::download(void *to, Pointer from, size_t bytes) {
  const size_t parts = (bytes + kChunkBytes - 1) / kChunkBytes;
  const size_t first = next;
  next += parts;
  const auto partBytes = [&](size_t part) {
    return std::min(kChunkBytes, bytes - part * kChunkBytes);
  };
  size_t sent = 0;
  for (size_t part = 0; part < parts; ++part) {
    for (; sent < parts && sent < part + chunks.size(); ++sent) {
      DC_TRY_ASSIGN(Chunk * chunk, freeChunk(first + sent));
      DC_TRY(context.check(context.api().memcpyToHost(chunk->memory, from + sent * kChunkBytes,
                                                      partBytes(sent), stream),
                           "cuMemcpyDtoHAsync"));
      DC_TRY(context.check(context.api().eventRecord(chunk->event, stream), "cuEventRecord"));
      chunk->busy = true;
    }
    Chunk &chunk = chunks[(first + part) % chunks.size()];
    DC_TRY(finish(chunk));
    std::memcpy(static_cast<char *>(to) + part * kChunkBytes, chunk.memory, partBytes(part));
  }
  return {};
}

} // namespace dc::rt::cuda
