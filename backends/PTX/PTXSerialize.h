// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The PTX backend's inner steps: architectures, lowering, text, machine code.
#ifndef DOTCOMPUTE_BACKENDS_PTX_PTXSERIALIZE_H
#define DOTCOMPUTE_BACKENDS_PTX_PTXSERIALIZE_H

#include "backends/Backend.h"
#include "backends/Common/LLVMEmit.h"

#include "llvm/ADT/StringMap.h"

namespace mlir::dc {

/// Threads of a block in kernels without DC_BLOCK.
inline constexpr unsigned kPTXBlockThreads = 256;
/// Lanes of a warp.
inline constexpr int64_t kPTXSubgroupSize = 32;
/// On a kernel that has been lowered: the threads of its blocks, where DC_BLOCK states them.
inline constexpr StringLiteral kBlockThreadsAttr = "dc.block_threads";
/// On a kernel that has been lowered: threads of the domain for each hardware thread.
inline constexpr StringLiteral kItemsPerThreadAttr = "dc.items_per_thread";
/// On a kernel that has been lowered, where blocks are tiles of its domain: their threads, in
/// whatever shape a launch gives them.
inline constexpr StringLiteral kTileThreadsAttr = "dc.tile_threads";
/// Bytes that a block may share with no more than a declaration, on every architecture.
inline constexpr int64_t kPTXSharedBytes = 48 * 1024;
/// Threads of the domain that one hardware thread runs in kernels where that pays: enough loads in
/// flight to saturate memory.
inline constexpr unsigned kPTXItemsPerThread = 4;

/// `most`, or 1 where copies of the kernel's work would do harm.
unsigned itemsPerThread(Operation *kernel, unsigned most);

/// One architecture of target cuda.
struct PTXArch {
  StringLiteral name;    ///< as in --target=cuda:NAME, and LLVM's name of the CPU
  StringLiteral version; ///< the oldest PTX version that serves it, as LLVM's feature
  unsigned capability;   ///< 75; 90 for sm_90a too
  bool isExact;          ///< runs on exactly this capability: sm_90a
};

/// All of them, oldest first.
ArrayRef<PTXArch> getPTXArchs();
/// The architecture of that name; a diagnostic at `loc` if there is none.
FailureOr<const PTXArch *> findPTXArch(Location loc, StringRef name);

/// Whether the code of a kernel in device IR could gain from `arch` over the architectures before
/// it. Compiling says whether it does; this keeps most kernels from being compiled again for
/// nothing.
bool mayGainFrom(const PTXArch &arch, Operation *kernel);

/// The text of each entry in PTX, by symbol, without what differs though the code is the same:
/// places in the source, comments and the numbers of functions in labels.
llvm::StringMap<std::string> entryTexts(StringRef ptx);

/// Lowers device IR in place to the LLVM and NVVM dialects.
LogicalResult lowerForPTX(ModuleOp device, const PTXArch &arch, const BackendOptions &options);
/// Translates lowered kernels and optimises them.
FailureOr<std::unique_ptr<LLVMEmitter>> emitForPTX(ModuleOp lowered, const PTXArch &arch,
                                                   const BackendOptions &options);

/// Machine code, and what it needs by symbol.
struct Cubin {
  std::vector<uint8_t> bytes;
  std::vector<std::pair<std::string, KernelResources>> resources;
};

/// Machine code by ptxas, which must be installed.
FailureOr<Cubin> assembleCubin(Location loc, const PTXArch &arch, ArrayRef<char> ptx,
                               const BackendOptions &options);

/// What `ptxas -v` printed.
std::vector<std::pair<std::string, KernelResources>> parseResources(StringRef printed);

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_PTX_PTXSERIALIZE_H
