// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A library whose users need not know of kernels.
#include "vision.h"

#include <cstdio>

extern "C" __attribute__((visibility("default"))) int double_all(float *data, long count) {
  auto runtime = dc::rt::Runtime::shared();
  if (!runtime.ok()) {
    return 1;
  }
  auto cpu = runtime->device("cpu");
  auto queue = cpu->queue();
  const dc::rt::Status status = vision::launch::image::scale<float>(
                                    queue, 2, dc::rt::copy_inout(dc::span<float>(data, count)))
                                    .status();
  std::puts(status.to_string().c_str());
  return status.ok() ? 0 : 1;
}
