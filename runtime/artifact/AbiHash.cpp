// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ABI hash: 64 bits of SHA-256 over the facts that decide how a kernel is called.
#include "runtime/artifact/Writer.h"
#include "runtime/base/Sha256.h"

namespace dc::rt::artifact {

uint64_t abi_hash(const KernelInfo &kernel) {
  // Also bump when the calling convention itself changes (docs/artifact-format.md, "ABI hash").
  std::vector<uint8_t> facts = {'A', 'B', 'I', 1};
  auto put = [&](uint64_t value) {
    for (int i = 0; i < 8; ++i) {
      facts.push_back(static_cast<uint8_t>(value >> (8 * i)));
    }
  };
  put(kernel.rank);
  put(kernel.block.size());
  for (uint32_t size : kernel.block) {
    put(size);
  }
  put(kernel.args.size());
  for (const ArgInfo &arg : kernel.args) {
    facts.insert(facts.end(), {static_cast<uint8_t>(arg.kind), static_cast<uint8_t>(arg.type),
                               static_cast<uint8_t>(arg.access), arg.rank});
    if (arg.strided) { // else the hash is what it was before there were such arrays
      facts.push_back(1);
    }
    if (arg.type == ElementType::Record) {
      put(arg.recordBytes);
      put(arg.alignment);
      put(arg.fields.size());
      for (const FieldInfo &field : arg.fields) {
        put(static_cast<uint64_t>(field.type));
        put(field.offset);
        put(field.count);
      }
    }
  }
  Sha256Digest digest = sha256(facts.data(), facts.size());
  uint64_t hash = 0;
  for (int i = 0; i < 8; ++i) {
    hash |= static_cast<uint64_t>(digest[i]) << (8 * i);
  }
  return hash;
}

} // namespace dc::rt::artifact
