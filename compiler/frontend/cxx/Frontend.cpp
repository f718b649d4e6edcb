// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Drives Clang in process: arguments, embedded headers, parse, and what follows it.
#include "compiler/frontend/cxx/Frontend.h"

#include "compiler/frontend/cxx/Attributes.h"
#include "compiler/frontend/cxx/CudaNames.h"
#include "compiler/frontend/cxx/EmbeddedHeaders.h"
#include "compiler/frontend/cxx/InputFile.h"
#include "compiler/frontend/cxx/KernelEmitter.h"
#include "compiler/frontend/cxx/MLIRDiagnostics.h"
#include "compiler/frontend/cxx/SubsetChecker.h"
#include "compiler/frontend/cxx/Tuning.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"

#include "mlir/IR/Verifier.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace dc::compiler {

/// Where the embedded headers are mounted. No user can have files there.
static constexpr llvm::StringLiteral mountPoint = "/dcc-builtin";

namespace {

/// Parses only; the AST stays in the CompilerInstance.
struct KeepAST : clang::ASTFrontendAction {
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &,
                                                        llvm::StringRef) override {
    return std::make_unique<clang::ASTConsumer>();
  }
  bool shouldEraseOutputFiles() override { return false; }
};

/// Names the standard headers that kernels do not have, instead of "file not found".
struct MissingHeaders : clang::PPCallbacks {
  explicit MissingHeaders(clang::Preprocessor &preprocessor) : preprocessor(preprocessor) {}

  /// Called after FileNotFound, and the one that knows the place.
  void InclusionDirective(clang::SourceLocation, const clang::Token &, llvm::StringRef name, bool,
                          clang::CharSourceRange range, clang::OptionalFileEntryRef,
                          llvm::StringRef, llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind) override {
    if (missing) {
      reportOnce(preprocessor.getDiagnostics(), Diag::Header, range.getAsRange(), {name.str()});
      missing = false;
    }
  }

  bool FileNotFound(llvm::StringRef name) override {
    static const llvm::StringSet<> standard = {"any",           "atomic",        "barrier",
                                               "bitset",        "cassert",       "chrono",
                                               "climits",       "compare",       "complex",
                                               "cstdio",        "cstdlib",       "cstring",
                                               "deque",         "exception",     "expected",
                                               "filesystem",    "format",        "fstream",
                                               "functional",    "future",        "initializer_list",
                                               "iomanip",       "ios",           "iostream",
                                               "istream",       "iterator",      "list",
                                               "map",           "memory",        "mutex",
                                               "new",           "numeric",       "optional",
                                               "ostream",       "queue",         "random",
                                               "ranges",        "ratio",         "set",
                                               "span",          "sstream",       "stack",
                                               "stdexcept",     "string",        "string_view",
                                               "thread",        "tuple",         "typeinfo",
                                               "unordered_map", "unordered_set", "valarray",
                                               "variant",       "vector",        "math.h",
                                               "stdio.h",       "stdlib.h",      "string.h",
                                               "assert.h",      "stdint.h",      "stddef.h",
                                               "limits.h",      "float.h",       "cfloat",
                                               "coroutine"};
    missing = standard.contains(name);
    return missing;
  }

  clang::Preprocessor &preprocessor;
  bool missing = false;
};

/// Remembers every real file that was read.
struct Dependencies : clang::DependencyCollector {
  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef file, bool, bool, bool isModule, bool isMissing) override {
    return !isModule && !isMissing && !file.starts_with(mountPoint) && file != "-" &&
           file != "<stdin>";
  }
};

} // namespace

struct CxxPreamble {
  std::string text;
  clang::PrecompiledPreamble compiled;
};

struct CxxFrontend::Impl {
  CxxFrontendOptions options;
  std::unique_ptr<clang::CompilerInstance> compiler;
  std::unique_ptr<KeepAST> action;
  std::shared_ptr<Dependencies> dependencies = std::make_shared<Dependencies>();
  std::unique_ptr<llvm::MemoryBuffer>
      standardInput; ///< what "-" was, for as long as its text is shown
  std::string input;
  std::string source;     ///< the bytes of `input`
  std::string sourceName; ///< what __FILE__ is in it
  std::unique_ptr<Reporter> reporter;
  std::vector<const clang::FunctionDecl *> kernels;
  std::string tunes; ///< what __DCC_TUNES__ stands for
  std::vector<std::unique_ptr<CxxFrontend>>
      variants; ///< parses with other values of DC_TUNE: variant 1, 2 and so on
  unsigned variantErrors = 0;
  mlir::MLIRContext *context = nullptr;
  mlir::DiagnosticEngine::HandlerID handler = 0;
  bool begun = false;

  bool createCompiler();
  /// The headers were made without values for DC_TUNE.
  bool hasPreamble() const { return options.text && options.preamble && tunes.empty(); }
  llvm::LogicalResult parse();
  llvm::LogicalResult checkVariants();
  llvm::raw_ostream &errors() { return options.diagnostics ? *options.diagnostics : llvm::errs(); }
  std::unique_ptr<KernelPrinter> printer(clang::DiagnosticOptions &diagnosticOptions) {
    return std::make_unique<KernelPrinter>(errors(), diagnosticOptions);
  }
  KernelPrinter *mainPrinter = nullptr; ///< the compiler's
};

CxxFrontend::CxxFrontend() : impl(std::make_shared<Impl>()) { registerAttributes(); }

CxxFrontend::~CxxFrontend() {
  if (impl->begun) {
    impl->action->EndSourceFile();
  }
}

static std::vector<std::string>
compilerArguments(llvm::StringRef input, const CxxFrontendOptions &options, llvm::StringRef tunes) {
  std::vector<std::string> arguments = {"-triple",
                                        "x86_64-unknown-linux-gnu",
                                        "-fsyntax-only",
                                        "-x",
                                        "c++",
                                        "-std=c++20",
                                        "-nostdsysteminc",
                                        "-nobuiltininc",
                                        "-ffreestanding",
                                        "-fcxx-exceptions",
                                        "-fexceptions",
                                        "-internal-isystem",
                                        mountPoint.str(),
                                        "-D__DCC__=1",
                                        "-Wall",
                                        "-Wdouble-promotion"};
  arguments.push_back(options.contraction ? "-ffp-contract=on" : "-ffp-contract=off");
  arguments.push_back("-ferror-limit");
  arguments.push_back(std::to_string(options.errorLimit));
  for (const std::string &directory : options.includeDirs) {
    arguments.push_back("-I" + directory);
  }
  for (const std::string &define : options.defines) {
    arguments.push_back("-D" + define);
  }
  for (const std::string &undefine : options.undefines) {
    arguments.push_back("-U" + undefine);
  }
  if (options.color) {
    arguments.push_back("-fcolor-diagnostics");
  }
  arguments.push_back(("-D__DCC_TUNES__=" + tunes).str());
  llvm::append_range(arguments, cudaMacros());
  arguments.insert(arguments.end(), options.warnings.begin(), options.warnings.end());
  arguments.push_back(input.str());
  return arguments;
}

/// The built-in headers, above the machine's files unless a text in memory is all that counts.
static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
createFileSystem(const CxxFrontendOptions &options) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const EmbeddedHeader &header : getEmbeddedHeaders()) {
    memory->addFile(mountPoint + "/" + header.path, 0,
                    llvm::MemoryBuffer::getMemBuffer(header.text, header.path));
  }
  if (options.text) {
    return memory;
  }
  auto files =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::getRealFileSystem());
  files->pushOverlay(memory);
  return files;
}

static std::shared_ptr<clang::CompilerInvocation>
createInvocation(const std::vector<std::string> &arguments, clang::DiagnosticsEngine &diagnostics) {
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments) {
    pointers.push_back(argument.c_str());
  }
  auto invocation = std::make_shared<clang::CompilerInvocation>();
  return clang::CompilerInvocation::CreateFromArgs(*invocation, pointers, diagnostics, "dcc")
             ? invocation
             : nullptr;
}

bool CxxFrontend::Impl::createCompiler() {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = createFileSystem(options);
  clang::DiagnosticOptions early;
  early.ShowColors = options.color;
  auto earlyPrinter = printer(early);
  auto diagnostics = clang::CompilerInstance::createDiagnostics(*files, early, earlyPrinter.get(),
                                                                /*ShouldOwnClient=*/false);
  // A variant is of the bytes that the first parse has read.
  std::unique_ptr<llvm::MemoryBuffer> text =
      !tunes.empty() ? llvm::MemoryBuffer::getMemBufferCopy(source, sourceName)
      : options.text ? checkInput(llvm::MemoryBuffer::getMemBufferCopy(*options.text, input), input,
                                  *diagnostics)
                     : readInput(input, *diagnostics);
  if (!text) {
    return false;
  }
  source = text->getBuffer().str();
  sourceName = text->getBufferIdentifier().str();
  std::shared_ptr<clang::CompilerInvocation> invocation =
      createInvocation(compilerArguments(input, options, tunes), *diagnostics);
  if (!invocation) {
    return false;
  }
  if (hasPreamble()) {
    options.preamble->compiled.OverridePreamble(*invocation, files, text.release());
  } else if (input != "-") {
    // The bytes that were checked are the bytes that are parsed.
    invocation->getPreprocessorOpts().addRemappedFile(input, text.release());
  } else {
    invocation->getFrontendOpts().Inputs[0] =
        clang::FrontendInputFile(text->getMemBufferRef(), clang::InputKind(clang::Language::CXX));
    standardInput = std::move(text);
  }
  compiler = std::make_unique<clang::CompilerInstance>(invocation);
  compiler->setVirtualFileSystem(files);
  mainPrinter = printer(compiler->getDiagnosticOpts()).release();
  compiler->createDiagnostics(mainPrinter, /*ShouldOwnClient=*/true);
  if (!compiler->createTarget()) {
    return false;
  }
  compiler->createFileManager();
  compiler->createSourceManager();
  compiler->addDependencyCollector(dependencies);
  return true;
}

std::shared_ptr<const CxxPreamble> CxxFrontend::precompile(llvm::StringRef text,
                                                           const CxxFrontendOptions &options) {
  registerAttributes();
  CxxFrontendOptions inMemory = options;
  inMemory.text = text.str();
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = createFileSystem(inMemory);
  clang::DiagnosticOptions shown;
  KernelPrinter printer(options.diagnostics ? *options.diagnostics : llvm::errs(), shown);
  auto diagnostics = clang::CompilerInstance::createDiagnostics(*files, shown, &printer,
                                                                /*ShouldOwnClient=*/false);
  constexpr llvm::StringLiteral name = "preamble.dc.cpp";
  auto invocation = createInvocation(compilerArguments(name, options, {}), *diagnostics);
  if (!invocation) {
    return nullptr;
  }
  std::unique_ptr<llvm::MemoryBuffer> buffer = llvm::MemoryBuffer::getMemBufferCopy(text, name);
  clang::PreambleBounds bounds(text.size(), /*PreambleEndsAtStartOfLine=*/true);
  clang::PreambleCallbacks callbacks;
  auto compiled =
      clang::PrecompiledPreamble::Build(*invocation, buffer.get(), bounds, diagnostics, files,
                                        std::make_shared<clang::PCHContainerOperations>(),
                                        /*StoreInMemory=*/true, /*StoragePath=*/"", callbacks);
  if (!compiled || diagnostics->hasErrorOccurred()) {
    return nullptr;
  }
  return std::make_shared<const CxxPreamble>(CxxPreamble{text.str(), std::move(*compiled)});
}

llvm::LogicalResult CxxFrontend::parse(llvm::StringRef input, const CxxFrontendOptions &options) {
  impl->options = options;
  impl->input = input.str();
  return llvm::success(succeeded(impl->parse()) && !hasErrors());
}

llvm::LogicalResult CxxFrontend::Impl::parse() {
  if (!createCompiler()) {
    return llvm::failure();
  }
  action = std::make_unique<KeepAST>();
  if (!action->BeginSourceFile(*compiler, compiler->getFrontendOpts().Inputs[0])) {
    return llvm::failure();
  }
  begun = true;
  compiler->getPreprocessor().addPPCallbacks(
      std::make_unique<MissingHeaders>(compiler->getPreprocessor()));
  compiler->getPreprocessor().addPPCallbacks(reportCudaMacros(compiler->getPreprocessor()));
  if (llvm::Error error = action->Execute()) {
    llvm::consumeError(std::move(error));
    return llvm::failure();
  }
  // The parse ended its diagnostics; checker, emitter and passes go on with the same engine.
  compiler->getDiagnosticClient().BeginSourceFile(compiler->getLangOpts(),
                                                  &compiler->getPreprocessor());
  mainPrinter->reportKept(compiler->getDiagnostics());
  return llvm::success();
}

llvm::LogicalResult CxxFrontend::check() {
  impl->reporter = std::make_unique<Reporter>(impl->compiler->getDiagnostics());
  clang::ASTContext &ast = impl->compiler->getASTContext();
  impl->kernels = findKernels(ast, *impl->reporter, /*alsoPrecompiled=*/!impl->hasPreamble());
  SubsetChecker checker(ast, *impl->reporter);
  for (const clang::FunctionDecl *kernel : impl->kernels) {
    checker.checkKernel(kernel);
  }
  if (impl->kernels.empty() && !hasErrors()) {
    const clang::SourceManager &sources = impl->compiler->getSourceManager();
    impl->reporter->report(Diag::NoKernel, sources.getLocForStartOfFile(sources.getMainFileID()));
  }
  if (hasErrors() || !impl->tunes.empty()) {
    return llvm::success(!hasErrors());
  }
  return impl->checkVariants();
}

/// A parse for each further variant. Kernels with fewer variants are in it too, as their first one,
/// and are not emitted.
llvm::LogicalResult CxxFrontend::Impl::checkVariants() {
  std::vector<std::vector<Tunable>> tunables;
  size_t most = 1;
  for (const clang::FunctionDecl *kernel : kernels) {
    tunables.push_back(getTunables(kernel, compiler->getASTContext()));
    most = std::max(most, countVariants(tunables.back()));
  }
  for (size_t variant = 1; variant < most; ++variant) {
    auto other = std::make_unique<CxxFrontend>();
    other->impl->options = options;
    other->impl->options.warnings.push_back("-w"); // the first parse has given them
    other->impl->input = input;
    other->impl->source = source;
    other->impl->sourceName = sourceName;
    other->impl->tunes = tuneTable(tunables, variant);
    if (failed(other->impl->parse()) || other->hasErrors() || failed(other->check())) {
      variantErrors += std::max(1u, other->errorCount());
      if (other->impl->compiler) { // behind the error, so by the engine that has shown it
        Reporter notes(other->impl->compiler->getDiagnostics());
        for (auto [kernel, values] : llvm::zip_equal(kernels, tunables)) {
          if (variant < countVariants(values)) {
            notes.note(clang::SourceLocation(),
                       "in the variant " + getKernelName(kernel) + variantSuffix(values, variant));
          }
        }
      }
      return llvm::failure();
    }
    variants.push_back(std::move(other));
  }
  return llvm::success();
}

mlir::OwningOpRef<mlir::ModuleOp> CxxFrontend::emit(mlir::MLIRContext &context) {
  if (!impl->reporter && failed(check())) {
    return {};
  }
  loadFrontendDialects(context);
  const clang::SourceManager &sources = impl->compiler->getSourceManager();
  clang::PresumedLoc start =
      sources.getPresumedLoc(sources.getLocForStartOfFile(sources.getMainFileID()));
  auto location =
      mlir::FileLineColLoc::get(&context, start.isValid() ? start.getFilename() : "", 1, 1);
  mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(location);
  KernelEmitter emitter(impl->compiler->getASTContext(), *module, *impl->reporter,
                        impl->options.debugPrint);
  for (const clang::FunctionDecl *kernel : impl->kernels) {
    emitter.emit(kernel);
  }
  for (auto [index, other] : llvm::enumerate(impl->variants)) {
    clang::ASTContext &ast = other->impl->compiler->getASTContext();
    KernelEmitter variants(ast, *module, *other->impl->reporter, impl->options.debugPrint);
    for (const clang::FunctionDecl *kernel : other->impl->kernels) {
      if (index + 1 < countVariants(getTunables(kernel, ast))) {
        variants.emit(kernel, index + 1);
      }
    }
    impl->variantErrors += other->errorCount();
  }
  if (hasErrors() || failed(mlir::verify(*module))) {
    return {};
  }
  return module;
}

void CxxFrontend::installDiagnostics(mlir::MLIRContext &context) {
  removeDiagnostics();
  impl->context = &context;
  // The context may outlive this object or the other way round: neither reaches into the other
  // then.
  std::weak_ptr<Impl> alive = impl;
  impl->handler = context.getDiagEngine().registerHandler([alive](mlir::Diagnostic &diagnostic) {
    std::shared_ptr<Impl> owner = alive.lock();
    return llvm::success(owner && showDiagnostic(*owner->compiler, diagnostic));
  });
}

void CxxFrontend::removeDiagnostics() {
  if (impl->context) {
    impl->context->getDiagEngine().eraseHandler(impl->handler);
    impl->context = nullptr;
  }
}

std::vector<std::string> CxxFrontend::dependencies() const {
  llvm::ArrayRef<std::string> seen = impl->dependencies->getDependencies();
  return std::vector<std::string>(seen.begin(), seen.end());
}

bool CxxFrontend::hasErrors() const { return !impl->compiler || errorCount() > 0; }

unsigned CxxFrontend::errorCount() const {
  return impl->compiler ? impl->compiler->getDiagnosticClient().getNumErrors() + impl->variantErrors
                        : 1;
}

unsigned CxxFrontend::warningCount() const {
  return impl->compiler ? impl->compiler->getDiagnosticClient().getNumWarnings() : 0;
}

} // namespace dc::compiler
