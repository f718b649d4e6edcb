// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Changes source text by words, statements and bracketed groups, so that most of what comes out
// still means something to a parser.
#ifndef DOTCOMPUTE_TEST_FUZZ_TOKENMUTATOR_H
#define DOTCOMPUTE_TEST_FUZZ_TOKENMUTATOR_H

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace dc::test {

class TokenMutator {
public:
  using Random = std::minstd_rand;

  /// `words` may be inserted: keywords, names, and pieces of text of several tokens.
  explicit TokenMutator(std::vector<std::string_view> words) : words(std::move(words)) {}

  /// One to four edits of `text`; the same for the same state of `random`. At most `limit` bytes
  /// come out.
  std::string mutate(std::string_view text, size_t limit, Random &random) const;

  /// `text` with a piece of `other` in it.
  std::string cross(std::string_view text, std::string_view other, size_t limit,
                    Random &random) const;

private:
  using Tokens = std::vector<std::string_view>;
  void edit(Tokens &tokens, Random &random) const;

  std::vector<std::string_view> words;
};

} // namespace dc::test

#endif // DOTCOMPUTE_TEST_FUZZ_TOKENMUTATOR_H
