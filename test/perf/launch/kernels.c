/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The benchmarked kernels, to the kernel ABI: out[i] = the sum of the inputs at i. */
#include <stdint.h>

#define KERNEL(name)                                                                               \
  __attribute__((visibility("default"))) void name(const int64_t *s, const int64_t *range,         \
                                                   void *scratch) __asm__(#name ".v2");            \
  void name(const int64_t *s, const int64_t *range, void *scratch)
#define IN(array) ((const float *)s[2 * (array)])[i]
#define OUT(array) ((float *)s[2 * (array)])[i]
#define THREADS for (int64_t i = range[0]; i < range[1]; ++i)

KERNEL(none) {}
KERNEL(one) { THREADS OUT(0) = 1; }
KERNEL(two) { THREADS OUT(1) = IN(0); }
KERNEL(four) { THREADS OUT(3) = IN(0) + IN(1) + IN(2); }
