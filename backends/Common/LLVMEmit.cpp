// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translates, optimises and writes LLVM modules.
#include "backends/Common/LLVMEmit.h"

#include "backends/Common/LLVMTargets.h"
#include "backends/Common/VersionNarrowCounters.h"
#include "dialects/Support/Diagnostics.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/NVVM/NVVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"

#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/JumpThreading.h"
#include "llvm/Transforms/Scalar/SROA.h"

namespace mlir::dc {

namespace {

/// Passes LLVM's errors on as diagnostics and drops its remarks, which concern code that no user
/// wrote.
struct Reporter : llvm::DiagnosticHandler {
  Reporter(Location loc, bool &failed) : loc(loc), failed(failed) {}

  bool handleDiagnostics(const llvm::DiagnosticInfo &info) override {
    if (info.getSeverity() == llvm::DS_Error) {
      std::string text;
      llvm::raw_string_ostream stream(text);
      llvm::DiagnosticPrinterRawOStream printer(stream);
      info.print(printer);
      emitDiagnostic(loc, Diag::BackendLLVM, text);
      failed = true;
    }
    return true;
  }

  Location loc;
  bool &failed;
};

llvm::OptimizationLevel passLevel(unsigned level) {
  static constexpr const llvm::OptimizationLevel *levels[] = {
      &llvm::OptimizationLevel::O0, &llvm::OptimizationLevel::O1, &llvm::OptimizationLevel::O2,
      &llvm::OptimizationLevel::O3};
  return *levels[std::min(level, 3u)];
}

llvm::CodeGenOptLevel codegenLevel(unsigned level) {
  return static_cast<llvm::CodeGenOptLevel>(std::min(level, 3u));
}

} // namespace

void registerLLVMTranslations(DialectRegistry &registry) {
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
  registerNVVMDialectTranslation(registry);
}

LLVMEmitter::LLVMEmitter(Location loc, const LLVMTargetSpec &spec)
    : loc(loc), spec(spec), context(std::make_unique<llvm::LLVMContext>()) {
  context->setDiagnosticHandler(std::make_unique<Reporter>(loc, failed));
}

LLVMEmitter::~LLVMEmitter() = default;

FailureOr<std::unique_ptr<LLVMEmitter>> LLVMEmitter::create(ModuleOp lowered,
                                                            const LLVMTargetSpec &spec) {
  initializeLLVMTargets();
  Location loc = lowered.getLoc();
  std::unique_ptr<LLVMEmitter> emitter(new LLVMEmitter(loc, spec));

  llvm::Triple triple(spec.triple);
  std::string error;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target) {
    return emitDiagnostic(loc, Diag::BackendLLVM, error);
  }
  llvm::TargetOptions options;
  // Fuse dc.muladd and nothing else: contraction was decided by the expression in the source.
  options.AllowFPOpFusion = llvm::FPOpFusion::Standard;
  emitter->machine.reset(target->createTargetMachine(triple, spec.cpu, spec.features, options,
                                                     llvm::Reloc::PIC_, std::nullopt,
                                                     codegenLevel(spec.optLevel)));
  emitter->llvmModule = translateModuleToLLVMIR(lowered, *emitter->context, "kernels");
  if (!emitter->llvmModule) {
    return emitDiagnostic(loc, Diag::BackendLLVM, "translation to LLVM IR failed");
  }
  emitter->llvmModule->setTargetTriple(triple);
  emitter->llvmModule->setDataLayout(emitter->machine->createDataLayout());
  return emitter;
}

namespace {

/// What passes need of each other; the order matters when they go.
struct Analyses {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;

  explicit Analyses(llvm::PassBuilder &builder) {
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
  }
};

} // namespace

LogicalResult LLVMEmitter::threadJumps() {
  if (spec.optLevel == 0) {
    return success();
  }
  // Without a target: that of GPUs switches jump threading off.
  llvm::PassBuilder builder;
  Analyses analyses(builder);
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::SROAPass(llvm::SROAOptions::PreserveCFG));
  passes.addPass(llvm::EarlyCSEPass());
  passes.addPass(llvm::JumpThreadingPass());
  for (llvm::Function &function : *llvmModule) {
    // One block or two have nothing to thread.
    if (function.size() > 2) {
      passes.run(function, analyses.functions);
    }
  }
  return failure(failed);
}

LogicalResult LLVMEmitter::optimize() {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (llvm::verifyModule(*llvmModule, &stream)) {
    return emitDiagnostic(loc, Diag::BackendLLVM, text);
  }
  llvm::PassBuilder builder(machine.get());
  if (machine->getTargetTriple().isNVPTX() && spec.optLevel > 0) {
    builder.registerScalarOptimizerLateEPCallback(
        [](llvm::FunctionPassManager &passes, llvm::OptimizationLevel) {
          passes.addPass(VersionNarrowCounters());
          passes.addPass(HoistGuards());
          passes.addPass(KeepOuterLoops());
        });
  }
  Analyses analyses(builder);
  llvm::OptimizationLevel level = passLevel(spec.optLevel);
  llvm::ModulePassManager passes = level == llvm::OptimizationLevel::O0
                                       ? builder.buildO0DefaultPipeline(level)
                                       : builder.buildPerModuleDefaultPipeline(level);
  passes.run(*llvmModule, analyses.modules);
  return failure(failed);
}

LogicalResult LLVMEmitter::write(LLVMOutput output, SmallVectorImpl<char> &bytes) {
  llvm::raw_svector_ostream stream(bytes);
  if (output == LLVMOutput::IR) {
    llvmModule->print(stream, nullptr);
    return success();
  }
  llvm::legacy::PassManager passes;
  auto type = output == LLVMOutput::Object ? llvm::CodeGenFileType::ObjectFile
                                           : llvm::CodeGenFileType::AssemblyFile;
  if (machine->addPassesToEmitFile(passes, stream, nullptr, type)) {
    return emitDiagnostic(loc, Diag::BackendLLVM, "this target writes no such file");
  }
  passes.run(*llvmModule);
  return failure(failed);
}

} // namespace mlir::dc
