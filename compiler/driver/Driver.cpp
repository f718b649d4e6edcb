// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a command line to files: phases, backends, artifact, dependency rule.
#include "compiler/driver/Driver.h"

#include "backends/Backend.h"
#include "compiler/driver/CompilerSession.h"
#include "compiler/driver/CompileTargets.h"
#include "compiler/driver/CrashGuard.h"
#include "compiler/driver/DriverErrors.h"
#include "compiler/driver/Outputs.h"
#include "compiler/driver/Report.h"
#include "compiler/header/LaunchHeader.h"
#include "compiler/header/LaunchNames.h"
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

/// Deeply nested sources recurse in Clang and in our walks; threads get this much stack, of which only what is used is memory.
static constexpr unsigned kStackBytes = 512u << 20;
/// Writing the kernels after a crash takes a second at most, unless the crash has left a lock or a loop.
static constexpr unsigned kReportSeconds = 20;

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
  bool emitHeaders(llvm::ArrayRef<rt::artifact::KernelInfo> kernels);
  bool finish(llvm::StringRef bytes);
  std::string embeddedSymbol() const;

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
  if (options.writesCode()) {
    return session.advance(Phase::Device) && emitCode();
  }
  if (options.stopAfter || options.emit == Emit::MLIR) {
    return session.advance(options.stopAfter.value_or(Phase::Validate)) && emitIR();
  }
  return emitArtifact();
}

bool Driver::emitIR() {
  std::string text;
  llvm::raw_string_ostream os(text);
  session.current()->print(os, mlir::OpPrintingFlags().enableDebugInfo(options.lineTables, /*prettyForm=*/false));
  return finish(os.str());
}

static mlir::dc::EmitKind emitKind(const DriverOptions &options) {
  if (options.stopAfter) {
    return mlir::dc::EmitKind::TargetIR;
  }
  switch (options.emit) {
  case Emit::LLVM:
    return mlir::dc::EmitKind::LLVMIR;
  case Emit::PTX:
  case Emit::Assembly:
    return mlir::dc::EmitKind::Assembly;
  case Emit::Object:
  case Emit::Cubin:
    return mlir::dc::EmitKind::Object;
  case Emit::Artifact:
  case Emit::Embed:
  case Emit::Header:
  case Emit::Report:
  case Emit::MLIR:
    break;
  }
  llvm_unreachable("not one target's code");
}

/// One target's code as text or bytes.
bool Driver::emitCode() {
  const TargetRequest &request = options.targets.front();
  const mlir::dc::Backend &backend = *findBackend(request.name);
  std::string arch = request.archs.empty() ? backend.defaultArchs().front() : request.archs.front();
  std::string code;
  llvm::raw_string_ostream os(code);
  bool ok = timing.measure("backend " + request.name, [&] {
    return mlir::succeeded(backend.emit(session.device(), arch, emitKind(options), backendOptionsOf(options), os));
  });
  return ok && finish(code);
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
  bool hasHeaders = emitHeaders(data.kernels);
  if (!hasHeaders || options.emit == Emit::Header) {
    return hasHeaders;
  }
  std::vector<EntryResources> resources;
  if (!session.advance(Phase::Device) || !compileTargets(options, session.device(), timing, data, resources)) {
    return false;
  }
  if (options.emit == Emit::Report) {
    return finish(writeReport(options.output, session.module(), data, resources));
  }
  if (!options.reportFile.empty() &&
      !writeOutput(options.reportFile, writeReport(options.reportFile, session.module(), data, resources))) {
    return false;
  }
  std::string bytes;
  bool ok = timing.measure("artifact", [&] {
    std::string bytecode;
    llvm::raw_string_ostream os(bytecode);
    if (mlir::failed(mlir::writeBytecodeToFile(session.module(), os))) {
      reportError(llvm::errs(), DriverError::BytecodeFailed);
      return false;
    }
    data.bytecode.assign(bytecode.begin(), bytecode.end());
    auto file = rt::artifact::write(data);
    if (file.ok() && options.emit == Emit::Embed) {
      file = rt::artifact::write_object(*file, embeddedSymbol());
    }
    if (!file.ok()) {
      reportError(llvm::errs(), DriverError::ArtifactRefused, file.status().to_string());
      return false;
    }
    bytes.assign(file->begin(), file->end());
    return true;
  });
  return ok && finish(bytes);
}

/// Before the artifact is made, so that nothing is written where they cannot be.
bool Driver::emitHeaders(llvm::ArrayRef<rt::artifact::KernelInfo> kernels) {
  if (!options.writesHeader() && options.hostHeaderFile.empty()) {
    return true;
  }
  if (auto collision = findCollision(kernels)) {
    reportError(llvm::errs(), DriverError::NameCollision, collision->first, collision->second, collision->launcher);
    return false;
  }
  HeaderOptions header{options.space, embeddedSymbol(), versionText()};
  if (!options.hostHeaderFile.empty()) {
    std::vector<std::string> sources;
    for (const std::string &input : options.inputs) {
      llvm::SmallString<128> source(input);
      llvm::sys::fs::make_absolute(source);
      sources.emplace_back(source.str());
    }
    if (!writeOutput(options.hostHeaderFile, writeHostHeader(kernels, sources, header))) {
      return false;
    }
  }
  if (!options.writesHeader()) {
    return true;
  }
  std::string text = writeLaunchHeader(kernels, header);
  return options.emit == Emit::Header ? finish(text) : writeOutput(options.headerFile, text);
}

/// The object form's symbol: what typed launchers refer to.
std::string Driver::embeddedSymbol() const {
  std::string symbol = "dotcompute_artifact_";
  for (char c : options.space) {
    symbol += llvm::isAlnum(c) ? c : '_';
  }
  return symbol;
}

bool Driver::finish(llvm::StringRef bytes) {
  if (!writeOutput(options.output, bytes)) {
    return false;
  }
  if (!options.writeDependencies) {
    return true;
  }
  std::vector<std::string> targets{options.dependencyTarget};
  if (options.dependencyTarget.empty()) {
    targets = {options.output, options.headerFile, options.hostHeaderFile, options.reportFile};
    llvm::erase_if(targets, [](const std::string &file) { return file.empty(); });
  }
  llvm::SmallString<128> file(options.dependencyFile);
  if (file.empty()) {
    file = options.output;
    llvm::sys::path::replace_extension(file, "d");
  }
  return writeOutput(file, dependencyRule(targets, session.dependencies()));
}

/// What runs a shared phase again; the backends' phases are passes of dcc alone.
std::string replayCommand(llvm::StringRef phase, const DriverOptions &options,
                          llvm::StringRef file) {
  if (phase != phaseName(Phase::Input) && phase != phaseName(Phase::Validate) && phase != phaseName(Phase::Device)) {
    return {};
  }
  std::string command = ("dc-opt --" + phase + "-pipeline").str();
  if (phase == phaseName(Phase::Validate)) {
    command += options.policy == ValidationPolicy::Audit ? "=policy=audit" : "=policy=guard";
  } else if (phase == phaseName(Phase::Input) && options.frontend.debugPrint) {
    command += "=debug-print";
  }
  return command + " " + file.str();
}

/// Keeps the input of a phase that crashed, so that dc-opt can be run on it.
void writeReproducer(CompilerSession &session, const DriverOptions &options) {
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
  if (std::string command = replayCommand(session.phaseInProgress(), options, path);
      !command.empty()) {
    llvm::errs() << "dcc: note: run that phase again with: " << command << "\n";
  }
}

} // namespace

int runDcc(int argc, const char *const *argv) {
  std::string text;
  llvm::raw_string_ostream out(text);
  CommandLine line = parseCommandLine(argc, argv, out, llvm::errs());
  if (!line.options) {
    return text.empty() || writeOutput("-", text) ? line.exitStatus : kExitErrors;
  }
  Driver driver(*line.options);
  int status = kExitInternal;
  // LLVM without assertions crashes on its own bugs; a crash is reported like any internal error.
  llvm::CrashRecoveryContext::Enable();
  guardStacks();
  llvm::CrashRecoveryContext recovery;
  bool survived = recovery.RunSafelyOnThread(
      [&] {
        StackScope watched;
        status = driver.run();
      },
      kStackBytes);
  const std::string &unreadable = driver.getSession().unreadable();
  bool isInput = !unreadable.empty() || (!survived && hasOverflowedStack());
  if (isInput) {
    guardReport(kExitErrors, kReportSeconds);
    if (hasOverflowedStack()) {
      reportError(llvm::errs(), DriverError::StackOverflow, kStackBytes >> 20, driver.getSession().phaseInProgress());
    } else {
      reportError(llvm::errs(), DriverError::ReaderCrashed, unreadable);
    }
    llvm::errs().flush();
    std::_Exit(kExitErrors);
  }
  if (!survived || status == kExitInternal) {
    guardReport(kExitInternal, kReportSeconds);
    reportError(llvm::errs(), DriverError::InternalError, driver.getSession().phaseInProgress(), versionText());
    writeReproducer(driver.getSession(), *line.options);
    llvm::errs().flush();
    // What crashed may have left anything behind: no destructor is to be trusted.
    std::_Exit(kExitInternal);
  }
  return status;
}

} // namespace dc::compiler
