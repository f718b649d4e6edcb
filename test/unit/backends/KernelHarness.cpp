// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compile, memfd, dlopen, call.
#include "test/unit/backends/KernelHarness.h"

#include "backends/CPU/CPUBackend.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

DeviceIR::DeviceIR(const std::string &text) {
  mlir::DialectRegistry registry;
  mlir::dc::createCPUBackend()->registerDialects(registry);
  context = std::make_unique<mlir::MLIRContext>(registry, mlir::MLIRContext::Threading::DISABLED);
  context->getDiagEngine().registerHandler([this](mlir::Diagnostic &diagnostic) {
    diagnostics += diagnostic.str() + "\n";
    for (mlir::Diagnostic &note : diagnostic.getNotes()) {
      diagnostics += note.str() + "\n";
    }
    return mlir::success();
  });
  module = mlir::parseSourceString<mlir::ModuleOp>(text, context.get());
}

DeviceIR::~DeviceIR() = default;

std::vector<std::string> runnableArchs() {
  std::vector<std::string> archs = {"x86-64-v2"};
  if (__builtin_cpu_supports("x86-64-v3")) {
    archs.push_back("x86-64-v3");
  }
  if (__builtin_cpu_supports("x86-64-v4")) {
    archs.push_back("x86-64-v4");
  }
  return archs;
}

LoadedKernels::LoadedKernels(const std::string &body, const std::vector<std::string> &archs,
                             unsigned optLevel) {
  DeviceIR ir("gpu.module @kernels {\n" + body + "\n}");
  mlir::dc::BackendOptions options;
  options.optLevel = optLevel;
  bool ok = false;
  if (ir.module) {
    auto payloads = mlir::dc::createCPUBackend()->compile(*ir.module, archs, options);
    if (mlir::succeeded(payloads) && payloads->size() == 1) {
      payload = std::move(payloads->front());
      ok = true;
    }
  }
  EXPECT_TRUE(ok) << ir.diagnostics;
  int fd = memfd_create("kernels", MFD_CLOEXEC);
  EXPECT_EQ(write(fd, payload.payload.bytes.data(), payload.payload.bytes.size()),
            static_cast<ssize_t>(payload.payload.bytes.size()));
  library = dlopen(("/proc/self/fd/" + std::to_string(fd)).c_str(), RTLD_NOW | RTLD_LOCAL);
  EXPECT_NE(library, nullptr) << (library ? "" : dlerror());
  close(fd);
}

LoadedKernels::~LoadedKernels() {
  if (library) {
    dlclose(library);
  }
}

void LoadedKernels::run(const std::string &name, const std::string &arch, const Slots &slots,
                        int64_t first, int64_t last) {
  for (const auto &[kernel, entry] : payload.entries) {
    if (kernel != name || entry.arch != arch) {
      continue;
    }
    void *symbol = library ? dlsym(library, entry.symbol.c_str()) : nullptr;
    if (!symbol) {
      ADD_FAILURE() << "no symbol " << entry.symbol;
      return;
    }
    const int64_t range[2] = {first, last};
    reinterpret_cast<void (*)(const void *, const int64_t *, void *)>(symbol)(slots.data(), range,
                                                                              nullptr);
    return;
  }
  ADD_FAILURE() << "no entry for " << name << " on " << arch;
}
