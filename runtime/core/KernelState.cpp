// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads artifacts and picks, for a kernel and a device, the variants that can run there.
#include "runtime/core/KernelState.h"

#include <algorithm>

#include "runtime/artifact/Reader.h"
#include "runtime/base/Errors.h"
#include "runtime/core/DataType.h"
#include "runtime/core/Tuning.h"

namespace dc::rt {
namespace core {

std::string describe(const artifact::SourceLoc &loc) {
  if (loc.line == 0) {
    return loc.file;
  }
  return loc.file + ":" + std::to_string(loc.line) + ":" + std::to_string(loc.column);
}

static Signature makeSignature(const artifact::KernelInfo &kernel) {
  Signature s;
  s.name = kernel.name;
  s.location = describe(kernel.loc);
  s.rank = kernel.rank;
  s.computes_domain = !kernel.domain.empty();
  s.is_block_kernel = !kernel.block.empty();
  for (const artifact::ArgInfo &arg : kernel.args) {
    Parameter p;
    p.name = arg.name;
    p.is_array = arg.kind == artifact::ArgKind::Array;
    p.type = dataType(arg.type);
    p.is_written = p.is_array && arg.access == artifact::Access::ReadWrite;
    p.is_read = !p.is_array || !arg.writeOnly;
    p.rank = arg.rank;
    p.alignment = arg.alignment;
    p.record_bytes = arg.recordBytes;
    p.is_strided = arg.strided;
    for (const artifact::FieldInfo &field : arg.fields) {
      p.fields.push_back({field.name, dataType(field.type), field.offset, field.count});
    }
    s.parameters.push_back(std::move(p));
  }
  return s;
}

ArtifactState::ArtifactState(std::shared_ptr<const artifact::ArtifactData> data)
    : owner(std::move(data)), content(*owner) {
  for (const artifact::KernelInfo &kernel : content.kernels) {
    kernels.push_back(makeSignature(kernel));
  }
}

Result<std::shared_ptr<DriverModule>> ArtifactState::module(const Device &device,
                                                            uint32_t payload) {
  // Loading under the lock: a second thread that wants the same module waits for it instead of
  // compiling it again.
  std::lock_guard lock(mutex);
  const std::pair key(device.internal().get(), payload);
  if (auto found = modules.find(key); found != modules.end()) {
    return found->second.module;
  }
  DC_TRY_ASSIGN(auto loaded, device.internal()->device().load(content.payloads[payload]));
  modules.emplace(key, Loaded{device, loaded});
  return loaded;
}

static std::string listEntries(const artifact::ArtifactData &data,
                               const artifact::KernelInfo &kernel) {
  std::string text;
  std::vector<std::string> names; // two forms of one architecture are one thing to the reader
  for (const artifact::EntryPoint &entry : kernel.entries) {
    const std::string name = data.payloads[entry.payload].target + ":" + entry.arch;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
      text += (text.empty() ? "" : ", ") + name;
    }
  }
  return text.empty() ? "no code at all" : "code for " + text;
}

Result<std::shared_ptr<const KernelState>>
ArtifactState::resolve(std::string_view name, const Device &device, std::string_view tuning) {
  DC_TRY(device.internal()->usable());
  auto found = std::find_if(content.kernels.begin(), content.kernels.end(),
                            [&](const auto &kernel) { return kernel.name == name; });
  if (found == content.kernels.end()) {
    std::string names;
    for (const artifact::KernelInfo &kernel : content.kernels) {
      if (!kernel.variantOf.empty()) {
        continue;
      }
      names += (names.empty() ? "'" : ", '") + kernel.name + "'";
    }
    return fail(Error::NoSuchKernel, names, name);
  }
  DC_TRY_ASSIGN(const size_t chosen,
                chooseVariant(content, size_t(found - content.kernels.begin()), tuning));
  found = content.kernels.begin() + long(chosen);

  std::vector<std::pair<uint32_t, const artifact::EntryPoint *>> ranked;
  for (const artifact::EntryPoint &entry : found->entries) {
    if (auto rank =
            device.internal()->device().preference(entry, content.payloads[entry.payload])) {
      ranked.emplace_back(*rank, &entry);
    }
  }
  // Best first; where the device has no preference what may assume more, then the artifact's order.
  std::sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) {
    if (a.first != b.first) {
      return a.first > b.first;
    }
    const bool assumes = a.second->disjoint;
    return assumes != b.second->disjoint ? assumes : a.second < b.second;
  });

  std::vector<KernelVariant> variants;
  Status refused;
  bool disjointServed = false; // by one without a predicate
  for (const auto &[rank, entry] : ranked) {
    if (entry->disjoint && disjointServed) {
      continue;
    }
    Result<std::shared_ptr<DriverModule>> code = module(device, entry->payload);
    if (code.code() == StatusCode::Incompatible) {
      refused = refused.ok() ? code.status() : refused;
      continue;
    }
    DC_TRY(device.internal()->note(code.status()));
    DC_TRY_ASSIGN(auto kernel, (*code)->kernel(*entry));
    variants.push_back({entry, std::move(kernel)});
    if (entry->predicate != artifact::kNoExpr) {
      continue;
    }
    if (!entry->disjoint) {
      break; // nothing after it can be chosen
    }
    disjointServed = true;
  }
  if (variants.empty()) {
    if (!refused.ok()) {
      return refused.with_context("while loading kernel '" + found->name + "'");
    }
    return fail(Error::NoVariant, "kernel '" + found->name + "'", device.id(), device.arch(),
                listEntries(content, *found));
  }
  const auto index = uint32_t(found - content.kernels.begin());
  return std::shared_ptr<const KernelState>(
      std::make_shared<KernelState>(shared_from_this(), index, device, std::move(variants)));
}

KernelState::KernelState(std::shared_ptr<ArtifactState> from, uint32_t number, Device device,
                         std::vector<KernelVariant> variants)
    : artifact(std::move(from)), kernel(&artifact->data().kernels[number]), index(number),
      where(std::move(device)), choices(std::move(variants)), slots(kernel->rank + 1),
      checks(*kernel, where) {
  for (const artifact::ArgInfo &arg : kernel->args) {
    // A pointer, the extents, the outer strides, of a strided array the last one; or the scalar.
    slots +=
        arg.kind == artifact::ArgKind::Array ? 2 * size_t(arg.rank) + (arg.strided ? 1 : 0) : 1;
  }
  const std::string at = describe(kernel->loc);
  heading = "kernel '" + kernel->name + "'" + (at.empty() ? "" : " (" + at + ")");
}

} // namespace core

Kernel::Kernel(std::shared_ptr<const core::KernelState> state) : state(std::move(state)) {}
const std::string &Kernel::name() const { return state->info().name; }
const Device &Kernel::device() const { return state->device(); }
const Signature &Kernel::signature() const { return state->signature(); }
const std::string &Kernel::arch() const { return state->variants().front().entry->arch; }

Artifact::Artifact(std::shared_ptr<core::ArtifactState> state) : state(std::move(state)) {}

Result<Artifact> Artifact::load_file(const std::string &path) {
  DC_TRY_ASSIGN(auto data, artifact::read_file(path));
  return Artifact(std::make_shared<core::ArtifactState>(std::move(data)));
}

Result<Artifact> Artifact::load_bytes(const void *bytes, size_t size) {
  DC_TRY_ASSIGN(auto data, artifact::read(static_cast<const uint8_t *>(bytes), size));
  return Artifact(std::make_shared<core::ArtifactState>(std::move(data)));
}

const std::vector<Signature> &Artifact::kernels() const { return state->signatures(); }
const std::string &Artifact::producer() const { return state->data().producer; }

Result<Kernel> Artifact::kernel(std::string_view name, const Device &device,
                                std::string_view tuning) const {
  DC_TRY_ASSIGN(auto resolved, state->resolve(name, device, tuning));
  return Kernel(std::move(resolved));
}

} // namespace dc::rt
