// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inputs to one module, phases over it.
#include "compiler/driver/CompilerSession.h"

#include "backends/Backend.h"
#include "compiler/driver/DriverErrors.h"
#include "compiler/frontend/cxx/Frontend.h"
#include "compiler/frontend/mlir/Reader.h"
#include "compiler/registry/Backends.h"
#include "compiler/registry/RegisterAll.h"
#include "dialects/DC/DC.h"
#include "dialects/Support/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/raw_ostream.h"
#include "mlir/Pass/PassManager.h"

namespace dc::compiler {

static mlir::DialectRegistry makeRegistry() {
  mlir::DialectRegistry registry;
  mlir::dc::registerAllDialects(registry);
  for (const mlir::dc::Backend *backend : allBackends()) {
    backend->registerDialects(registry);
  }
  return registry;
}

CompilerSession::CompilerSession(const DriverOptions &options, Timing &timing)
    : options(options), timing(timing),
      // A thread pool costs more to start than the kernels of one file take to compile.
      mlirContext(makeRegistry(), mlir::MLIRContext::Threading::DISABLED) {
  mlirContext.printOpOnDiagnostic(false);
}

CompilerSession::~CompilerSession() {
  for (auto &frontend : frontends) {
    frontend->removeDiagnostics();
  }
}

bool CompilerSession::load() {
  kernels = mlir::ModuleOp::create(mlir::UnknownLoc::get(&mlirContext));
  bool ok = true;
  for (const std::string &path : options.inputs) {
    llvm::StringRef name(path);
    bool isMLIR = name.ends_with(".mlir") || name.ends_with(".mlirbc");
    ok &= isMLIR ? loadMLIR(path) : loadCxx(path);
    if (!crashedReading.empty()) {
      return false;
    }
  }
  // Registered last, so asked first: counts, and leaves printing to the frontends' handlers.
  mlirContext.getDiagEngine().registerHandler([this](mlir::Diagnostic &diagnostic) {
    errors += diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error;
    return mlir::failure();
  });
  if (!ok || options.syntaxOnly) {
    return ok;
  }
  return selectKernels() && (dump(Phase::Frontend), true);
}

bool CompilerSession::loadCxx(const std::string &path) {
  frontends.push_back(std::make_unique<CxxFrontend>());
  CxxFrontend &frontend = *frontends.back();
  bool ok = timing.measure("parse", [&] {
    return mlir::succeeded(frontend.parse(path, options.frontend)) && mlir::succeeded(frontend.check());
  });
  for (const std::string &file : frontend.dependencies()) {
    if (!llvm::is_contained(readFiles, file)) {
      readFiles.push_back(file);
    }
  }
  if (!ok || options.syntaxOnly) {
    return ok;
  }
  frontend.installDiagnostics(mlirContext);
  mlir::OwningOpRef<mlir::ModuleOp> module = timing.measure("emit", [&] { return frontend.emit(mlirContext); });
  return module && adopt(*module);
}

bool CompilerSession::loadMLIR(const std::string &path) {
  readFiles.push_back(path);
  if (!mlirHandler) {
    mlirHandler = std::make_unique<mlir::SourceMgrDiagnosticHandler>(mlirSources, &mlirContext);
  }
  mlir::OwningOpRef<mlir::ModuleOp> module;
  // MLIR's reader asserts what it should check, and LLVM's packages have no assertions.
  bool survived = llvm::CrashRecoveryContext().RunSafely(
      [&] { module = timing.measure("parse", [&] { return readMLIR(path, mlirSources, mlirContext); }); });
  if (!survived) {
    crashedReading = path;
    return false;
  }
  return module && adopt(*module);
}

/// Moves the kernels of one input behind those of the inputs before it.
bool CompilerSession::adopt(mlir::ModuleOp input) {
  bool ok = true;
  for (mlir::Operation &op : llvm::make_early_inc_range(*input.getBody())) {
    auto kernel = mlir::dyn_cast<mlir::dc::KernelOp>(op);
    if (!kernel) {
      mlir::dc::emitDiagnostic(op.getLoc(), mlir::dc::Diag::NotAKernel, op.getName().getStringRef());
      ok = false;
      continue;
    }
    if (auto *other = mlir::SymbolTable::lookupSymbolIn(*kernels, kernel.getSymNameAttr())) {
      mlir::dc::emitDiagnostic(kernel.getLoc(), mlir::dc::Diag::DuplicateKernel, kernel.getSymName())
              .attachNote(other->getLoc())
          << "the other one is here";
      ok = false;
      continue;
    }
    op.moveBefore(kernels->getBody(), kernels->getBody()->end());
  }
  return ok;
}

bool CompilerSession::selectKernels() {
  if (kernels->getBody()->empty()) {
    reportError(llvm::errs(), DriverError::NoKernel, llvm::join(options.inputs, ", "));
    return false;
  }
  std::vector<std::string> defined;
  for (auto kernel : kernels->getOps<mlir::dc::KernelOp>()) {
    defined.push_back(kernel.getSymName().str());
  }
  bool ok = true;
  for (const std::string &name : options.kernels) {
    if (!llvm::is_contained(defined, name)) {
      reportError(llvm::errs(), DriverError::KernelNotFound, name, llvm::join(defined, ", "), didYouMean(name, defined));
      ok = false;
    }
  }
  if (ok && !options.kernels.empty()) {
    for (auto kernel : llvm::make_early_inc_range(kernels->getOps<mlir::dc::KernelOp>())) {
      if (!llvm::is_contained(options.kernels, kernel.getSymName())) {
        kernel.erase();
      }
    }
  }
  return ok;
}

bool CompilerSession::advance(Phase phase) {
  while (reached < phase) {
    Phase next = static_cast<Phase>(static_cast<int>(reached) + 1);
    if (!timing.measure(phaseName(next).str(), [&] { return runPhase(next); })) {
      return false;
    }
    reached = next;
    dump(next);
    if (next == Phase::Device) {
      inProgress = Phase::Target; // the backends' turn
    }
  }
  return true;
}

bool CompilerSession::runPhase(Phase phase) {
  inProgress = phase;
  if (phase == Phase::Device) {
    deviceModule = kernels->clone();
  }
  // Kept as a clone, not as text: printing it for every phase would cost more than the phase.
  beforePhase = current().clone();
  mlir::PassManager manager(&mlirContext);
  buildPhase(manager, phase, {options.policy, options.frontend.debugPrint});
  unsigned errorsBefore = errors;
  if (mlir::succeeded(manager.run(current()))) {
    beforePhase = nullptr;
    return true;
  }
  failedSilently = errors == errorsBefore;
  return false;
}

std::string CompilerSession::lastGood() {
  std::string text;
  // Between phases nothing changes the module: backends lower copies.
  if (mlir::ModuleOp module = beforePhase ? *beforePhase : current()) {
    llvm::raw_string_ostream os(text);
    module.print(os, mlir::OpPrintingFlags().enableDebugInfo());
  }
  return text;
}

void CompilerSession::dump(Phase phase) {
  if (!llvm::is_contained(options.dumpAfter, phase)) {
    return;
  }
  llvm::errs() << "// -----// after " << phaseName(phase) << " //----- //\n";
  current()->print(llvm::errs());
  llvm::errs() << "\n";
}

} // namespace dc::compiler
