// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What dc::print does not take; said with and without --debug-print.
// RUN: not %dcc -fsyntax-only %s 2>&1 | FileCheck %s
// RUN: not %dcc --debug-print -fsyntax-only %s 2>&1 | FileCheck %s
#include <dotcompute/kernel.h>

struct Pair {
  int a, b;
};
constexpr const char *text = "{}";

DC_KERNEL void k(dc::span<int> x, dc::span<const float> y) {
  DC_DOMAIN(x.size());
  auto i = dc::global_id();
  // CHECK: [[@LINE+1]]:3: error: the format of dc::print has '{}' 2 times, but the call has 1 value [DCC1280]
  dc::print("{} {}", i);
  // CHECK: help: write one '{}' for each value
  // CHECK: [[@LINE+1]]:3: error: the format of dc::print has no '{}', but the call has 2 values [DCC1280]
  dc::print("{{}}", i, 1);
  // CHECK: [[@LINE+1]]:3: error: the format of dc::print has '{}' 1 time, but the call has no value [DCC1280]
  dc::print("{}");
  // CHECK: [[@LINE+1]]:13: error: expected a string literal as the format of dc::print, got 'const char *const' [DCC1281]
  dc::print(text, i);
  // CHECK: [[@LINE+1]]:13: error: expected a string literal as the format of dc::print, got one with a zero in it [DCC1281]
  dc::print("a\0b");
  Pair p{1, 2};
  // CHECK: [[@LINE+1]]:19: error: dc::print takes numbers, bool and enums, got a value of type 'Pair' [DCC1282]
  dc::print("{}", p);
  // CHECK: help: print its members or elements one by one
  // CHECK: error: dc::print takes numbers, bool and enums, got a value of type 'const char[4]' [DCC1282]
  dc::print("{}", "abc");
  // CHECK: error: dc::print takes numbers, bool and enums, got a value of type 'dc::span<const float>' [DCC1282]
  dc::print("{}", y);
  // CHECK: [[@LINE+1]]:13: error: expected '{}', '{{[{][{]}}' or '}}' in the format of dc::print, got '{:x} and {}' [DCC1283]
  dc::print("a {:x} and {}", i, i);
  // CHECK: [[@LINE+1]]:19: error: a value for dc::print must not change anything: without --debug-print it is not computed [DCC1284]
  dc::print("{}", x[i] += 2);
  // CHECK: error: a value for dc::print must not change anything
  dc::print("{}", dc::atomic_add(x[0], 1) + 1);
  // What is wrong inside a value has its own message.
  // CHECK: error: {{.*}} [DCC1001]
  dc::print("{}", *&x[i]);
}
