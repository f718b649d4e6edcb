// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A source may have names of its own that CUDA has, too, and define CUDA's qualifiers for its other compilers.
// RUN: %dcc --stop-after=frontend %s -o - 2>&1 | FileCheck %s --implicit-check-not=warning --implicit-check-not=error
#include <dotcompute/kernel.h>

#define __device__
#define __host__

using half = dc::f16;
struct float2 {
  float x, y;
};
__device__ inline int atomicAdd(int &x, int y) { return x += y; }

// CHECK: dc.kernel @own
DC_KERNEL void own(dc::span<int> y) {
  DC_DOMAIN(y.size());
  int threadIdx = static_cast<int>(dc::global_id());
  half h = static_cast<half>(threadIdx);
  float2 p{1, static_cast<float>(h)};
  y[threadIdx] = static_cast<int>(p.x + p.y);
  atomicAdd(y[threadIdx], 2);
}
