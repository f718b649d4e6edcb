// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One compilation: its context, its inputs as one module, and the phases run over it.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_COMPILERSESSION_H
#define DOTCOMPUTE_COMPILER_DRIVER_COMPILERSESSION_H

#include "compiler/driver/Options.h"
#include "compiler/driver/Timing.h"

#include "llvm/Support/SourceMgr.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <memory>

namespace mlir {
class SourceMgrDiagnosticHandler;
}

namespace dc::compiler {

class CxxFrontend;

/// Not thread-safe. Errors are printed as they occur; functions that return false have printed at least one, or set
/// `internalError`.
class CompilerSession {
public:
  CompilerSession(const DriverOptions &options, Timing &timing);
  ~CompilerSession();

  /// Reads every input into one module of kernels. With `syntaxOnly` stops once the sources are checked.
  bool load();
  /// Runs the phases after the current one up to `phase`, dumping where the options say so. From Device on, device() holds
  /// the result; module() stays as validation left it, for the manifest and the artifact's bytecode.
  bool advance(Phase phase);

  mlir::ModuleOp module() { return *kernels; }
  mlir::ModuleOp device() { return *deviceModule; }
  /// The module as the last phase left it.
  mlir::ModuleOp current() { return deviceModule ? deviceModule.get() : kernels.get(); }

  /// Every file that was read, inputs first, each once.
  const std::vector<std::string> &dependencies() const { return readFiles; }
  /// Set when a pass failed without saying why, or the IR a pass left is invalid: the compiler's fault.
  bool internalError() const { return failedSilently; }
  /// The MLIR file whose reading crashed, if one did: an error of the input that is not reported yet, after which nothing of this
  /// object is to be trusted.
  const std::string &unreadable() const { return crashedReading; }

  /// The phase that runs or ran last, and the module's text before it: for reports of internal errors.
  llvm::StringRef phaseInProgress() const { return phaseName(inProgress); }
  std::string lastGood();

private:
  bool loadCxx(const std::string &path);
  bool loadMLIR(const std::string &path);
  bool adopt(mlir::ModuleOp input);
  bool selectKernels();
  bool runPhase(Phase phase);
  void dump(Phase phase);

  const DriverOptions &options;
  Timing &timing;
  mlir::MLIRContext mlirContext;
  unsigned errors = 0;
  bool failedSilently = false;
  std::string crashedReading;
  std::vector<std::unique_ptr<CxxFrontend>> frontends; ///< kept: diagnostics point into their sources
  llvm::SourceMgr mlirSources;
  std::unique_ptr<mlir::SourceMgrDiagnosticHandler> mlirHandler;
  mlir::OwningOpRef<mlir::ModuleOp> kernels, deviceModule, beforePhase;
  std::vector<std::string> readFiles;
  Phase reached = Phase::Frontend, inProgress = Phase::Frontend;
};

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_COMPILERSESSION_H
