// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Result<T>: a value or the Status that says why there is none; DC_TRY and DC_TRY_ASSIGN pass
// failures on.
#ifndef DOTCOMPUTE_BASE_RESULT_H
#define DOTCOMPUTE_BASE_RESULT_H

#include <dotcompute/base/Status.h>

#include <concepts>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

namespace dc::rt {

/// What value() throws where exceptions are on. Nothing else of DotCompute throws.
class DOTCOMPUTE_EXPORT StatusError : public std::exception {
public:
  explicit StatusError(Status status) : failure(std::move(status)), text(failure.to_string()) {}
  const char *what() const noexcept override { return text.c_str(); }
  const Status &status() const noexcept { return failure; }

private:
  Status failure;
  std::string text;
};

namespace detail {
// Always inlined, with whatever calls it: translation units with and without exceptions may be
// linked together, and the linker must not pick one's idea of failing for the other.
[[noreturn, gnu::always_inline]] inline void raise(const Status &status) {
#ifdef __cpp_exceptions
  throw StatusError(status);
#else
  abort_on(status);
#endif
}
} // namespace detail

template <typename T> class Result;

template <typename T> inline constexpr bool is_result = false;
template <typename T> inline constexpr bool is_result<Result<T>> = true;

/// A T, or a Status that is not ok.
template <typename T> class [[nodiscard]] Result {
  static_assert(std::is_object_v<T> && !std::is_array_v<T> && !std::is_const_v<T>,
                "Result<T> holds an object; return Status instead of Result<void>, a pointer "
                "instead of a reference");
  static_assert(!std::is_same_v<T, Status>, "Result<Status> is ambiguous: return Status");

public:
  using value_type = T;

  template <typename U = T>
    requires(std::constructible_from<T, U> && !std::same_as<std::remove_cvref_t<U>, Status> &&
             !is_result<std::remove_cvref_t<U>>)
  Result(U &&value) : good(true) {
    new (&stored) T(std::forward<U>(value));
  }
  /// A failure. An ok Status here is a bug and becomes Internal.
  Result(Status status) : good(false) {
    if (status.ok()) {
      status = Status(StatusCode::Internal, "DCR9001",
                      "expected a failure or a value, got an ok Status");
    }
    new (&failure) Status(std::move(status));
  }
  Result(const Result &other)
    requires std::copy_constructible<T>
      : good(other.good) {
    if (good) {
      new (&stored) T(other.stored);
    } else {
      new (&failure) Status(other.failure);
    }
  }
  Result(Result &&other) noexcept(std::is_nothrow_move_constructible_v<T>) : good(other.good) {
    if (good) {
      new (&stored) T(std::move(other.stored));
    } else {
      new (&failure) Status(other.failure);
    }
  }
  /// Takes by value, so that one operator serves copies and moves.
  Result &operator=(Result other) noexcept(std::is_nothrow_move_constructible_v<T>) {
    destroy();
    good = other.good;
    if (good) {
      new (&stored) T(std::move(other.stored));
    } else {
      new (&failure) Status(other.failure);
    }
    return *this;
  }
  ~Result() { destroy(); }

  bool ok() const noexcept { return good; }
  explicit operator bool() const noexcept { return good; }
  /// Ok, or why there is no value.
  Status status() const noexcept { return good ? Status() : failure; }
  StatusCode code() const noexcept { return good ? StatusCode::Ok : failure.code(); }

  /// The value. Without one it throws StatusError where exceptions are on, else prints the failure
  /// and aborts.
  [[gnu::always_inline]] T &value() & {
    check();
    return stored;
  }
  [[gnu::always_inline]] const T &value() const & {
    check();
    return stored;
  }
  /// By value, so that `for (auto &x : f().value())` is safe.
  [[gnu::always_inline]] T value() && {
    check();
    return std::move(stored);
  }
  template <typename U> T value_or(U &&other) && {
    return good ? std::move(stored) : static_cast<T>(std::forward<U>(other));
  }
  template <typename U> T value_or(U &&other) const & {
    return good ? stored : static_cast<T>(std::forward<U>(other));
  }

  /// The value, unchecked: only after ok().
  T &operator*() & noexcept { return stored; }
  const T &operator*() const & noexcept { return stored; }
  T &&operator*() && noexcept { return std::move(stored); }
  T *operator->() noexcept { return &stored; }
  const T *operator->() const noexcept { return &stored; }

  /// Says what the caller was doing. Does nothing when ok.
  Result &&with_context(std::string what) && {
    if (!good) {
      failure.with_context(std::move(what));
    }
    return std::move(*this);
  }

private:
  [[gnu::always_inline]] void check() const {
    if (!good) [[unlikely]] {
      detail::raise(failure);
    }
  }
  void destroy() noexcept {
    if (good) {
      stored.~T();
    } else {
      failure.~Status();
    }
  }

  union {
    T stored;
    Status failure;
  };
  bool good;
};

namespace detail {
inline Status take_status(Status &&status) noexcept { return std::move(status); }
inline const Status &take_status(const Status &status) noexcept { return status; }
template <typename T> Status take_status(const Result<T> &result) noexcept {
  return result.status();
}
} // namespace detail

} // namespace dc::rt

/// Evaluates a Status or Result expression and returns its failure from the enclosing function, if
/// it has one.
#define DC_TRY(...)                                                                                \
  do {                                                                                             \
    if (::dc::rt::Status dc_try_status = ::dc::rt::detail::take_status(__VA_ARGS__);               \
        !dc_try_status.ok()) {                                                                     \
      return dc_try_status;                                                                        \
    }                                                                                              \
  } while (false)

/// `DC_TRY_ASSIGN(auto file, open(path));`: declares or assigns the value of a Result, or returns
/// its failure.
#define DC_TRY_ASSIGN(declaration, ...)                                                            \
  DC_TRY_ASSIGN_IMPL(DC_TRY_CONCAT(dc_try_result_, __LINE__), declaration, __VA_ARGS__)
#define DC_TRY_CONCAT(a, b) DC_TRY_CONCAT_IMPL(a, b)
#define DC_TRY_CONCAT_IMPL(a, b) a##b
#define DC_TRY_ASSIGN_IMPL(result, declaration, ...)                                               \
  auto result = (__VA_ARGS__);                                                                     \
  if (!result.ok()) {                                                                              \
    return result.status();                                                                        \
  }                                                                                                \
  declaration = *std::move(result)

#endif // DOTCOMPUTE_BASE_RESULT_H
