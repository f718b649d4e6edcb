// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Queue: launches and copies in order. Completion: when one of them is done, and how it went.
#ifndef DOTCOMPUTE_RUNTIME_QUEUE_H
#define DOTCOMPUTE_RUNTIME_QUEUE_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>

#include <dotcompute/base/Result.h>
#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Artifact.h>
#include <dotcompute/runtime/Buffer.h>
#include <dotcompute/runtime/Device.h>

namespace dc::rt {

namespace core {
class QueueState;
struct CompletionRecord;
} // namespace core

/// How many threads, or blocks of a block kernel, a launch runs. Extents in the views' order, the
/// last fastest.
struct Domain {
  enum class Unit : std::uint8_t { Threads, Blocks };
  Unit unit = Unit::Threads;
  std::uint8_t rank = 1;
  std::int64_t extents[3] = {0, 0, 0};
};

/// A Domain whose unit and rank typed launchers check when they are compiled.
template <Domain::Unit U, int R> struct TypedDomain : Domain {
  template <class... Extents>
    requires(sizeof...(Extents) == R)
  constexpr explicit TypedDomain(Extents... extents) : Domain{U, R, {extents...}} {}
};
template <int R> using Threads = TypedDomain<Domain::Unit::Threads, R>;
template <int R> using Blocks = TypedDomain<Domain::Unit::Blocks, R>;

constexpr Threads<1> threads(std::int64_t n) { return Threads<1>(n); }
constexpr Threads<2> threads(std::int64_t r, std::int64_t c) { return Threads<2>(r, c); }
constexpr Threads<3> threads(std::int64_t p, std::int64_t r, std::int64_t c) {
  return Threads<3>(p, r, c);
}
constexpr Blocks<1> blocks(std::int64_t n) { return Blocks<1>(n); }
constexpr Blocks<2> blocks(std::int64_t r, std::int64_t c) { return Blocks<2>(r, c); }
constexpr Blocks<3> blocks(std::int64_t p, std::int64_t r, std::int64_t c) {
  return Blocks<3>(p, r, c);
}

namespace detail {
template <class...> inline constexpr bool begins_with_domain = false;
template <class First, class... Rest>
inline constexpr bool begins_with_domain<First, Rest...> =
    std::is_base_of_v<Domain, std::remove_cvref_t<First>>;
} // namespace detail

struct LinkedKernel;

/// One launch of a queue. Copies are the same launch; dropping it neither waits nor cancels.
/// Thread-safe. A default-made one is ready and ok.
class DOTCOMPUTE_EXPORT Completion {
public:
  Completion() = default;
  Completion(std::shared_ptr<core::QueueState> queue,
             std::shared_ptr<core::CompletionRecord> record);

  /// Whether the launch is over, well or not. Never waits.
  bool ready() const;
  /// Waits for the launch, then says how it went: ok; DataFault when its kernel found bad data, or
  /// when an earlier launch of the queue did and Queue::clear_fault has not been called since;
  /// ContextLost or DeviceLost.
  Status wait() const;
  /// As wait() when ready, else Unavailable.
  Status status() const;

private:
  friend class Queue;
  std::shared_ptr<core::QueueState> queue;
  std::shared_ptr<core::CompletionRecord> record;
};

/// An ordered queue of one device: each operation sees the results of those before it. A handle:
/// copies are the same queue. Thread-safe; operations of several threads are ordered as their calls
/// got in. The last handle or Completion to go waits for what is still running (what a launch
/// needs, it keeps alive).
///
/// On the CPU a queue works in the calling thread, helped by the device's thread pool, so launch()
/// returns when the kernel is done and its Completion is ready. On GPUs launch() returns when the
/// launch is submitted.
///
/// A fault that a kernel records (DataFault) stops nothing: later launches still run. It stays with
/// the queue, and sync(), download() and the waits on later launches return it, until
/// clear_fault().
class DOTCOMPUTE_EXPORT Queue {
public:
  explicit Queue(std::shared_ptr<core::QueueState> state);

  Device device() const;
  /// Why the queue cannot be used: its device is closed or lost, or the driver could not make it.
  /// Not its kernels' faults.
  Status status() const;

  /// Checks every argument against the kernel's signature, then its contracts, its domain and the
  /// aliasing rule; nothing has been copied or run when that fails. The domain is computed by the
  /// kernel's DC_DOMAIN or DC_GRID. A zero extent runs nothing and is ok. Arguments: scalars of the
  /// kernel's exact types, Buffers and Views of this device, copy_in/copy_out/copy_inout of host
  /// ranges. With copy_out or copy_inout the call returns when the data is back, and a fault of
  /// this launch is the call's failure.
  template <class... Args>
    requires(!detail::begins_with_domain<Args...>)
  Result<Completion> launch(const Kernel &kernel, Args &&...args) {
    return launch_list(kernel, nullptr, std::forward<Args>(args)...);
  }
  /// The same over an explicit domain, which overrides the kernel's.
  template <class... Args>
  Result<Completion> launch(const Kernel &kernel, const Domain &domain, Args &&...args) {
    return launch_list(kernel, &domain, std::forward<Args>(args)...);
  }
  /// The same for callers that make the list themselves. `domain` may be null.
  Result<Completion> launch_arguments(const Kernel &kernel, const Domain *domain,
                                      const Argument *arguments, std::size_t count);
  /// The same for a kernel of the program's own artifact, which is loaded at the first launch: what
  /// generated launchers call.
  Result<Completion> launch_linked(LinkedKernel &kernel, const Domain *domain,
                                   const Argument *arguments, std::size_t count);

  /// Copies host data (data() and size(), the same element type) to the front of a buffer or view.
  /// The source may change as soon as this returns.
  template <class To, class Range> Status upload(To &&to, const Range &from) {
    return upload_argument(to_argument(to), copy_in(from));
  }
  /// Copies the front of a buffer or view to a host range; the data is there when this returns,
  /// also when it returns the queue's DataFault.
  template <class Range, class From> Status download(Range &&to, const From &from) {
    return download_argument(copy_out(to), to_argument(from));
  }
  Status upload_argument(const Argument &device, const Argument &host);
  Status download_argument(const Argument &host, const Argument &device);

  /// A completion of everything submitted so far, copies included: what another queue's wait()
  /// takes after an upload.
  Result<Completion> mark();

  /// What is launched here from now on waits for `completion`, of this or another queue, of any
  /// device. Does not block the caller where the devices can order themselves; on the CPU, and
  /// between drivers, it does. Ordering only: the other launch's fault is not this queue's.
  Status wait(const Completion &completion);

  /// Waits for everything; returns the queue's fault, or what else went wrong.
  Status sync();

  /// Forgets the queue's fault. Launches still running may set a new one.
  void clear_fault();

  friend bool operator==(const Queue &a, const Queue &b) { return a.state == b.state; }

  const std::shared_ptr<core::QueueState> &internal() const { return state; }

private:
  template <class... Args>
  Result<Completion> launch_list(const Kernel &kernel, const Domain *domain, Args &&...args) {
    if constexpr (sizeof...(Args) == 0) {
      return launch_arguments(kernel, domain, nullptr, 0);
    } else {
      const Argument list[] = {to_argument(std::forward<Args>(args))...};
      return launch_arguments(kernel, domain, list, sizeof...(Args));
    }
  }

  std::shared_ptr<core::QueueState> state;
};

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_QUEUE_H
