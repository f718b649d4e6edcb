// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays of structs on the command line: one array for each field.
#ifndef DOTCOMPUTE_TOOLS_DCX_RECORDS_H
#define DOTCOMPUTE_TOOLS_DCX_RECORDS_H

#include "tools/dcx/Array.h"

#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Artifact.h>

namespace dc::dcx {

/// The parameters as they are given: "p.x" and "p.n" for an array `p` of struct { float x; int
/// n[2]; }, the latter with one dimension more. Everything else stays as it is.
rt::Result<std::vector<rt::Parameter>> splitRecords(const std::vector<rt::Parameter> &parameters);

/// The structs of one parameter.
struct RecordArray {
  std::vector<uint8_t> bytes;
  std::vector<int64_t> shape;
};

/// Puts the fields' arrays together; what lies between fields is zero. An error when their extents
/// differ.
rt::Result<RecordArray> joinFields(const rt::Parameter &parameter,
                                   const std::vector<const Array *> &fields);
/// The other way: fills the arrays that joinFields was given.
void splitFields(const rt::Parameter &parameter, const RecordArray &records,
                 const std::vector<Array *> &fields);

/// The structs as a launch argument, which borrows them.
rt::Argument recordArgument(const rt::Parameter &parameter, RecordArray &records);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_RECORDS_H
