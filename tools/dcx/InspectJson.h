// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An artifact as JSON: what `dcx inspect --json` prints.
#ifndef DOTCOMPUTE_TOOLS_DCX_INSPECT_JSON_H
#define DOTCOMPUTE_TOOLS_DCX_INSPECT_JSON_H

#include "runtime/artifact/Reader.h"

#include <string>

namespace dc::dcx {

/// One JSON object, pure ASCII, keys in a fixed order, ending in a newline.
std::string to_json(const rt::artifact::ArtifactData &data, const rt::artifact::FileLayout &layout);

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_INSPECT_JSON_H
