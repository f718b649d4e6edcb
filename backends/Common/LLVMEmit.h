// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a module in the LLVM dialect to optimised LLVM IR, assembly or an object.
#ifndef DOTCOMPUTE_BACKENDS_COMMON_LLVMEMIT_H
#define DOTCOMPUTE_BACKENDS_COMMON_LLVMEMIT_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Support/LLVM.h"

#include <functional>
#include <memory>
#include <string>

namespace llvm {
class LLVMContext;
class Module;
class TargetMachine;
class raw_ostream;
} // namespace llvm

namespace mlir {
class DialectRegistry;
}

namespace mlir::dc {

/// What LLVM compiles for.
struct LLVMTargetSpec {
  std::string triple;
  std::string cpu;
  std::string features;
  unsigned optLevel = 3; ///< 0 to 3; more counts as 3
};

enum class LLVMOutput { IR, Assembly, Object };

/// Translations from the dialects that kernels are lowered to.
void registerLLVMTranslations(DialectRegistry &registry);

/// One module on its way through LLVM. Owns its LLVM context; used by one thread. Whatever LLVM
/// reports on the way arrives as a diagnostic at the module's location.
class LLVMEmitter {
public:
  /// Translates `lowered`. Failure after a diagnostic.
  static FailureOr<std::unique_ptr<LLVMEmitter>> create(ModuleOp lowered,
                                                        const LLVMTargetSpec &spec);
  ~LLVMEmitter();

  llvm::Module &module() { return *llvmModule; }

  /// Gives control flow back the shape it had in the source, before it was structured: a loop's or
  /// an if's flag that is constant on one way in becomes a jump past its test. Those flags hide
  /// from LLVM which loops end, and from ptxas what can be selected; LLVM itself threads no jumps
  /// where it compiles for a GPU. Nothing that threads meet in is duplicated. For before
  /// optimize().
  LogicalResult threadJumps();
  /// Optimises at the target's level.
  LogicalResult optimize();
  /// Writes the module; call it once, code generation uses the module up.
  LogicalResult write(LLVMOutput output, SmallVectorImpl<char> &bytes);

private:
  LLVMEmitter(Location loc, const LLVMTargetSpec &spec);

  Location loc;
  LLVMTargetSpec spec;
  bool failed = false; ///< LLVM reported an error
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> llvmModule;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_COMMON_LLVMEMIT_H
