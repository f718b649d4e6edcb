// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver interfaces' destructors: one home for their tables of virtual functions.
#include "runtime/core/Driver.h"

namespace dc::rt::core {

DriverKernel::~DriverKernel() = default;
DriverModule::~DriverModule() = default;
DriverQueue::~DriverQueue() = default;
DriverDevice::~DriverDevice() = default;

} // namespace dc::rt::core
