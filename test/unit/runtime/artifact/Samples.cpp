// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The sample artifacts.
#include "test/unit/runtime/artifact/Samples.h"

#include <bit>
#include <sstream>

namespace dc::rt::artifact::test {

static KernelInfo saxpy() {
  KernelInfo kernel;
  kernel.name = "vis::saxpy<float>";
  kernel.loc = {"src/saxpy.dc.cpp", 12, 1};
  kernel.args = {{"a", ArgKind::Scalar, ElementType::F32, Access::Read, 0, false, 1},
                 {"x", ArgKind::Array, ElementType::F32, Access::Read, 1, false, 4},
                 {"y", ArgKind::Array, ElementType::F32, Access::ReadWrite, 1, true, 16}};
  kernel.exprs = {
      {ExprOp::Extent, 2, 0, 0, 0}, {ExprOp::Extent, 1, 0, 0, 0},
      {ExprOp::Domain, 0, 0, 0, 0}, {ExprOp::Ge, 1, 2, 0, 0},
      {ExprOp::Scalar, 0, 0, 0, 0}, {ExprOp::ConstFloat, 0, 0, 0, std::bit_cast<int64_t>(0.5)},
      {ExprOp::Lt, 5, 4, 0, 0},     {ExprOp::ConstInt, 0, 0, 0, int64_t(1) << 31},
      {ExprOp::Lt, 0, 7, 0, 0}};
  kernel.domain = {0};
  kernel.contracts = {{3, "x.size() >= domain(0)", Origin::Inferred, {"src/saxpy.dc.cpp", 14, 16}},
                      {6, "a > 0.5f", Origin::Written, {"src/common.h", 3, 5}}};
  kernel.faults = {{0, FaultKind::Bounds, "x[i]", {"src/saxpy.dc.cpp", 15, 9}},
                   {4, FaultKind::Division, "a / b", {}},
                   {5, FaultKind::LoopBound, "i < n", {"src/saxpy.dc.cpp", 16, 3}}};
  kernel.trusted = {"x is sorted", "größer als 0"};
  kernel.entries = {{0, "vis__saxpy_float_.v2", "x86-64-v2", 0, 0, 4, 0, 0, 64, kNoExpr},
                    {0, "vis__saxpy_float_.v3", "x86-64-v3", 0, 0, 8, 0, 4096, 32, 8},
                    {1, "vis__saxpy_float_", "sm_75", 256, 32, 1, 1024, 0, 64, kNoExpr}};
  return kernel;
}

static KernelInfo transpose() {
  KernelInfo kernel;
  kernel.name = "transpose";
  kernel.loc = {"src/transpose.dc.cpp", 4, 1};
  kernel.rank = 2;
  kernel.block = {16, 16};
  kernel.args = {{"in", ArgKind::Array, ElementType::BF16, Access::Read, 2, false, 2},
                 {"out", ArgKind::Array, ElementType::BF16, Access::ReadWrite, 2, false, 2},
                 {"n", ArgKind::Scalar, ElementType::U64, Access::Read, 0, false, 1}};
  kernel.exprs = {{ExprOp::Extent, 0, 0, 0, 0},    {ExprOp::Extent, 0, 1, 0, 0},
                  {ExprOp::ConstInt, 0, 0, 0, 15}, {ExprOp::Add, 0, 2, 0, 0},
                  {ExprOp::Add, 1, 2, 0, 0},       {ExprOp::ConstInt, 0, 0, 0, 16},
                  {ExprOp::Div, 3, 5, 0, 0},       {ExprOp::Div, 4, 5, 0, 0},
                  {ExprOp::Stride, 1, 0, 0, 0},    {ExprOp::Eq, 8, 0, 0, 0},
                  {ExprOp::ByteSize, 1, 0, 0, 0},  {ExprOp::Alignment, 1, 0, 0, 0},
                  {ExprOp::Rem, 10, 11, 0, 0},     {ExprOp::Not, 12, 0, 0, 0},
                  {ExprOp::Scalar, 2, 0, 0, 0},    {ExprOp::ULe, 14, 10, 0, 0},
                  {ExprOp::And, 13, 15, 0, 0},     {ExprOp::Select, 9, 16, 15, 0},
                  {ExprOp::Wrap, 14, 0, 0, -32},   {ExprOp::DeviceFact, 2, 0, 0, 0},
                  {ExprOp::Le, 18, 19, 0, 0}};
  kernel.domain = {6, 7};
  kernel.contracts = {{17, "", Origin::Written, {}}};
  kernel.faults = {{1, FaultKind::Assertion, "n > 0", {"src/transpose.dc.cpp", 9, 3}}};
  kernel.entries = {{2, "transpose", "sm_90", 256, 0, 1, 544, 0, 64, 20}};
  return kernel;
}

ArtifactData rich() {
  ArtifactData data;
  data.producer = "dcc 0.1.0 (LLVM 22.1.8)";
  data.policy = Policy::Audit;
  data.kernels = {saxpy(), transpose()};
  KernelInfo bare;
  bare.name = "a::nothing";
  bare.rank = 3;
  data.kernels.push_back(bare);
  data.payloads = {{"cpu", "elf", "x86-64-v2", std::vector<uint8_t>(1000, 0x5a)},
                   {"cuda", "ptx", "sm_75", {'.', 'v', 'e', 'r', 's', 'i', 'o', 'n', 0}},
                   {"cuda", "cubin", "sm_90", std::vector<uint8_t>(64, 1)}};
  data.bytecode = {'M', 'L', 0xef, 'R', 13};
  return data;
}

ArtifactData small() {
  ArtifactData data;
  data.producer = "t";
  KernelInfo kernel;
  kernel.name = "k";
  kernel.loc = {"k.dc.cpp", 1, 2};
  kernel.args = {{"x", ArgKind::Array, ElementType::F32, Access::ReadWrite, 1, true, 4}};
  kernel.exprs = {
      {ExprOp::Extent, 0, 0, 0, 0}, {ExprOp::Domain, 0, 0, 0, 0}, {ExprOp::Ge, 0, 1, 0, 0}};
  kernel.domain = {0};
  kernel.contracts = {{2, "c", Origin::Inferred, {"k.dc.cpp", 2, 3}}};
  kernel.faults = {{0, FaultKind::Bounds, "x[i]", {"k.dc.cpp", 3, 4}}};
  kernel.entries = {{0, "k.v2", "x86-64-v2", 0, 0, 4, 0, 0, 64, kNoExpr}};
  data.kernels = {kernel};
  data.payloads = {{"cpu", "elf", "x86-64-v2", {1, 2, 3}}};
  data.bytecode = {9};
  return data;
}

namespace {
std::ostream &operator<<(std::ostream &out, const SourceLoc &loc) {
  return out << loc.file << ":" << loc.line << ":" << loc.column;
}

void describe(std::ostream &out, const KernelInfo &kernel) {
  out << "kernel " << kernel.name << " " << kernel.loc << " rank " << kernel.rank << "\n";
  for (uint32_t size : kernel.block) {
    out << " block " << size << "\n";
  }
  for (const ArgInfo &arg : kernel.args) {
    out << " arg " << arg.name << " " << int(arg.kind) << " " << int(arg.type) << " "
        << int(arg.access) << " " << int(arg.rank) << " " << arg.ownElement << " " << arg.alignment
        << (arg.writeOnly ? " write-only" : "") << (arg.strided ? " strided" : "") << "\n";
  }
  for (const ExprNode &node : kernel.exprs) {
    out << " expr " << int(node.op) << " " << node.a << " " << node.b << " " << node.c << " "
        << node.imm << "\n";
  }
  for (uint32_t expr : kernel.domain) {
    out << " domain " << expr << "\n";
  }
  for (const Contract &contract : kernel.contracts) {
    out << " contract " << contract.expr << " " << contract.text << " " << int(contract.origin)
        << " " << contract.loc << "\n";
  }
  for (const FaultSite &site : kernel.faults) {
    out << " fault " << site.id << " " << int(site.kind) << " " << site.what << " " << site.loc
        << "\n";
  }
  for (const std::string &fact : kernel.trusted) {
    out << " trusted " << fact << "\n";
  }
  for (const EntryPoint &entry : kernel.entries) {
    out << " entry " << entry.payload << " " << entry.symbol << " " << entry.arch << " "
        << entry.blockThreads << " " << entry.subgroupSize << " " << entry.lanes << " "
        << entry.sharedBytes << " " << entry.scratchBytes << " " << entry.indexBits << " "
        << entry.predicate;
    // Golden files were written before these fields: they say nothing where a default says it.
    if (entry.itemsPerThread != 1) {
      out << " items " << entry.itemsPerThread;
    }
    if (entry.tileThreads != 0) {
      out << " tile " << entry.tileThreads;
    }
    out << (entry.disjoint ? " disjoint\n" : "\n");
  }
}
} // namespace

std::string describe(const ArtifactData &data, bool withAbiHash) {
  std::ostringstream out;
  out << "producer " << data.producer << "\npolicy " << int(data.policy) << "\n";
  for (const KernelInfo &kernel : data.kernels) {
    describe(out, kernel);
    if (withAbiHash) {
      out << " abi " << std::hex << kernel.abiHash << std::dec << "\n";
    }
  }
  auto bytes = [&](const std::vector<uint8_t> &content) {
    for (uint8_t byte : content) {
      out << " " << int(byte);
    }
    out << "\n";
  };
  for (const Payload &payload : data.payloads) {
    out << "payload " << payload.target << " " << payload.format << " " << payload.arch;
    bytes(payload.bytes);
  }
  out << "bytecode";
  bytes(data.bytecode);
  return out.str();
}

} // namespace dc::rt::artifact::test
