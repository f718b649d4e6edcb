// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Status: how every function of the runtime says that it worked, or what went wrong and what to do.
#ifndef DOTCOMPUTE_BASE_STATUS_H
#define DOTCOMPUTE_BASE_STATUS_H

#include <dotcompute/base/Export.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dc::rt {

/// The kind of a failure. Each kind says what a caller does about it; the numbers are ABI, append
/// only.
enum class StatusCode : uint8_t {
  Ok = 0,
  InvalidArgument,    ///< the call is wrong: fix it, never retry
  FailedPrecondition, ///< the call is right but not now (a closed queue, say): never retry
                      ///< unchanged
  NotFound,           ///< what was named does not exist: check the name
  Unavailable,        ///< may work a moment later: retry with backoff
  ResourceExhausted,  ///< out of memory or quota: shed load, or fall back to another device
  Incompatible,       ///< this variant or version cannot run here: try the next one
  DeviceLost,         ///< the device is gone: reopen it, allocate and upload again
  ContextLost,        ///< this process can no longer use the device: restart the worker process
  DataFault,          ///< a kernel found its data at fault (see Status::fault): never retry
  Denied,             ///< a policy forbids it: ask whoever owns the policy
  Cancelled,          ///< someone asked to stop
  Unimplemented,      ///< no version of this can do it yet
  DataLoss,           ///< bytes are corrupt: get the file again
  Internal            ///< a bug of ours: stop and report it
};

/// The code's name, e.g. "InvalidArgument".
DOTCOMPUTE_EXPORT const char *to_string(StatusCode code) noexcept;

/// Where and how a kernel found its data at fault: what a DataFault carries.
struct FaultInfo {
  std::string kernel;
  std::string kind; ///< "bounds", "division", "assertion" or "loop bound"
  std::string what; ///< the array access or expression, e.g. "x[i]"
  std::string file;
  uint32_t line = 0; ///< 0: unknown
  uint32_t column = 0;
  int64_t thread = 0; ///< linear thread id in the domain
  int64_t block = 0;
  bool hasIndex = false; ///< index and extent are known
  int64_t index = 0;
  int64_t extent = 0;
};

/// Success, or a failure with a code, a stable identifier, a message and the context its callers
/// added.
///
/// One pointer, null when ok, so success costs nothing. Copies share the failure; `with_context`
/// leaves other copies alone. Distinct objects may be used by different threads at the same time.
class [[nodiscard]] DOTCOMPUTE_EXPORT Status {
public:
  /// Success.
  Status() noexcept = default;
  /// A failure. `id` is stable ("DCR2004", see Errors.def). A `code` of Ok becomes Internal.
  Status(StatusCode code, std::string_view id, std::string message);
  Status(const Status &other) noexcept;
  Status(Status &&other) noexcept : failure(std::exchange(other.failure, nullptr)) {}
  Status &operator=(const Status &other) noexcept;
  Status &operator=(Status &&other) noexcept {
    std::swap(failure, other.failure);
    return *this;
  }
  ~Status() {
    if (failure) {
      release();
    }
  }

  bool ok() const noexcept { return !failure; }
  StatusCode code() const noexcept { return failure ? failure_code() : StatusCode::Ok; }
  /// The stable identifier, e.g. "DCR2004"; empty when ok.
  std::string_view id() const noexcept;
  /// What went wrong, without the context; empty when ok.
  std::string_view message() const noexcept;
  /// What the callers were doing, innermost first; empty when ok.
  const std::vector<std::string> &context() const noexcept;
  /// The details of a DataFault, or null. Lives as long as this Status.
  const FaultInfo *fault() const noexcept;

  /// Says what the caller was doing ("while opening 'k.dcx'"). Does nothing when ok.
  Status &with_context(std::string what) &;
  Status &&with_context(std::string what) && { return std::move(with_context(std::move(what))); }
  /// Attaches the details of a DataFault. Does nothing when ok.
  Status &with_fault(FaultInfo info) &;
  Status &&with_fault(FaultInfo info) && { return std::move(with_fault(std::move(info))); }

  /// "ok", or "<message> [DCR2004 DataLoss]" and one line "  while ..." per context.
  std::string to_string() const;

  /// Says that a failure is deliberately ignored.
  void ignore() const noexcept {}

private:
  struct Failure;
  StatusCode failure_code() const noexcept;
  void release() noexcept;
  void own();

  Failure *failure = nullptr;
};

static_assert(sizeof(Status) == sizeof(void *));

namespace detail {
/// Prints the failure to stderr and aborts: what an unchecked value() does where exceptions are
/// off.
[[noreturn]] DOTCOMPUTE_EXPORT void abort_on(const Status &status) noexcept;
} // namespace detail

} // namespace dc::rt

#endif // DOTCOMPUTE_BASE_STATUS_H
