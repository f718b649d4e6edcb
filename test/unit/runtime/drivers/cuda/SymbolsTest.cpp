// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Our declarations of the CUDA driver interface against cuda.h, where there is one: values, layouts
// and signatures.
#include <gtest/gtest.h>

#if __has_include(<cuda.h>)
#include <cuda.h>

#include "runtime/drivers/cuda/CUDASymbols.h"

#include <type_traits>

namespace {

namespace rt = dc::rt::cuda;

// The same type, an enumeration where we have int, or pointers to such.
template <class Ours, class Theirs> constexpr bool alike() {
  if constexpr (std::is_pointer_v<Ours> && std::is_pointer_v<Theirs>) {
    using OurTarget = std::remove_pointer_t<Ours>;
    using TheirTarget = std::remove_pointer_t<Theirs>;
    if constexpr (std::is_same_v<std::remove_const_t<OurTarget>, rt::PoolProperties>) {
      return std::is_same_v<std::remove_const_t<TheirTarget>, CUmemPoolProps>;
    } else if constexpr (std::is_class_v<OurTarget> || std::is_void_v<OurTarget>) {
      return std::is_same_v<Ours, Theirs>;
    } else {
      return alike<std::remove_const_t<OurTarget>, std::remove_const_t<TheirTarget>>();
    }
  } else if constexpr (std::is_enum_v<Theirs>) {
    return std::is_same_v<Ours, int> && sizeof(Theirs) == sizeof(int);
  } else {
    return std::is_same_v<Ours, Theirs>;
  }
}

template <class Ours, class Theirs> struct SameSignature : std::false_type {};
template <class R, class... A, class S, class... B>
  requires(sizeof...(A) == sizeof...(B))
struct SameSignature<R (*)(A...), S (*)(B...)>
    : std::bool_constant<alike<R, S>() && (alike<A, B>() && ...)> {};

#define SIGNATURE(member, symbol, parameters)                                                      \
  static_assert(SameSignature<decltype(rt::Symbols::member), decltype(&::symbol)>::value, #symbol);
DC_CUDA_FUNCTIONS(SIGNATURE)

#define VALUE(ours, theirs) static_assert(int(rt::ours) == int(theirs), #theirs);
VALUE(kSuccess, CUDA_SUCCESS)
VALUE(kInvalidValue, CUDA_ERROR_INVALID_VALUE)
VALUE(kOutOfMemory, CUDA_ERROR_OUT_OF_MEMORY)
VALUE(kDeinitialized, CUDA_ERROR_DEINITIALIZED)
VALUE(kDeviceUnavailable, CUDA_ERROR_DEVICE_UNAVAILABLE)
VALUE(kNoDevice, CUDA_ERROR_NO_DEVICE)
VALUE(kInvalidContext, CUDA_ERROR_INVALID_CONTEXT)
VALUE(kNoBinaryForGpu, CUDA_ERROR_NO_BINARY_FOR_GPU)
VALUE(kEccUncorrectable, CUDA_ERROR_ECC_UNCORRECTABLE)
VALUE(kInvalidPtx, CUDA_ERROR_INVALID_PTX)
VALUE(kNvlinkUncorrectable, CUDA_ERROR_NVLINK_UNCORRECTABLE)
VALUE(kJitCompilerNotFound, CUDA_ERROR_JIT_COMPILER_NOT_FOUND)
VALUE(kUnsupportedPtxVersion, CUDA_ERROR_UNSUPPORTED_PTX_VERSION)
VALUE(kNotFound, CUDA_ERROR_NOT_FOUND)
VALUE(kNotReady, CUDA_ERROR_NOT_READY)
VALUE(kIllegalAddress, CUDA_ERROR_ILLEGAL_ADDRESS)
VALUE(kLaunchOutOfResources, CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES)
VALUE(kLaunchTimeout, CUDA_ERROR_LAUNCH_TIMEOUT)
VALUE(kContextIsDestroyed, CUDA_ERROR_CONTEXT_IS_DESTROYED)
VALUE(kAssert, CUDA_ERROR_ASSERT)
VALUE(kHardwareStackError, CUDA_ERROR_HARDWARE_STACK_ERROR)
VALUE(kIllegalInstruction, CUDA_ERROR_ILLEGAL_INSTRUCTION)
VALUE(kMisalignedAddress, CUDA_ERROR_MISALIGNED_ADDRESS)
VALUE(kInvalidAddressSpace, CUDA_ERROR_INVALID_ADDRESS_SPACE)
VALUE(kInvalidPc, CUDA_ERROR_INVALID_PC)
VALUE(kLaunchFailed, CUDA_ERROR_LAUNCH_FAILED)
VALUE(kAttributeMaxThreadsPerBlock, CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK)
VALUE(kAttributeMaxGridX, CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X)
VALUE(kAttributeSharedBytesPerBlock, CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK)
VALUE(kAttributeWarpSize, CU_DEVICE_ATTRIBUTE_WARP_SIZE)
VALUE(kAttributeMultiprocessors, CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT)
VALUE(kAttributeMajor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
VALUE(kAttributeMinor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)
VALUE(kAttributeMemoryPools, CU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED)
VALUE(kFunctionMaxThreadsPerBlock, CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK)
VALUE(kJitInfoLog, CU_JIT_INFO_LOG_BUFFER)
VALUE(kJitInfoLogBytes, CU_JIT_INFO_LOG_BUFFER_SIZE_BYTES)
VALUE(kJitErrorLog, CU_JIT_ERROR_LOG_BUFFER)
VALUE(kJitErrorLogBytes, CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES)
VALUE(kStreamNonBlocking, CU_STREAM_NON_BLOCKING)
VALUE(kEventDisableTiming, CU_EVENT_DISABLE_TIMING)
VALUE(kHostAllocPortable, CU_MEMHOSTALLOC_PORTABLE)
VALUE(kHostAllocDeviceMap, CU_MEMHOSTALLOC_DEVICEMAP)
VALUE(kPoolAllocationPinned, CU_MEM_ALLOCATION_TYPE_PINNED)
VALUE(kPoolLocationDevice, CU_MEM_LOCATION_TYPE_DEVICE)
VALUE(kPoolReleaseThreshold, CU_MEMPOOL_ATTR_RELEASE_THRESHOLD)

static_assert(sizeof(rt::PoolProperties) == sizeof(CUmemPoolProps));
static_assert(offsetof(rt::PoolProperties, location) == offsetof(CUmemPoolProps, location));
static_assert(offsetof(rt::PoolProperties, maxSize) == offsetof(CUmemPoolProps, maxSize));

TEST(Symbols, AreThoseOfCudaH) { SUCCEED() << "checked when this was compiled"; }

} // namespace

#else

TEST(Symbols, AreThoseOfCudaH) { GTEST_SKIP() << "no cuda.h on this machine"; }

#endif
