// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiles device IR with the CPU backend, loads the payload and calls its entries.
#ifndef DOTCOMPUTE_TEST_UNIT_BACKENDS_KERNELHARNESS_H
#define DOTCOMPUTE_TEST_UNIT_BACKENDS_KERNELHARNESS_H

#include "backends/Backend.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

/// Parsed device IR with its context. Diagnostics of everything done with it are collected as text.
struct DeviceIR {
  explicit DeviceIR(const std::string &text);
  ~DeviceIR();

  std::string diagnostics;
  std::unique_ptr<mlir::MLIRContext> context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

/// Architectures that this machine executes.
std::vector<std::string> runnableArchs();

/// Arguments in their 8-byte slots, in the order of the flat ABI.
class Slots {
public:
  template <typename T> Slots &add(T value) {
    static_assert(sizeof(T) <= 8);
    // What lies above a narrow scalar is not the kernel's business: make sure that it does not read
    // it.
    uint64_t slot = 0xa5a5a5a5a5a5a5a5u;
    std::memcpy(&slot, &value, sizeof(T));
    slots.push_back(slot);
    return *this;
  }
  const void *data() const { return slots.data(); }

private:
  std::vector<uint64_t> slots;
};

/// A payload in memory, loaded as the runtime loads it.
class LoadedKernels {
public:
  /// Wraps `body`, the text of gpu.func operations, into device IR and compiles it. An error fails
  /// the test.
  LoadedKernels(const std::string &body, const std::vector<std::string> &archs,
                unsigned optLevel = 3);
  ~LoadedKernels();
  LoadedKernels(const LoadedKernels &) = delete;

  /// Runs threads [first, last) of kernel `name` by its entry for `arch`.
  void run(const std::string &name, const std::string &arch, const Slots &slots, int64_t first,
           int64_t last);

  mlir::dc::CompiledPayload payload;

private:
  void *library = nullptr;
};

#endif // DOTCOMPUTE_TEST_UNIT_BACKENDS_KERNELHARNESS_H
