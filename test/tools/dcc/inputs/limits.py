# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a kernel that is too much of something: limits.py calls | chain COUNT."""
import sys

print("#include <dotcompute/kernel.h>")
if sys.argv[1] == "calls":  # each function calls the one before it twice: 2^40 calls in all
    print("inline int f0(int a) { return a + 1; }")
    for i in range(1, 40):
        print(f"inline int f{i}(int a) {{ return f{i - 1}(a) * f{i - 1}(a + 1); }}")
    print("DC_KERNEL void k(dc::span<int> x) { DC_DOMAIN(x.size()); x[dc::global_id()] = f39(1); }")
else:
    print("DC_KERNEL void k(dc::span<int> x) {\n  DC_DOMAIN(x.size());\n  auto i = dc::global_id();\n  int v = x[i];")
    print("\n  else ".join(f"if (v == {i}) v = {i * 7 % 13};" for i in range(int(sys.argv[2]))))
    print("  x[i] = v;\n}")
