// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Base64 against the test vectors of RFC 4648, and there and back.
#include "test/e2e/Suite.h"
#include "test/e2e/kernels/text/base64.dc.cpp"

#include <string>

SUITE_TEST() {
  for (auto [plain, encoded] : {std::pair<std::string, std::string>{"", ""},
                                {"f", "Zg=="},
                                {"fo", "Zm8="},
                                {"foo", "Zm9v"},
                                {"foob", "Zm9vYg=="},
                                {"fooba", "Zm9vYmE="},
                                {"foobar", "Zm9vYmFy"}}) {
    std::vector<unsigned char> bytes(plain.begin(), plain.end());
    std::vector<char> text(encoded.size());
    run(KERNEL(base64_encode), in(bytes), out(text));
    expect(text, std::vector<char>(encoded.begin(), encoded.end()));
  }
  for (int64_t n : suite::sizes) {
    auto bytes = integers<unsigned char>(n, 0, 255);
    std::vector<char> text((n + 2) / 3 * 4);
    run(KERNEL(base64_encode), in(bytes), out(text));
    std::vector<unsigned char> back(n);
    std::vector<int> bad = {0};
    run(KERNEL(base64_decode), in(text), out(back), inout(bad));
    expect(back, bytes);
    expect(bad, {0});
    for (int64_t i = 0; i < static_cast<int64_t>(text.size()); i += 8) {
      text[i + i % 3] = "-\xff\n \0?"[i / 8 % 6];
    }
    run(KERNEL(base64_decode), in(text), out(back), inout(bad));
    expect(bad, {static_cast<int>((text.size() + 7) / 8)});
  }
}
