// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements that are arrays in disguise.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Row {
  float x[16384];
};

// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected elements of at most 65535 bytes, got 65536 in 'Row' [DCC1082]
DC_KERNEL void rows(dc::span<Row>) {}
