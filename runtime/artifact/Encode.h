// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a checked ArtifactData to the bytes of its manifest. Internal to this folder and its tests.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_ENCODE_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_ENCODE_H

#include "runtime/artifact/Manifest.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dc::rt::artifact {

struct EncodedManifest {
  std::vector<uint8_t> bytes;
  size_t sourceFiles = 0; ///< distinct names
};

/// Checks nothing; sizes must be far below 2 GiB, where FlatBuffers aborts.
EncodedManifest encode_manifest(const ArtifactData &data);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_ENCODE_H
