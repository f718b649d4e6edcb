// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs one backend on device IR: what the lit tests of backends/ call. Not installed.
#include "backends/CPU/CPUBackend.h"
#include "backends/CPU/Passes.h"
#include "backends/Common/Passes.h"
#include "backends/PTX/PTXBackend.h"
#include "backends/PTX/Passes.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"

namespace cl = llvm::cl;
using mlir::dc::EmitKind;

static cl::opt<std::string> input(cl::Positional, cl::desc("<device IR>"), cl::init("-"));
static cl::opt<std::string> target("target", cl::desc("cpu or cuda, with :arch[,arch...]"),
                                   cl::Required);
static cl::opt<std::string> output("o", cl::desc("output file"), cl::init("-"));
static cl::opt<unsigned> level("O", cl::desc("LLVM's optimisation level"), cl::Prefix, cl::init(3));
static cl::opt<bool> noLines("no-line-tables", cl::desc("leave source lines out"));
static cl::opt<bool> cubin("cubin", cl::desc("cuda: assemble with ptxas too"));
static cl::opt<bool> bestEffort("best-effort",
                                cl::desc("leave out kernels that an architecture cannot express"));

static cl::opt<std::string> passes("passes",
                                   cl::desc("run these passes of a backend only and write the IR"));

enum class Emit { TargetIR, LLVM, Asm, Obj, Payload, Entries };
static cl::opt<Emit>
    emitKind("emit", cl::desc("what to write"), cl::init(Emit::Asm),
             cl::values(clEnumValN(Emit::TargetIR, "target", "the target's own IR"),
                        clEnumValN(Emit::LLVM, "llvm", "LLVM IR, optimised at -O"),
                        clEnumValN(Emit::Asm, "asm", "assembly or PTX"),
                        clEnumValN(Emit::Obj, "obj", "an object or cubin"),
                        clEnumValN(Emit::Payload, "payload", "the first payload's bytes"),
                        clEnumValN(Emit::Entries, "entries", "a line for each entry point")));

/// `kind` is a copy: lld resets LLVM's command line options.
static mlir::LogicalResult writePayloads(const mlir::dc::Backend &backend, mlir::ModuleOp module,
                                         llvm::ArrayRef<std::string> archs,
                                         const mlir::dc::BackendOptions &options, Emit kind,
                                         llvm::raw_ostream &os) {
  auto payloads = backend.compile(module, archs, options);
  if (failed(payloads)) {
    return mlir::failure();
  }
  for (const mlir::dc::CompiledPayload &compiled : *payloads) {
    if (kind == Emit::Payload) {
      os.write(reinterpret_cast<const char *>(compiled.payload.bytes.data()),
               compiled.payload.bytes.size());
      break;
    }
    for (const auto &[kernel, entry] : compiled.entries) {
      os << compiled.payload.target << " " << compiled.payload.format << " "
         << compiled.payload.arch << ": " << kernel << " = " << entry.symbol << " " << entry.arch
         << (entry.tileThreads == 0 ? " block " : " tile ")
         << std::max(entry.blockThreads, entry.tileThreads) << " items " << entry.itemsPerThread
         << (entry.disjoint ? " disjoint" : "");
      if (entry.sharedBytes != 0 || entry.scratchBytes != 0) {
        os << " shared " << entry.sharedBytes << " scratch " << entry.scratchBytes;
      }
      if (entry.subgroupSize != 0) {
        os << " subgroups of " << entry.subgroupSize;
      }
      os << "\n";
    }
  }
  return mlir::success();
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  mlir::dc::registerBackendsCommonPasses();
  mlir::dc::registerBackendsCPUPasses();
  mlir::dc::registerBackendsPTXPasses();
  cl::ParseCommandLineOptions(argc, argv, "runs a DotCompute backend on device IR\n");

  auto [name, list] = llvm::StringRef(target).split(':');
  auto backend = name == "cpu" ? mlir::dc::createCPUBackend() : mlir::dc::createPTXBackend();
  llvm::SmallVector<llvm::StringRef> parts;
  list.split(parts, ',', -1, /*KeepEmpty=*/false);
  std::vector<std::string> archs(parts.begin(), parts.end());
  bool isDefault = archs.empty();
  if (isDefault) {
    archs = backend->defaultArchs();
  }

  mlir::DialectRegistry registry;
  backend->registerDialects(registry);
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  llvm::SourceMgr sources;
  mlir::SourceMgrDiagnosticHandler handler(sources, &context);
  auto module = mlir::parseSourceFile<mlir::ModuleOp>(input, sources, &context);
  if (!module) {
    return 1;
  }
  std::error_code error;
  llvm::ToolOutputFile file(output, error, llvm::sys::fs::OF_None);
  if (error) {
    llvm::errs() << output << ": " << error.message() << "\n";
    return 1;
  }
  mlir::dc::BackendOptions options;
  options.optLevel = level;
  options.lineTables = !noLines;
  options.cubin = cubin;
  options.bestEffort = bestEffort;
  options.onlyBetter = isDefault;
  mlir::LogicalResult result = mlir::success();
  if (!passes.empty()) {
    mlir::PassManager manager(&context);
    result = mlir::failure(failed(mlir::parsePassPipeline(passes, manager)) ||
                           failed(manager.run(*module)));
    if (succeeded(result)) {
      module->print(file.os());
    }
  } else if (emitKind == Emit::Payload || emitKind == Emit::Entries) {
    result = writePayloads(*backend, *module, archs, options, emitKind, file.os());
  } else {
    EmitKind kind = emitKind == Emit::TargetIR ? EmitKind::TargetIR
                    : emitKind == Emit::LLVM   ? EmitKind::LLVMIR
                    : emitKind == Emit::Asm    ? EmitKind::Assembly
                                               : EmitKind::Object;
    result = backend->emit(*module, archs.front(), kind, options, file.os());
  }
  if (failed(result)) {
    return 1;
  }
  file.keep();
  return 0;
}
