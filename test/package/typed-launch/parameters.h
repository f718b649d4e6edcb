// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A structure that kernels and host share.
#ifndef PARAMETERS_H
#define PARAMETERS_H

struct Parameters {
  float dt;
  struct Inner {
    int n;
    bool on;
  } inner;
};

#endif // PARAMETERS_H
