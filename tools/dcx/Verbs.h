// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The verbs of dcx: one function and one .cpp each.
#ifndef DOTCOMPUTE_TOOLS_DCX_VERBS_H
#define DOTCOMPUTE_TOOLS_DCX_VERBS_H

#include <dotcompute/base/Status.h>

#include <string>
#include <string_view>
#include <vector>

namespace dc::dcx {

/// What follows the verb on the command line.
using Arguments = std::vector<std::string>;

/// Exit codes of every verb.
enum ExitCode : int {
  Success = 0,
  Failure = 1,       ///< the work failed; the reason is on stderr
  WrongUsage = 2,    ///< the command line is wrong
  InternalError = 70 ///< a bug of ours
};

int bench(const Arguments &arguments);
int devices(const Arguments &arguments);
int inspect(const Arguments &arguments);
int run(const Arguments &arguments);

/// Prints "dcx: error: ..." with the status on stderr; InternalError for Internal, else Failure.
int report(const rt::Status &status);
/// Prints "dcx: error: ..." and where to read about the verb on stderr.
int wrongUsage(std::string_view verb, const std::string &message);
int wrongUsage(std::string_view verb, const rt::Status &status);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_VERBS_H
