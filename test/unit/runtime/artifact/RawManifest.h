// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files that the writer would refuse: what a buggy or hostile writer could make, with hashes that
// fit.
#ifndef DOTCOMPUTE_TEST_ARTIFACT_RAW_MANIFEST_H
#define DOTCOMPUTE_TEST_ARTIFACT_RAW_MANIFEST_H

#include "runtime/artifact/Manifest.h"
#include "runtime/artifact/Reader.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dc::rt::artifact::test {

/// `data` without any check.
std::vector<uint8_t> write_unchecked(const ArtifactData &data);

/// A file around an arbitrary manifest part, with `payloads` payloads of one byte.
std::vector<uint8_t> wrap_manifest(std::span<const uint8_t> manifest, size_t payloads = 0);

} // namespace dc::rt::artifact::test

#endif // DOTCOMPUTE_TEST_ARTIFACT_RAW_MANIFEST_H
