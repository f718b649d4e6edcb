// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers, in each of the forms they take.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: expected values, references and arrays in a kernel, got a pointer of type 'int *' [DCC1001]
static int first(int *p) {
  // CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got a pointer of type 'int *' [DCC1001]
  return *p;
}

DC_KERNEL void k(dc::span<int> x) {
  int a[4];
  // CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got a pointer: the array decays to 'int *' [DCC1001]
  x[0] = first(a);
  // CHECK-DAG: [[@LINE+2]]:3: error: {{.*}}got a pointer of type 'const int *' [DCC1001]
  // CHECK-DAG: [[@LINE+1]]:18: error: {{.*}}got a pointer of type 'int *' [DCC1001]
  const int *p = &x[1];
  // CHECK-DAG: [[@LINE+1]]:10: error: {{.*}}got a pointer of type 'const int *' [DCC1001]
  x[2] = p[3];
  // CHECK-DAG: [[@LINE+2]]:3: error: {{.*}}got a pointer of type 'int *' [DCC1001]
  // CHECK-DAG: [[@LINE+1]]:16: error: {{.*}}got a pointer of type 'int *' [DCC1001]
  auto *data = x.data();
  x[3] = data != nullptr;
}
// CHECK: help: use dc::span<T> for arrays and T & for single elements
