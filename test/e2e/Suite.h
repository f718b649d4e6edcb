// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel suite: each kernels/AREA/NAME.dc.cpp runs on every device and on the host, and
// NAME.test.cpp says what it should have computed. Includes little, since every one of those tests
// includes it.
#ifndef DOTCOMPUTE_TEST_E2E_SUITE_H
#define DOTCOMPUTE_TEST_E2E_SUITE_H

#include <dotcompute/host.h>
#include <dotcompute/runtime/Argument.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace suite {

using dc::rt::DataType;

/// A kernel with the name that its artifact knows it by: KERNEL(scale<float>).
template <class... P> struct Kernel {
  const char *name;
  void (*function)(P...);
};
template <class... P> Kernel(const char *, void (*)(P...)) -> Kernel<P...>;
#define KERNEL(...) (::suite::Kernel{#__VA_ARGS__, __VA_ARGS__})

/// How far a result may be from what is expected: |got - want| <= absolute + relative * |want|.
/// None at all by default: the same bits, where any NaN equals any other.
struct Tolerance {
  double relative = 0;
  double absolute = 0;
};

/// An array argument, with its type forgotten: what the device is given, and how to compare what
/// comes back.
struct ArrayArgument {
  void *data = nullptr; ///< what the test owns: read by both runs, and written by the device's
  int64_t extents[3] = {1, 1, 1};
  int rank = 1;
  DataType type = DataType::I32;
  uint16_t recordBytes = 0; ///< of a struct; they are compared byte by byte
  bool written = false;
  bool compared = true;
  Tolerance tolerance;
  std::vector<unsigned char> host; ///< what the host's run works on

  size_t elementBytes() const { return recordBytes ? recordBytes : dc::rt::size_of(type); }
  int64_t size() const { return extents[0] * extents[1] * extents[2]; }
  /// Both runs start from the same values.
  void copyForHost();
};

/// An argument over the elements of a std::vector.
template <class T> struct Array : ArrayArgument {
  Array(T *elements, bool isWritten) {
    data = elements;
    written = isWritten;
    type = dc::rt::data_type_of<T>;
    recordBytes = dc::rt::record_bytes_of<T>;
  }
  /// The device's result may be this far from the host's.
  Array &&within(double relative, double absolute = 0) && {
    tolerance = {relative, absolute};
    return static_cast<Array &&>(*this);
  }
  /// What is in each element depends on the order of threads: not compared with the host's.
  Array &&unordered() && {
    compared = false;
    return static_cast<Array &&>(*this);
  }
  T *hostData() { return reinterpret_cast<T *>(host.data()); }
  /// Of one element, for a parameter that is a reference.
  template <class U>
    requires std::is_same_v<std::remove_const_t<U>, T>
  operator U &() {
    return *hostData();
  }
  template <class U> operator dc::strided_view<U, 2>() {
    return dc::view<U, 2>(hostData(), extents[0], extents[1]);
  }
  template <class U> operator dc::span<U>() { return dc::span<U>(hostData(), extents[0]); }
  template <class U> operator dc::view<U, 2>() {
    return dc::view<U, 2>(hostData(), extents[0], extents[1]);
  }
  template <class U> operator dc::view<U, 3>() {
    return dc::view<U, 3>(hostData(), extents[0], extents[1], extents[2]);
  }
};

/// A struct of scalars and arrays of them, as the kernel takes it, with its scalars in order.
template <class S> struct Packed {
  S value;
  std::vector<dc::rt::Argument> scalars;
  operator S() { return value; }
};

/// A struct of arrays and scalars, as the kernel takes it.
template <class S, class... Members> struct Group;
template <class S> struct Group<S> {
  template <class F> void each(F) {}
  template <class... Done> S make(Done &&...done) { return S{static_cast<Done &&>(done)...}; }
};
template <class S, class First, class... Rest> struct Group<S, First, Rest...> {
  First first;
  Group<S, Rest...> rest;
  template <class F> void each(F f) {
    f(first);
    rest.each(f);
  }
  template <class... Done> S make(Done &&...done) {
    return rest.make(static_cast<Done &&>(done)..., first);
  }
  operator S() { return make(); }
};

/// One launch on the host and on the device.
class Launch {
public:
  explicit Launch(const char *kernelName) : name(kernelName) {}
  template <class T> void add(const T &scalar) {
    scalars.push_back(dc::rt::to_argument(scalar)), order.push_back(nullptr);
  }
  template <class T> void add(Array<T> &array) { addArray(array); }
  template <class S> void add(Packed<S> &packed) {
    for (const dc::rt::Argument &scalar : packed.scalars) {
      scalars.push_back(scalar), order.push_back(nullptr);
    }
  }
  template <class S, class... M> void add(Group<S, M...> &group) {
    group.each([this](auto &member) { this->add(member); });
  }
  void addArray(ArrayArgument &array);

  const char *name;
  std::vector<dc::rt::Argument> scalars; ///< in the order of the null entries below
  std::vector<ArrayArgument *> order;
};

class OneDevice;

/// The test of one kernel, made anew for every device.
class Test {
public:
  virtual ~Test() = default;
  virtual void body() = 0;
  OneDevice *device = nullptr;

  /// Runs the kernel on the host and on this device, on the same data, and fails where they differ.
  /// The arrays then hold the device's results. Arguments: scalars, in(), inout(), out(),
  /// group<S>().
  template <class... P, class... A> void run(Kernel<P...> kernel, A &&...arguments) {
    Launch launch(kernel.name);
    (launch.add(arguments), ...);
    dc::host::run(kernel.function, static_cast<A &&>(arguments)...);
    onDevice(launch);
  }

  /// Elements that a kernel reads; reads and writes; or only writes, which hold rubbish before. In
  /// two or three dimensions with extents.
  template <class T, class... E> static Array<T> in(const std::vector<T> &values, E... extents) {
    return shaped(Array<T>(const_cast<T *>(values.data()), false), values.size(), extents...);
  }
  template <class T, class... E> static Array<T> inout(std::vector<T> &values, E... extents) {
    return shaped(Array<T>(values.data(), true), values.size(), extents...);
  }
  template <class T, class... E> static Array<T> out(std::vector<T> &values, E... extents) {
    poison(values.data(), values.size() * sizeof(T));
    return inout(values, extents...);
  }
  /// As out(), where the kernel's elements are another type of that size: bool, since
  /// std::vector<bool> is no array.
  template <class As, class T, class... E>
  static Array<As> outAs(std::vector<T> &values, E... extents) {
    static_assert(sizeof(As) == sizeof(T));
    poison(values.data(), values.size() * sizeof(T));
    return shaped(Array<As>(reinterpret_cast<As *>(values.data()), true), values.size(),
                  extents...);
  }
  template <class As, class T, class... E>
  static Array<As> inAs(const std::vector<T> &values, E... extents) {
    static_assert(sizeof(As) == sizeof(T));
    auto *data = reinterpret_cast<As *>(const_cast<T *>(values.data()));
    return shaped(Array<As>(data, false), values.size(), extents...);
  }
  /// A struct that is one parameter: its members in order, which may be structs, too.
  template <class S, class... M> static Group<S, M...> group(M... members);
  /// The same of scalars alone: the struct, and its members in order, of which some may be arrays.
  template <class S, class... M> static Packed<S> packed(const S &value, const M &...members) {
    Packed<S> result{value, {}};
    auto add = [&](const auto &member) {
      if constexpr (requires { std::size(member); }) {
        for (const auto &element : member) {
          result.scalars.push_back(dc::rt::to_argument(element));
        }
      } else {
        result.scalars.push_back(dc::rt::to_argument(member));
      }
    };
    (add(members), ...);
    return result;
  }

  /// The variant of kernels with DC_TUNE that run() launches from now on: "B=128", or "" for the
  /// default.
  void tune(const char *choice);

  /// Fresh data each run; a failing test prints the seed.
  uint64_t bits();
  int64_t between(int64_t low, int64_t high);
  template <class T> std::vector<T> integers(int64_t n, int64_t low, int64_t high) {
    std::vector<T> values(n);
    for (T &v : values) {
      v = static_cast<T>(between(low, high));
    }
    return values;
  }
  template <class T = float> std::vector<T> reals(int64_t n, double low, double high) {
    std::vector<T> values(n);
    for (T &v : values) {
      v = static_cast<T>(low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53));
    }
    return values;
  }
  /// As reals, with NaN, infinities, zeros of both signs and subnormal numbers among them.
  template <class T = float> std::vector<T> hardReals(int64_t n, double low, double high) {
    using limits = std::numeric_limits<T>;
    const T hard[] = {limits::quiet_NaN(),
                      limits::infinity(),
                      -limits::infinity(),
                      T(0),
                      T(-0.0),
                      limits::denorm_min(),
                      -limits::denorm_min(),
                      limits::max(),
                      limits::lowest(),
                      limits::min() / 4};
    std::vector<T> values = reals<T>(n, low, high);
    for (T &v : values) {
      if (bits() % 4 == 0) {
        v = hard[bits() % 10];
      }
    }
    return values;
  }

  /// Fails, with the first element that differs, unless `got` is what an independent reference
  /// computed.
  template <class T>
  void expect(const std::vector<T> &got, const std::vector<T> &want, Tolerance tolerance = {}) {
    compare("reference", got.data(), got.size(), want.data(), want.size(), dc::rt::data_type_of<T>,
            tolerance);
  }
  void expect(bool holds, const char *what);

private:
  template <class T, class... E> static Array<T> shaped(Array<T> array, size_t size, E... extents) {
    array.extents[0] = static_cast<int64_t>(size);
    if constexpr (sizeof...(E) > 0) {
      array.rank = sizeof...(E);
      int d = 0;
      ((array.extents[d++] = static_cast<int64_t>(extents)), ...);
      checkShape(array, size);
    }
    return array;
  }
  static void checkShape(const ArrayArgument &array, size_t size);
  static void poison(void *data, size_t bytes);
  void onDevice(Launch &launch);
  void compare(const char *against, const void *got, size_t gotSize, const void *want,
               size_t wantSize, DataType type, Tolerance tolerance);
};

template <class S, class... M> struct MakeGroup;
template <class S> struct MakeGroup<S> {
  static Group<S> make() { return {}; }
};
template <class S, class First, class... Rest> struct MakeGroup<S, First, Rest...> {
  static Group<S, First, Rest...> make(First first, Rest... rest) {
    return {first, MakeGroup<S, Rest...>::make(rest...)};
  }
};
template <class S, class... M> Group<S, M...> Test::group(M... members) {
  return MakeGroup<S, M...>::make(members...);
}

/// A test by its file: kernels/hash/sha256.test.cpp is hash_sha256, and its kernels are in
/// hash/sha256.dcx.
struct Registered {
  Registered(const char *file, Test *(*make)());
};

/// Sizes at which kernels go wrong: nothing, one, odd, around a block, prime, larger.
inline constexpr int64_t sizes[] = {0, 1, 7, 255, 256, 257, 1021, 10007};

} // namespace suite

/// The test of a kernel file; its body runs once for every device.
#define SUITE_TEST()                                                                               \
  namespace {                                                                                      \
  struct SuiteTest final : suite::Test {                                                           \
    void body() override;                                                                          \
  };                                                                                               \
  const suite::Registered registered(__FILE__, +[]() -> suite::Test * { return new SuiteTest; });  \
  }                                                                                                \
  void SuiteTest::body()

#endif // DOTCOMPUTE_TEST_E2E_SUITE_H
