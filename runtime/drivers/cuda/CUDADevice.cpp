// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds GPUs, describes them, gives memory from a pool of our own.
#include "runtime/drivers/cuda/CUDADevice.h"

#include <unistd.h>

#include "runtime/base/Errors.h"
#include "runtime/drivers/cuda/CUDAContext.h"
#include "runtime/drivers/cuda/CUDAModule.h"
#include "runtime/drivers/cuda/CUDAQueue.h"

namespace dc::rt::cuda {
namespace {

/// Memory of one device. A stream and a pool of its own: the process's default pool keeps its
/// settings.
class Memory {
public:
  explicit Memory(std::shared_ptr<DeviceContext> context) : context(std::move(context)) {}
  ~Memory();

  void open(bool hasPools);
  Result<uint64_t> allocate(size_t bytes);
  void free(uint64_t address) noexcept;

private:
  std::shared_ptr<DeviceContext> context;
  Stream stream = nullptr;
  MemoryPool pool = nullptr; // null: plain allocations, where the system has no pools
};

Memory::~Memory() {
  const Current current(*context);
  if (stream) {
    context->api().streamSynchronize(stream);
  }
  if (pool) {
    context->api().memPoolDestroy(pool);
  }
  if (stream) {
    context->api().streamDestroy(stream);
  }
}

void Memory::open(bool hasPools) {
  const Current current(*context);
  const Symbols &api = context->api();
  if (!hasPools || current.code() != kSuccess ||
      api.streamCreate(&stream, kStreamNonBlocking) != kSuccess) {
    return;
  }
  PoolProperties properties = {};
  properties.allocationType = kPoolAllocationPinned;
  properties.location = {kPoolLocationDevice, context->device()};
  if (api.memPoolCreate(&pool, &properties) != kSuccess) {
    pool = nullptr;
    return;
  }
  uint64_t keepAll =
      UINT64_MAX; // the pool would return its memory at every synchronisation otherwise
  api.memPoolSetAttribute(pool, kPoolReleaseThreshold, &keepAll);
}

Result<uint64_t> Memory::allocate(size_t bytes) {
  const Current current(*context);
  DC_TRY(context->check(current.code(), "cuCtxPushCurrent"));
  const Symbols &api = context->api();
  Pointer address = 0;
  Code code = kSuccess;
  if (pool) {
    code = api.memAllocFromPool(&address, bytes, pool, stream);
    // Any stream may use the memory from here on. This stream only ever allocates and frees, so it
    // is soon done.
    code = code == kSuccess ? api.streamSynchronize(stream) : code;
  } else {
    code = api.memAlloc(&address, bytes);
  }
  if (code == kOutOfMemory) {
    return fail(Error::OutOfMemory, context->id(), bytes, "");
  }
  DC_TRY(context->check(code, "cuMemAlloc"));
  return uint64_t(address);
}

void Memory::free(uint64_t address) noexcept {
  // In a lost context this fails, and the memory is gone with the process anyway.
  const Current current(*context);
  if (pool) {
    context->api().memFreeAsync(address, stream);
  } else {
    context->api().memFree(address);
  }
}

class CUDADevice final : public core::DriverDevice {
public:
  CUDADevice(std::shared_ptr<DeviceContext> context, core::DriverDeviceInfo info,
             uint32_t capability, int64_t maxGrid)
      : context(std::move(context)), about(std::move(info)), capability(capability),
        maxGrid(maxGrid), memory(this->context) {}

  void open(bool hasPools) { memory.open(hasPools); }

  const core::DriverDeviceInfo &info() const override { return about; }

  std::optional<uint32_t> preference(const artifact::EntryPoint &entry,
                                     const artifact::Payload &payload) const override {
    const bool isCubin = payload.format == "cubin";
    if (payload.target != "cuda" || (!isCubin && payload.format != "ptx")) {
      return std::nullopt;
    }
    return fitness(entry.arch, isCubin, capability);
  }

  Result<std::shared_ptr<core::DriverModule>> load(const artifact::Payload &payload) override {
    return loadModule(context, payload);
  }
  Result<uint64_t> allocate(size_t bytes) override { return memory.allocate(bytes); }
  void free(uint64_t address, size_t) noexcept override { memory.free(address); }
  Result<std::unique_ptr<core::DriverQueue>> createQueue() override {
    return makeQueue(context, maxGrid);
  }

private:
  std::shared_ptr<DeviceContext> context;
  core::DriverDeviceInfo about;
  uint32_t capability;
  int64_t maxGrid;
  Memory memory;
};

/// One GPU, or one line about why it cannot be used.
std::unique_ptr<core::DriverDevice> openDevice(const Symbols &api, int index,
                                               std::string &problem) {
  const std::string id = "cuda:" + std::to_string(index);
  DeviceNumber number = 0;
  if (const Code code = api.deviceGet(&number, index); code != kSuccess) {
    problem = id + ": " + api.describe(code);
    return nullptr;
  }
  const auto attribute = [&](int which) {
    int value = 0;
    return api.deviceGetAttribute(&value, which, number) == kSuccess ? value : 0;
  };
  char name[256] = "NVIDIA GPU";
  size_t memory = 0;
  api.deviceGetName(name, sizeof name - 1, number);
  api.deviceTotalMem(&memory, number);

  core::DriverDeviceInfo info;
  info.id = id;
  info.driver = "cuda";
  info.name = name;
  const auto capability = uint32_t(attribute(kAttributeMajor) * 10 + attribute(kAttributeMinor));
  info.arch = "sm_" + std::to_string(capability);
  info.limits.memory = memory;
  info.limits.max_allocation = memory;
  info.limits.max_block_threads = uint32_t(attribute(kAttributeMaxThreadsPerBlock));
  info.limits.shared_bytes = uint32_t(attribute(kAttributeSharedBytesPerBlock));
  info.limits.subgroup_size = uint32_t(attribute(kAttributeWarpSize));
  info.limits.compute_units = uint32_t(attribute(kAttributeMultiprocessors));
  const int64_t maxGrid = attribute(kAttributeMaxGridX);

  auto context = DeviceContext::retain(api, number, id);
  if (!context.ok()) {
    problem = std::string(context.status().message());
    return nullptr;
  }
  auto device =
      std::make_unique<CUDADevice>(std::move(*context), std::move(info), capability, maxGrid);
  device->open(attribute(kAttributeMemoryPools) != 0);
  return device;
}

} // namespace

/// A GPU of the kernel's driver, for which the library that programs use is missing: containers.
static bool hasDeviceFile() { return ::access("/dev/nvidia0", F_OK) == 0; }

core::Discovery discoverIn(const char *library) {
  core::Discovery found;
  const auto report = [&](std::string problem, bool hasDevice) {
    if (hasDevice && found.unusable.empty()) {
      found.unusable = problem;
    }
    found.problems.push_back(std::move(problem));
  };
  std::string problem;
  const Symbols *api = loadSymbols(library, problem);
  if (!api) {
    report(problem, hasDeviceFile());
    return found;
  }
  int version = 0;
  api->driverGetVersion(&version);
  if (const Code code = api->init(0); code != kSuccess) {
    const bool none = code == kNoDevice;
    report("cuda: " + (none ? std::string("the NVIDIA driver sees no GPU") : api->describe(code)),
           !none);
    return found;
  }
  if (version < 11020) {
    report("cuda: the NVIDIA driver is too old: expected version 11.2 or newer, got " +
               std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10),
           true);
    return found;
  }
  int count = 0;
  if (const Code code = api->deviceGetCount(&count); code != kSuccess) {
    report("cuda: " + api->describe(code), true);
    return found;
  }
  for (int i = 0; i < count; ++i) {
    problem.clear();
    if (auto device = openDevice(*api, i, problem)) {
      found.devices.push_back(std::move(device));
    } else {
      report(problem, true);
    }
  }
  return found;
}

core::Discovery discover() { return discoverIn("libcuda.so.1"); }

} // namespace dc::rt::cuda
