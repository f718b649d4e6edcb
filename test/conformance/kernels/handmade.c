/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* CPU kernels written by hand to the kernel ABI, so that the runtime is tested without the
 * compiler. LEVEL is 2, 3 or 4. */
#include <stdint.h>

#define PASTE2(name, level) name ".v" #level
#define PASTE(name, level) PASTE2(name, level)
#define KERNEL(name)                                                                               \
  __attribute__((visibility("default"))) void name(const int64_t *s, const int64_t *range,         \
                                                   void *scratch) __asm__(PASTE(#name, LEVEL));    \
  void name(const int64_t *s, const int64_t *range, void *scratch)
#define THREADS for (int64_t i = range[0]; i < range[1]; ++i)
#define ARRAY(type, slot) ((type *)s[slot])

typedef union {
  int64_t slot;
  float f;
  double d;
  int32_t i;
} Scalar;

static void fault(int64_t *record, int64_t site, int64_t thread, int has, int64_t index,
                  int64_t extent) {
  int64_t none = 0;
  if (__atomic_compare_exchange_n(&record[0], &none, site + 1, 0, __ATOMIC_RELAXED,
                                  __ATOMIC_RELAXED)) {
    record[1] = thread;
    record[2] = 0;
    record[3] = index;
    record[4] = extent;
    record[5] = has;
  }
}

/* x, nx, y, ny, a, domain, record */
#define SAXPY(name, type, field)                                                                   \
  KERNEL(name) {                                                                                   \
    const Scalar a = {s[4]};                                                                       \
    const type *x = ARRAY(const type, 0);                                                          \
    type *y = ARRAY(type, 2);                                                                      \
    THREADS { y[i] = (type)(a.field * x[i] + y[i]); }                                              \
  }
SAXPY(saxpy_f32, float, f)
SAXPY(saxpy_f64, double, d)

KERNEL(saxpy_i32) {
  const Scalar a = {s[4]};
  const uint32_t *x = ARRAY(const uint32_t, 0);
  uint32_t *y = ARRAY(uint32_t, 2);
  THREADS { y[i] = (uint32_t)a.i * x[i] + y[i]; }
}

/* a, na, b, nb, c, nc, domain, record */
KERNEL(vector_add) {
  const float *a = ARRAY(const float, 0);
  const float *b = ARRAY(const float, 2);
  float *c = ARRAY(float, 4);
  THREADS { c[i] = a[i] + b[i]; }
}

/* idx, nidx, x, nx, out, nout, domain, record */
KERNEL(gather) {
  const int64_t *idx = ARRAY(const int64_t, 0);
  const float *x = ARRAY(const float, 2);
  float *out = ARRAY(float, 4);
  THREADS {
    float value = 0;
    if ((uint64_t)idx[i] < (uint64_t)s[3]) {
      value = x[idx[i]];
    } else {
      fault(ARRAY(int64_t, 7), 0, i, 1, idx[i], s[3]);
    }
    out[i] = value;
  }
}

/* a, na, b, nb, q, nq, domain, record */
KERNEL(divide) {
  const int32_t *a = ARRAY(const int32_t, 0);
  const int32_t *b = ARRAY(const int32_t, 2);
  int32_t *q = ARRAY(int32_t, 4);
  THREADS {
    if (b[i] == 0) {
      fault(ARRAY(int64_t, 7), 0, i, 0, 0, 0);
      q[i] = 0;
    } else {
      q[i] = b[i] == -1 ? (int32_t)(0u - (uint32_t)a[i]) : a[i] / b[i];
    }
  }
}

/* out, nout, value, domain, record: no DC_DOMAIN */
KERNEL(fill) {
  const Scalar value = {s[2]};
  float *out = ARRAY(float, 0);
  THREADS { out[i] = value.f; }
}

/* x, nx, y, ny, domain, record: reads x at other elements than its own */
KERNEL(reverse) {
  const float *x = ARRAY(const float, 0);
  float *y = ARRAY(float, 2);
  THREADS { y[i] = x[s[4] - 1 - i]; }
}

/* x, nx, rounds, domain, record: takes as long as one asks it to */
KERNEL(churn) {
  uint32_t *x = ARRAY(uint32_t, 0);
  THREADS {
    uint32_t v = x[i];
    for (int64_t r = 0; r < s[2]; ++r) {
      v = v * 1664525u + 1013904223u;
    }
    x[i] = v;
  }
}

/* a, rows, columns, stride, b, rows, columns, stride, rows, columns, record: b += a in two
 * dimensions */
KERNEL(add_rows) {
  const float *a = ARRAY(const float, 0);
  float *b = ARRAY(float, 4);
  THREADS {
    const int64_t r = i / s[9];
    const int64_t c = i % s[9];
    b[r * s[7] + c] += a[r * s[3] + c];
  }
}

/* out, nout, domain (blocks of 64), record; scratch: 64 i64 that its block shares */
KERNEL(block_ids) {
  int64_t *out = ARRAY(int64_t, 0);
  int64_t *shared = (int64_t *)scratch;
  THREADS {
    for (int64_t t = 0; t < 64; ++t) {
      shared[t] = i * 64 + t;
    }
    int64_t sum = 0;
    for (int64_t t = 0; t < 64; ++t) {
      sum += shared[63 - t];
    }
    out[i] = sum;
  }
}
