// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The payload: deterministic, without imports; and what is said when it cannot be made.
#include "test/unit/backends/KernelHarness.h"

#include "backends/CPU/CPUBackend.h"
#include "backends/CPU/CPUSerialize.h"
#include "dialects/Support/Diagnostics.h"

#include "llvm/Support/FileSystem.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace {

const char *fillKernel = R"(
    gpu.func @fill(%y: memref<?xi64>, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "ns::fill", dc.rank = 1 : i64} {
      %zero = arith.constant 0 : i64
      dc.threads (%i) in (%d) {
        %p = arith.index_cast %i : i64 to index
        memref.store %zero, %y[%p] : memref<?xi64>
      }
      gpu.return
    })";

const std::vector<std::string> allArchs = {"x86-64-v2", "x86-64-v3", "x86-64-v4"};

/// An environment variable for the life of this object.
struct Environment {
  Environment(const char *name, const std::string &value) : name(name) {
    if (const char *old = getenv(name)) {
      before = old;
    }
    setenv(name, value.c_str(), 1);
  }
  ~Environment() { before ? setenv(name, before->c_str(), 1) : unsetenv(name); }

  const char *name;
  std::optional<std::string> before;
};

TEST(CPULink, SameInputSameBytesInAnyFolder) {
  LoadedKernels first(fillKernel, allArchs);
  std::filesystem::path folder = std::filesystem::temp_directory_path() / "dotcompute-link-test";
  std::filesystem::create_directory(folder);
  {
    Environment tmp("TMPDIR", folder.string());
    LoadedKernels second(fillKernel, allArchs);
    EXPECT_EQ(first.payload.payload.bytes, second.payload.payload.bytes);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "temporary files were left";
  std::filesystem::remove_all(folder);
}

TEST(CPULink, PayloadAndEntriesAreDescribed) {
  LoadedKernels kernels(fillKernel, allArchs);
  EXPECT_EQ(kernels.payload.payload.target, "cpu");
  EXPECT_EQ(kernels.payload.payload.format, "elf");
  EXPECT_EQ(kernels.payload.payload.arch, "x86-64-v2");
  ASSERT_EQ(kernels.payload.entries.size(), 3u);
  EXPECT_EQ(kernels.payload.entries[2].first, "ns::fill");
  EXPECT_EQ(kernels.payload.entries[2].second.symbol, "fill.v4");
  EXPECT_EQ(kernels.payload.entries[2].second.arch, "x86-64-v4");
  EXPECT_EQ(kernels.payload.entries[2].second.blockThreads, 0u);
}

TEST(CPULink, TheModuleIsNotChanged) {
  DeviceIR ir("gpu.module @kernels {\n" + std::string(fillKernel) + "\n}");
  std::string before = mlir::dc::str(*ir.module);
  ASSERT_TRUE(mlir::succeeded(mlir::dc::createCPUBackend()->compile(*ir.module, allArchs, {})));
  EXPECT_EQ(mlir::dc::str(*ir.module), before);
}

TEST(CPULink, AnUnusableTemporaryFolderIsNamed) {
  Environment tmp("TMPDIR", "/nonexistent/folder");
  DeviceIR ir("gpu.module @kernels {\n" + std::string(fillKernel) + "\n}");
  EXPECT_TRUE(mlir::failed(mlir::dc::createCPUBackend()->compile(*ir.module, allArchs, {})));
  EXPECT_NE(ir.diagnostics.find("DCC4007"), std::string::npos) << ir.diagnostics;
  EXPECT_NE(ir.diagnostics.find("/nonexistent/folder"), std::string::npos) << ir.diagnostics;
  EXPECT_NE(ir.diagnostics.find("TMPDIR"), std::string::npos) << ir.diagnostics;
}

TEST(CPULink, AnImportIsNamed) {
  // llvm.func declarations reach the object: the check is for what LLVM adds behind our back.
  DeviceIR ir(R"(
    llvm.func @memcpy(!llvm.ptr)
    llvm.func @f(%p: !llvm.ptr) { llvm.call @memcpy(%p) : (!llvm.ptr) -> () llvm.return })");
  ASSERT_TRUE(ir.module) << ir.diagnostics;
  const mlir::dc::CPUArch &arch = mlir::dc::getCPUArchs().front();
  auto emitter = mlir::dc::emitForCPU(*ir.module, arch, {});
  ASSERT_TRUE(mlir::succeeded(emitter));
  llvm::SmallVector<char, 0> object;
  ASSERT_TRUE(mlir::succeeded((*emitter)->write(mlir::dc::LLVMOutput::Object, object)));
  EXPECT_TRUE(mlir::failed(mlir::dc::checkObjectImports(ir.module->getLoc(), "x86-64-v2", object)));
  EXPECT_NE(ir.diagnostics.find("DCC4010"), std::string::npos) << ir.diagnostics;
  EXPECT_NE(ir.diagnostics.find("'memcpy'"), std::string::npos) << ir.diagnostics;
  // The linker refuses it as well, in its own words.
  ir.diagnostics.clear();
  EXPECT_TRUE(mlir::failed(mlir::dc::linkShared(ir.module->getLoc(), {object})));
  EXPECT_NE(ir.diagnostics.find("DCC4009"), std::string::npos) << ir.diagnostics;
  EXPECT_NE(ir.diagnostics.find("memcpy"), std::string::npos) << ir.diagnostics;
  // And a link after a failed one works.
  LoadedKernels kernels(fillKernel, allArchs);
}

TEST(CPULink, GarbageIsNoObject) {
  DeviceIR ir("");
  llvm::SmallVector<char, 0> garbage(100, 'x');
  EXPECT_TRUE(mlir::failed(
      mlir::dc::checkObjectImports(mlir::UnknownLoc::get(ir.context.get()), "x", garbage)));
  EXPECT_NE(ir.diagnostics.find("DCC4009"), std::string::npos) << ir.diagnostics;
}

} // namespace
