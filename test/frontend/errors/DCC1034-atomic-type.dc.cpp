// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics of types that no device has them for.
// RUN: not %dcc --stop-after=frontend %s -o /dev/null 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

enum class Colour { Red, Green };

DC_KERNEL void k(dc::span<unsigned char> bytes, dc::span<short> shorts, dc::span<bool> flags, dc::span<float> x,
                 dc::span<Colour> colours) {
  // CHECK: [[@LINE+2]]:18: error: dc::atomic_add takes 32 and 64 bit integers, dc::f16, dc::bf16, float and double, got an element of type 'unsigned char' [DCC1034]
  // CHECK: make the elements unsigned (32 bits)
  dc::atomic_add(bytes[0], 1);
  // CHECK: [[@LINE+2]]:18: error: dc::atomic_min takes 32 and 64 bit integers, float and double, got an element of type 'short' [DCC1034]
  // CHECK: make the elements int (32 bits)
  dc::atomic_min(shorts[0], 1);
  // CHECK: [[@LINE+1]]:23: error: dc::atomic_exchange takes {{.*}}, got an element of type 'bool' [DCC1034]
  dc::atomic_exchange(flags[0], true);
  // CHECK: [[@LINE+2]]:17: error: dc::atomic_or takes 32 and 64 bit integers, got an element of type 'float' [DCC1034]
  // CHECK: use dc::atomic_compare_exchange in a loop
  dc::atomic_or(x[0], 1);
  // CHECK: [[@LINE+1]]:23: error: dc::atomic_exchange takes {{.*}}, got an element of type 'Colour' [DCC1034]
  dc::atomic_exchange(colours[0], Colour::Green);
}
