// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs launches between two readings of a clock.
#include "tools/dcx/BenchRun.h"

#include "tools/dcx/Records.h"

#include <dotcompute/base/Clock.h>
#include <dotcompute/runtime/Buffer.h>

#include <algorithm>
#include <cmath>

namespace dc::dcx {

/// A run takes at least this long, so that neither a clock's steps nor the first launch's way to
/// the device are what is measured.
static constexpr double kRunNanoseconds = 200e3;
static constexpr double kMostLaunches = 1000;

static double nanosecondsNow() { return double(rt::Clock::system().now().count()); }

/// Between neighbours of sorted values, as NumPy's percentile does.
static double quantile(const std::vector<double> &sorted, double q) {
  const double place = q * double(sorted.size() - 1);
  const auto below = size_t(place);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - double(below)) * (sorted[above] - sorted[below]);
}

Statistics statisticsOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {quantile(values, 0.5), values.front(), quantile(values, 0.1), quantile(values, 0.9)};
}

rt::Status Subject::run(int64_t count, double &device, double &wall) {
  DC_TRY(prepare());
  rt::core::QueueState &state = *queue.internal();
  const double start = nanosecondsNow();
  DC_TRY_ASSIGN(hasClock, state.readClock(0));
  for (int64_t i = 0; i < count; ++i) {
    DC_TRY(launch());
  }
  if (hasClock) {
    DC_TRY(state.readClock(1));
    DC_TRY_ASSIGN(device, state.nanosecondsBetween());
  }
  const double end = nanosecondsNow();
  // Where the queue works in its caller this only looks for faults.
  DC_TRY(queue.sync());
  wall = (end - start) / double(count);
  device = hasClock ? device / double(count) : wall;
  return {};
}

rt::Status Subject::warmUp(const BenchOptions &options) {
  double device = 0, wall = 0, best = INFINITY;
  for (int64_t i = 0; i < options.warmUp; ++i) {
    DC_TRY(run(1, device, wall));
    best = std::min(best, device);
  }
  if (options.launches != 0 || options.restore) {
    perRun = std::max<int64_t>(options.launches, 1);
    return {};
  }
  // One launch says little of a short one: its way to the device counts too. Twice, each for what
  // it finds.
  for (double count = 1;;) {
    DC_TRY(run(int64_t(count), device, wall));
    best = std::min(best, device);
    perRun =
        int64_t(std::clamp(std::ceil(kRunNanoseconds / std::max(best, 1.0)), 1.0, kMostLaunches));
    if (count >= double(perRun) / 2) {
      return {};
    }
    count = std::min(double(perRun), count * 16);
  }
}

rt::Status Subject::measure() {
  double device = 0, wall = 0;
  DC_TRY(run(perRun, device, wall));
  taken.device.push_back(device);
  taken.wall.push_back(wall);
  return {};
}

rt::Status KernelSubject::addArray(const rt::Parameter &parameter, std::vector<uint8_t> bytes,
                                   const std::vector<int64_t> &shape) {
  const bool isRecord = parameter.type == rt::DataType::Record;
  const size_t each = isRecord ? parameter.record_bytes : rt::size_of(parameter.type);
  const auto count = int64_t(bytes.size() / each);
  accesses += (accesses.empty() ? "" : ", ") + parameter.name +
              (!parameter.is_written ? " read"
               : parameter.is_read   ? " read and written"
                                     : " written");
  countedBytes += double(bytes.size()) * (parameter.is_written && parameter.is_read ? 2 : 1);

  Uploaded &array = *arrays.emplace_back(std::make_unique<Uploaded>());
  array.isWritten = parameter.is_written;
  array.bytes = std::move(bytes);
  // Structs are a buffer's bytes to the runtime.
  DC_TRY_ASSIGN(array.memory, isRecord
                                  ? rt::detail::allocate(code.device(), int64_t(array.bytes.size()),
                                                         rt::DataType::U8)
                                  : rt::detail::allocate(code.device(), count, parameter.type));
  array.host.kind = rt::Argument::Kind::HostArray;
  array.host.type = parameter.type;
  array.host.record_bytes = uint16_t(parameter.record_bytes);
  array.host.transfer = parameter.is_written ? rt::Transfer::InOut : rt::Transfer::In;
  array.host.read_only = !parameter.is_written;
  array.host.rank = 1;
  array.host.address = reinterpret_cast<uintptr_t>(array.bytes.data());
  array.host.extents[0] = count;
  array.device = array.host;
  array.device.kind = rt::Argument::Kind::DeviceArray;
  array.device.read_only = false;
  array.device.address = array.memory->address();
  array.device.allocation = array.memory.get();
  DC_TRY(queue.upload_argument(array.device, array.host));
  arguments.push_back(shapedAs(array.device, shape));
  if (!parameter.is_written || !restores) {
    array.bytes = {};
  }
  return {};
}

rt::Status KernelSubject::load(bool wantsRestore) {
  restores = wantsRestore;
  const rt::Signature &signature = code.signature();
  rt::Signature byField = signature; // structs are given field by field
  DC_TRY_ASSIGN(byField.parameters, splitRecords(signature.parameters));
  std::vector<Value> values;
  DC_TRY(collectValues(byField, request.values, values));
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string &name = byField.parameters[i].name;
    text += (text.empty() ? "" : " ") + name + "=";
    text += values[i].array ? shapeText(*values[i].array) : values[i].text;
  }
  size_t next = 0;
  for (const rt::Parameter &parameter : signature.parameters) {
    if (parameter.type == rt::DataType::Record) {
      std::vector<const Array *> fields;
      for (size_t f = 0; f < parameter.fields.size(); ++f) {
        fields.push_back(&*values[next++].array);
      }
      DC_TRY_ASSIGN(RecordArray records, joinFields(parameter, fields));
      DC_TRY(addArray(parameter, std::move(records.bytes), records.shape));
      continue;
    }
    Value &value = values[next++];
    if (value.array) {
      DC_TRY(addArray(parameter, std::move(value.array->bytes), value.array->shape));
    } else {
      arguments.push_back(scalarArgument(parameter, value.bits));
    }
  }
  return {};
}

rt::Status KernelSubject::prepare() {
  for (const auto &array : arrays) {
    if (restores && array->isWritten) {
      DC_TRY(queue.upload_argument(array->device, array->host));
    }
  }
  return restores ? queue.sync() : rt::Status();
}

rt::Status KernelSubject::launch() {
  return queue
      .launch_arguments(code, request.domain ? &*request.domain : nullptr, arguments.data(),
                        arguments.size())
      .status();
}

rt::Status CopySubject::load() {
  half = std::max<size_t>(1, size_t(moved / 2));
  DC_TRY_ASSIGN(from, queue.device().internal()->allocate(half));
  DC_TRY_ASSIGN(to, queue.device().internal()->allocate(half));
  // Memory that nobody has written may have no pages of its own yet.
  const std::vector<uint8_t> zeros(half);
  auto lock = queue.internal()->enter();
  DC_TRY(queue.internal()->upload(from, from->address(), zeros.data(), half));
  return queue.internal()->upload(to, to->address(), zeros.data(), half);
}

rt::Status CopySubject::launch() {
  auto lock = queue.internal()->enter();
  return queue.internal()->copy(to->address(), from->address(), half);
}

} // namespace dc::dcx
