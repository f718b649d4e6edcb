// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arg<T, R> and StridedArg<T, R>: what a generated launcher takes for an array parameter.
#ifndef DOTCOMPUTE_RUNTIME_ARG_H
#define DOTCOMPUTE_RUNTIME_ARG_H

#include <dotcompute/runtime/Argument.h>
#include <dotcompute/runtime/Buffer.h>

namespace dc::rt {

namespace detail {
/// An array of U serves a parameter of T: the same type to kernels (long for long long, an
/// enumeration for its underlying type), and no const is lost.
/// A struct serves for any of its size and alignment: a generated launcher does not know the type.
template <class U, class T>
concept serves = is_element_type<U> && data_type_of<U> == data_type_of<T> &&
                 (!is_record_type<std::remove_cv_t<T>> ||
                  (sizeof(U) == sizeof(T) && alignof(U) == alignof(T))) &&
                 (std::is_const_v<T> || !std::is_const_v<U>);
} // namespace detail

/// An array of R dimensions that a kernel reads (T is const) or writes. Made of a Buffer, a View,
/// copy_in, copy_out or copy_inout; more than one dimension by their shaped(), or of a dc::view.
/// Borrows like Argument.
template <class T, int R = 1> class Arg {
public:
  template <class U>
    requires detail::serves<U, T>
  Arg(const ArrayArgument<U, R> &argument) : plain(argument) {}
  template <class U>
    requires(R == 1 && detail::serves<U, T>)
  Arg(const View<U> &view) : plain(view.argument()) {}
  template <class U>
    requires(R == 1 && detail::serves<U, T>)
  Arg(Buffer<U> &buffer) : plain(buffer.argument()) {}
  template <class U>
    requires(R == 1 && detail::serves<const U, T>)
  Arg(const Buffer<U> &buffer) : plain(buffer.argument()) {}
  template <class U> Arg(Buffer<U> &&) = delete; // it would be gone before the launch

  const Argument &argument() const { return plain; }

private:
  Argument plain;
};

template <class T, int R> const Argument &to_argument(const Arg<T, R> &arg) {
  return arg.argument();
}

/// The same for a dc::strided_view: whatever an Arg is made of, and laid_out() and copies of a
/// dc::strided_view.
template <class T, int R = 1> class StridedArg {
public:
  template <class U>
    requires detail::serves<U, T>
  StridedArg(const StridedArgument<U, R> &argument) : plain(argument) {}
  template <class A>
    requires std::is_convertible_v<A, Arg<T, R>>
  StridedArg(A &&array) : plain(Arg<T, R>(static_cast<A &&>(array)).argument()) {}

  const Argument &argument() const { return plain; }

private:
  Argument plain;
};

template <class T, int R> const Argument &to_argument(const StridedArg<T, R> &arg) {
  return arg.argument();
}

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_ARG_H
