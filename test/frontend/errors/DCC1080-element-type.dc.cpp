// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an array argument cannot hold, and why.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Linked {
  Linked *next;
};
struct WithSpan {
  dc::span<int> inner;
};
struct Deep {
  WithSpan s[2];
};
struct Derived : Linked {};
union Either {
  int i;
  float f;
};
struct Bits {
  int low : 4;
};
struct Copied {
  Copied(const Copied &);
  int i;
};

// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: expected an array of scalars or of structs of scalars, got elements of type 'Linked', which has the member 'next' of type 'Linked *', which is no scalar [DCC1080]
DC_KERNEL void pointer(dc::span<Linked>) {}
// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got elements of type 'Deep', which has the member 's' of type 'WithSpan[2]', which has the member 'inner' of type 'dc::span<int>', which names another array [DCC1080]
DC_KERNEL void span(dc::view<const Deep, 2>) {}
// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}which has the base 'Linked', which has the member 'next'{{.*}} [DCC1080]
DC_KERNEL void base(dc::span<Derived>) {}
// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got elements of type 'Either', which is a union [DCC1080]
DC_KERNEL void either(dc::span<Either>) {}
// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got elements of type 'Bits', which has a bit-field [DCC1080]
DC_KERNEL void bits(dc::span<Bits>) {}
// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got elements of type 'Copied', which is not trivially copyable [DCC1080]
DC_KERNEL void copied(dc::span<Copied>) {}
// CHECK-DAG: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}got elements of type 'int *', which is no scalar and no struct [DCC1080]
DC_KERNEL void pointers(dc::span<int *>) {}
