// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One wrong call for each CASE above 0, which the compiler must refuse.
#include "vision.h"

#include <string>
#include <vector>

using namespace dc::rt;

void wrong(Queue &q, std::vector<float> &x, std::vector<float> &y, Buffer<float> &b,
           const Buffer<float> &c, std::vector<double> &d) {
#if CASE == 0
  vision::launch::saxpy(q, 2.0f, c, b).status().ignore();
#elif CASE == 1 // another element type
  vision::launch::saxpy(q, 2.0f, copy_in(d), copy_inout(y)).status().ignore();
#elif CASE == 2 // read-only data for an array that is written
  vision::launch::saxpy(q, 2.0f, copy_in(x), copy_in(y)).status().ignore();
#elif CASE == 3 // a const buffer for an array that is written
  vision::launch::saxpy(q, 2.0f, b, c).status().ignore();
#elif CASE == 4 // an argument is missing
  vision::launch::saxpy(q, 2.0f, copy_in(x)).status().ignore();
#elif CASE == 5 // one dimension for two
  vision::launch::image::step(q, {1.0f, {1, true}}, copy_in(x), copy_out(y)).status().ignore();
#elif CASE == 6 // blocks for a kernel without them
  vision::launch::saxpy(q, blocks(2), 2.0f, copy_in(x), copy_inout(y)).status().ignore();
#elif CASE == 8 // threads for a kernel of blocks
  vision::launch::image::block_sum(q, threads(64), copy_in(x), copy_out(y)).status().ignore();
#elif CASE == 9 // a buffer that is gone before the launch
  vision::launch::saxpy(q, 2.0f, Buffer<float>(), b).status().ignore();
#elif CASE == 7 // an instance that the kernels do not have
  vision::launch::image::scale<double>(q, 2.0, copy_inout(d)).status().ignore();
#endif
}
