// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the bytes of a .dcx file. The bytes may be hostile: every failure is a Status, never a
// crash.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_READER_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_READER_H

#include "runtime/artifact/Manifest.h"
#include "runtime/base/Sha256.h"

#include <dotcompute/base/Result.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dc::rt::artifact {

/// Checks everything (header, hashes, manifest, every invariant of docs/artifact-format.md) and
/// copies it out. `bytes` need no alignment and may go away afterwards. Failures: DataLoss
/// (corrupt, truncated, not an artifact), Incompatible (a newer format).
Result<ArtifactData> read(const uint8_t *bytes, size_t size);

/// read() of a file's bytes. Also: NotFound when the file cannot be read. The path is added as
/// context.
Result<ArtifactData> read_file(const std::string &path);

/// What a part of the file holds; the numbers are the file format's, append only.
enum class PartKind : uint32_t { Manifest = 1, Payload = 2, Bytecode = 3, Plan = 4, Signature = 5 };
const char *to_string(PartKind kind) noexcept;

struct PartInfo {
  PartKind kind = PartKind::Manifest;
  uint64_t offset = 0; ///< from the file's first byte; a multiple of 64
  uint64_t size = 0;
  Sha256Digest sha256{};
};

struct FileLayout {
  uint16_t majorVersion = 0;
  uint16_t minorVersion = 0;
  /// Of the header and the table, which holds every part's hash: names the whole artifact.
  Sha256Digest identity{};
  /// In file order: Manifest, one Payload per ArtifactData::payloads, Bytecode if there is any.
  std::vector<PartInfo> parts;
};

/// Checks the header, the table of parts and the padding, not the parts' hashes.
Result<FileLayout> read_layout(const uint8_t *bytes, size_t size);

/// The bytes of a file, at most kMaxFileBytes.
Result<std::vector<uint8_t>> read_bytes(const std::string &path);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_READER_H
