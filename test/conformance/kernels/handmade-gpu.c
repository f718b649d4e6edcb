// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of handmade.c for GPUs. handmade.ptx was made from this file by kernels/make-ptx.sh
// and is checked in, so that the conformance suite needs no compiler for GPUs.
#define THREAD (long)(__nvvm_read_ptx_sreg_ctaid_x()) * 256 + (long)(__nvvm_read_ptx_sreg_tid_x())
#define global __attribute__((address_space(1)))
#define local __attribute__((address_space(3)))
#define KERNEL __attribute__((device_kernel)) void

static void fault(global long *record, long site, long thread, int has, long index, long extent) {
  if (__sync_val_compare_and_swap((global unsigned long *)record, 0ul, (unsigned long)(site + 1)) ==
      0) {
    record[1] = thread;
    record[2] = 0;
    record[3] = index;
    record[4] = extent;
    record[5] = has;
  }
}

#define SAXPY(name, type)                                                                          \
  KERNEL name(global const type *x, long nx, global type *y, long ny, type a, long domain,         \
              global long *record) {                                                               \
    const long i = THREAD;                                                                         \
    if (i < domain) {                                                                              \
      y[i] = a * x[i] + y[i];                                                                      \
    }                                                                                              \
  }
SAXPY(saxpy_f32, float)
SAXPY(saxpy_f64, double)
SAXPY(saxpy_i32, unsigned)

KERNEL vector_add(global const float *a, long na, global const float *b, long nb, global float *c,
                  long nc, long domain, global long *record) {
  const long i = THREAD;
  if (i < domain) {
    c[i] = a[i] + b[i];
  }
}

KERNEL gather(global const long *idx, long nidx, global const float *x, long nx, global float *out,
              long nout, long domain, global long *record) {
  const long i = THREAD;
  if (i < domain) {
    float value = 0;
    if ((unsigned long)idx[i] < (unsigned long)nx) {
      value = x[idx[i]];
    } else {
      fault(record, 0, i, 1, idx[i], nx);
    }
    out[i] = value;
  }
}

KERNEL divide(global const int *a, long na, global const int *b, long nb, global int *q, long nq,
              long domain, global long *record) {
  const long i = THREAD;
  if (i < domain) {
    if (b[i] == 0) {
      fault(record, 0, i, 0, 0, 0);
      q[i] = 0;
    } else {
      q[i] = b[i] == -1 ? (int)(0u - (unsigned)a[i]) : a[i] / b[i];
    }
  }
}

KERNEL fill(global float *out, long nout, float value, long domain, global long *record) {
  const long i = THREAD;
  if (i < domain) {
    out[i] = value;
  }
}

KERNEL reverse(global const float *x, long nx, global float *y, long ny, long domain,
               global long *record) {
  const long i = THREAD;
  if (i < domain) {
    y[i] = x[domain - 1 - i];
  }
}

KERNEL churn(global unsigned *x, long nx, long rounds, long domain, global long *record) {
  const long i = THREAD;
  if (i < domain) {
    unsigned v = x[i];
    for (long r = 0; r < rounds; ++r) {
      v = v * 1664525u + 1013904223u;
    }
    x[i] = v;
  }
}

KERNEL add_rows(global const float *a, long ar, long ac, long as, global float *b, long br, long bc,
                long bs, long rows, long columns, global long *record) {
  const long i = THREAD;
  if (i < rows * columns) {
    b[i / columns * bs + i % columns] += a[i / columns * as + i % columns];
  }
}

// For GPUs alone: what an unchecked access does to a process.
KERNEL wild(global float *out, long nout, long offset, long domain, global long *record) {
  out[offset] = 1;
}

KERNEL block_ids(global long *out, long nout, long grid, global long *record) {
  static local long shared[64];
  const int t = __nvvm_read_ptx_sreg_tid_x();
  const long block = __nvvm_read_ptx_sreg_ctaid_x();
  shared[t] = block * 64 + t;
  __syncthreads();
  if (t == 0) {
    long sum = 0;
    for (int k = 0; k < 64; ++k) {
      sum += shared[63 - k];
    }
    out[block] = sum;
  }
}
