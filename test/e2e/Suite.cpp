// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the tests of the kernel suite on every device.
#include "test/e2e/Suite.h"

#include "test/e2e/OnEveryDevice.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <tuple>

namespace suite {

struct Entry {
  std::string area, name;
  Test *(*make)();
};

/// What is behind a Test: gtest and the runtime.
class OneDevice : public e2e::OnDevice {
public:
  dc::rt::Kernel find(const std::string &kernelName) {
    std::string key = kernelName + " " + tuning;
    auto found = kernels.find(key);
    return found != kernels.end()
               ? found->second
               : kernels.emplace(key, kernel(artifact, kernelName, tuning)).first->second;
  }
  using OnDevice::queue;
  using OnDevice::random;

  std::string artifact;
  std::string tuning; ///< of the launches to come
  std::string launch; ///< the one whose results are being looked at

private:
  std::map<std::string, dc::rt::Kernel> kernels;
};

namespace {

std::vector<Entry> &entries() {
  static std::vector<Entry> all;
  return all;
}

double toDouble(const void *element, DataType type) {
  switch (type) {
  case DataType::F16: {
    dc::f16 value;
    std::memcpy(&value, element, sizeof value);
    return static_cast<float>(value);
  }
  case DataType::BF16: {
    dc::bf16 value;
    std::memcpy(&value, element, sizeof value);
    return static_cast<float>(value);
  }
  case DataType::F8E4M3: {
    dc::f8e4m3 value;
    std::memcpy(&value, element, sizeof value);
    return static_cast<float>(value);
  }
  case DataType::F8E5M2: {
    dc::f8e5m2 value;
    std::memcpy(&value, element, sizeof value);
    return static_cast<float>(value);
  }
  case DataType::F32: {
    float value;
    std::memcpy(&value, element, sizeof value);
    return value;
  }
  default: {
    double value;
    std::memcpy(&value, element, sizeof value);
    return value;
  }
  }
}

bool isFloat(DataType type) { return type >= DataType::F16; }

int64_t toInteger(const void *element, DataType type) {
  int64_t value = 0;
  std::memcpy(&value, element, dc::rt::size_of(type));
  bool isSigned = type == DataType::I8 || type == DataType::I16 || type == DataType::I32;
  int unused = 64 - 8 * static_cast<int>(dc::rt::size_of(type));
  return isSigned ? static_cast<int64_t>(static_cast<uint64_t>(value) << unused) >> unused : value;
}

bool matches(const void *got, const void *want, DataType type, Tolerance tolerance) {
  if (std::memcmp(got, want, dc::rt::size_of(type)) == 0) {
    return true;
  }
  if (!isFloat(type)) {
    double apart = std::fabs(static_cast<double>(toInteger(got, type)) -
                             static_cast<double>(toInteger(want, type)));
    return apart <= tolerance.absolute;
  }
  double g = toDouble(got, type), w = toDouble(want, type);
  if (std::isnan(g) || std::isnan(w)) {
    return std::isnan(g) && std::isnan(w);
  }
  // Without a tolerance, zeros of different sign differ, too.
  bool exact = tolerance.relative == 0 && tolerance.absolute == 0;
  return !exact &&
         (g == w || std::fabs(g - w) <= tolerance.absolute + tolerance.relative * std::fabs(w));
}

std::string printed(const void *element, DataType type) {
  std::ostringstream out;
  out.precision(17);
  if (isFloat(type)) {
    out << toDouble(element, type);
  } else {
    out << toInteger(element, type);
  }
  return out.str();
}

} // namespace

Registered::Registered(const char *file, Test *(*make)()) {
  std::filesystem::path path = file;
  std::string name = path.filename().string();
  entries().push_back(
      {path.parent_path().filename().string(), name.substr(0, name.find('.')), make});
}

void ArrayArgument::copyForHost() {
  size_t bytes = static_cast<size_t>(size()) * elementBytes();
  const auto *begin = static_cast<const unsigned char *>(data);
  host.assign(begin, begin + bytes);
}

void Launch::addArray(ArrayArgument &array) {
  array.copyForHost();
  order.push_back(&array);
}

void Test::tune(const char *choice) { device->tuning = choice; }

uint64_t Test::bits() { return device->random(); }

int64_t Test::between(int64_t low, int64_t high) {
  uint64_t count = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1; // 0 is all of 2^64
  return static_cast<int64_t>(static_cast<uint64_t>(low) + (count ? bits() % count : bits()));
}

void Test::poison(void *data, size_t bytes) {
  if (bytes > 0) {
    std::memset(data, 0xa5, bytes);
  }
}

void Test::checkShape(const ArrayArgument &array, size_t size) {
  ASSERT_EQ(array.size(), static_cast<int64_t>(size)) << "extents of an argument";
}

void Test::onDevice(Launch &launch) {
  std::vector<dc::rt::Argument> list;
  std::ostringstream description;
  description << launch.name << "(";
  size_t scalar = 0;
  for (ArrayArgument *array : launch.order) {
    description << (list.empty() ? "" : ", ");
    if (!array) {
      dc::rt::Argument a = launch.scalars[scalar++];
      description << printed(&a.bits, a.type);
      list.push_back(a);
      continue;
    }
    dc::rt::Argument a;
    a.kind = dc::rt::Argument::Kind::HostArray;
    a.type = array->type;
    a.record_bytes = array->recordBytes;
    a.transfer = array->written ? dc::rt::Transfer::InOut : dc::rt::Transfer::In;
    a.read_only = !array->written;
    a.rank = static_cast<uint8_t>(array->rank);
    a.address = reinterpret_cast<uintptr_t>(array->data);
    description << dc::rt::name_of(array->type) << "[";
    for (int d = 0; d < array->rank; ++d) {
      a.extents[d] = array->extents[d];
      description << (d ? ", " : "") << a.extents[d];
    }
    int64_t stride = 1;
    for (int d = array->rank - 1; d > 0; --d) {
      stride *= a.extents[d];
      a.strides[d - 1] = stride;
    }
    description << "]";
    list.push_back(a);
  }
  description << ")";
  device->launch = description.str();
  auto launched =
      device->queue->launch_arguments(device->find(launch.name), nullptr, list.data(), list.size());
  dc::rt::Status status = launched.ok() ? device->queue->sync() : launched.status();
  ASSERT_TRUE(status.ok()) << device->launch << ": " << status.to_string();
  for (ArrayArgument *array : launch.order) {
    if (array && array->written && array->compared) {
      const bool isRecord = array->type == DataType::Record;
      const size_t count = static_cast<size_t>(array->size()) * (isRecord ? array->recordBytes : 1);
      compare("host", array->data, count, array->host.data(), count,
              isRecord ? DataType::U8 : array->type, array->tolerance);
    }
  }
}

void Test::compare(const char *against, const void *got, size_t gotSize, const void *want,
                   size_t wantSize, DataType type, Tolerance tolerance) {
  ASSERT_EQ(gotSize, wantSize) << device->launch << ": elements, against the " << against;
  const char *g = static_cast<const char *>(got), *w = static_cast<const char *>(want);
  size_t different = 0, first = 0;
  for (size_t i = 0, bytes = dc::rt::size_of(type); i < gotSize; ++i) {
    if (!matches(g + i * bytes, w + i * bytes, type, tolerance) && different++ == 0) {
      first = i;
    }
  }
  size_t at = first * dc::rt::size_of(type);
  ASSERT_EQ(different, 0u) << device->launch << ": element " << first << " is "
                           << printed(g + at, type) << ", the " << against << " says "
                           << printed(w + at, type);
}

void Test::expect(bool holds, const char *what) {
  ASSERT_TRUE(holds) << device->launch << ": " << what;
}

namespace {

/// One file on one device.
class Suite : public OneDevice,
              public ::testing::WithParamInterface<std::pair<Entry, std::string>> {
protected:
  void SetUp() override { start(GetParam().second); }
};

/// Called by gtest when main() starts; by then every file has registered itself.
std::vector<std::pair<Entry, std::string>> everyFileOnEveryDevice() {
  std::vector<std::pair<Entry, std::string>> all;
  std::vector<Entry> files = entries();
  std::sort(files.begin(), files.end(), [](const Entry &a, const Entry &b) {
    return std::tie(a.area, a.name) < std::tie(b.area, b.name);
  });
  for (const std::string &id : e2e::deviceIds()) {
    for (const Entry &file : files) {
      all.emplace_back(file, id);
    }
  }
  return all;
}

TEST_P(Suite, Agrees) {
  const Entry &file = GetParam().first;
  artifact = file.area + "/" + file.name;
  std::unique_ptr<suite::Test> test(file.make());
  test->device = this;
  test->body();
}

INSTANTIATE_TEST_SUITE_P(Kernels, Suite, ::testing::ValuesIn(everyFileOnEveryDevice()),
                         [](const auto &info) {
                           const Entry &file = info.param.first;
                           return file.area + "_" + file.name + "_on_" +
                                  e2e::nameOf(info.param.second);
                         });

} // namespace

} // namespace suite
