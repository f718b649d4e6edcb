// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device: a cheap handle to one place where kernels run.
#ifndef DOTCOMPUTE_RUNTIME_DEVICE_H
#define DOTCOMPUTE_RUNTIME_DEVICE_H

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <dotcompute/base/Result.h>

namespace dc::rt {

namespace core {
class DeviceState;
}
template <class T> class Buffer;
class Queue;

/// What a device can hold and run at once. Sizes in bytes; 0: not limited, or not known.
struct DeviceLimits {
  std::uint64_t memory = 0;            ///< of the whole device
  std::uint64_t max_allocation = 0;    ///< of one buffer
  std::int64_t max_threads = 0;        ///< largest domain of one launch
  std::uint32_t max_block_threads = 0; ///< 0 on the CPU
  std::uint32_t shared_bytes = 0;      ///< of one block
  std::uint32_t subgroup_size = 1;
  std::uint32_t compute_units = 0; ///< CPU threads, or multiprocessors
};

/// A handle: copies name the same device, and the device lives as long as any handle, queue, buffer
/// or kernel of it. All functions are thread-safe.
class DOTCOMPUTE_EXPORT Device {
public:
  explicit Device(std::shared_ptr<core::DeviceState> state);

  /// "cpu", "cuda:0": what DOTCOMPUTE_DEVICE and Runtime::device take.
  const std::string &id() const;
  /// "cpu" or "cuda".
  const std::string &driver() const;
  /// What the vendor calls it.
  const std::string &name() const;
  /// The most that its code may assume: "x86-64-v3", "sm_90".
  const std::string &arch() const;
  const DeviceLimits &limits() const;
  /// Kernels read and write host memory in place: copy_* copies nothing.
  bool uses_host_memory() const;

  /// A new queue. Where the driver cannot make one, every call on the queue returns why.
  Queue queue() const;

  /// Memory for `count` elements, contents unspecified. ResourceExhausted when there is none.
  template <class T> Result<Buffer<T>> allocate(std::int64_t count) const;

  /// Waits for all queues of the device, then refuses everything but frees with FailedPrecondition.
  /// For every handle.
  Status close();
  bool is_closed() const;

  friend bool operator==(const Device &a, const Device &b) { return a.state == b.state; }

  const std::shared_ptr<core::DeviceState> &internal() const { return state; }

private:
  std::shared_ptr<core::DeviceState> state;
};

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_DEVICE_H
