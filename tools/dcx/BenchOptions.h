// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of `dcx bench`.
#ifndef DOTCOMPUTE_TOOLS_DCX_BENCHOPTIONS_H
#define DOTCOMPUTE_TOOLS_DCX_BENCHOPTIONS_H

#include "tools/dcx/KernelArguments.h"
#include "tools/dcx/Verbs.h"

namespace dc::dcx {

/// One kernel with its arguments, to be run from every artifact on every device.
struct BenchKernel {
  std::string name;
  std::vector<Assignment> values;
  std::optional<rt::Domain> domain;
  std::string tuning;               ///< "B=128,T=4"
  std::optional<double> bytes;      ///< of a launch, instead of what the arguments say
  std::optional<double> operations; ///< of a launch
};

struct BenchOptions {
  std::vector<std::string> files;
  std::vector<BenchKernel> kernels;
  std::vector<std::string> devices; ///< empty: the best one
  int64_t runs = 30;
  int64_t warmUp = 3;
  int64_t launches = 0; ///< of a run; 0: as many as take 200 us
  bool copies = true;
  bool restore = false;
  std::string json;
  std::string compare;
  std::optional<double> failAbove; ///< per cent
};

extern const char *const kBenchUsage;

rt::Status parseBench(const Arguments &arguments, BenchOptions &options);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_BENCHOPTIONS_H
