// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What dcc would say about the handmade kernels.
#include "test/conformance/HandmadeArtifact.h"

#include "runtime/artifact/Writer.h"

#include <cstdio>
#include <cstdlib>

extern "C" const uint8_t handmade_elf[], handmade_elf_end[], handmade_ptx[], handmade_ptx_end[];

namespace conformance {

using namespace dc::rt::artifact;

namespace {

/// Builds one KernelInfo; arguments are added in order, then rules that mention them by name.
class KernelBuilder {
public:
  KernelBuilder(const char *name, uint32_t line) {
    kernel.name = name;
    kernel.loc = {"handmade.dc.cpp", line, 1};
    for (const char *level : {"2", "3", "4"}) {
      EntryPoint entry;
      entry.payload = 0;
      entry.symbol = std::string(name) + ".v" + level;
      entry.arch = std::string("x86-64-v") + level;
      kernel.entries.push_back(entry);
    }
    EntryPoint entry;
    entry.payload = 1;
    entry.symbol = name;
    entry.arch = "sm_75";
    entry.blockThreads = 256;
    kernel.entries.push_back(entry);
  }

  KernelBuilder &array(const char *name, ElementType type, Access access, bool ownElement = true,
                       uint8_t rank = 1) {
    ArgInfo arg;
    arg.name = name;
    arg.kind = ArgKind::Array;
    arg.type = type;
    arg.access = access;
    arg.rank = rank;
    arg.ownElement = ownElement;
    arg.alignment = sizeOf(type);
    kernel.args.push_back(arg);
    return *this;
  }
  KernelBuilder &scalar(const char *name, ElementType type) {
    ArgInfo arg;
    arg.name = name;
    arg.type = type;
    kernel.args.push_back(arg);
    return *this;
  }
  /// DC_DOMAIN(extents of this array).
  KernelBuilder &domainOf(const char *array) {
    const uint32_t a = indexOf(array);
    kernel.rank = kernel.args[a].rank;
    for (uint32_t d = 0; d < kernel.rank; ++d) {
      kernel.domain.push_back(node(ExprOp::Extent, a, d));
    }
    return *this;
  }
  /// The contract that dcc infers of an access at the thread's own id.
  KernelBuilder &coversDomain(const char *array) {
    const uint32_t a = indexOf(array);
    for (uint32_t d = 0; d < kernel.rank; ++d) {
      Contract contract;
      contract.expr = node(ExprOp::Ge, node(ExprOp::Extent, a, d), node(ExprOp::Domain, d));
      contract.text = std::string(array) + ".size() >= domain";
      contract.origin = Origin::Inferred;
      contract.loc = {"handmade.dc.cpp", kernel.loc.line + 3, 3};
      kernel.contracts.push_back(contract);
    }
    return *this;
  }
  /// DC_REQUIRES(scalar * factor < limit), which can also overflow.
  KernelBuilder &requiresBelow(const char *scalar, int64_t factor, int64_t limit,
                               const char *text) {
    Contract contract;
    const uint32_t product =
        node(ExprOp::Mul, node(ExprOp::Scalar, indexOf(scalar)), constant(factor));
    contract.expr = node(ExprOp::Lt, product, constant(limit));
    contract.text = text;
    contract.loc = {"handmade.dc.cpp", kernel.loc.line + 1, 3};
    kernel.contracts.push_back(contract);
    return *this;
  }
  KernelBuilder &faultSite(FaultKind kind, const char *what) {
    const auto id = uint32_t(kernel.faults.size());
    kernel.faults.push_back({id, kind, what, {"handmade.dc.cpp", kernel.loc.line + 4 + id, 12}});
    return *this;
  }
  KernelBuilder &onlyOnGpus() {
    std::erase_if(kernel.entries, [](const EntryPoint &entry) { return entry.payload == 0; });
    return *this;
  }
  KernelBuilder &symbol(const char *symbol) {
    for (EntryPoint &entry : kernel.entries) {
      entry.symbol = symbol;
    }
    return *this;
  }
  KernelBuilder &blocks(uint32_t threads, uint64_t scratchBytes) {
    kernel.block = {threads};
    for (EntryPoint &entry : kernel.entries) {
      if (entry.payload == 0) {
        entry.scratchBytes = scratchBytes;
      } else {
        entry.blockThreads = threads;
        entry.sharedBytes = uint32_t(scratchBytes);
      }
    }
    return *this;
  }

  KernelInfo kernel;

private:
  static uint32_t sizeOf(ElementType type) {
    static constexpr uint32_t sizes[] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 2, 4, 8};
    return sizes[size_t(type)];
  }
  uint32_t indexOf(const std::string &name) const {
    for (uint32_t i = 0; i < kernel.args.size(); ++i) {
      if (kernel.args[i].name == name) {
        return i;
      }
    }
    std::abort();
  }
  uint32_t node(ExprOp op, uint32_t a = 0, uint32_t b = 0) {
    ExprNode n;
    n.op = op;
    n.a = a;
    n.b = b;
    kernel.exprs.push_back(n);
    return uint32_t(kernel.exprs.size() - 1);
  }
  uint32_t constant(int64_t value) {
    const uint32_t n = node(ExprOp::ConstInt);
    kernel.exprs[n].imm = value;
    return n;
  }
};

KernelInfo saxpy(const char *name, uint32_t line, ElementType type) {
  return KernelBuilder(name, line)
      .scalar("a", type)
      .array("x", type, Access::Read)
      .array("y", type, Access::ReadWrite)
      .domainOf("y")
      .coversDomain("x")
      .coversDomain("y")
      .kernel;
}

} // namespace

ArtifactData handmadeData() {
  using enum ElementType;
  constexpr Access in = Access::Read;
  constexpr Access out = Access::ReadWrite;
  ArtifactData data;
  data.producer = "handmade";
  data.payloads.push_back({"cpu", "elf", "x86-64-v2", {handmade_elf, handmade_elf_end}});
  data.payloads.push_back({"cuda", "ptx", "sm_75", {handmade_ptx, handmade_ptx_end}});
  data.kernels.push_back(saxpy("saxpy_f32", 10, F32));
  data.kernels.push_back(saxpy("saxpy_f64", 20, F64));
  data.kernels.push_back(saxpy("saxpy_i32", 30, I32));
  data.kernels.push_back(KernelBuilder("vector_add", 40)
                             .array("a", F32, in)
                             .array("b", F32, in)
                             .array("c", F32, out)
                             .domainOf("c")
                             .coversDomain("a")
                             .coversDomain("b")
                             .coversDomain("c")
                             .kernel);
  data.kernels.push_back(KernelBuilder("gather", 50)
                             .array("idx", I64, in)
                             .array("x", F32, in, false)
                             .array("out", F32, out)
                             .domainOf("out")
                             .coversDomain("idx")
                             .coversDomain("out")
                             .faultSite(FaultKind::Bounds, "x[idx[i]]")
                             .kernel);
  data.kernels.push_back(KernelBuilder("divide", 60)
                             .array("a", I32, in)
                             .array("b", I32, in)
                             .array("q", I32, out)
                             .domainOf("q")
                             .coversDomain("a")
                             .coversDomain("b")
                             .coversDomain("q")
                             .faultSite(FaultKind::Division, "a[i] / b[i]")
                             .kernel);
  data.kernels.push_back(KernelBuilder("fill", 70)
                             .array("out", F32, out)
                             .scalar("value", F32)
                             .coversDomain("out")
                             .kernel);
  data.kernels.push_back(KernelBuilder("reverse", 80)
                             .array("x", F32, in, false)
                             .array("y", F32, out)
                             .domainOf("y")
                             .coversDomain("x")
                             .coversDomain("y")
                             .kernel);
  data.kernels.push_back(
      KernelBuilder("churn", 90)
          .array("x", U32, out)
          .scalar("rounds", I64)
          .domainOf("x")
          .coversDomain("x")
          .requiresBelow("rounds", 1000, int64_t(1) << 62, "rounds * 1000 < (1 << 62)")
          .kernel);
  data.kernels.push_back(KernelBuilder("add_rows", 100)
                             .array("a", F32, in, true, 2)
                             .array("b", F32, out, true, 2)
                             .domainOf("b")
                             .coversDomain("a")
                             .coversDomain("b")
                             .kernel);
  data.kernels.push_back(KernelBuilder("block_ids", 110)
                             .array("out", I64, out)
                             .domainOf("out")
                             .blocks(64, 64 * sizeof(int64_t))
                             .coversDomain("out")
                             .kernel);
  data.kernels.push_back(KernelBuilder("absent", 115)
                             .array("out", F32, out)
                             .domainOf("out")
                             .symbol("not_in_any_payload")
                             .kernel);
  data.kernels.push_back(KernelBuilder("wild", 120)
                             .array("out", F32, out, false)
                             .scalar("offset", I64)
                             .domainOf("out")
                             .onlyOnGpus()
                             .kernel);
  return data;
}

std::vector<uint8_t> bytesOf(const ArtifactData &data) {
  auto bytes = write(data);
  if (!bytes.ok()) {
    std::fprintf(stderr, "cannot write the handmade artifact: %s\n",
                 bytes.status().to_string().c_str());
    std::abort();
  }
  return *bytes;
}

} // namespace conformance
