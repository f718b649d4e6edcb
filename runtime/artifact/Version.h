// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The version of the .dcx format that this source reads and writes, and the format's limits.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_VERSION_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_VERSION_H

#include <cstddef>
#include <cstdint>

namespace dc::rt::artifact {

/// A reader refuses a newer major version. A newer minor version only adds what an older reader may
/// ignore.
inline constexpr uint16_t kMajorVersion = 1;
inline constexpr uint16_t kMinorVersion = 1;

// Limits: what a reader accepts and a writer keeps to. Far above any real artifact, low enough that
// hostile bytes cannot make a reader spend memory or time out of proportion.
inline constexpr uint64_t kMaxFileBytes = uint64_t(1) << 31;
inline constexpr uint64_t kMaxManifestBytes = uint64_t(1) << 26;
inline constexpr uint32_t kMaxTables = 1u << 20; ///< FlatBuffers tables in a manifest
inline constexpr uint32_t kMaxTableDepth = 8;
inline constexpr size_t kMaxPayloads = 1024;
inline constexpr size_t kMaxFiles = 65536; ///< distinct source files
inline constexpr uint64_t kMaxFileNameBytes = uint64_t(1)
                                              << 28; ///< of source files, counted once per use
inline constexpr size_t kMaxKernels = 65536;
inline constexpr size_t kMaxArgs = 1024;   ///< the following are per kernel
inline constexpr size_t kMaxFields = 4096; ///< of an argument
inline constexpr uint32_t kMaxRecordBytes = 65535;
inline constexpr size_t kMaxExprNodes = 4096;
inline constexpr size_t kMaxContracts = 4096;
inline constexpr size_t kMaxFaultSites = 65536;
inline constexpr size_t kMaxPrintSites = 4096;
inline constexpr size_t kMaxPrintValues = 256; ///< of a line
inline constexpr size_t kMaxTrusted = 4096;
inline constexpr size_t kMaxEntries = 1024;
inline constexpr size_t kMaxTuned = 64;       ///< constants with several values
inline constexpr size_t kMaxTunedValues = 64; ///< of one of them
inline constexpr size_t kMaxNameBytes =
    4096; ///< kernel, argument, symbol, arch, target and file names
inline constexpr size_t kMaxTextBytes =
    65536; ///< texts of contracts, fault sites and DC_TRUST; producer
inline constexpr uint32_t kMaxRank = 3;
inline constexpr uint64_t kMaxBlockThreads = 65536; ///< product of a block's sizes
inline constexpr uint32_t kMaxAlignment = 4096;
inline constexpr uint32_t kMaxLanes = 1024;
inline constexpr uint32_t kMaxItemsPerThread = 64;
inline constexpr uint32_t kMaxTileThreads = 1024;
inline constexpr uint32_t kMaxSubgroupSize = 128;
inline constexpr uint32_t kMaxSharedBytes = 1u << 30;
inline constexpr uint64_t kMaxScratchBytes = uint64_t(1) << 32;

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_VERSION_H
