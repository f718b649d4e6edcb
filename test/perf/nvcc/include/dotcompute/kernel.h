// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel language as CUDA C++, for comparisons with nvcc: arrays are pointers, nothing is
// checked, functions are CUDA's own. Kernel files are compiled with this in the place of
// dotcompute/kernel.h, after cuda_source.py has written __device__ before their functions.
#ifndef DOTCOMPUTE_KERNEL_H
#define DOTCOMPUTE_KERNEL_H

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <cstdint>

#define DC_KERNEL static __device__ __forceinline__
#define DC_DOMAIN(...)                                                                             \
  do {                                                                                             \
    if (!::dc::detail::in_domain(__VA_ARGS__)) {                                                   \
      return;                                                                                      \
    }                                                                                              \
  } while (false)
#define DC_BLOCK(...) static_assert(true)
#define DC_GRID(...) static_assert(true)
#define DC_SHARED __shared__
#define DC_REQUIRES(...) static_assert(true)
#define DC_ENSURES(...) static_assert(true)
#define DC_TRUST(...) static_assert(true)
#define DC_ASSERT(...) static_assert(true)
#define DC_TUNE(name, first, ...) constexpr ::dc::index name = (first)
#define DC_BOUND(...) static_assert(true)
#define DC_CUDA __device__ __forceinline__

namespace dc {

using index = long;

template <class T> class span {
public:
  using element_type = T;
  span() = default;
  DC_CUDA span(T *data, index size) : data_(data), size_(size) {}
  template <class U> DC_CUDA span(span<U> other) : data_(other.data()), size_(other.size()) {}
  DC_CUDA index size() const { return size_; }
  DC_CUDA bool empty() const { return size_ == 0; }
  DC_CUDA T *data() const { return data_; }
  template <class I> DC_CUDA T &operator[](I i) const { return data_[i]; }
  DC_CUDA span subspan(index begin, index count) const { return span(data_ + begin, count); }

private:
  T *data_;
  index size_;
};

template <class T, int R> class view {
public:
  using element_type = T;
  view() = default;
  DC_CUDA view(T *data, index rows, index columns, index stride)
      : data_(data), extents_{rows, columns}, strides_{stride, 1} {}
  DC_CUDA view(T *data, index planes, index rows, index columns, index plane, index row)
      : data_(data), extents_{planes, rows, columns}, strides_{plane, row, 1} {}
  template <class U> DC_CUDA view(const view<U, R> &other) : data_(other.data()) {
    for (int d = 0; d < R; ++d) {
      extents_[d] = other.extent(d);
      strides_[d] = other.stride(d);
    }
  }
  DC_CUDA index extent(int d) const { return extents_[d]; }
  DC_CUDA index stride(int d) const { return strides_[d]; }
  DC_CUDA T *data() const { return data_; }
  DC_CUDA T &operator()(index r, index c) const { return data_[r * strides_[0] + c]; }
  DC_CUDA T &operator()(index p, index r, index c) const {
    return data_[p * strides_[0] + r * strides_[1] + c];
  }

private:
  T *data_;
  index extents_[R], strides_[R];
};

template <int R> struct position;
template <> struct position<2> {
  index d0, d1;
};
template <> struct position<3> {
  index d0, d1, d2;
};

// Places, as CUDA programs compute them: in 32 bits, x fastest.
DC_CUDA index thread_id() { return threadIdx.x; }
DC_CUDA index block_id() { return blockIdx.x; }
DC_CUDA index block_dim() { return blockDim.x; }
DC_CUDA index grid_dim() { return gridDim.x; }
// By dimension: of three, which is what the kernels that ask have.
DC_CUDA index block_dim(int d) { return d == 0 ? blockDim.z : d == 1 ? blockDim.y : blockDim.x; }
DC_CUDA index grid_dim(int d) { return d == 0 ? gridDim.z : d == 1 ? gridDim.y : gridDim.x; }
DC_CUDA index linear_thread_id() {
  return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
}
DC_CUDA index global_id() { return blockIdx.x * blockDim.x + threadIdx.x; }
template <int R> DC_CUDA position<R> thread_id() {
  if constexpr (R == 2) {
    return {threadIdx.y, threadIdx.x};
  } else {
    return {threadIdx.z, threadIdx.y, threadIdx.x};
  }
}
template <int R> DC_CUDA position<R> block_id() {
  if constexpr (R == 2) {
    return {blockIdx.y, blockIdx.x};
  } else {
    return {blockIdx.z, blockIdx.y, blockIdx.x};
  }
}
template <int R> DC_CUDA position<R> global_id() {
  if constexpr (R == 2) {
    return {blockIdx.y * blockDim.y + threadIdx.y, blockIdx.x * blockDim.x + threadIdx.x};
  } else {
    return {blockIdx.z * blockDim.z + threadIdx.z, blockIdx.y * blockDim.y + threadIdx.y,
            blockIdx.x * blockDim.x + threadIdx.x};
  }
}
/// Of kernels with blocks of one dimension: their threads.
DC_CUDA index domain(int) { return gridDim.x * blockDim.x; }
DC_CUDA void barrier() { __syncthreads(); }

namespace detail {
DC_CUDA bool in_domain(index n) { return global_id() < n; }
DC_CUDA bool in_domain(index rows, index columns) {
  const auto [r, c] = global_id<2>();
  return r < rows && c < columns;
}
DC_CUDA bool in_domain(index planes, index rows, index columns) {
  const auto [p, r, c] = global_id<3>();
  return p < planes && r < rows && c < columns;
}
template <class T> struct same_as_element {
  using type = T;
};
template <class T> using same = typename same_as_element<T>::type;
template <class T> inline constexpr bool is_float = false;
template <> inline constexpr bool is_float<float> = true;
template <> inline constexpr bool is_float<double> = true;
} // namespace detail

// Subgroups are warps, whole ones.
DC_CUDA index subgroup_size() { return 32; }
DC_CUDA index lane_id() { return threadIdx.x % 32; }
DC_CUDA index subgroup_id() { return threadIdx.x / 32; }
DC_CUDA index num_subgroups() { return (blockDim.x + 31) / 32; }
template <class T> DC_CUDA T shuffle(T x, index lane) { return T(__shfl_sync(~0u, x, lane)); }
template <class T> DC_CUDA T subgroup_broadcast(T x, index lane) {
  return T(__shfl_sync(~0u, x, lane));
}
template <class T> DC_CUDA T shuffle_xor(T x, index mask) {
  return T(__shfl_xor_sync(~0u, x, mask));
}
template <class T> DC_CUDA T shuffle_up(T x, index lanes) {
  return T(__shfl_up_sync(~0u, x, lanes));
}
template <class T> DC_CUDA T shuffle_down(T x, index lanes) {
  return T(__shfl_down_sync(~0u, x, lanes));
}
template <class T> DC_CUDA T subgroup_sum(T x) {
  if constexpr (!detail::is_float<T> && sizeof(T) == 4) {
    return __reduce_add_sync(~0u, x);
  } else {
    for (int d = 1; d < 32; d *= 2) {
      x += __shfl_xor_sync(~0u, x, d);
    }
    return x;
  }
}
template <class T> DC_CUDA T subgroup_exclusive_sum(T x) {
  const int lane = threadIdx.x % 32;
  T sum = x;
  for (int d = 1; d < 32; d *= 2) {
    const T before = __shfl_up_sync(~0u, sum, d);
    sum = lane >= d ? sum + before : sum;
  }
  const T before = __shfl_up_sync(~0u, sum, 1);
  return lane == 0 ? T(0) : before;
}
template <class T> DC_CUDA T subgroup_min(T x) {
  for (int d = 1; d < 32; d *= 2) {
    x = ::min(x, __shfl_xor_sync(~0u, x, d));
  }
  return x;
}
template <class T> DC_CUDA T subgroup_max(T x) {
  for (int d = 1; d < 32; d *= 2) {
    x = ::max(x, __shfl_xor_sync(~0u, x, d));
  }
  return x;
}
DC_CUDA std::uint64_t subgroup_ballot(bool condition) { return __ballot_sync(~0u, condition); }
DC_CUDA bool subgroup_any(bool condition) { return __any_sync(~0u, condition); }
DC_CUDA bool subgroup_all(bool condition) { return __all_sync(~0u, condition); }

// Atomics: CUDA's, which know 64-bit integers as unsigned long long only.
#define DC_CUDA_ATOMIC(name, cudas)                                                                \
  template <class T> DC_CUDA T atomic_##name(T &element, detail::same<T> value) {                  \
    if constexpr (!detail::is_float<T> && sizeof(T) == 8) {                                        \
      return static_cast<T>(cudas(reinterpret_cast<unsigned long long *>(&element),                \
                                  static_cast<unsigned long long>(value)));                        \
    } else {                                                                                       \
      return cudas(&element, value);                                                               \
    }                                                                                              \
  }
DC_CUDA_ATOMIC(add, atomicAdd)
DC_CUDA_ATOMIC(exchange, atomicExch)
DC_CUDA_ATOMIC(and, atomicAnd)
DC_CUDA_ATOMIC(or, atomicOr)
DC_CUDA_ATOMIC(xor, atomicXor)
#undef DC_CUDA_ATOMIC
/// Of floats by their order as integers, which is what CUDA programs do.
template <class T> DC_CUDA void atomic_max(T &element, detail::same<T> value) {
  if constexpr (detail::is_float<T>) {
    if (value >= 0) {
      atomicMax(reinterpret_cast<int *>(&element), __float_as_int(value));
    } else {
      atomicMin(reinterpret_cast<unsigned *>(&element), __float_as_uint(value));
    }
  } else {
    atomicMax(&element, value);
  }
}
template <class T>
DC_CUDA T atomic_compare_exchange(T &element, detail::same<T> expected, detail::same<T> desired) {
  return atomicCAS(&element, expected, desired);
}
template <class T> DC_CUDA T atomic_load(const T &element) {
  return *static_cast<const volatile T *>(&element);
}

// Arithmetic: fminf and its kin where dc's functions propagate NaN.
template <class T> DC_CUDA T min(T a, T b) { return ::min(a, b); }
template <class T> DC_CUDA T max(T a, T b) { return ::max(a, b); }
template <class T> DC_CUDA T clamp(T x, T low, T high) { return ::min(::max(x, low), high); }
template <class T> DC_CUDA T abs(T x) { return ::abs(x); }

#define DC_CUDA_1(name)                                                                            \
  DC_CUDA float name(float x) { return ::name##f(x); }                                             \
  DC_CUDA double name(double x) { return ::name(x); }
#define DC_CUDA_2(name)                                                                            \
  DC_CUDA float name(float x, float y) { return ::name##f(x, y); }                                 \
  DC_CUDA double name(double x, double y) { return ::name(x, y); }
DC_CUDA_1(sqrt)
DC_CUDA_1(rsqrt)
DC_CUDA_1(fabs)
DC_CUDA_1(floor)
DC_CUDA_1(ceil)
DC_CUDA_1(trunc)
DC_CUDA_1(round)
DC_CUDA_1(rint)
DC_CUDA_2(copysign)
DC_CUDA_2(fmod)
DC_CUDA_2(fmin)
DC_CUDA_2(fmax)
DC_CUDA_1(cbrt)
DC_CUDA_2(hypot)
DC_CUDA_1(exp)
DC_CUDA_1(exp2)
DC_CUDA_1(expm1)
DC_CUDA_1(log)
DC_CUDA_1(log2)
DC_CUDA_1(log10)
DC_CUDA_1(log1p)
DC_CUDA_2(pow)
DC_CUDA_1(sin)
DC_CUDA_1(cos)
DC_CUDA_1(tan)
DC_CUDA_1(asin)
DC_CUDA_1(acos)
DC_CUDA_1(atan)
DC_CUDA_2(atan2)
DC_CUDA_1(sinh)
DC_CUDA_1(cosh)
DC_CUDA_1(tanh)
DC_CUDA_1(asinh)
DC_CUDA_1(acosh)
DC_CUDA_1(atanh)
DC_CUDA_1(erf)
DC_CUDA_1(erfc)
#undef DC_CUDA_1
#undef DC_CUDA_2
DC_CUDA float fma(float x, float y, float z) { return ::fmaf(x, y, z); }
DC_CUDA double fma(double x, double y, double z) { return ::fma(x, y, z); }
DC_CUDA bool isnan(float x) { return x != x; }
DC_CUDA bool isnan(double x) { return x != x; }
template <class T> DC_CUDA int popcount(T x) { return sizeof(T) == 8 ? __popcll(x) : __popc(x); }

// 16-bit floats in CUDA's own types.
#define DC_CUDA_FLOAT16(name, type, narrow, widen)                                                 \
  struct name {                                                                                    \
    type value;                                                                                    \
    name() = default;                                                                              \
    DC_CUDA explicit name(float x) : value(narrow(x)) {}                                           \
    DC_CUDA operator float() const { return widen(value); }                                        \
    friend DC_CUDA name operator+(name a, name b) { return name(float(a) + float(b)); }            \
    friend DC_CUDA name operator-(name a, name b) { return name(float(a) - float(b)); }            \
    friend DC_CUDA name operator*(name a, name b) { return name(float(a) * float(b)); }            \
    friend DC_CUDA name operator/(name a, name b) { return name(float(a) / float(b)); }            \
  };
DC_CUDA_FLOAT16(f16, __half, __float2half_rn, __half2float)
DC_CUDA_FLOAT16(bf16, __nv_bfloat16, __float2bfloat16_rn, __bfloat162float)
#undef DC_CUDA_FLOAT16

// Conversions: what the kernels here use. CUDA's from floats saturate to 32 bits by themselves.
struct sat_t {};
inline constexpr sat_t sat;
struct rne_t {};
inline constexpr rne_t rne;
template <class To, class From> DC_CUDA To convert(From x) { return static_cast<To>(x); }
template <class To> DC_CUDA To convert(float x, rne_t, sat_t) {
  static_assert(sizeof(To) < 4 && To(-1) < To(0));
  constexpr int most = (1 << (8 * sizeof(To) - 1)) - 1;
  return static_cast<To>(::min(::max(__float2int_rn(x), -most - 1), most));
}

} // namespace dc

#undef DC_CUDA

#endif // DOTCOMPUTE_KERNEL_H
