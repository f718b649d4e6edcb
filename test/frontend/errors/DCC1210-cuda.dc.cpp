// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of CUDA's, each with what to write instead.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=undeclared --implicit-check-not="unknown type"
#include <dotcompute/kernel.h>

template <class T> void helper(T &x) {
  // CHECK-DAG: [[@LINE+1]]:3: error: 'atomicMax' is a function of CUDA's [DCC1211]
  atomicMax(&x, 1);
}

// CHECK-DAG: [[@LINE+1]]:1: error: '__global__' is CUDA's [DCC1212]
__global__ void kernel(dc::span<float> x) {
  // CHECK-DAG: help: write 'DC_KERNEL void f(...)'
  // CHECK-DAG: [[@LINE+1]]:11: error: 'blockIdx' is CUDA's name [DCC1210]
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  // CHECK-DAG: help: write 'dc::block_id()' in a kernel with DC_BLOCK; a kernel without it knows dc::global_id() and dc::domain(d)
  // CHECK-DAG: [[@LINE-2]]:24: error: 'blockDim' is CUDA's name [DCC1210]
  // CHECK-DAG: help: write 'dc::block_dim()'
  // CHECK-DAG: [[@LINE-4]]:37: error: 'threadIdx' is CUDA's name [DCC1210]
  // CHECK-DAG: help: write 'dc::thread_id()'
  // CHECK-DAG: [[@LINE+1]]:3: error: '__shared__' is CUDA's [DCC1212]
  __shared__ float tile[64];
  // CHECK-DAG: help: write 'DC_SHARED float tile[256];', with a constant size
  tile[0] = 1;
  // CHECK-DAG: [[@LINE+1]]:3: error: '__syncthreads' is a function of CUDA's [DCC1211]
  __syncthreads();
  // CHECK-DAG: help: write 'dc::barrier()'
  // CHECK-DAG: [[@LINE+1]]:3: error: 'atomicAdd' is a function of CUDA's [DCC1211]
  atomicAdd(&x[i], tile[0]);
  // CHECK-DAG: help: write 'dc::atomic_add(x[i], value)': the element itself, not its address
  // CHECK-DAG: [[@LINE+1]]:15: error: '__shfl_down_sync' is a function of CUDA's [DCC1211]
  float sum = __shfl_down_sync(0xffffffff, tile[1], 16);
  // CHECK-DAG: help: write 'dc::shuffle_down(x, lanes)': every thread of the block takes part, there is no mask
  // CHECK-DAG: [[@LINE+1]]:3: error: 'printf' is not available in kernels [DCC1213]
  printf("%f\n", sum);
  // CHECK-DAG: help: write 'dc::print("{}", value);' and compile with --debug-print
  // CHECK-DAG: [[@LINE+1]]:3: error: 'half' is CUDA's [DCC1212]
  half h = 0;
  // CHECK-DAG: help: write 'dc::f16'
  helper(i);
}

// CHECK-DAG: [[@LINE+1]]:1: error: '__device__' is CUDA's [DCC1212]
__device__ float twice(float x) { return x * 2; }
