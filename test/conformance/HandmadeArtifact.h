// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An artifact put together by hand from kernels/handmade.c and handmade.ptx, so that the runtime is
// tested without dcc.
#ifndef DOTCOMPUTE_TEST_CONFORMANCE_HANDMADEARTIFACT_H
#define DOTCOMPUTE_TEST_CONFORMANCE_HANDMADEARTIFACT_H

#include "runtime/artifact/Manifest.h"

#include <cstdint>
#include <vector>

namespace conformance {

/// The kernels: saxpy_f32, saxpy_f64, saxpy_i32, vector_add, gather, divide, fill, reverse, churn,
/// add_rows, block_ids; and for GPUs alone, wild.
dc::rt::artifact::ArtifactData handmadeData();

/// The bytes of a .dcx; aborts with a message when they cannot be written.
std::vector<uint8_t> bytesOf(const dc::rt::artifact::ArtifactData &data);

} // namespace conformance

#endif // DOTCOMPUTE_TEST_CONFORMANCE_HANDMADEARTIFACT_H
