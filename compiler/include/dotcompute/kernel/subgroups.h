// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Subgroups: threads of a block that exchange values without memory. Part of dotcompute/kernel.h.
#ifndef DOTCOMPUTE_KERNEL_SUBGROUPS_H
#define DOTCOMPUTE_KERNEL_SUBGROUPS_H

#include <dotcompute/kernel/block.h>

#include <cstdint>

namespace dc {

// Only kernels with DC_BLOCK have subgroups. subgroup_size() threads with consecutive linear ids
// make one, a power of two from 4 to 64 that is a constant of each compiled variant (32 on CUDA and
// on CPUs); the last one of a block may have fewer threads. A kernel that is right for one size
// only is wrong: compute with subgroup_size(), num_subgroups() and so on.
//
// All threads of a block come by an exchange or none does, as for barrier(). What lane `l` of
// shuffle(x, l) gives is that lane's x; shuffle_xor, _up and _down count from the thread's own
// lane. Where no thread has that lane, the thread's own x comes back. Sums of floats are made in
// one stated order (docs/subgroups.md), sums of 16-bit floats in float and rounded once; min and
// max propagate NaN. No exchange orders memory: that takes a barrier().
#if defined(__DCC__)
DC_INTRINSIC index lane_id();
DC_INTRINSIC index subgroup_size();
DC_INTRINSIC index subgroup_id();
DC_INTRINSIC index num_subgroups();

template <class T> DC_INTRINSIC T subgroup_sum(T x);
template <class T> DC_INTRINSIC T subgroup_min(T x);
template <class T> DC_INTRINSIC T subgroup_max(T x);
template <class T> DC_INTRINSIC T subgroup_exclusive_sum(T x);
template <class T> DC_INTRINSIC T subgroup_broadcast(T x, index lane);
DC_INTRINSIC std::uint64_t subgroup_ballot(bool condition);
DC_INTRINSIC bool subgroup_any(bool condition);
DC_INTRINSIC bool subgroup_all(bool condition);
template <class T> DC_INTRINSIC T shuffle(T x, index lane);
template <class T> DC_INTRINSIC T shuffle_xor(T x, index mask);
template <class T> DC_INTRINSIC T shuffle_up(T x, index lanes);
template <class T> DC_INTRINSIC T shuffle_down(T x, index lanes);
#else
namespace detail {

/// What the values of a host thread's subgroup are exchanged through; dc::host::run sets it.
/// Returns those of its lanes, once every thread of the block has given its own. They stay until
/// the next exchange but one.
inline thread_local const std::uint64_t *(*exchange_in_subgroup)(std::uint64_t value,
                                                                 const char *file,
                                                                 unsigned line) = nullptr;

/// The size that dc::host::run works with; tests may choose another power of two from 4 to 64, on
/// the thread that runs the kernels.
inline thread_local index host_subgroup_size = 32;

inline index lane_of(index linear) { return linear % host_subgroup_size; }

inline index threads_of_block() {
  return current.block_extent[0] * current.block_extent[1] * current.block_extent[2];
}

/// Threads of this thread's subgroup.
inline index lanes_here() {
  index first = current.linear - lane_of(current.linear);
  index left = threads_of_block() - first;
  return left < host_subgroup_size ? left : host_subgroup_size;
}

template <class T> inline constexpr bool is_bool = false;
template <> inline constexpr bool is_bool<bool> = true;
template <class T>
concept subgroup_value = number<T> || is_bool<T>;

template <subgroup_value T> std::uint64_t pack(T x) {
  std::uint64_t bits = 0;
  __builtin_memcpy(&bits, &x, sizeof(T));
  return bits;
}
template <subgroup_value T> T unpack(std::uint64_t bits) {
  T x;
  __builtin_memcpy(static_cast<void *>(&x), &bits, sizeof(T));
  return x;
}

/// What sums are made in.
template <class T> struct sum_type {
  using type = T;
};
template <small_float T> struct sum_type<T> {
  using type = float;
};

template <subgroup_value T>
T read_lane(T x, index lane, const char *what, const char *file, unsigned line) {
  check_block(what, file, line);
  const std::uint64_t *lanes = exchange_in_subgroup(pack(x), file, line);
  return lane >= 0 && lane < lanes_here() ? unpack<T>(lanes[lane]) : x;
}

/// Every lane's value, in the type that is combined.
template <class Sum, subgroup_value T> struct gathered {
  Sum at[64];
  index count;

  gathered(T x, const char *what, const char *file, unsigned line) {
    check_block(what, file, line);
    const std::uint64_t *lanes = exchange_in_subgroup(pack(x), file, line);
    count = lanes_here();
    for (index i = 0; i < count; ++i) {
      at[i] = static_cast<Sum>(unpack<T>(lanes[i]));
    }
  }

  /// The tree that devices use: neighbours, then pairs of these.
  template <class Combine> Sum reduce(Combine combine) {
    for (index d = 1; d < host_subgroup_size; d *= 2) {
      for (index i = 0; i + d < count; i += 2 * d) {
        at[i] = combine(at[i], at[i + d]);
      }
    }
    return at[0];
  }
};

/// Integers wrap.
template <class T> T add_wrapping(T a, T b) {
  if constexpr (is_integer<T>) {
    return static_cast<T>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  } else {
    return a + b;
  }
}

} // namespace detail

#define DC_WHERE const char *file = __builtin_FILE(), unsigned line = __builtin_LINE()

inline index subgroup_size(DC_WHERE) {
  detail::check_block("subgroup_size", file, line);
  return detail::host_subgroup_size;
}
inline index lane_id(DC_WHERE) {
  detail::check_block("lane_id", file, line);
  return detail::lane_of(detail::current.linear);
}
inline index subgroup_id(DC_WHERE) {
  detail::check_block("subgroup_id", file, line);
  return detail::current.linear / detail::host_subgroup_size;
}
inline index num_subgroups(DC_WHERE) {
  detail::check_block("num_subgroups", file, line);
  return (detail::threads_of_block() + detail::host_subgroup_size - 1) / detail::host_subgroup_size;
}

template <detail::number T> T subgroup_sum(T x, DC_WHERE) {
  using Sum = typename detail::sum_type<T>::type;
  return static_cast<T>(
      detail::gathered<Sum, T>(x, "subgroup_sum", file, line).reduce(detail::add_wrapping<Sum>));
}
template <detail::number T> T subgroup_min(T x, DC_WHERE) {
  return detail::gathered<T, T>(x, "subgroup_min", file, line).reduce([](T a, T b) {
    return dc::min(a, b);
  });
}
template <detail::number T> T subgroup_max(T x, DC_WHERE) {
  return detail::gathered<T, T>(x, "subgroup_max", file, line).reduce([](T a, T b) {
    return dc::max(a, b);
  });
}
template <detail::number T> T subgroup_exclusive_sum(T x, DC_WHERE) {
  using Sum = typename detail::sum_type<T>::type;
  detail::gathered<Sum, T> lanes(x, "subgroup_exclusive_sum", file, line);
  for (index d = 1; d < detail::host_subgroup_size; d *= 2) {
    for (index i = lanes.count; i-- > d;) {
      lanes.at[i] = detail::add_wrapping(lanes.at[i - d], lanes.at[i]);
    }
  }
  index lane = detail::lane_of(detail::current.linear);
  return lane == 0 ? T(0) : static_cast<T>(lanes.at[lane - 1]);
}
template <detail::subgroup_value T> T shuffle(T x, index lane, DC_WHERE) {
  return detail::read_lane(x, lane, "shuffle", file, line);
}
template <detail::subgroup_value T> T subgroup_broadcast(T x, index lane, DC_WHERE) {
  return detail::read_lane(x, lane, "subgroup_broadcast", file, line);
}
template <detail::subgroup_value T> T shuffle_xor(T x, index mask, DC_WHERE) {
  return detail::read_lane(x, detail::lane_of(detail::current.linear) ^ mask, "shuffle_xor", file,
                           line);
}
template <detail::subgroup_value T> T shuffle_up(T x, index lanes, DC_WHERE) {
  index from =
      static_cast<index>(static_cast<std::uint64_t>(detail::lane_of(detail::current.linear)) -
                         static_cast<std::uint64_t>(lanes));
  return detail::read_lane(x, from, "shuffle_up", file, line);
}
template <detail::subgroup_value T> T shuffle_down(T x, index lanes, DC_WHERE) {
  index from =
      static_cast<index>(static_cast<std::uint64_t>(detail::lane_of(detail::current.linear)) +
                         static_cast<std::uint64_t>(lanes));
  return detail::read_lane(x, from, "shuffle_down", file, line);
}
inline std::uint64_t subgroup_ballot(bool condition, DC_WHERE) {
  detail::gathered<std::uint64_t, bool> lanes(condition, "subgroup_ballot", file, line);
  std::uint64_t bits = 0;
  for (index i = 0; i < lanes.count; ++i) {
    bits |= lanes.at[i] << i;
  }
  return bits;
}
inline bool subgroup_any(bool condition, DC_WHERE) {
  return dc::subgroup_ballot(condition, file, line) != 0;
}
inline bool subgroup_all(bool condition, DC_WHERE) {
  return dc::subgroup_ballot(!condition, file, line) == 0;
}

#undef DC_WHERE
#endif

} // namespace dc

#endif // DOTCOMPUTE_KERNEL_SUBGROUPS_H
