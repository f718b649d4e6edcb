// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A second source, of one kernel.
#include <dotcompute/kernel.h>

DC_KERNEL void twice(dc::span<float> y) {
  DC_DOMAIN(y.size());
  y[dc::global_id()] *= 2;
}
