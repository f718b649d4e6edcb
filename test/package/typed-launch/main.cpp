// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program of its own: typed launches of host data and buffers, an explicit domain, a broken
// contract.
#include "parameters.h"
#include "vision.h"

#include <array>
#include <cstdio>
#include <string>
#include <vector>

using namespace dc::rt;

static Status expect(bool holds, const std::string &what) {
  return holds ? Status() : Status(StatusCode::Internal, "test", "expected " + what);
}

static Status run() {
  DC_TRY_ASSIGN(auto runtime, Runtime::shared());
  DC_TRY_ASSIGN(auto cpu, runtime.device("cpu"));
  auto q = cpu.queue();

  std::vector<float> x(1000, 3.0f), y(1000, 4.0f);
  DC_TRY(vision::launch::saxpy(q, 2.0f, copy_in(x), copy_inout(y)));
  DC_TRY(expect(y == std::vector<float>(1000, 10.0f), "10 everywhere"));

  // Only the first ten threads.
  DC_TRY(vision::launch::saxpy(q, threads(10), 1.0f, copy_in(x), copy_inout(y)));
  DC_TRY(expect(y[9] == 13.0f && y[10] == 10.0f, "13 in ten elements"));

  x.resize(999);
  const Status broken = vision::launch::saxpy(q, 2.0f, copy_in(x), copy_inout(y)).status();
  DC_TRY(expect(broken.code() == StatusCode::InvalidArgument &&
                    broken.to_string().find("x.size() = 999") != std::string::npos,
                "a broken contract that names x, got " + broken.to_string()));

  DC_TRY_ASSIGN(auto a, cpu.allocate<float>(100));
  DC_TRY_ASSIGN(auto b, cpu.allocate<float>(100));
  DC_TRY(q.upload(a, std::vector<float>(100, 1.0f)));
  DC_TRY(q.upload(b, std::vector<float>(100, 1.0f)));
  DC_TRY_ASSIGN(auto part, b.subview(50, 50));
  DC_TRY(vision::launch::saxpy(q, 4.0f, a, part));
  std::vector<float> back(100);
  DC_TRY(q.download(back, b));
  DC_TRY(expect(back[49] == 1.0f && back[50] == 5.0f, "5 in the second half"));

  int values[4] = {};
  DC_TRY(vision::launch::fill(q, threads(4), copy_out(values), 7));
  DC_TRY(expect(values[3] == 10, "7 and OFFSET"));

  // The kernel's own structure, the generated one by braces, buffers with a shape and a view.
  std::vector<float> image(12, 1.0f), out(12);
  const Parameters p{0.5f, {4, true}};
  DC_TRY(
      vision::launch::image::step(q, p, copy_in(image).shaped(3, 4), copy_out(out).shaped(3, 4)));
  DC_TRY(expect(out[11] == 3.0f, "3"));
  DC_TRY(vision::launch::image::step(q, {0.25f, {4, true}},
                                     copy_in(dc::view<const float, 2>(image.data(), 3, 4)),
                                     copy_out(dc::view<float, 2>(out.data(), 3, 2, 4))));
  DC_TRY(expect(out[8] == 2.0f && out[11] == 3.0f, "two columns of 2"));
  DC_TRY(vision::launch::image::step(q, threads(1, 1), p, a.view().shaped(10, 10),
                                     b.view().shaped(10, 10)));

  std::vector<float> ones(100, 1.0f), sums(2);
  DC_TRY(vision::launch::image::block_sum(q, copy_in(ones), copy_out(sums)));
  DC_TRY(expect(sums[0] == 64.0f && sums[1] == 36.0f, "64 and 36"));
  DC_TRY(vision::launch::image::block_sum(q, blocks(1), copy_in(ones), copy_out(sums)));

  std::array<long, 3> numbers{1, 2, 3};
  DC_TRY(vision::launch::image::scale<long>(q, 5, copy_inout(numbers)));
  DC_TRY(vision::launch::image::scale<float>(q, 5, b));
  DC_TRY(expect(numbers[2] == 15, "15"));
  DC_TRY(vision::launch::image::shift<3, true>(q, copy_inout(values)));
  DC_TRY(expect(values[0] == 80, "80"));
  DC_TRY(vision::launch::image::shift<1, false>(q, copy_inout(values)));
  return expect(values[0] == 40, "40");
}

int main() {
  const Status status = run();
  std::printf("%s\n", status.to_string().c_str());
  return status.ok() ? 0 : 1;
}
