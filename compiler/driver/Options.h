// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dcc's command line as values.
#ifndef DOTCOMPUTE_COMPILER_DRIVER_OPTIONS_H
#define DOTCOMPUTE_COMPILER_DRIVER_OPTIONS_H

#include "compiler/frontend/cxx/Frontend.h"
#include "compiler/pipeline/BuildPipeline.h"

#include <optional>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace dc::compiler {

/// Documented exit statuses.
inline constexpr int kExitOk = 0, kExitErrors = 1, kExitUsage = 2, kExitInternal = 70;

enum class Emit { Artifact, Embed, Header, Report, MLIR, LLVM, Assembly, Object, PTX, Cubin };

struct TargetRequest {
  std::string name;
  std::vector<std::string> archs; ///< empty: the backend's defaults
  bool isExplicit = false;        ///< named by the user, so failing to build it is an error
};

struct DriverOptions {
  std::vector<std::string> inputs;
  std::string output;
  Emit emit = Emit::Artifact;
  std::vector<TargetRequest> targets; ///< exactly one, with at most one architecture, where writesCode()
  std::vector<std::string> kernels; ///< empty: all
  ValidationPolicy policy = ValidationPolicy::Guard;
  unsigned optLevel = 3;
  bool lineTables = true;
  bool cubin = false, failOnSpills = false;

  std::string reportFile;                 ///< empty: not wanted
  std::string headerFile, hostHeaderFile; ///< empty: not wanted
  std::string space;                      ///< of the headers; valid where there is one

  CxxFrontendOptions frontend;
  bool syntaxOnly = false;
  bool writeDependencies = false;
  std::string dependencyFile, dependencyTarget;

  std::optional<Phase> stopAfter;
  std::vector<Phase> dumpAfter;
  bool timing = false;

  /// Whether the output is one target's code or IR, not kernels of all targets.
  bool writesCode() const {
    return stopAfter ? *stopAfter == Phase::Target : emit != Emit::Artifact && emit != Emit::Embed && emit != Emit::Header &&
                                                           emit != Emit::Report && emit != Emit::MLIR;
  }
  bool writesHeader() const { return emit == Emit::Header || !headerFile.empty(); }
};

/// Either options, or the status to leave with after --help, --version or an error that has been printed.
struct CommandLine {
  std::optional<DriverOptions> options;
  int exitStatus = kExitOk;
};

CommandLine parseCommandLine(int argc, const char *const *argv, llvm::raw_ostream &out, llvm::raw_ostream &err);

/// "dcc 0.1.0 (LLVM 22.1.8)": also the artifact's producer.
std::string versionText();

} // namespace dc::compiler

#endif // DOTCOMPUTE_COMPILER_DRIVER_OPTIONS_H
