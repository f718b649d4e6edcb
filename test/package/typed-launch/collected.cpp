// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Links a static library whose kernels only that library knows.
#include <cstdio>

extern "C" int double_all(float *data, long count);

int main() {
  float data[3] = {1, 2, 3};
  const int failed = double_all(data, 3);
  std::printf("got %g\n", data[2]);
  return failed || data[2] != 6;
}
