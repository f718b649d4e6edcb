// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every backend is: device IR in, payloads out.
#ifndef DOTCOMPUTE_BACKENDS_BACKEND_H
#define DOTCOMPUTE_BACKENDS_BACKEND_H

#include "runtime/artifact/Manifest.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Support/LLVM.h"

#include <string>
#include <utility>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace mlir {
class DialectRegistry;
}

namespace mlir::dc {

struct BackendOptions {
  unsigned optLevel = 3;     ///< LLVM's -O level
  bool lineTables = true;    ///< source lines in the code
  bool cubin = false;        ///< cuda: machine code by ptxas besides PTX
  bool refuseSpills = false; ///< cuda, with `cubin`: a kernel that spills registers is an error
  bool onlyBetter = false;   ///< of the architectures behind the first, only kernels whose code
                             ///< differs from what an earlier one has
  bool bestEffort = false;   ///< a kernel that an architecture cannot express is left out with a
                             ///< remark; otherwise that is an error
};

/// Where `dcc --emit` can stop inside a backend.
enum class EmitKind { TargetIR, LLVMIR, Assembly, Object };

/// What machine code needs of one multiprocessor, as the assembler says.
struct KernelResources {
  unsigned registers = 0;   ///< of a thread
  unsigned spillStores = 0; ///< bytes of a thread, as are the next two
  unsigned spillLoads = 0;
  unsigned stack = 0;
  unsigned sharedBytes = 0; ///< of a block
};

/// One payload and the kernels that can be entered in it; `EntryPoint::payload` is left for the
/// artifact's writer.
struct CompiledPayload {
  ::dc::rt::artifact::Payload payload;
  std::vector<std::pair<std::string, ::dc::rt::artifact::EntryPoint>>
      entries; ///< kernel name, entry
  std::vector<std::pair<std::string, KernelResources>>
      resources; ///< by symbol; of machine code alone
};

/// Lifecycle: `registerDialects` once per context before it is used; then `compile` or `emit`, any
/// number of times, on device IR that verify-device-ir has accepted. Neither changes its argument:
/// a backend clones what it lowers. Errors are diagnostics on the context plus failure. One context
/// belongs to one thread at a time; a backend object keeps no state between calls.
class Backend {
public:
  virtual ~Backend() = default;

  /// As in --target: "cpu", "cuda".
  virtual StringRef name() const = 0;
  /// Architectures that dcc builds when the user names none, portable first; with
  /// BackendOptions::onlyBetter.
  virtual std::vector<std::string> defaultArchs() const = 0;
  /// Every architecture that `--target=name:arch` accepts, for the error that lists them.
  virtual std::vector<std::string> knownArchs() const = 0;
  virtual void registerDialects(DialectRegistry &registry) const = 0;

  /// Lowers and serialises all kernels of `device` for each architecture.
  virtual FailureOr<std::vector<CompiledPayload>>
  compile(ModuleOp device, ArrayRef<std::string> archs, const BackendOptions &options) const = 0;
  /// Writes one architecture's code at `kind`; a kind that the target lacks is a diagnostic.
  virtual LogicalResult emit(ModuleOp device, StringRef arch, EmitKind kind,
                             const BackendOptions &options, llvm::raw_ostream &os) const = 0;
};

} // namespace mlir::dc

#endif // DOTCOMPUTE_BACKENDS_BACKEND_H
