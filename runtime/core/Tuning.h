// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which variant of a kernel with DC_TUNE is meant.
#ifndef DOTCOMPUTE_RUNTIME_CORE_TUNING_H
#define DOTCOMPUTE_RUNTIME_CORE_TUNING_H

#include <cstddef>
#include <string_view>

#include <dotcompute/base/Result.h>

#include "runtime/artifact/Manifest.h"

namespace dc::rt::core {

/// The index of the variant of kernel number `index` whose values are `tuning`'s ("B=128,T=4"),
/// else the environment's (DOTCOMPUTE_TUNE, which may speak of constants that this kernel lacks:
/// "B=128;vis::blur:B=64,T=2"), else the kernel's own. InvalidArgument where there is none such.
Result<size_t> chooseVariant(const artifact::ArtifactData &data, size_t index,
                             std::string_view tuning);

/// The same with the environment's text given.
Result<size_t> chooseVariant(const artifact::ArtifactData &data, size_t index,
                             std::string_view tuning, std::string_view environment);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_TUNING_H
