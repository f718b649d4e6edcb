// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The drivers of this build: the one file that knows them all.
#include "runtime/core/Driver.h"
#include "runtime/drivers/cpu/CPUDevice.h"
#include "runtime/drivers/cuda/CUDADevice.h"

namespace dc::rt::core {

const std::vector<DriverEntry> &drivers() {
  static const std::vector<DriverEntry> all = {{"cuda", cuda::discover}, {"cpu", cpu::discover}};
  return all;
}

} // namespace dc::rt::core
