// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Subjects of `dcx bench`: kernels, and the copies they are compared with, ready to be measured.
#ifndef DOTCOMPUTE_TOOLS_DCX_BENCHRUN_H
#define DOTCOMPUTE_TOOLS_DCX_BENCHRUN_H

#include "tools/dcx/BenchOptions.h"

#include "runtime/core/QueueState.h"

#include <memory>

namespace dc::dcx {

/// Nanoseconds of a launch, one for each run.
struct Times {
  std::vector<double> device; ///< by the device's clock or, where it has none, the caller's
  std::vector<double> wall;   ///< by the caller's
};

struct Statistics {
  double median = 0, least = 0, p10 = 0, p90 = 0;
};
/// Of at least one value.
Statistics statisticsOf(std::vector<double> values);

/// What is measured on one queue.
class Subject {
public:
  explicit Subject(rt::Queue queue) : queue(std::move(queue)) {}
  virtual ~Subject() = default;

  /// Launches `warmUp` times and settles how many launches a run has.
  rt::Status warmUp(const BenchOptions &options);
  /// One run.
  rt::Status measure();

  const rt::Device device() const { return queue.device(); }
  const Times &times() const { return taken; }
  int64_t launches() const { return perRun; }
  bool usesDeviceClock() const { return hasClock; }

protected:
  virtual rt::Status launch() = 0;
  /// Before each run, untimed.
  virtual rt::Status prepare() { return {}; }

  rt::Queue queue;

private:
  rt::Status run(int64_t count, double &device, double &wall);

  Times taken;
  int64_t perRun = 1;
  bool hasClock = false;
};

/// A kernel with its arguments on its device.
class KernelSubject final : public Subject {
public:
  KernelSubject(rt::Kernel kernel, const BenchKernel &request)
      : Subject(kernel.device().queue()), code(std::move(kernel)), request(request) {}

  /// Makes the values and puts them on the device. InvalidArgument when they do not fit the kernel.
  rt::Status load(bool restores);

  const rt::Kernel &kernel() const { return code; }
  /// Of a launch.
  double bytes() const { return request.bytes.value_or(countedBytes); }
  bool countsArguments() const { return !request.bytes; }
  std::optional<double> operations() const { return request.operations; }
  /// "a=2 x=f32[1000]".
  const std::string &argumentText() const { return text; }
  /// "x read, y read and written".
  const std::string &accessText() const { return accesses; }

private:
  rt::Status launch() override;
  rt::Status prepare() override;

  /// An array on the device, and on the host as it was.
  struct Uploaded {
    bool isWritten = false;
    std::vector<uint8_t> bytes;
    std::shared_ptr<rt::core::Allocation> memory;
    rt::Argument device, host; ///< of one dimension
  };
  /// Puts an array, or one of structs, on the device.
  rt::Status addArray(const rt::Parameter &parameter, std::vector<uint8_t> bytes,
                      const std::vector<int64_t> &shape);

  rt::Kernel code;
  const BenchKernel &request;
  std::vector<rt::Argument> arguments;
  std::vector<std::unique_ptr<Uploaded>> arrays;
  double countedBytes = 0;
  std::string text, accesses;
  bool restores = false;
};

/// A copy on a device that moves about `bytes`, half of them read and half written.
class CopySubject final : public Subject {
public:
  CopySubject(const rt::Device &device, double bytes) : Subject(device.queue()), moved(bytes) {}

  rt::Status load();
  double bytes() const { return moved; }

private:
  rt::Status launch() override;

  double moved;
  size_t half = 0;
  std::shared_ptr<rt::core::Allocation> from, to;
};

} // namespace dc::dcx

#endif // DOTCOMPUTE_TOOLS_DCX_BENCHRUN_H
