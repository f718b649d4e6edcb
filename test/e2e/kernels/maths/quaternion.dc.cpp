// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Vectors turned by quaternions, and quaternions blended: a class template with constructors,
// static and friend functions, ternary chains.
#include <dotcompute/kernel.h>

template <class T> class Quaternion {
public:
  constexpr Quaternion() : w(1), x(0), y(0), z(0) {}
  constexpr Quaternion(T w, T x, T y, T z) : w(w), x(x), y(y), z(z) {}

  static Quaternion around(T ax, T ay, T az, T angle) {
    const T s = dc::sin(angle / 2);
    return Quaternion(dc::cos(angle / 2), ax * s, ay * s, az * s);
  }
  friend constexpr Quaternion operator*(const Quaternion &a, const Quaternion &b) {
    return {a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
            a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
            a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
            a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
  }
  constexpr Quaternion operator~() const { return {w, -x, -y, -z}; }
  Quaternion &operator*=(const Quaternion &o) {
    *this = *this * o;
    return *this;
  }
  constexpr T operator[](int i) const { return i == 0 ? w : i == 1 ? x : i == 2 ? y : z; }

private:
  T w, x, y, z;
};

DC_KERNEL void quaternion(dc::view<const double, 2> turns, dc::view<double, 2> vectors) {
  DC_DOMAIN(vectors.extent(0));
  DC_REQUIRES(vectors.extent(1) == 3 && turns.extent(1) == 4);
  const auto i = dc::global_id();
  Quaternion<double> all;
  for (dc::index k = 0; k < turns.extent(0); ++k) {
    all *= Quaternion<double>::around(turns(k, 0), turns(k, 1), turns(k, 2), turns(k, 3));
  }
  const auto turned =
      all * Quaternion<double>(0, vectors(i, 0), vectors(i, 1), vectors(i, 2)) * ~all;
  for (int d = 0; d < 3; ++d) {
    vectors(i, d) = turned[d + 1];
  }
}
