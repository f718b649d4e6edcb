// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver interfaces' destructors, which give their tables of virtual functions one home, and
// what drivers without a clock answer.
#include "runtime/core/Driver.h"

#include "runtime/base/Errors.h"

namespace dc::rt::core {

DriverKernel::~DriverKernel() = default;
DriverModule::~DriverModule() = default;
DriverQueue::~DriverQueue() = default;
DriverDevice::~DriverDevice() = default;

Result<bool> DriverQueue::readClock(uint32_t) { return false; }

Result<double> DriverQueue::nanosecondsBetween() {
  return fail(Error::Bug, "a device without a clock was asked for its time");
}

} // namespace dc::rt::core
