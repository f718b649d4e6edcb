// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tokens, the groups they form, and the edits.
#include "test/fuzz/TokenMutator.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace dc::test {

namespace {

using Tokens = std::vector<std::string_view>;
using Random = TokenMutator::Random;

/// What numbers are exchanged for: where types, sizes and limits end.
constexpr std::string_view kNumbers[] = {
    "0",          "1",          "2",          "3",
    "7",          "31",         "32",         "33",
    "63",         "64",         "65",         "127",
    "128",        "255",        "256",        "-1",
    "500",        "32767",      "65536",      "2147483647",
    "2147483648", "4294967295", "4294967296", "9223372036854775807",
    "1.0",        "0.5f",       "1e-45",      "1e300",
    "3.4e38",     "0x1p-1074",  "-0.0",       "18446744073709551615"};

bool isWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$';
}
bool isSpace(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// Words, numbers, strings, comments, runs of space, and single characters.
Tokens split(std::string_view text) {
  Tokens tokens;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (isWordCharacter(text[at]) || ((text[at] == '%' || text[at] == '@' || text[at] == '^' ||
                                       text[at] == '#' || text[at] == '!') &&
                                      end < text.size() && isWordCharacter(text[end]))) {
      while (end < text.size() && (isWordCharacter(text[end]) || text[end] == '.')) {
        ++end;
      }
    } else if (isSpace(text[at])) {
      while (end < text.size() && isSpace(text[end])) {
        ++end;
      }
    } else if (text[at] == '"') {
      while (end < text.size() && text[end] != '"' && text[end] != '\n') {
        ++end;
      }
      end = std::min(end + 1, text.size());
    } else if (text.substr(at, 2) == "//") {
      end = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at, 2) == "->" || text.substr(at, 2) == "::") {
      ++end;
    }
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

std::string join(const Tokens &tokens, size_t limit) {
  std::string text;
  for (std::string_view token : tokens) {
    if (text.size() + token.size() > limit) {
      break;
    }
    // Neighbours that were apart stay apart.
    if (!text.empty() && !token.empty() && isWordCharacter(text.back()) &&
        isWordCharacter(token.front())) {
      text += ' ';
    }
    text += token;
  }
  text.resize(std::min(text.size(), limit));
  return text;
}

size_t below(size_t bound, Random &random) { return bound == 0 ? 0 : random() % bound; }

/// The end of the group or statement that begins at `at`: behind the bracket that closes it, or
/// behind ';' or a line.
size_t endOfGroup(const Tokens &tokens, size_t at) {
  int depth = 0;
  for (size_t i = at; i < tokens.size(); ++i) {
    std::string_view token = tokens[i];
    if (token == "(" || token == "{" || token == "[" || token == "<") {
      ++depth;
    } else if (token == ")" || token == "}" || token == "]" || token == ">") {
      if (--depth <= 0) {
        return depth < 0 ? std::max(i, at + 1) : i + 1;
      }
    } else if (depth == 0 &&
               (token == ";" || token == "," ||
                (isSpace(token.front()) && token.find('\n') != token.npos && i > at))) {
      return i + 1;
    }
  }
  return tokens.size();
}

void insert(Tokens &tokens, size_t at, const Tokens &piece) {
  tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
}

void erase(Tokens &tokens, size_t first, size_t last) {
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(first),
               tokens.begin() + static_cast<std::ptrdiff_t>(last));
}

Tokens slice(const Tokens &tokens, size_t first, size_t last) {
  return Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(first),
                tokens.begin() + static_cast<std::ptrdiff_t>(last));
}

/// A random token that is not space.
size_t pick(const Tokens &tokens, Random &random) {
  size_t at = below(tokens.size(), random);
  return isSpace(tokens[at].front()) && at + 1 < tokens.size() ? at + 1 : at;
}

} // namespace

void TokenMutator::edit(Tokens &tokens, Random &random) const {
  if (tokens.empty()) {
    tokens.push_back(words[below(words.size(), random)]);
    return;
  }
  size_t at = pick(tokens, random), other = pick(tokens, random);
  switch (random() % 12) {
  case 0:
    return erase(tokens, at, std::min(tokens.size(), at + 1 + random() % 4));
  case 1:
    tokens[at] = words[below(words.size(), random)];
    return;
  case 2:
    return insert(tokens, at, {words[below(words.size(), random)]});
  case 3:
    tokens[at] = tokens[other];
    return;
  case 4:
    return insert(tokens, at,
                  slice(tokens, other, std::min(tokens.size(), other + 1 + random() % 16)));
  case 5:
    std::swap(tokens[at], tokens[other]);
    return;
  case 6:
    return erase(tokens, at, endOfGroup(tokens, at));
  case 7:
    return insert(tokens, at, slice(tokens, other, endOfGroup(tokens, other)));
  case 8: { // one group in another's place
    Tokens piece = slice(tokens, other, endOfGroup(tokens, other));
    erase(tokens, at, endOfGroup(tokens, at));
    return insert(tokens, std::min(at, tokens.size()), piece);
  }
  case 9: { // nesting and long lists
    Tokens piece = slice(tokens, at, std::min(tokens.size(), at + 1 + random() % 6)), many;
    for (size_t i = size_t(2) << random() % 6; i > 0; --i) {
      many.insert(many.end(), piece.begin(), piece.end());
    }
    return insert(tokens, at, many);
  }
  case 10:
  default: { // a number, the next one there is
    for (size_t i = at; i < tokens.size(); ++i) {
      if (std::isdigit(static_cast<unsigned char>(tokens[i].front()))) {
        tokens[i] = kNumbers[below(std::size(kNumbers), random)];
        return;
      }
    }
    tokens[at] = kNumbers[below(std::size(kNumbers), random)];
    return;
  }
  }
}

std::string TokenMutator::mutate(std::string_view text, size_t limit, Random &random) const {
  Tokens tokens = split(text);
  for (size_t edits = 1 + random() % 4; edits > 0; --edits) {
    edit(tokens, random);
  }
  return join(tokens, limit);
}

std::string TokenMutator::cross(std::string_view text, std::string_view other, size_t limit,
                                Random &random) const {
  Tokens tokens = split(text), donor = split(other);
  if (tokens.empty() || donor.empty()) {
    return std::string(other.substr(0, limit));
  }
  size_t at = pick(tokens, random), from = pick(donor, random);
  Tokens piece = slice(donor, from, endOfGroup(donor, from));
  if (random() % 2) {
    erase(tokens, at, endOfGroup(tokens, at));
  }
  insert(tokens, std::min(at, tokens.size()), piece);
  return join(tokens, limit);
}

} // namespace dc::test
