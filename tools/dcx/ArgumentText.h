// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The values on dcx run's command line: numbers, lists, generated arrays and files.
#ifndef DOTCOMPUTE_TOOLS_DCX_ARGUMENTTEXT_H
#define DOTCOMPUTE_TOOLS_DCX_ARGUMENTTEXT_H

#include "tools/dcx/Array.h"

#include <dotcompute/runtime/Artifact.h>

namespace dc::dcx {

/// The array that `text` describes, for a parameter of this type and rank:
///   [1,2,3]                              these elements
///   zeros:[100]  ones:[100]  iota:[8]    with a type if one likes: zeros:f32[10,20]
///   full:[100]:value=3
///   rand:f32[1000]:seed=1:min=-1:max=1   uniform in [min, max); by default [0, 1) for floats, [0,
///   100) for integers
///   @y.npy                               a file; @y.npy:bf16 takes 2-byte elements as f16 or bf16
/// A type must be the parameter's.
rt::Result<Array> parseArray(std::string_view text, const rt::Parameter &parameter);

/// "a=2" as name and text; none without '=' or name.
std::optional<std::pair<std::string, std::string>> splitAssignment(std::string_view text);

/// "100" or "10,20": 1 to 3 extents.
rt::Result<std::vector<int64_t>> parseExtents(std::string_view text);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_ARGUMENTTEXT_H
