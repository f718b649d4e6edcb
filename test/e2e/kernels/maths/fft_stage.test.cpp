// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Transforms against the sum that defines them, and there and back.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/maths/fft_stage.dc.cpp"

#include <complex>

SUITE_TEST() {
  auto transform = [](const double *re, const double *im, int64_t n) {
    std::vector<std::complex<double>> result(n);
    for (int64_t k = 0; k < n; ++k) {
      for (int64_t j = 0; j < n; ++j) {
        result[k] +=
            std::complex(re[j], im[j]) * std::polar(1.0, -2 * M_PI * double(j * k % n) / double(n));
      }
    }
    return result;
  };
  for (int64_t n : {1, 2, 8, 256}) {
    auto re = reals<double>(n, -1, 1), im = reals<double>(n, -1, 1), oldRe = re, oldIm = im;
    std::vector<double> re2(n), im2(n), wantRe, wantIm;
    auto expected = transform(re.data(), im.data(), n);
    for (auto z : expected) {
      wantRe.push_back(z.real());
      wantIm.push_back(z.imag());
    }
    for (int direction : {-1, 1}) {
      for (int64_t span = 1; span < n; span *= 2) {
        run(KERNEL(fft_stage), direction, dc::index(span),
            group<ComplexArray>(inout(re), inout(im)),
            group<ComplexArray>(out(re2).within(0, 1e-12), out(im2).within(0, 1e-12)));
        std::swap(re, re2);
        std::swap(im, im2);
      }
      if (direction == -1) {
        expect(re, wantRe, {0, 1e-11});
        expect(im, wantIm, {0, 1e-11});
      }
    }
    for (int64_t i = 0; i < n; ++i) {
      oldRe[i] *= double(n);
      oldIm[i] *= double(n);
    }
    expect(re, oldRe, {0, 1e-11});
    expect(im, oldIm, {0, 1e-11});
  }
  for (int64_t rows : {0, 1, 5}) {
    auto re = reals<double>(rows * 64, -1, 1), im = reals<double>(rows * 64, -1, 1);
    std::vector<double> power(rows * 64), expected;
    for (int64_t r = 0; r < rows; ++r) {
      for (auto z : transform(re.data() + r * 64, im.data() + r * 64, 64)) {
        expected.push_back(std::norm(z));
      }
    }
    run(KERNEL(fft_block<64>), in(re, rows, 64), in(im, rows, 64),
        out(power, rows, 64).within(1e-11, 1e-11));
    expect(power, expected, {1e-10, 1e-10});
  }
}
