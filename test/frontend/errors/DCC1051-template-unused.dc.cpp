// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Templates need an instantiation.
// RUN: %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: [[@LINE+2]]:16: warning: the kernel template 'scale' has no explicit instantiation, so nothing is compiled for it [DCC1051]
template <class T>
DC_KERNEL void scale(dc::span<T> x) { x[0] *= 2; }
// CHECK: help: add 'template void scale<float>(...);'
DC_KERNEL void k(dc::span<int> x) { x[0] = 1; }
