// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Primary contexts, and CUDA's error codes as Status codes.
#include "runtime/drivers/cuda/CUDAContext.h"

#include "runtime/base/Errors.h"

namespace dc::rt::cuda {

Result<std::shared_ptr<DeviceContext>> DeviceContext::retain(const Symbols &api,
                                                             DeviceNumber device, std::string id) {
  Context context = nullptr;
  if (const Code code = api.primaryContextRetain(&context, device); code != kSuccess) {
    return fail(Error::DeviceLost, id, "cuDevicePrimaryCtxRetain", api.describe(code));
  }
  return std::shared_ptr<DeviceContext>(new DeviceContext(api, device, context, std::move(id)));
}

DeviceContext::~DeviceContext() { functions.primaryContextRelease(number); }

Status DeviceContext::check(Code code, const char *call) const {
  switch (code) {
  case kSuccess:
    return {};
  case kOutOfMemory:
    return fail(Error::OutOfMemory, name, "the", std::string(" that ") + call + " wanted");
  case kDeinitialized:
  case kInvalidContext:
  case kContextIsDestroyed:
  case kIllegalAddress:
  case kLaunchTimeout:
  case kAssert:
  case kHardwareStackError:
  case kIllegalInstruction:
  case kMisalignedAddress:
  case kInvalidAddressSpace:
  case kInvalidPc:
  case kLaunchFailed:
    // Measured: after these every call of the process fails, in every context. There is nothing to
    // retry here.
    return fail(Error::ContextLost, name, call, functions.describe(code));
  case kDeviceUnavailable:
  case kEccUncorrectable:
  case kNvlinkUncorrectable:
    return fail(Error::DeviceLost, name, call, functions.describe(code));
  case kNoBinaryForGpu:
  case kInvalidPtx:
  case kJitCompilerNotFound:
  case kUnsupportedPtxVersion:
    return fail(Error::PayloadLoad, name, functions.describe(code));
  default:
    return fail(Error::DriverCall, name, call, functions.describe(code));
  }
}

Current::Current(const DeviceContext &context) : context(context) {
  Context now = nullptr;
  result = context.api().contextGetCurrent(&now);
  if (result == kSuccess && now != context.handle()) {
    result = context.api().contextPushCurrent(context.handle());
    pushed = result == kSuccess;
  }
}

Current::~Current() {
  if (pushed) {
    Context popped = nullptr;
    context.api().contextPopCurrent(&popped);
  }
}

} // namespace dc::rt::cuda
