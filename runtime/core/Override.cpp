// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the folder of overrides once, and says what becomes of its files.
#include "runtime/core/Override.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

#include "runtime/artifact/Names.h"
#include "runtime/artifact/Reader.h"
#include "runtime/base/Notice.h"

namespace dc::rt::core {

using artifact::ArtifactData;

namespace {

struct File {
  std::string path;
  std::shared_ptr<const ArtifactData> data;
};

struct Folder {
  std::string path;
  std::vector<File> files;
};

const char *variable() {
#if defined(__GLIBC__)
  return ::secure_getenv("DOTCOMPUTE_OVERRIDE");
#else
  return std::getenv("DOTCOMPUTE_OVERRIDE");
#endif
}

Folder read(const std::string &path) {
  Folder folder{path, {}};
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entries(path, error);
  while (!error && entries != std::filesystem::directory_iterator()) {
    if (entries->path().extension() == ".dcx") {
      names.push_back(entries->path().string());
    }
    entries.increment(error);
  }
  if (error) {
    notice("DOTCOMPUTE_OVERRIDE: cannot read the folder '" + path + "': " + error.message());
  }
  std::sort(names.begin(), names.end());
  for (std::string &name : names) {
    Result<ArtifactData> data = artifact::read_file(name);
    if (data.ok()) {
      folder.files.push_back(
          {std::move(name), std::make_shared<const ArtifactData>(std::move(*data))});
    } else {
      notice("DOTCOMPUTE_OVERRIDE: '" + name +
             "' is not used: " + std::string(data.status().message()));
    }
  }
  return folder;
}

} // namespace

std::string hexText(uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%016" PRIx64, value);
  return text;
}

std::shared_ptr<const ArtifactData> findOverride(std::string_view name, uint64_t abiHash) {
  const char *path = variable();
  if (!path || !*path) {
    return nullptr;
  }
  static auto *const mutex = new std::mutex;
  static auto *const folder = new std::optional<Folder>;
  std::lock_guard lock(*mutex);
  if (!*folder || (*folder)->path != path) {
    *folder = read(path);
  }
  std::shared_ptr<const ArtifactData> chosen;
  for (const File &file : (*folder)->files) {
    for (const artifact::KernelInfo &kernel : file.data->kernels) {
      if (kernel.name != name) {
        continue;
      }
      const std::string what =
          "DOTCOMPUTE_OVERRIDE: kernel '" + artifact::printable(name) + "' of '" + file.path + "'";
      if (kernel.abiHash != abiHash) {
        notice(what + " is not used: expected ABI hash " + hexText(abiHash) + ", got " +
               hexText(kernel.abiHash));
      } else if (chosen) {
        notice(what + " is not used: an earlier file has it");
      } else {
        notice(what + " replaces the linked one");
        chosen = file.data;
      }
    }
  }
  return chosen;
}

} // namespace dc::rt::core
