// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fields where no processor loads them in one piece.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

#pragma pack(push, 1)
struct Header {
  unsigned char kind;
  unsigned length;
};
struct Odd {
  double at;
  unsigned char kind;
};
struct Bytes {
  unsigned char kind;
  unsigned char length[4];
};
#pragma pack(pop)

// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: expected fields at multiples of their size, but 'Header' packs 'Header::length' of type 'unsigned int' [DCC1081]
DC_KERNEL void header(dc::span<const Header>) {}
// The first is well placed, the second is not.
// CHECK: [[@LINE+1]]:{{[0-9]+}}: error: {{.*}}'Odd' packs 'Odd::at' of type 'double' [DCC1081]
DC_KERNEL void odd(dc::span<const Odd>) {}
// CHECK-NOT: error:
DC_KERNEL void bytes(dc::span<const Bytes> x) { (void)x[0].length[1]; }
