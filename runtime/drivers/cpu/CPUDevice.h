// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The CPU driver: one device, always there.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CPU_CPUDEVICE_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CPU_CPUDEVICE_H

#include "runtime/core/Driver.h"

namespace dc::rt::cpu {

core::Discovery discover();

} // namespace dc::rt::cpu

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CPU_CPUDEVICE_H
