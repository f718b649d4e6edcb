# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Kernels with tables of 2 KiB, all different, which all threads read at the same index at a time."""
print("#include <dotcompute/kernel.h>")
for kernel in range(40):
    values = ", ".join(str((kernel * 1000 + i * 7919) % 100000) for i in range(512))
    print(f"""constexpr int table{kernel}[512] = {{{values}}};
DC_KERNEL void kernel{kernel}(int n, dc::span<int> y) {{
  DC_DOMAIN(y.size());
  auto i = dc::global_id();
  int sum = 0;
  for (int j = 0; j < n && j < 512; ++j) {{
    sum += table{kernel}[j] ^ y[i];
  }}
  y[i] = sum;
}}""")
