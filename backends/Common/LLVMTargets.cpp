// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Registers the code generators in use, and keeps the others out of the program.
#include "backends/Common/LLVMTargets.h"

#include "llvm/Plugins/PassPlugin.h"

#include <mutex>

// lld, as a library, initialises every target of its LLVM build. What it names and we do not use is
// empty here: that keeps 19 code generators, over 100 MB, out of dcc. Programs that call lld's
// driver get these definitions through initializeLLVMTargets. A target missing from this list shows
// as an undefined symbol when dcc is linked.
#define DC_UNUSED_TARGET(name)                                                                     \
  extern "C" void LLVMInitialize##name##Target() {}                                                \
  extern "C" void LLVMInitialize##name##TargetInfo() {}                                            \
  extern "C" void LLVMInitialize##name##TargetMC() {}                                              \
  extern "C" void LLVMInitialize##name##AsmPrinter() {}
#define DC_UNUSED_TARGET_WITH_PARSER(name)                                                         \
  DC_UNUSED_TARGET(name)                                                                           \
  extern "C" void LLVMInitialize##name##AsmParser() {}

DC_UNUSED_TARGET_WITH_PARSER(AArch64)
DC_UNUSED_TARGET_WITH_PARSER(AMDGPU)
DC_UNUSED_TARGET_WITH_PARSER(ARM)
DC_UNUSED_TARGET_WITH_PARSER(AVR)
DC_UNUSED_TARGET_WITH_PARSER(BPF)
DC_UNUSED_TARGET_WITH_PARSER(Hexagon)
DC_UNUSED_TARGET_WITH_PARSER(Lanai)
DC_UNUSED_TARGET_WITH_PARSER(LoongArch)
DC_UNUSED_TARGET_WITH_PARSER(M68k)
DC_UNUSED_TARGET_WITH_PARSER(MSP430)
DC_UNUSED_TARGET_WITH_PARSER(Mips)
DC_UNUSED_TARGET_WITH_PARSER(PowerPC)
DC_UNUSED_TARGET_WITH_PARSER(RISCV)
DC_UNUSED_TARGET_WITH_PARSER(Sparc)
DC_UNUSED_TARGET_WITH_PARSER(SystemZ)
DC_UNUSED_TARGET_WITH_PARSER(VE)
DC_UNUSED_TARGET_WITH_PARSER(WebAssembly)
DC_UNUSED_TARGET_WITH_PARSER(Xtensa)
DC_UNUSED_TARGET(SPIRV)
DC_UNUSED_TARGET(XCore)

#define DC_USED_TARGET(name)                                                                       \
  extern "C" void LLVMInitialize##name##Target();                                                  \
  extern "C" void LLVMInitialize##name##TargetInfo();                                              \
  extern "C" void LLVMInitialize##name##TargetMC();                                                \
  extern "C" void LLVMInitialize##name##AsmPrinter();
DC_USED_TARGET(NVPTX)
DC_USED_TARGET(X86)

// Debian's LLVM registers Polly where it optimises at link time, which lld could do and never does
// here.
llvm::PassPluginLibraryInfo getPollyPluginInfo();
llvm::PassPluginLibraryInfo getPollyPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "Polly", LLVM_VERSION_STRING, [](llvm::PassBuilder &) {}};
}

namespace mlir::dc {

void initializeLLVMTargets() {
  static std::once_flag once;
  std::call_once(once, [] {
#define DC_INITIALIZE(name)                                                                        \
  LLVMInitialize##name##TargetInfo();                                                              \
  LLVMInitialize##name##Target();                                                                  \
  LLVMInitialize##name##TargetMC();                                                                \
  LLVMInitialize##name##AsmPrinter();
    DC_INITIALIZE(NVPTX)
    DC_INITIALIZE(X86)
  });
}

} // namespace mlir::dc
