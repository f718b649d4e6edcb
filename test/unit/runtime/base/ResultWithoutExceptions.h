// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A Result unwrapped in a translation unit without exceptions.
#ifndef DOTCOMPUTE_TEST_RESULT_WITHOUT_EXCEPTIONS_H
#define DOTCOMPUTE_TEST_RESULT_WITHOUT_EXCEPTIONS_H

#include <dotcompute/base/Result.h>

int unwrap_or_abort(const dc::rt::Result<int> &result) noexcept;

#endif // DOTCOMPUTE_TEST_RESULT_WITHOUT_EXCEPTIONS_H
