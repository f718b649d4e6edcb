// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DOTCOMPUTE_OVERRIDE: artifacts in a folder that replace linked ones.
#ifndef DOTCOMPUTE_RUNTIME_CORE_OVERRIDE_H
#define DOTCOMPUTE_RUNTIME_CORE_OVERRIDE_H

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/artifact/Manifest.h"

namespace dc::rt::core {

/// The artifact of the folder that DOTCOMPUTE_OVERRIDE names, first by file name, whose kernel
/// `name` has this ABI hash; null when there is none, or no folder is named. Standard error says
/// which file is used, which do not fit and which cannot be read. Programs with more rights than
/// their user have no overrides. Thread-safe.
std::shared_ptr<const artifact::ArtifactData> findOverride(std::string_view name, uint64_t abiHash);

/// "0x0123456789abcdef".
std::string hexText(uint64_t value);

} // namespace dc::rt::core

#endif // DOTCOMPUTE_RUNTIME_CORE_OVERRIDE_H
