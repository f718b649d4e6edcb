// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A file without kernels is a warning.
// RUN: %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK: warning: this file contains no kernel [DCC1050]
// CHECK: help: mark kernels with DC_KERNEL
static int x = 3;
