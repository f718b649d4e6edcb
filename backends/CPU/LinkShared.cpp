// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Links objects with lld, in this process.
#include "backends/CPU/CPUSerialize.h"

#include "backends/Common/LLVMTargets.h"
#include "backends/Common/TemporaryFolder.h"
#include "dialects/Support/Diagnostics.h"
#include "lld/Common/Driver.h"

#include <mutex>

LLD_HAS_DRIVER(elf)

namespace mlir::dc {

/// Calls lld on complete arguments; what it prints when it fails becomes the diagnostic.
static LogicalResult callLinker(Location loc, ArrayRef<const char *> args) {
  // lld keeps its state in globals.
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  initializeLLVMTargets();
  std::string output;
  llvm::raw_string_ostream stream(output);
  const lld::DriverDef drivers[] = {{lld::Gnu, &lld::elf::link}};
  lld::Result result = lld::lldMain(args, stream, stream, drivers);
  if (result.retCode != 0) {
    return emitDiagnostic(loc, Diag::BackendLink, StringRef(output).trim());
  }
  return success();
}

FailureOr<std::vector<uint8_t>> linkShared(Location loc, ArrayRef<SmallVector<char, 0>> objects) {
  auto folder = TemporaryFolder::create(loc);
  if (failed(folder)) {
    return failure();
  }
  std::string output = (*folder)->path("kernels.so");
  SmallVector<std::string> inputs;
  for (auto [i, object] : llvm::enumerate(objects)) {
    auto file = (*folder)->write("kernels-" + std::to_string(i) + ".o", object);
    if (failed(file)) {
      return failure();
    }
    inputs.push_back(std::move(*file));
  }
  SmallVector<const char *> args{
      "ld.lld", "--shared", "--no-undefined", "--hash-style=gnu", "--build-id=sha1",
      "--eh-frame-hdr", "-znoexecstack", "-zrelro", "-znow", "-ztext",
      // One thread is faster on inputs this small, and starts none in a host process.
      "--threads=1", "-o", output.c_str()};
  for (const std::string &input : inputs) {
    args.push_back(input.c_str());
  }
  if (failed(callLinker(loc, args))) {
    return failure();
  }
  auto bytes = (*folder)->read("kernels.so");
  if (failed(bytes)) {
    return failure();
  }
  ArrayRef<char> shared((*bytes)->getBufferStart(), (*bytes)->getBufferSize());
  if (failed(checkSharedImports(loc, "the CPU", shared))) {
    return failure();
  }
  return std::vector<uint8_t>(shared.begin(), shared.end());
}

} // namespace mlir::dc
