// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// In process what dcc does with a file, with contexts and parsed headers kept between inputs.
#include "test/fuzz/FuzzCompiler.h"

#include "compiler/frontend/cxx/Frontend.h"
#include "compiler/frontend/mlir/Reader.h"
#include "compiler/manifest/ManifestBuilder.h"
#include "compiler/pipeline/BuildPipeline.h"
#include "compiler/registry/RegisterAll.h"
#include "dialects/DC/DC.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

namespace dc::test {

using compiler::CxxFrontend;
using compiler::CxxFrontendOptions;
using compiler::Phase;

namespace {

constexpr llvm::StringLiteral kHeaders =
    "#include <dotcompute/kernel.h>\n#include <algorithm>\n#include <array>\n"
    "#include <bit>\n#include <cmath>\n#include <concepts>\n#include <cstddef>\n"
    "#include <cstdint>\n#include <limits>\n#include <numbers>\n"
    "#include <type_traits>\n#include <utility>\n";

/// Types, attributes and locations live as long as their context; a new one is dear.
constexpr unsigned kUsesOfAContext = 2000;

constexpr const char *kCxxWords[] = {
#include "test/fuzz/cxx.dict.inc"
};
constexpr const char *kMLIRWords[] = {
#include "test/fuzz/mlir.dict.inc"
};

[[noreturn]] void wrong(const char *what, llvm::StringRef said = {}) {
  llvm::errs() << "CompilerFuzzer: " << what << "\n" << said;
  llvm::errs().flush();
  std::abort();
}

CxxFrontendOptions optionsFor(llvm::raw_ostream &stream) {
  CxxFrontendOptions options;
  options.diagnostics = &stream;
  options.errorLimit = 20;
  // What a source may make Clang do is dcc's default divided by a hundred: the code that runs is
  // the same.
  options.warnings = {"-fconstexpr-steps=10000", "-fconstexpr-depth=64", "-ftemplate-depth=64",
                      "-fbracket-depth", "256"};
  return options;
}

/// Collects what a context says while it lives.
class Listener {
public:
  explicit Listener(mlir::MLIRContext &context)
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error) {
            llvm::raw_string_ostream(said) << diagnostic << "\n";
          }
          return mlir::success();
        }) {}
  std::string said;

private:
  mlir::ScopedDiagnosticHandler handler;
};

/// The phases that all targets share, and what goes into the manifest. `said` hears why not.
bool compile(mlir::ModuleOp module, const std::string &said) {
  bool isDevice = false;
  for (Phase phase : {Phase::Input, Phase::Validate, Phase::Device}) {
    mlir::PassManager manager(module.getContext());
    compiler::buildPhase(manager, phase, {});
    if (mlir::failed(manager.run(module))) {
      if (!llvm::StringRef(said).contains("[DCC")) {
        wrong("a phase failed without a code", said);
      }
      return false;
    }
    if (phase == Phase::Validate && mlir::failed(compiler::describeKernels(module)) &&
        !llvm::StringRef(said).contains("[DCC")) {
      wrong("the manifest failed without a code", said);
    }
    isDevice = phase == Phase::Device;
  }
  return isDevice;
}

/// Clang parses `a < a < a ...` with unknown names twice for each `<`, so that 30 of them take
/// forever.
bool takesForever(llvm::StringRef text) {
  unsigned open = 0;
  for (char c : text) {
    open = c == ';' || c == '{' || c == '}' ? 0 : open + (c == '<');
    if (open > 10) {
      return true;
    }
  }
  return false;
}

template <size_t N> TokenMutator makeMutator(const char *const (&words)[N]) {
  return TokenMutator(std::vector<std::string_view>(std::begin(words), std::end(words)));
}

} // namespace

CompilerFuzzer::CompilerFuzzer() { llvm::CrashRecoveryContext::Enable(); }

CompilerFuzzer::~CompilerFuzzer() {
  if (recovered) {
    llvm::errs() << "CompilerFuzzer: LLVM's reader crashed " << recovered
                 << " times, which dcc reports as DCC5035\n";
  }
}

mlir::MLIRContext &CompilerFuzzer::context() {
  if (!shared || ++uses == kUsesOfAContext) {
    mlir::DialectRegistry registry;
    mlir::dc::registerAllDialects(registry);
    shared = std::make_unique<mlir::MLIRContext>(registry, mlir::MLIRContext::Threading::DISABLED);
    shared->printOpOnDiagnostic(false);
    uses = 0;
  }
  return *shared;
}

Reached CompilerFuzzer::runCxx(std::string_view text) {
  if (takesForever(text)) {
    return Reached::Nothing;
  }
  std::string shown;
  llvm::raw_string_ostream stream(shown);
  CxxFrontendOptions options = optionsFor(stream);
  if (!preamble) {
    preamble = CxxFrontend::precompile(kHeaders, options);
    if (!preamble) {
      wrong("the headers do not compile", shown);
    }
  }
  options.preamble = preamble;
  options.text = kHeaders.str();
  options.text->append(text);
  CxxFrontend frontend;
  if (mlir::failed(frontend.parse("fuzz.dc.cpp", options)) || mlir::failed(frontend.check())) {
    if (shown.empty()) {
      wrong("the frontend failed without an error");
    }
    return Reached::Nothing;
  }
  mlir::MLIRContext &context = this->context();
  Listener listener(context);
  mlir::OwningOpRef<mlir::ModuleOp> module = frontend.emit(context);
  if (!module) {
    if (!llvm::StringRef(shown).contains("[DCC")) {
      wrong("the emitter failed without a code", listener.said + shown);
    }
    return Reached::Parsed;
  }
  return compile(*module, listener.said) ? Reached::DeviceIR : Reached::Parsed;
}

Reached CompilerFuzzer::runMLIR(std::string_view bytes) {
  mlir::MLIRContext &context = this->context();
  Listener listener(context);
  llvm::SourceMgr sources;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  bool survived = llvm::CrashRecoveryContext().RunSafely([&] {
    auto copy = llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(bytes), "fuzz.mlir");
    module = compiler::readMLIR(std::move(copy), sources, context);
  });
  if (!survived) { // DCC5035 in dcc
    ++recovered;
    uses = kUsesOfAContext - 1; // and the context is not used again
    return Reached::Nothing;
  }
  if (!module) {
    if (listener.said.empty()) {
      wrong("the reader failed without an error");
    }
    return Reached::Nothing;
  }
  bool onlyKernels = llvm::all_of(
      *module->getBody(), [](mlir::Operation &op) { return mlir::isa<mlir::dc::KernelOp>(op); });
  return onlyKernels && compile(*module, listener.said) ? Reached::DeviceIR : Reached::Parsed;
}

const TokenMutator &CompilerFuzzer::cxxMutator() {
  static const TokenMutator mutator = makeMutator(kCxxWords);
  return mutator;
}

const TokenMutator &CompilerFuzzer::mlirMutator() {
  static const TokenMutator mutator = makeMutator(kMLIRWords);
  return mutator;
}

} // namespace dc::test
