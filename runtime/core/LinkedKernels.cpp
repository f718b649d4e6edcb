// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the artifact of a linked kernel, checks that header and object agree, loads it for a
// device.
#include "runtime/core/LinkedKernels.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <dotcompute/runtime/Linked.h>

#include "runtime/artifact/Reader.h"
#include "runtime/base/Errors.h"
#include "runtime/base/Notice.h"
#include "runtime/core/KernelState.h"
#include "runtime/core/Override.h"

namespace dc::rt {
namespace core {

using artifact::ArtifactData;

namespace {

/// The hash in an artifact's header that names the whole of it (docs/artifact-format.md).
using Identity = std::array<unsigned char, 32>;
constexpr size_t kIdentityAt = 32;

struct Known {
  Identity identity{};
  std::weak_ptr<const ArtifactData> data;
};

/// Reads a linked artifact, once for all devices that use it.
Result<std::shared_ptr<const ArtifactData>> readLinked(const LinkedArtifact &linked) {
  // Never destroyed: kernels may be launched while the program ends.
  static auto *const mutex = new std::mutex;
  static auto *const known = new std::map<const unsigned char *, Known>;
  const uint64_t size = *linked.size;
  Identity identity{};
  if (size >= kIdentityAt + identity.size()) {
    std::memcpy(identity.data(), linked.bytes + kIdentityAt, identity.size());
  }
  std::lock_guard lock(*mutex);
  Known &entry = (*known)[linked.bytes];
  // Another library may have been loaded to the place of one that was closed.
  if (auto data = entry.data.lock(); data && entry.identity == identity) {
    return data;
  }
  Result<ArtifactData> read = artifact::read(linked.bytes, size);
  if (!read.ok()) {
    return read.status().with_context(std::string("while reading the artifact linked as '") +
                                      linked.symbol + "'");
  }
  auto data = std::make_shared<const ArtifactData>(std::move(*read));
  entry = {identity, data};
  return std::shared_ptr<const ArtifactData>(data);
}

/// The artifact to take the kernel from: an override, or what is linked if it fits the header.
Result<std::shared_ptr<const ArtifactData>> choose(const LinkedKernel &kernel) {
  if (auto data = findOverride(kernel.name, kernel.abi_hash)) {
    return data;
  }
  DC_TRY_ASSIGN(auto data, readLinked(*kernel.artifact));
  const auto found =
      std::find_if(data->kernels.begin(), data->kernels.end(),
                   [&](const artifact::KernelInfo &info) { return info.name == kernel.name; });
  if (found == data->kernels.end()) {
    return fail(Error::LinkedMissing, kernel.name, kernel.artifact->symbol);
  }
  if (found->abiHash != kernel.abi_hash) {
    return fail(Error::LinkedStale, kernel.name, hexText(kernel.abi_hash), hexText(found->abiHash),
                kernel.artifact->symbol);
  }
  return data;
}

uint32_t idOf(LinkedKernel &kernel) {
  static std::atomic<uint32_t> last{0};
  uint32_t id = kernel.id.load(std::memory_order_acquire);
  if (id == 0) {
    const uint32_t fresh = last.fetch_add(1, std::memory_order_relaxed) + 1;
    // Whoever comes second takes the id of the first.
    id = kernel.id.compare_exchange_strong(id, fresh) ? fresh : id;
  }
  return id;
}

} // namespace

LinkedKernels::LinkedKernels(DeviceState &device) : device(device) {}
LinkedKernels::~LinkedKernels() = default;

Result<const LinkedKernels::Handle *> LinkedKernels::load(LinkedKernel &kernel) {
  // Under the lock: a second thread that wants the same kernel waits for it.
  std::lock_guard lock(mutex);
  if (const Handle *handle = find(kernel.id.load(std::memory_order_acquire))) { // none has id 0
    return handle;
  }
  DC_TRY_ASSIGN(auto data, choose(kernel));
  // Not an owner: the device owns this.
  const Device here(std::shared_ptr<DeviceState>(std::shared_ptr<DeviceState>(), &device));
  DC_TRY_ASSIGN(
      auto resolved,
      stateOf(std::move(data))->resolve(kernel.name, here, kernel.tuning ? kernel.tuning : ""));
  const uint32_t id = idOf(kernel);
  publish(id, std::move(resolved));
  return find(id);
}

const std::shared_ptr<ArtifactState> &
LinkedKernels::stateOf(std::shared_ptr<const ArtifactData> data) {
  std::shared_ptr<ArtifactState> &state = artifacts[data.get()];
  if (!state) {
    state = std::make_shared<ArtifactState>(std::move(data));
  }
  return state;
}

void LinkedKernels::publish(uint32_t id, Handle kernel) {
  Table *table = current.load(std::memory_order_relaxed);
  if (!table || id >= table->entries.size()) {
    const size_t size = std::max<size_t>(64, size_t(id) * 2);
    auto larger = std::make_unique<Table>(size);
    for (size_t i = 0; table && i < table->entries.size(); ++i) {
      larger->entries[i].store(table->entries[i].load(std::memory_order_relaxed),
                               std::memory_order_relaxed);
    }
    table = tables.emplace_back(std::move(larger)).get();
    current.store(table, std::memory_order_release);
  }
  kernels.push_back(std::make_unique<const Handle>(std::move(kernel)));
  table->entries[id].store(kernels.back().get(), std::memory_order_release);
}

} // namespace core
} // namespace dc::rt
