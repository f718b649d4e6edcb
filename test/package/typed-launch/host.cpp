// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels as plain C++, without the runtime.
#include "vision_host.h"

#include <vector>

int main() {
  std::vector<float> x(10, 3.0f), y(10, 4.0f);
  vision::host::saxpy(2.0f, x, y);
  vision::host::saxpy(dc::host::threads(1), 1.0f, x, y);
  std::vector<int> values(4, 1);
  vision::host::fill(dc::host::threads(4), values, 2);
  vision::host::image::shift<3, true>(values);
  std::vector<long> numbers(4, 2);
  vision::host::image::scale<long>(21l, numbers);
  std::vector<float> ones(100, 1.0f), sums(2);
  vision::host::image::block_sum(ones, sums);
  vision::host::image::block_sum(dc::host::blocks(1), x, y);
  if (sums[0] != 64.0f || sums[1] != 36.0f || y[0] != 30.0f) {
    return 1;
  }
  return y[0] == 30.0f && y[1] == 10.0f && values[3] == 40 && numbers[3] == 42 ? 0 : 1;
}
