// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dcx: looks at artifacts and devices, and runs kernels.
#include "tools/dcx/Verbs.h"

#include <cstdio>
#include <cstring>
#include <new>

using namespace dc::dcx;

namespace {

struct Verb {
  const char *name;
  const char *summary;
  int (*run)(const Arguments &);
};

constexpr Verb kVerbs[] = {
    {"devices", "list the devices of this machine, and what cannot be used", devices},
    {"inspect", "print what an artifact holds", inspect},
    {"run", "run a kernel of an artifact on a device", run},
    {"bench", "measure kernels: times, bytes a second, beside a copy", bench},
};

void printHelp(std::FILE *to) {
  std::fputs("usage: dcx VERB [ARGUMENTS]\n\n", to);
  for (const Verb &verb : kVerbs) {
    std::fprintf(to, "  %-9s %s\n", verb.name, verb.summary);
  }
  std::fputs("\n'dcx VERB --help' says more. Exit status: 0, 1 when the work failed, 2 for a wrong "
             "command line, 70 for a "
             "bug of dcx.\n",
             to);
}

} // namespace

int dc::dcx::report(const rt::Status &status) {
  std::fprintf(stderr, "dcx: error: %s\n", status.to_string().c_str());
  return status.code() == rt::StatusCode::Internal ? InternalError : Failure;
}

int dc::dcx::wrongUsage(std::string_view verb, const std::string &message) {
  const auto length = int(verb.size());
  std::fprintf(stderr, "dcx: error: %s\n  help: see 'dcx %.*s%s--help'\n", message.c_str(), length,
               verb.data(), verb.empty() ? "" : " ");
  return WrongUsage;
}

int dc::dcx::wrongUsage(std::string_view verb, const rt::Status &status) {
  std::string text(status.message());
  for (const std::string &context : status.context()) {
    text += "\n  " + context;
  }
  return wrongUsage(verb, text);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    printHelp(stderr);
    return WrongUsage;
  }
  if (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0) {
    printHelp(stdout);
    return Success;
  }
  if (std::strcmp(argv[1], "--version") == 0) {
    std::puts("dcx " DOTCOMPUTE_VERSION);
    return Success;
  }
  for (const Verb &verb : kVerbs) {
    if (std::strcmp(argv[1], verb.name) == 0) {
      try {
        return verb.run(Arguments(argv + 2, argv + argc));
      } catch (const std::bad_alloc &) {
        std::fputs("dcx: error: out of memory\n", stderr);
        return Failure;
      }
    }
  }
  std::string names;
  for (const Verb &verb : kVerbs) {
    names += (names.empty() ? "" : ", ") + std::string(verb.name);
  }
  return wrongUsage("", "expected one of the verbs " + names + ", got '" + argv[1] + "'");
}
