// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns an ArtifactData into the bytes of a .dcx file, and those into a linkable object.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_WRITER_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_WRITER_H

#include "runtime/artifact/Manifest.h"

#include <dotcompute/base/Result.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dc::rt::artifact {

/// The bytes of a .dcx file: same input, same bytes. Checks what the reader checks first
/// (InvalidArgument, DCR2011), so what was written can be read. Fills in every kernel's abiHash;
/// the input's is ignored.
Result<std::vector<uint8_t>> write(const ArtifactData &data);

/// write(), then a file of that name, replaced as a whole or not at all.
Status write_file(const ArtifactData &data, const std::string &path);

/// The facts a caller must know to call this kernel, as one number: argument kinds, types, access
/// and ranks, the kernel's rank and its block sizes. Names, sources, contracts and variants do not
/// count.
uint64_t abi_hash(const KernelInfo &kernel);

enum class Machine : uint16_t { X86_64 = 62, AArch64 = 183 };

/// The bytes of a relocatable ELF64 object that holds `bytes` (a whole .dcx) at 64-byte alignment
/// in the read-only section
/// `.rodata.dotcompute`, as the global symbols `<symbol>` (uint8_t[]) and `<symbol>_size`
/// (uint64_t). It runs no code at start and survives archives and --gc-sections as long as somebody
/// references a symbol.
Result<std::vector<uint8_t>> write_object(std::span<const uint8_t> bytes, std::string_view symbol,
                                          Machine machine = Machine::X86_64);

} // namespace dc::rt::artifact

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_WRITER_H
