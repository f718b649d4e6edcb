// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a command line to files: phases, backends, artifact, dependency rule.
#include "compiler/driver/Driver.h"

#include "backends/Backend.h"
#include "compiler/driver/CompilerSession.h"
#include "compiler/driver/CompileTargets.h"
#include "compiler/driver/Outputs.h"
#include "compiler/manifest/ManifestBuilder.h"
#include "compiler/registry/Backends.h"
#include "runtime/artifact/Writer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "mlir/Bytecode/BytecodeWriter.h"

#include <cstdlib>

namespace dc::compiler {

/// Deeply nested sources recurse in Clang and in our walks; threads get this much stack.
static constexpr unsigned kStackBytes = 64u << 20;

namespace {

class Driver {
public:
  explicit Driver(const DriverOptions &options) : options(options), session(options, timing) {}

  int run() {
    bool ok = compile();
    if (options.timing) {
      timing.print(llvm::errs());
    }
    if (session.internalError()) {
      return kExitInternal;
    }
    return ok ? kExitOk : kExitErrors;
  }

  CompilerSession &getSession() { return session; }

private:
  bool compile();
  bool emitIR();
  bool emitCode();
  bool emitArtifact();
  bool finish(llvm::StringRef bytes);
  std::string embeddedSymbol() const;
  bool complain(const std::string &message) {
    llvm::errs() << "dcc: error: " << message << "\n";
    return false;
  }

  const DriverOptions &options;
  Timing timing;
  CompilerSession session;
};

bool Driver::compile() {
  if (!session.load()) {
    return false;
  }
  if (options.syntaxOnly) {
    return true;
  }
  if (options.stopAfter && *options.stopAfter != Phase::Target) {
    return session.advance(*options.stopAfter) && emitIR();
  }
  if (options.emit == Emit::MLIR && !options.stopAfter) {
    return session.advance(Phase::Validate) && emitIR();
  }
  if (options.emit == Emit::Artifact || options.emit == Emit::Embed) {
    return options.stopAfter ? session.advance(Phase::Device) && emitCode() : emitArtifact();
  }
  return session.advance(Phase::Device) && emitCode();
}

bool Driver::emitIR() {
  std::string text;
  llvm::raw_string_ostream os(text);
  session.current()->print(os, mlir::OpPrintingFlags().enableDebugInfo(options.lineTables, /*prettyForm=*/false));
  return finish(os.str());
}

/// One target's code as text or bytes.
bool Driver::emitCode() {
  mlir::dc::EmitKind kind = mlir::dc::EmitKind::TargetIR;
  mlir::dc::BackendOptions backendOptions = backendOptionsOf(options);
  std::string name = options.targets.front().name;
  if (!options.stopAfter) {
    switch (options.emit) {
    case Emit::LLVM:
      kind = mlir::dc::EmitKind::LLVMIR;
      break;
    case Emit::PTX:
      kind = mlir::dc::EmitKind::Assembly;
      name = "cuda";
      break;
    case Emit::Cubin:
      kind = mlir::dc::EmitKind::Object;
      name = "cuda";
      backendOptions.cubin = true;
      break;
    case Emit::Assembly:
      kind = mlir::dc::EmitKind::Assembly;
      name = "cpu";
      break;
    default:
      kind = mlir::dc::EmitKind::Object;
      name = "cpu";
      break;
    }
  }
  auto request = llvm::find_if(options.targets, [&](const TargetRequest &t) { return t.name == name; });
  if (request == options.targets.end()) {
    return complain("this output is made for target " + name + ", which --target leaves out");
  }
  const mlir::dc::Backend *backend = findBackend(name);
  std::vector<std::string> archs = request->archs.empty() ? backend->defaultArchs() : request->archs;
  if (request->archs.size() > 1) {
    return complain("expected one architecture of " + name + " for this output, got several");
  }
  std::string code;
  llvm::raw_string_ostream os(code);
  bool ok = timing.measure("backend " + name, [&] {
    return mlir::succeeded(backend->emit(session.device(), archs.front(), kind, backendOptions, os));
  });
  return ok && finish(os.str());
}

bool Driver::emitArtifact() {
  if (!session.advance(Phase::Validate)) {
    return false;
  }
  rt::artifact::ArtifactData data;
  data.producer = versionText();
  data.policy = options.policy == ValidationPolicy::Audit ? rt::artifact::Policy::Audit : rt::artifact::Policy::Guard;
  auto described = timing.measure("manifest", [&] { return describeKernels(session.module()); });
  if (mlir::failed(described)) {
    return false;
  }
  data.kernels = std::move(*described);
  if (!session.advance(Phase::Device) || !compileTargets(options, session.device(), timing, data)) {
    return false;
  }
  std::string bytes;
  bool ok = timing.measure("artifact", [&] {
    std::string bytecode;
    llvm::raw_string_ostream os(bytecode);
    if (mlir::failed(mlir::writeBytecodeToFile(session.module(), os))) {
      return complain("the kernels' bytecode could not be written");
    }
    data.bytecode.assign(bytecode.begin(), bytecode.end());
    auto file = rt::artifact::write(data);
    if (file.ok() && options.emit == Emit::Embed) {
      file = rt::artifact::write_object(*file, embeddedSymbol());
    }
    if (!file.ok()) {
      return complain(file.status().to_string());
    }
    bytes.assign(file->begin(), file->end());
    return true;
  });
  return ok && finish(bytes);
}

/// The object form's symbol: what typed launchers refer to, from the output's name.
std::string Driver::embeddedSymbol() const {
  std::string symbol = "dotcompute_artifact_";
  for (char c : llvm::sys::path::stem(options.output)) {
    symbol += llvm::isAlnum(c) ? c : '_';
  }
  return symbol;
}

bool Driver::finish(llvm::StringRef bytes) {
  std::string problem = writeOutput(options.output, bytes);
  if (problem.empty() && options.writeDependencies) {
    std::string target = options.dependencyTarget.empty() ? options.output : options.dependencyTarget;
    llvm::SmallString<128> file(options.dependencyFile);
    if (file.empty()) {
      file = options.output;
      llvm::sys::path::replace_extension(file, "d");
    }
    problem = writeOutput(file, dependencyRule(target, session.dependencies()));
  }
  return problem.empty() || complain(problem);
}

/// Keeps the input of a phase that crashed, so that dc-opt can be run on it.
void writeReproducer(CompilerSession &session) {
  llvm::SmallString<128> path;
  int descriptor = -1;
  std::string text = session.lastGood();
  if (text.empty() ||
      llvm::sys::fs::createTemporaryFile("dcc-reproducer", "mlir", descriptor, path)) {
    return;
  }
  llvm::raw_fd_ostream os(descriptor, /*shouldClose=*/true);
  os << "// " << versionText() << ", before phase " << session.phaseInProgress() << "\n" << text;
  llvm::errs() << "dcc: note: the kernels as they were before phase '" << session.phaseInProgress() << "' are in "
               << path << "\n";
}

} // namespace

int runDcc(int argc, const char *const *argv) {
  CommandLine line = parseCommandLine(argc, argv, llvm::outs(), llvm::errs());
  if (!line.options) {
    return line.exitStatus;
  }
  Driver driver(*line.options);
  int status = kExitInternal;
  // LLVM without assertions crashes on its own bugs; a crash is reported like any internal error.
  llvm::CrashRecoveryContext::Enable();
  llvm::CrashRecoveryContext recovery;
  bool survived = recovery.RunSafelyOnThread([&] { status = driver.run(); }, kStackBytes);
  if (!survived || status == kExitInternal) {
    llvm::errs() << "dcc: internal error in phase '" << driver.getSession().phaseInProgress() << "' (" << versionText()
                 << ")\n";
    writeReproducer(driver.getSession());
    llvm::errs().flush();
    // What crashed may have left anything behind: no destructor is to be trusted.
    std::_Exit(kExitInternal);
  }
  return status;
}

} // namespace dc::compiler
