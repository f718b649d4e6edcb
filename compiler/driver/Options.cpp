// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses dcc's command line and says what is wrong with it.
#include "compiler/driver/Options.h"

#include "backends/Backend.h"
#include "compiler/driver/DriverErrors.h"
#include "compiler/header/LaunchNames.h"
#include "compiler/registry/Backends.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace dc::compiler {

namespace {

using namespace llvm::opt;

#define OPTTABLE_STR_TABLE_CODE
#include "compiler/driver/Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "compiler/driver/Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "compiler/driver/Options.inc"
#undef OPTION
};

constexpr OptTable::Info optionInfos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "compiler/driver/Options.inc"
#undef OPTION
};

class DccOptions : public GenericOptTable {
public:
  DccOptions() : GenericOptTable(OptionStrTable, OptionPrefixesTable, optionInfos) {}
};

/// Collects what is wrong; every complaint is printed before giving up.
class Complaints {
public:
  explicit Complaints(llvm::raw_ostream &err) : err(err) {}
  template <class... Args> void add(DriverError error, const Args &...args) {
    isEmpty = false;
    reportError(err, error, args...);
  }
  /// What was given is none of the choices; `where` names the option.
  void addChoice(llvm::StringRef where, llvm::StringRef given, llvm::ArrayRef<std::string> choices) {
    add(DriverError::UnknownChoice, where.rtrim('='), llvm::join(choices, ", "), given, didYouMean(given, choices));
  }
  bool empty() const { return isEmpty; }

private:
  llvm::raw_ostream &err;
  bool isEmpty = true;
};

template <class T> struct Choice {
  llvm::StringRef name;
  T value;
};

template <class T>
void choose(const Arg *arg, llvm::ArrayRef<Choice<T>> choices, T &value, Complaints &complaints) {
  if (!arg) {
    return;
  }
  std::vector<std::string> names;
  for (const Choice<T> &choice : choices) {
    if (choice.name == arg->getValue()) {
      value = choice.value;
      return;
    }
    names.push_back(choice.name.str());
  }
  complaints.addChoice(arg->getSpelling(), arg->getValue(), names);
}

std::vector<TargetRequest> defaultTargets() {
  std::vector<TargetRequest> targets;
  for (const mlir::dc::Backend *backend : allBackends()) {
    targets.push_back({backend->name().str(), {}, false});
  }
  return targets;
}

void addTarget(llvm::StringRef text, std::vector<TargetRequest> &targets, Complaints &complaints) {
  auto [name, arch] = text.split(':');
  const mlir::dc::Backend *backend = findBackend(name);
  if (!backend) {
    std::vector<std::string> names;
    for (const mlir::dc::Backend *known : allBackends()) {
      names.push_back(known->name().str());
    }
    complaints.addChoice("--target", name, names);
    return;
  }
  bool namesArch = text.contains(':');
  if (namesArch && !llvm::is_contained(backend->knownArchs(), arch)) {
    complaints.addChoice(("--target=" + name + ":").str(), arch, backend->knownArchs());
    return;
  }
  auto same = llvm::find_if(targets, [&](const TargetRequest &t) { return t.name == name; });
  if (same == targets.end()) {
    same = targets.insert(targets.end(), {name.str(), {}, true});
  }
  if (namesArch && !llvm::is_contained(same->archs, arch)) {
    same->archs.push_back(arch.str());
  }
}

Phase phaseOf(const Arg *arg, Complaints &complaints) {
  if (auto phase = parsePhase(arg->getValue())) {
    return *phase;
  }
  std::vector<std::string> names;
  for (const PhaseInfo &info : allPhases()) {
    names.push_back(info.name.str());
  }
  complaints.addChoice(arg->getSpelling(), arg->getValue(), names);
  return Phase::Input;
}

void printHelp(const DccOptions &table, llvm::raw_ostream &out) {
  table.printHelp(out, "dcc [options] FILE.dc.cpp ...", "dcc: compiles C++ kernels for every device");
  out << "\nINPUTS: kernels in C++ (*.dc.cpp) or Kernel IR (*.mlir, *.mlirbc); '-' reads C++ from standard input\n";
  out << "\nPHASES:\n";
  for (const PhaseInfo &info : allPhases()) {
    out << "  " << llvm::left_justify(info.name, 12) << info.sentence << "\n";
  }
  out << "\nTARGETS:\n";
  for (const mlir::dc::Backend *backend : allBackends()) {
    out << "  " << llvm::left_justify(backend->name(), 12) << llvm::join(backend->knownArchs(), " ") << "\n";
  }
  out << "\nEXIT STATUS: 0 done, 1 errors in the input or the output could not be written, 2 wrong usage, 70 internal "
         "error\n";
}

/// The file's name without folders and the suffixes of sources.
llvm::StringRef baseName(llvm::StringRef file) {
  llvm::StringRef name = llvm::sys::path::filename(file);
  for (llvm::StringRef suffix : {".dc.cpp", ".cpp", ".mlirbc", ".mlir"}) {
    if (name.consume_back(suffix)) {
      break;
    }
  }
  return name;
}

/// What the name of the output says when --emit does not.
std::string defaultOutput(const DriverOptions &options) {
  if (options.inputs.front() == "-") {
    return "-";
  }
  return (baseName(options.inputs.front()) + (options.emit == Emit::Embed ? ".o" : ".dcx")).str();
}

/// The namespace of the headers and what they go with.
void checkHeaders(DriverOptions &options, const InputArgList &args, Complaints &complaints) {
  std::string kind = options.stopAfter                    ? "IR"
                     : options.emit == Emit::Artifact ? "an artifact"
                     : options.emit == Emit::Header   ? "a header"
                                                      : "something else";
  if (!options.headerFile.empty() && (options.stopAfter || options.emit != Emit::Embed)) {
    complaints.add(DriverError::HeaderNeedsObject, kind);
  }
  bool isArtifact = !options.stopAfter && !options.writesCode() && options.emit != Emit::MLIR;
  if (!options.hostHeaderFile.empty() && !isArtifact) {
    complaints.add(DriverError::HostHeaderOutput, kind);
  }
  for (const std::string &input : options.inputs) {
    if (!options.hostHeaderFile.empty() && (input == "-" || llvm::StringRef(input).ends_with(".mlir") ||
                                            llvm::StringRef(input).ends_with(".mlirbc"))) {
      complaints.add(DriverError::HostHeaderSource, input);
    }
  }
  std::pair<const char *, llvm::StringRef> files[] = {
      {"-o", options.output}, {"--header", options.headerFile}, {"--host-header", options.hostHeaderFile},
      {"--report", options.reportFile}};
  for (auto [index, file] : llvm::enumerate(files)) {
    for (auto other : llvm::ArrayRef(files).take_front(index)) {
      if (!file.second.empty() && (file.second == other.second || llvm::sys::fs::equivalent(file.second, other.second))) {
        complaints.add(DriverError::SameOutputs, other.first, file.first, file.second);
      }
    }
  }
  const Arg *given = args.getLastArg(OPT_namespace_EQ);
  llvm::StringRef output = options.output == "-" ? options.inputs.front() : options.output;
  options.space = given ? given->getValue() : llvm::sys::path::stem(baseName(output)).str();
  bool isUsed = given || options.writesHeader() || !options.hostHeaderFile.empty();
  if (isUsed && !isNamespaceName(options.space)) {
    complaints.add(DriverError::BadNamespace, given ? "--namespace" : "the output's name", options.space);
  }
}

/// Machine code, what it needs, and what they go with.
void checkResources(const DriverOptions &options, Complaints &complaints) {
  bool isArtifact = !options.stopAfter && !options.writesCode() && options.emit != Emit::MLIR && options.emit != Emit::Header;
  bool hasCUDA = llvm::any_of(options.targets, [](const TargetRequest &t) { return t.name == "cuda"; });
  if (options.cubin && (!isArtifact || !hasCUDA)) {
    complaints.add(DriverError::CubinOutput, isArtifact ? "targets without it" : "another output");
  }
  bool isCubin = !options.stopAfter && options.emit == Emit::Cubin;
  if (options.failOnSpills && !options.cubin && !isCubin) {
    complaints.add(DriverError::SpillsNeedCubin);
  }
  if (!options.reportFile.empty() && (!isArtifact || options.emit == Emit::Report)) {
    complaints.add(DriverError::ReportOutput);
  }
}

/// Narrows the targets to the one whose code the output is.
void chooseTarget(DriverOptions &options, const InputArgList &args, Complaints &complaints) {
  llvm::StringRef name;
  if (!options.stopAfter && options.emit != Emit::LLVM) {
    name = options.emit == Emit::PTX || options.emit == Emit::Cubin ? "cuda" : "cpu";
    llvm::erase_if(options.targets, [&](const TargetRequest &t) { return t.name != name; });
    if (options.targets.empty()) {
      complaints.add(DriverError::TargetLeftOut, name);
      return;
    }
  } else if (options.targets.size() != 1 || !options.targets.front().isExplicit) {
    complaints.add(DriverError::NeedsOneTarget, args.hasArg(OPT_target_EQ) ? "several" : "none");
    return;
  }
  const TargetRequest &target = options.targets.front();
  if (target.archs.size() > 1) {
    complaints.add(DriverError::NeedsOneArch, target.name, llvm::join(target.archs, ", "));
  }
}

void checkCombinations(DriverOptions &options, const InputArgList &args, Complaints &complaints) {
  if (options.inputs.empty()) {
    complaints.add(DriverError::NoInput);
    return;
  }
  if (const Arg *emit = args.getLastArg(OPT_emit_EQ); emit && complaints.empty() && options.stopAfter && options.emit != Emit::MLIR) {
    complaints.add(DriverError::StopAfterAndEmit, emit->getValue());
    return;
  }
  if (llvm::is_contained(options.dumpAfter, Phase::Target)) {
    complaints.add(DriverError::DumpAfterTarget);
  }
  if (!args.hasArg(OPT_emit_EQ) && llvm::StringRef(options.output).ends_with(".o")) {
    options.emit = Emit::Embed;
  }
  if (options.writesCode()) {
    chooseTarget(options, args, complaints);
  } else if (llvm::none_of(options.targets, [](const TargetRequest &t) { return t.name == "cpu"; })) {
    // The CPU's code is every artifact's fallback.
    options.targets.insert(options.targets.begin(), {"cpu", {}, false});
  }
  if (options.output.empty()) {
    bool isArtifact = !options.stopAfter && (options.emit == Emit::Artifact || options.emit == Emit::Embed);
    options.output = isArtifact ? defaultOutput(options) : "-";
  }
  checkHeaders(options, args, complaints);
  checkResources(options, complaints);
  for (const std::string &input : options.inputs) {
    for (const std::string &output : {options.output, options.headerFile, options.hostHeaderFile, options.reportFile}) {
      if (input != "-" && !output.empty() && llvm::sys::fs::equivalent(input, output)) {
        complaints.add(DriverError::OutputIsInput, input);
      }
    }
  }
  if (options.writeDependencies && options.dependencyFile.empty() && options.output == "-") {
    complaints.add(DriverError::NoDependencyFile);
  }
}

} // namespace

std::string versionText() {
  return "dcc " DOTCOMPUTE_VERSION " (LLVM " LLVM_VERSION_STRING ")";
}

CommandLine parseCommandLine(int argc, const char *const *argv, llvm::raw_ostream &out, llvm::raw_ostream &err) {
  DccOptions table;
  unsigned missingIndex = 0, missingCount = 0;
  InputArgList args = table.ParseArgs(llvm::ArrayRef(argv + 1, argc - 1), missingIndex, missingCount);
  if (args.hasArg(OPT_help)) {
    printHelp(table, out);
    return {std::nullopt, kExitOk};
  }
  if (args.hasArg(OPT_version)) {
    out << versionText() << "\n";
    return {std::nullopt, kExitOk};
  }

  Complaints complaints(err);
  if (missingCount) {
    complaints.add(DriverError::MissingValue, args.getArgString(missingIndex));
  }
  for (const Arg *arg : args.filtered(OPT_UNKNOWN)) {
    std::string spelling = arg->getAsString(args), nearest;
    bool isNear = table.findNearest(spelling, nearest) <= 2;
    complaints.add(DriverError::UnknownOption, spelling, isNear ? "; did you mean '" + nearest + "'?" : "");
  }

  DriverOptions options;
  options.inputs = args.getAllArgValues(OPT_INPUT);
  options.output = args.getLastArgValue(OPT_output).str();
  choose<Emit>(args.getLastArg(OPT_emit_EQ),
               {{"dcx", Emit::Artifact},
                {"embed", Emit::Embed},
                {"header", Emit::Header},
                {"report", Emit::Report},
                {"mlir", Emit::MLIR},
                {"llvm", Emit::LLVM},
                {"asm", Emit::Assembly},
                {"obj", Emit::Object},
                {"ptx", Emit::PTX},
                {"cubin", Emit::Cubin}},
               options.emit, complaints);
  choose<ValidationPolicy>(args.getLastArg(OPT_policy_EQ),
                           {{"strict", ValidationPolicy::Strict},
                            {"guard", ValidationPolicy::Guard},
                            {"audit", ValidationPolicy::Audit}},
                           options.policy, complaints);
  choose<unsigned>(args.getLastArg(OPT_O), {{"0", 0u}, {"1", 1u}, {"2", 2u}, {"3", 3u}}, options.optLevel, complaints);
  choose<bool>(args.getLastArg(OPT_ffp_contract_EQ), {{"on", true}, {"off", false}}, options.frontend.contraction, complaints);
  for (const Arg *arg : args.filtered(OPT_target_EQ)) {
    llvm::SmallVector<llvm::StringRef> names;
    llvm::StringRef(arg->getValue()).split(names, ',');
    for (llvm::StringRef name : names) {
      addTarget(name, options.targets, complaints);
    }
  }
  if (!args.hasArg(OPT_target_EQ)) {
    options.targets = defaultTargets();
  }
  options.cubin = args.hasArg(OPT_cubin);
  options.failOnSpills = args.hasArg(OPT_fail_on_spills);
  options.reportFile = args.getLastArgValue(OPT_report_EQ).str();
  options.kernels = args.getAllArgValues(OPT_kernel_EQ);
  options.headerFile = args.getLastArgValue(OPT_header).str();
  options.hostHeaderFile = args.getLastArgValue(OPT_host_header).str();
  options.lineTables = args.getLastArg(OPT_g, OPT_g0) ? !args.getLastArg(OPT_g, OPT_g0)->getOption().matches(OPT_g0) : true;
  options.frontend.includeDirs = args.getAllArgValues(OPT_I);
  options.frontend.defines = args.getAllArgValues(OPT_D);
  options.frontend.undefines = args.getAllArgValues(OPT_U);
  for (const Arg *arg : args.filtered(OPT_W, OPT_w)) {
    options.frontend.warnings.push_back(arg->getAsString(args));
  }
  options.frontend.color = err.has_colors();
  options.frontend.debugPrint = args.hasArg(OPT_debug_print);
  options.syntaxOnly = args.hasArg(OPT_fsyntax_only);
  options.writeDependencies = args.hasArg(OPT_MD, OPT_MF);
  options.dependencyFile = args.getLastArgValue(OPT_MF).str();
  options.dependencyTarget = args.getLastArgValue(OPT_MT).str();
  if (const Arg *arg = args.getLastArg(OPT_stop_after_EQ)) {
    options.stopAfter = phaseOf(arg, complaints);
  }
  for (const Arg *arg : args.filtered(OPT_dump_after_EQ)) {
    options.dumpAfter.push_back(phaseOf(arg, complaints));
  }
  options.timing = args.hasArg(OPT_timing);
  checkCombinations(options, args, complaints);
  if (!complaints.empty()) {
    return {std::nullopt, kExitUsage};
  }
  return {std::move(options), kExitOk};
}

} // namespace dc::compiler
