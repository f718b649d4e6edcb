// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files without the writer's checks.
#include "test/unit/runtime/artifact/RawManifest.h"

#include "runtime/artifact/Encode.h"
#include "runtime/artifact/Layout.h"

namespace dc::rt::artifact::test {

std::vector<uint8_t> write_unchecked(const ArtifactData &data) {
  EncodedManifest manifest = encode_manifest(data);
  std::vector<PartBytes> parts = {{PartKind::Manifest, manifest.bytes}};
  for (const Payload &payload : data.payloads) {
    parts.push_back({PartKind::Payload, payload.bytes});
  }
  if (!data.bytecode.empty()) {
    parts.push_back({PartKind::Bytecode, data.bytecode});
  }
  return write_layout(parts).value();
}

std::vector<uint8_t> wrap_manifest(std::span<const uint8_t> manifest, size_t payloads) {
  static constexpr uint8_t byte = 1;
  std::vector<PartBytes> parts = {{PartKind::Manifest, manifest}};
  parts.resize(1 + payloads, {PartKind::Payload, {&byte, 1}});
  return write_layout(parts).value();
}

} // namespace dc::rt::artifact::test
