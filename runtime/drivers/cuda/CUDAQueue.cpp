// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches on a stream; one event and one fault record for each place of the ring.
#include "runtime/drivers/cuda/CUDAQueue.h"

#include <array>
#include <cstring>
#include <vector>

#include "runtime/base/Errors.h"
#include "runtime/drivers/cuda/CUDAModule.h"
#include "runtime/drivers/cuda/CUDAStaging.h"

namespace dc::rt::cuda {
namespace {

constexpr uint32_t kRing = 256;

class CUDAQueue final : public core::DriverQueue {
public:
  CUDAQueue(std::shared_ptr<DeviceContext> context, int64_t maxGrid)
      : context(std::move(context)), maxGrid(maxGrid) {}
  ~CUDAQueue() override;

  Status open();

  uint32_t ringSize() const override { return kRing; }
  volatile core::FaultRecord *record(uint32_t place) override { return records + place; }

  Status launch(const core::DriverLaunch &launch, uint32_t place) override;
  Status mark(uint32_t place) override;
  Result<bool> done(uint32_t place) override;
  Status wait(uint32_t place) override;
  Status upload(uint64_t to, const void *from, size_t bytes) override;
  Status download(void *to, uint64_t from, size_t bytes) override;
  Status copy(uint64_t to, uint64_t from, size_t bytes) override;
  Status waitFor(core::DriverQueue &other, uint32_t place) override;
  Status synchronize() override;
  Result<bool> readClock(uint32_t which) override;
  Result<double> nanosecondsBetween() override;

private:
  const Symbols &api() const { return context->api(); }
  Status check(Code code, const char *call) const { return context->check(code, call); }

  std::shared_ptr<DeviceContext> context;
  int64_t maxGrid;
  Stream stream = nullptr;
  std::array<Event, kRing> events = {};
  std::array<Event, 2> readings = {}; // made when they are first asked for
  core::FaultRecord *records = nullptr;
  Pointer deviceRecords = 0;
  std::unique_ptr<Staging> staging;
};

CUDAQueue::~CUDAQueue() {
  const Current current(*context);
  if (stream) {
    api().streamSynchronize(stream);
  }
  staging.reset();
  for (const Event event : events) {
    if (event) {
      api().eventDestroy(event);
    }
  }
  for (const Event event : readings) {
    if (event) {
      api().eventDestroy(event);
    }
  }
  if (stream) {
    api().streamDestroy(stream);
  }
  if (records) {
    api().memFreeHost(records);
  }
}

Status CUDAQueue::open() {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  DC_TRY(check(api().streamCreate(&stream, kStreamNonBlocking), "cuStreamCreate"));
  for (Event &event : events) {
    DC_TRY(check(api().eventCreate(&event, kEventDisableTiming), "cuEventCreate"));
  }
  void *memory = nullptr;
  const size_t bytes = kRing * sizeof(core::FaultRecord);
  DC_TRY(check(api().memHostAlloc(&memory, bytes, kHostAllocDeviceMap | kHostAllocPortable),
               "cuMemHostAlloc"));
  std::memset(memory, 0, bytes);
  records = static_cast<core::FaultRecord *>(memory);
  DC_TRY(
      check(api().memHostGetDevicePointer(&deviceRecords, memory, 0), "cuMemHostGetDevicePointer"));
  staging = std::make_unique<Staging>(*context, stream);
  return {};
}

Status CUDAQueue::launch(const core::DriverLaunch &launch, uint32_t place) {
  const auto &kernel = static_cast<const CUDAKernel &>(*launch.kernel);
  const LaunchShape shape = shapeOf(kernel.form, launch, maxGrid);
  if (shape.refused != 0) {
    const int64_t perBlock =
        launch.blocks ? 1 : int64_t(kernel.form.threads()) * kernel.form.itemsPerThread;
    return fail(Error::GridLimit, context->id(), maxGrid, perBlock, shape.refused);
  }
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  launch.slots[launch.slotCount - 1] = deviceRecords + place * sizeof(core::FaultRecord);
  // The driver knows each parameter's size and takes it from the slot's low bytes.
  static thread_local std::vector<void *> parameters;
  parameters.resize(launch.slotCount);
  for (size_t i = 0; i < launch.slotCount; ++i) {
    parameters[i] = launch.slots + i;
  }
  DC_TRY(check(api().launchKernel(kernel.function, shape.grid[0], shape.grid[1], shape.grid[2],
                                  shape.block[0], shape.block[1], shape.block[2], 0, stream,
                                  parameters.data(), nullptr),
               "cuLaunchKernel"));
  return check(api().eventRecord(events[place], stream), "cuEventRecord");
}

Status CUDAQueue::mark(uint32_t place) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return check(api().eventRecord(events[place], stream), "cuEventRecord");
}

Result<bool> CUDAQueue::done(uint32_t place) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  const Code code = api().eventQuery(events[place]);
  if (code == kNotReady) {
    return false;
  }
  DC_TRY(check(code, "cuEventQuery"));
  return true;
}

Status CUDAQueue::wait(uint32_t place) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return check(api().eventSynchronize(events[place]), "cuEventSynchronize");
}

Status CUDAQueue::upload(uint64_t to, const void *from, size_t bytes) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return staging->upload(to, from, bytes);
}

Status CUDAQueue::download(void *to, uint64_t from, size_t bytes) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return staging->download(to, from, bytes);
}

Status CUDAQueue::copy(uint64_t to, uint64_t from, size_t bytes) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return check(api().memcpyOnDevice(to, from, bytes, stream), "cuMemcpyDtoDAsync");
}

Status CUDAQueue::waitFor(core::DriverQueue &other, uint32_t place) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return check(api().streamWaitEvent(stream, static_cast<CUDAQueue &>(other).events[place], 0),
               "cuStreamWaitEvent");
}

Status CUDAQueue::synchronize() {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  return check(api().streamSynchronize(stream), "cuStreamSynchronize");
}

Result<bool> CUDAQueue::readClock(uint32_t which) {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  if (!readings[which]) {
    DC_TRY(check(api().eventCreate(&readings[which], 0), "cuEventCreate"));
  }
  DC_TRY(check(api().eventRecord(readings[which], stream), "cuEventRecord"));
  return true;
}

Result<double> CUDAQueue::nanosecondsBetween() {
  const Current current(*context);
  DC_TRY(check(current.code(), "cuCtxPushCurrent"));
  DC_TRY(check(api().eventSynchronize(readings[1]), "cuEventSynchronize"));
  float milliseconds = 0;
  DC_TRY(
      check(api().eventElapsedTime(&milliseconds, readings[0], readings[1]), "cuEventElapsedTime"));
  return double(milliseconds) * 1e6;
}

} // namespace

Result<std::unique_ptr<core::DriverQueue>> makeQueue(std::shared_ptr<DeviceContext> context,
                                                     int64_t maxGrid) {
  auto queue = std::make_unique<CUDAQueue>(std::move(context), maxGrid);
  DC_TRY(queue->open());
  return std::unique_ptr<core::DriverQueue>(std::move(queue));
}

} // namespace dc::rt::cuda
