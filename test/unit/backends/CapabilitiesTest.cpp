// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every line of Capabilities.def is tried: a kernel that needs the capability, for the target's
// portable architecture.
#include "test/unit/backends/KernelHarness.h"

#include "backends/CPU/CPUBackend.h"
#include "backends/PTX/PTXBackend.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

#include <map>

namespace {

enum Support { Native, Emulated, No };
struct Line {
  const char *target, *capability;
  Support support;
  const char *note;
};
const Line table[] = {
#define DC_CAPABILITY(target, capability, support, note) {target, capability, support, note},
#include "backends/Capabilities.def"
};

/// Element type and the computation of %w from %v that needs the capability.
const std::map<std::string, std::pair<std::string, std::string>> probes = {
    {"f16", {"f16", "%w = arith.mulf %v, %v : f16"}},
    {"bf16", {"bf16", "%w = arith.mulf %v, %v : bf16"}},
    {"f64", {"f64", "%w = arith.divf %v, %v : f64"}},
    {"muladd-f32", {"f32", "%w = dc.muladd %v, %v, %v : f32"}},
    {"sqrt-f32", {"f32", "%w = math.sqrt %v : f32"}},
    {"exp-f32", {"f32", "%w = math.exp %v : f32"}},
    {"remf-f32", {"f32", "%w = arith.remf %v, %v : f32"}},
    {"cas-i32", {"i32", "%w = dc.atomic_cas %x[%p], %v, %v : memref<?xi32>"}},
    {"cas-f16", {"f16", "%w = dc.atomic_cas %x[%p], %v, %v : memref<?xf16>"}},
    {"cas-bf16", {"bf16", "%w = dc.atomic_cas %x[%p], %v, %v : memref<?xbf16>"}},
    {"subgroups", {"f32", "%w = dc.subgroup_reduce add %v : f32"}},
    {"cas-i64", {"i64", "%w = dc.atomic_cas %x[%p], %v, %v : memref<?xi64>"}},
};

class Capability : public testing::TestWithParam<Line> {};

TEST_P(Capability, IsAsTheTableSays) {
  const Line &line = GetParam();
  auto probe = probes.find(line.capability);
  ASSERT_NE(probe, probes.end()) << "no probe for " << line.capability;
  auto [type, compute] = probe->second;
  std::string text = "gpu.module @kernels {\ngpu.func @probe(%x: memref<?x" + type +
                     ">, %n: i64, %d: i64, %r: memref<8xi64>) kernel attributes {dc.kernel = "
                     "\"probe\", dc.rank = 1 : i64} {\n"
                     "dc.threads (%i) in (%d) {\n%p = arith.index_cast %i : i64 to index\n%v = "
                     "memref.load %x[%p] : memref<?x" +
                     type + ">\n" + compute + "\nmemref.store %w, %x[%p] : memref<?x" + type +
                     ">\n}\ngpu.return\n}\n}";
  if (probe->first == "subgroups") { // those of a block
    text.replace(text.find("dc.threads (%i) in (%d)"), 23,
                 "dc.blocks (%b) in (%d) threads (%i) in [40]");
  }
  bool cpu = std::string(line.target) == "cpu";
  auto backend = cpu ? mlir::dc::createCPUBackend() : mlir::dc::createPTXBackend();
  ASSERT_EQ(backend->name().str(), line.target);
  mlir::DialectRegistry registry;
  backend->registerDialects(registry);
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  std::string diagnostics;
  mlir::ScopedDiagnosticHandler handler(&context, [&](mlir::Diagnostic &diagnostic) {
    diagnostics += diagnostic.str() + "\n";
    return mlir::success();
  });
  auto module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
  ASSERT_TRUE(module) << diagnostics;
  auto payloads = backend->compile(*module, {backend->knownArchs().front()}, {});
  if (line.support == No) {
    EXPECT_TRUE(mlir::failed(payloads));
    EXPECT_NE(diagnostics.find("DCC4002"), std::string::npos) << diagnostics;
  } else {
    ASSERT_TRUE(mlir::succeeded(payloads)) << diagnostics;
    EXPECT_EQ(payloads->size(), 1u);
  }
}

INSTANTIATE_TEST_SUITE_P(Backends, Capability, testing::ValuesIn(table), [](const auto &info) {
  std::string name = std::string(info.param.target) + "_" + info.param.capability;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

} // namespace
