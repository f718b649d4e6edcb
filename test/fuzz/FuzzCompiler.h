// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The properties that fuzzing checks of the compiler's two ways in: never a crash, and an error
// that says something.
#ifndef DOTCOMPUTE_TEST_FUZZ_FUZZCOMPILER_H
#define DOTCOMPUTE_TEST_FUZZ_FUZZCOMPILER_H

#include "test/fuzz/TokenMutator.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace dc::compiler {
struct CxxPreamble;
}
namespace mlir {
class MLIRContext;
}

namespace dc::test {

/// How far an input came.
enum class Reached { Nothing, Parsed, DeviceIR };

/// Compiles inputs one after the other. Aborts where dcc would end with status 70, where an error
/// has no code that should have one, and where there is none at all.
class CompilerFuzzer {
public:
  CompilerFuzzer();
  ~CompilerFuzzer();

  /// The rest of a C++ source whose first lines include the built-in headers: up to device IR and
  /// the manifest.
  Reached runCxx(std::string_view text);
  /// MLIR, as text or bytecode, as dcc reads it: verified, and with kernels only up to device IR.
  Reached runMLIR(std::string_view bytes);

  static const TokenMutator &cxxMutator();
  static const TokenMutator &mlirMutator();

private:
  mlir::MLIRContext &context();

  std::shared_ptr<const compiler::CxxPreamble> preamble;
  std::unique_ptr<mlir::MLIRContext> shared;
  unsigned uses = 0;
  unsigned recovered = 0; ///< crashes of LLVM's reader, as dcc survives them
};

} // namespace dc::test

#endif // DOTCOMPUTE_TEST_FUZZ_FUZZCOMPILER_H
