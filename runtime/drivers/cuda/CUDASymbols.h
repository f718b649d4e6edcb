// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The part of the CUDA driver interface that we use, in own declarations, loaded from libcuda.so.1
// when it is there.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDASYMBOLS_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDASYMBOLS_H

#include <cstddef>
#include <cstdint>
#include <string>

// cuda.h's own tags, so that its handles and ours are the same types.
struct CUctx_st;
struct CUmod_st;
struct CUfunc_st;
struct CUstream_st;
struct CUevent_st;
struct CUmemPoolHandle_st;

namespace dc::rt::cuda {

// Enumerations of the interface are int here; test/unit/runtime/drivers/cuda compares all values
// and signatures with cuda.h.
using Code = int;
using DeviceNumber = int;
using Pointer = unsigned long long;
using Context = CUctx_st *;
using Module = CUmod_st *;
using Function = CUfunc_st *;
using Stream = CUstream_st *;
using Event = CUevent_st *;
using MemoryPool = CUmemPoolHandle_st *;

struct PoolLocation {
  int type;
  int id;
};
struct PoolProperties {
  int allocationType;
  int handleTypes;
  PoolLocation location;
  void *securityAttributes;
  size_t maxSize;
  unsigned short usage;
  unsigned char reserved[54];
};

enum : Code {
  kSuccess = 0,
  kInvalidValue = 1,
  kOutOfMemory = 2,
  kDeinitialized = 4,
  kDeviceUnavailable = 46,
  kNoDevice = 100,
  kInvalidContext = 201,
  kNoBinaryForGpu = 209,
  kEccUncorrectable = 214,
  kInvalidPtx = 218,
  kNvlinkUncorrectable = 220,
  kJitCompilerNotFound = 221,
  kUnsupportedPtxVersion = 222,
  kNotFound = 500,
  kNotReady = 600,
  kIllegalAddress = 700,
  kLaunchOutOfResources = 701,
  kLaunchTimeout = 702,
  kContextIsDestroyed = 709,
  kAssert = 710,
  kHardwareStackError = 714,
  kIllegalInstruction = 715,
  kMisalignedAddress = 716,
  kInvalidAddressSpace = 717,
  kInvalidPc = 718,
  kLaunchFailed = 719
};

enum : int {
  kAttributeMaxThreadsPerBlock = 1,
  kAttributeMaxGridX = 5,
  kAttributeSharedBytesPerBlock = 8,
  kAttributeWarpSize = 10,
  kAttributeMultiprocessors = 16,
  kAttributeMajor = 75,
  kAttributeMinor = 76,
  kAttributeMemoryPools = 115,
  kFunctionMaxThreadsPerBlock = 0,
  kJitInfoLog = 3,
  kJitInfoLogBytes = 4,
  kJitErrorLog = 5,
  kJitErrorLogBytes = 6,
  kStreamNonBlocking = 1,
  kEventDisableTiming = 2,
  kHostAllocPortable = 1,
  kHostAllocDeviceMap = 2,
  kPoolAllocationPinned = 1,
  kPoolLocationDevice = 1,
  kPoolReleaseThreshold = 4
};

// X(member, exported symbol, parameters)
#define DC_CUDA_FUNCTIONS(X)                                                                       \
  X(init, cuInit, (unsigned))                                                                      \
  X(driverGetVersion, cuDriverGetVersion, (int *))                                                 \
  X(getErrorName, cuGetErrorName, (Code, const char **))                                           \
  X(getErrorString, cuGetErrorString, (Code, const char **))                                       \
  X(deviceGetCount, cuDeviceGetCount, (int *))                                                     \
  X(deviceGet, cuDeviceGet, (DeviceNumber *, int))                                                 \
  X(deviceGetName, cuDeviceGetName, (char *, int, DeviceNumber))                                   \
  X(deviceTotalMem, cuDeviceTotalMem_v2, (size_t *, DeviceNumber))                                 \
  X(deviceGetAttribute, cuDeviceGetAttribute, (int *, int, DeviceNumber))                          \
  X(primaryContextRetain, cuDevicePrimaryCtxRetain, (Context *, DeviceNumber))                     \
  X(primaryContextRelease, cuDevicePrimaryCtxRelease_v2, (DeviceNumber))                           \
  X(contextGetCurrent, cuCtxGetCurrent, (Context *))                                               \
  X(contextPushCurrent, cuCtxPushCurrent_v2, (Context))                                            \
  X(contextPopCurrent, cuCtxPopCurrent_v2, (Context *))                                            \
  X(moduleLoadDataEx, cuModuleLoadDataEx, (Module *, const void *, unsigned, int *, void **))      \
  X(moduleUnload, cuModuleUnload, (Module))                                                        \
  X(moduleGetFunction, cuModuleGetFunction, (Function *, Module, const char *))                    \
  X(functionGetAttribute, cuFuncGetAttribute, (int *, int, Function))                              \
  X(launchKernel, cuLaunchKernel,                                                                  \
    (Function, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, Stream,       \
     void **, void **))                                                                            \
  X(streamCreate, cuStreamCreate, (Stream *, unsigned))                                            \
  X(streamDestroy, cuStreamDestroy_v2, (Stream))                                                   \
  X(streamSynchronize, cuStreamSynchronize, (Stream))                                              \
  X(streamWaitEvent, cuStreamWaitEvent, (Stream, Event, unsigned))                                 \
  X(eventCreate, cuEventCreate, (Event *, unsigned))                                               \
  X(eventDestroy, cuEventDestroy_v2, (Event))                                                      \
  X(eventRecord, cuEventRecord, (Event, Stream))                                                   \
  X(eventQuery, cuEventQuery, (Event))                                                             \
  X(eventSynchronize, cuEventSynchronize, (Event))                                                 \
  X(eventElapsedTime, cuEventElapsedTime, (float *, Event, Event))                                 \
  X(memAlloc, cuMemAlloc_v2, (Pointer *, size_t))                                                  \
  X(memFree, cuMemFree_v2, (Pointer))                                                              \
  X(memPoolCreate, cuMemPoolCreate, (MemoryPool *, const PoolProperties *))                        \
  X(memPoolDestroy, cuMemPoolDestroy, (MemoryPool))                                                \
  X(memPoolSetAttribute, cuMemPoolSetAttribute, (MemoryPool, int, void *))                         \
  X(memAllocFromPool, cuMemAllocFromPoolAsync, (Pointer *, size_t, MemoryPool, Stream))            \
  X(memFreeAsync, cuMemFreeAsync, (Pointer, Stream))                                               \
  X(memHostAlloc, cuMemHostAlloc, (void **, size_t, unsigned))                                     \
  X(memFreeHost, cuMemFreeHost, (void *))                                                          \
  X(memHostGetDevicePointer, cuMemHostGetDevicePointer_v2, (Pointer *, void *, unsigned))          \
  X(memcpyToDevice, cuMemcpyHtoDAsync_v2, (Pointer, const void *, size_t, Stream))                 \
  X(memcpyToHost, cuMemcpyDtoHAsync_v2, (void *, Pointer, size_t, Stream))                         \
  X(memcpyOnDevice, cuMemcpyDtoDAsync_v2, (Pointer, Pointer, size_t, Stream))

/// The loaded functions; none is null.
struct Symbols {
#define DC_CUDA_MEMBER(member, symbol, parameters) Code(*member) parameters;
  DC_CUDA_FUNCTIONS(DC_CUDA_MEMBER)
#undef DC_CUDA_MEMBER

  /// "CUDA_ERROR_INVALID_PTX: a PTX JIT compilation failed".
  std::string describe(Code code) const;
};

/// Loads `library` and all functions; null, with one line in `problem`, when something is missing.
/// The library stays loaded for the life of the process.
const Symbols *loadSymbols(const char *library, std::string &problem);

} // namespace dc::rt::cuda

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CUDA_CUDASYMBOLS_H
