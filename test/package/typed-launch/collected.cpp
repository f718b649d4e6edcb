// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Links a static library whose kernels only that library knows.
extern "C" int double_all(float *data, long count);

int main() {
  float data[3] = {1, 2, 3};
  return double_all(data, 3) != 0 || data[2] != 6;
}
