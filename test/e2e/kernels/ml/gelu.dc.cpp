// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Activations chosen by an enum: erf, tanh and exp, a switch over constants whose branches return,
// in float and double.
#include <dotcompute/kernel.h>

#include <concepts>

enum class Activation : unsigned char { Relu, LeakyRelu, Gelu, GeluTanh, Silu, Sigmoid, Softplus };

template <std::floating_point T> constexpr T sigmoid(T x) {
  // Each side without overflow.
  if (x >= 0) {
    return 1 / (1 + dc::exp(-x));
  }
  const T e = dc::exp(x);
  return e / (1 + e);
}

template <std::floating_point T> T activate(Activation kind, T x) {
  using enum Activation;
  switch (kind) {
  case Relu:
    return x > 0 ? x : T(0);
  case LeakyRelu:
    return x > 0 ? x : x / 8;
  case Gelu:
    return x / 2 * (1 + dc::erf(x * T(0.70710678118654752440)));
  case GeluTanh:
    return x / 2 * (1 + dc::tanh(T(0.79788456080286535588) * (x + T(0.044715) * x * x * x)));
  case Silu:
    return x * sigmoid(x);
  case Sigmoid:
    return sigmoid(x);
  case Softplus:
    return (x > 0 ? x : T(0)) + dc::log1p(dc::exp(-dc::fabs(x)));
  }
  return x;
}

template <std::floating_point T>
DC_KERNEL void activation(Activation kind, dc::span<const T> x, dc::span<T> y) {
  DC_DOMAIN(y.size());
  const auto i = dc::global_id();
  y[i] = activate(kind, x[i]);
}
template void activation<float>(Activation, dc::span<const float>, dc::span<float>);
template void activation<double>(Activation, dc::span<const double>, dc::span<double>);
