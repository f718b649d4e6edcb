// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Elements of arrays: made as cases.json says, and compared.
#ifndef DOTCOMPUTE_TEST_PERF_NVCC_VALUES_H
#define DOTCOMPUTE_TEST_PERF_NVCC_VALUES_H

#include <dotcompute/runtime/DataType.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace nvcc {

/// Of a name as "f32".
dc::rt::DataType typeOf(const std::string &name);
int64_t sizeOf(dc::rt::DataType type);

/// A scalar's bits in the low bytes.
uint64_t bitsOf(dc::rt::DataType type, const nlohmann::json &value);

/// `count` elements, the same each time.
std::vector<unsigned char> made(dc::rt::DataType type, int64_t count, const nlohmann::json &fill,
                                int64_t columns);

/// How many elements differ by more than the bounds.
int64_t differences(dc::rt::DataType type, const std::vector<unsigned char> &a,
                    const std::vector<unsigned char> &b, double relative, double absolute);

} // namespace nvcc

#endif // DOTCOMPUTE_TEST_PERF_NVCC_VALUES_H
