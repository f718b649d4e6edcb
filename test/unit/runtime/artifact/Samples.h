// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Artifacts for tests: one with everything in it, one as small as a useful one gets; and equality
// of all fields.
#ifndef DOTCOMPUTE_TEST_ARTIFACT_SAMPLES_H
#define DOTCOMPUTE_TEST_ARTIFACT_SAMPLES_H

#include "runtime/artifact/Manifest.h"

#include <string>

namespace dc::rt::artifact::test {

/// Three kernels (1-D domain, 2-D block, no entry), every field away from its default somewhere.
/// Part of the golden files: never change it, add another.
ArtifactData rich();

/// One kernel, one payload: small enough to try every bit.
ArtifactData small();

/// All fields as text, for comparing and for reading what differs. With abiHash only on request:
/// the writer computes it.
std::string describe(const ArtifactData &data, bool withAbiHash = false);

} // namespace dc::rt::artifact::test

#endif // DOTCOMPUTE_TEST_ARTIFACT_SAMPLES_H
