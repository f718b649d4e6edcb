# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes random legal kernels, and programs that compare what dcc makes of them with what the host's compiler does."""
