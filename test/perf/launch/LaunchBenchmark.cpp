// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a launch costs beside its kernel: the mandatory checks alone, and whole launches on the CPU.
#include <dotcompute/runtime/Linked.h>
#include <dotcompute/runtime/Queue.h>

#include "runtime/artifact/Writer.h"

#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

extern "C" const uint8_t launch_elf[], launch_elf_end[];

namespace {

using namespace dc::rt;

/// A kernel of `arrays` arrays, the last one written; the domain is its extent, and each array has
/// the contract that dcc infers of an access at the thread's own id.
artifact::KernelInfo kernelOf(const char *name, uint32_t arrays) {
  artifact::KernelInfo kernel;
  kernel.name = name;
  const auto node = [&](artifact::ExprOp op, uint32_t a, uint32_t b) {
    artifact::ExprNode n;
    n.op = op;
    n.a = a;
    n.b = b;
    kernel.exprs.push_back(n);
    return uint32_t(kernel.exprs.size() - 1);
  };
  for (uint32_t i = 0; i < arrays; ++i) {
    artifact::ArgInfo arg;
    arg.name = std::string(1, char('a' + i));
    arg.kind = artifact::ArgKind::Array;
    arg.access = i + 1 == arrays ? artifact::Access::ReadWrite : artifact::Access::Read;
    arg.rank = 1;
    arg.ownElement = true;
    arg.alignment = sizeof(float);
    kernel.args.push_back(arg);
    artifact::Contract contract;
    const uint32_t extent = node(artifact::ExprOp::Extent, i, 0);
    contract.expr = node(artifact::ExprOp::Ge, extent, node(artifact::ExprOp::Domain, 0, 0));
    contract.text = arg.name + ".size() >= domain";
    contract.origin = artifact::Origin::Inferred;
    kernel.contracts.push_back(contract);
  }
  kernel.domain.push_back(node(artifact::ExprOp::Extent, arrays - 1, 0));
  artifact::EntryPoint entry;
  entry.symbol = std::string(name) + ".v2";
  entry.arch = "x86-64-v2";
  kernel.entries.push_back(entry);
  return kernel;
}

/// A kernel without arguments, over a domain that the caller gives: what is left of a launch when
/// there is nothing to check.
artifact::KernelInfo none() {
  artifact::KernelInfo kernel = kernelOf("none", 1);
  kernel.args.clear();
  kernel.contracts.clear();
  kernel.domain.clear();
  kernel.exprs.clear();
  return kernel;
}

struct Bench {
  Bench() {
    artifact::ArtifactData data;
    data.producer = "benchmark";
    data.payloads.push_back({"cpu", "elf", "x86-64-v2", {launch_elf, launch_elf_end}});
    data.kernels = {kernelOf("one", 1), kernelOf("two", 2), kernelOf("four", 4), none()};
    bytes = artifact::write(data).value();
    size = bytes.size();
    linked = {bytes.data(), &size, "benchmark"};
    four.abi_hash = artifact::abi_hash(data.kernels[2]);
    loaded.emplace_back(Artifact::load_bytes(bytes.data(), bytes.size()).value());
    for (const char *name : {"one", "two", "four", "none"}) {
      kernels.push_back(loaded.front().kernel(name, device).value());
    }
  }

  std::vector<Buffer<float>> buffers(int64_t size) const {
    std::vector<Buffer<float>> all;
    for (int i = 0; i < 4; ++i) {
      all.push_back(device.allocate<float>(size).value());
    }
    return all;
  }

  Device device = Runtime::shared()->device("cpu").value();
  Queue queue = device.queue();
  std::vector<Artifact> loaded;
  std::vector<Kernel> kernels;
  std::vector<uint8_t> bytes;
  uint64_t size = 0;
  LinkedArtifact linked{};
  LinkedKernel four{&linked, "four", 0}; ///< as a generated header has it
};

Bench &bench() {
  static Bench instance;
  return instance;
}

/// One launch of `arrays` buffers. The plain call of a program, list of arguments included.
Result<Completion> launchBuffers(Bench &b, size_t arrays, const Domain *domain,
                                 std::vector<Buffer<float>> &x) {
  const auto call = [&](const Kernel &kernel, auto &&...buffers) {
    return domain ? b.queue.launch(kernel, *domain, buffers...)
                  : b.queue.launch(kernel, buffers...);
  };
  return arrays == 0   ? call(b.kernels[3])
         : arrays == 1 ? call(b.kernels[0], x[0])
         : arrays == 2 ? call(b.kernels[1], x[0], x[1])
                       : call(b.kernels[2], x[0], x[1], x[2], x[3]);
}

void run(benchmark::State &state, const Domain *domain, int64_t size) {
  Bench &b = bench();
  std::vector<Buffer<float>> x = b.buffers(size);
  const auto arrays = size_t(state.range(0));
  for (auto _ : state) {
    Result<Completion> done = launchBuffers(b, arrays, domain, x);
    if (!done.ok()) {
      state.SkipWithError(done.status().to_string().c_str());
      break;
    }
    benchmark::DoNotOptimize(done);
  }
}

/// The checks of arrays of 64 elements; nothing runs, since the caller asks for no thread.
void checks(benchmark::State &state) {
  const Domain none = threads(0);
  run(state, &none, 64);
}

/// The checks of empty arrays, with the domain computed.
void checksOfEmpty(benchmark::State &state) { run(state, nullptr, 0); }

/// Checks, submission, 64 threads of the kernel, completion.
void launch64(benchmark::State &state) { run(state, nullptr, 64); }

/// A generated launcher of four arrays.
[[gnu::always_inline]] inline Result<Completion> typed(Bench &b, const Arg<const float> &x,
                                                       const Arg<const float> &y,
                                                       const Arg<const float> &z,
                                                       const Arg<float> &out) {
  return detail::launch_linked(b.queue, b.four, nullptr, x, y, z, out);
}
void launch64Typed(benchmark::State &state) {
  Bench &b = bench();
  std::vector<Buffer<float>> x = b.buffers(64);
  for (auto _ : state) {
    Result<Completion> done = typed(b, x[0], x[1], x[2], x[3]);
    if (!done.ok()) {
      state.SkipWithError(done.status().to_string().c_str());
      break;
    }
    benchmark::DoNotOptimize(done);
  }
}

/// The same with host ranges instead of buffers.
void launch64Host(benchmark::State &state) {
  Bench &b = bench();
  std::vector<float> x[4];
  for (auto &v : x) {
    v.resize(64);
  }
  for (auto _ : state) {
    Result<Completion> done =
        b.queue.launch(b.kernels[2], copy_in(x[0]), copy_in(x[1]), copy_in(x[2]), copy_inout(x[3]));
    if (!done.ok()) {
      state.SkipWithError(done.status().to_string().c_str());
      break;
    }
    benchmark::DoNotOptimize(done);
  }
}

/// The peer: a function that the compiler cannot inline, called over the same 64 elements.
[[gnu::noinline]] void sum(const float *a, const float *b, const float *c, float *out, int64_t n) {
  for (int64_t i = 0; i < n; ++i) {
    out[i] = a[i] + b[i] + c[i];
  }
}
void plainCall64(benchmark::State &state) {
  std::vector<float> x[4];
  for (auto &v : x) {
    v.resize(64);
  }
  for (auto _ : state) {
    sum(x[0].data(), x[1].data(), x[2].data(), x[3].data(), 64);
    benchmark::ClobberMemory();
  }
}

BENCHMARK(checks)->Name("checks")->Arg(0)->Arg(1)->Arg(2)->Arg(4);
BENCHMARK(checksOfEmpty)->Name("checks, domain computed")->Arg(1)->Arg(2)->Arg(4);
BENCHMARK(launch64)->Name("launch of 64")->Arg(1)->Arg(2)->Arg(4);
BENCHMARK(launch64Typed)->Name("launch of 64, typed, 4");
BENCHMARK(launch64Host)->Name("launch of 64, host ranges")->Arg(4);
BENCHMARK(plainCall64)->Name("plain call over 64")->Arg(4);

} // namespace

BENCHMARK_MAIN();
