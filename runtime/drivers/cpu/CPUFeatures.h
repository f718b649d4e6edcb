// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which x86-64 level this processor and its operating system support.
#ifndef DOTCOMPUTE_RUNTIME_DRIVERS_CPU_CPUFEATURES_H
#define DOTCOMPUTE_RUNTIME_DRIVERS_CPU_CPUFEATURES_H

#include <cstdint>
#include <string>
#include <string_view>

namespace dc::rt::cpu {

/// 1 to 4 as in the x86-64 psABI ("x86-64-v3" is 3); 0 on other processors. Asked once.
uint32_t x86Level();

/// The level that an architecture name asks for: 3 for "x86-64-v3", 1 for "x86-64"; 0 when it is no
/// such name.
uint32_t levelOf(std::string_view arch);

/// "AMD EPYC 9654": what the processor calls itself.
std::string processorName();

} // namespace dc::rt::cpu

#endif // DOTCOMPUTE_RUNTIME_DRIVERS_CPU_CPUFEATURES_H
