// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NumPy's .npy files, read and written. The bytes may be hostile: every mistake in them is an
// error.
#ifndef DOTCOMPUTE_TOOLS_DCX_NPY_H
#define DOTCOMPUTE_TOOLS_DCX_NPY_H

#include "tools/dcx/Array.h"

#include <span>

namespace dc::dcx {

/// Formats 1.0 to 3.0, little-endian numbers and bool, C order, 0 to 3 dimensions (0 becomes one
/// element). `as` takes 2-byte elements of any kind as f16 or bf16, which NumPy has no or another
/// name for.
rt::Result<Array> parseNpy(std::span<const uint8_t> bytes, std::optional<rt::DataType> as = {});
rt::Result<Array> readNpy(const std::string &path, std::optional<rt::DataType> as = {});

/// bf16 is written as <u2, its bits.
std::vector<uint8_t> formatNpy(const Array &array);
rt::Status writeNpy(const std::string &path, const Array &array);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_NPY_H
