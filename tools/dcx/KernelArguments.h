// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What `dcx run` and `dcx bench` share: devices by name, and a kernel's arguments from NAME=VALUE.
#ifndef DOTCOMPUTE_TOOLS_DCX_KERNELARGUMENTS_H
#define DOTCOMPUTE_TOOLS_DCX_KERNELARGUMENTS_H

#include "tools/dcx/ArgumentText.h"
#include "tools/dcx/Array.h"

#include <dotcompute/runtime/Runtime.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dc::dcx {

/// One value for each parameter: an array, or a scalar's bits.
struct Value {
  std::optional<Array> array;
  uint64_t bits = 0;
  std::string text; ///< as given on the command line
};

using Assignment = std::pair<std::string, std::string>;

/// A value for each parameter, in order. InvalidArgument for names and texts that do not fit the
/// signature.
rt::Status collectValues(const rt::Signature &signature, const std::vector<Assignment> &assignments,
                         std::vector<Value> &values);

/// The value as a launch argument, which borrows it: arrays are host ranges with their shape.
rt::Argument argumentOf(const rt::Parameter &parameter, Value &value);
/// The array as a host range of one dimension.
rt::Argument flatArgument(const rt::Parameter &parameter, Array &array);
/// An array of one dimension with these 1 to 3 extents.
rt::Argument shapedAs(const rt::Argument &flat, const std::vector<int64_t> &shape);
rt::Argument scalarArgument(const rt::Parameter &parameter, uint64_t bits);

/// "100" or "10,20" after --threads= or --blocks=.
rt::Result<rt::Domain> parseDomain(std::string_view text, rt::Domain::Unit unit);

/// "f32[10,20]".
std::string shapeText(const Array &array);

/// By id; for an empty one DOTCOMPUTE_DEVICE or the best there is.
rt::Result<rt::Device> chooseDevice(const std::string &id);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_KERNELARGUMENTS_H
