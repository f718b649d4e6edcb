// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Payload bytes to a loaded object: a look at the headers, an anonymous file, dlopen.
#include "runtime/drivers/cpu/ElfImage.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/base/Errors.h"

namespace dc::rt::cpu {

#if defined(__x86_64__)
static constexpr uint16_t kMachine = EM_X86_64;
#elif defined(__aarch64__)
static constexpr uint16_t kMachine = EM_AARCH64;
#else
static constexpr uint16_t kMachine = EM_NONE;
#endif

static Status wrong(const char *expected, std::string got) {
  return fail(Error::PayloadFormat, "cpu", expected, std::move(got));
}

Status checkElf(std::span<const uint8_t> bytes) {
  Elf64_Ehdr header;
  if (bytes.size() < sizeof header) {
    return wrong("an ELF file", std::to_string(bytes.size()) + " bytes");
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_ident[EI_DATA] != ELFDATA2LSB) {
    return wrong("a 64-bit little-endian ELF file", "something else");
  }
  if (header.e_type != ET_DYN || header.e_machine != kMachine) {
    return wrong("a shared object for this processor", "type " + std::to_string(header.e_type) +
                                                           ", machine " +
                                                           std::to_string(header.e_machine));
  }
  // The dynamic loader maps segments without comparing them with the file's size, and then dies of
  // SIGBUS.
  if (header.e_phentsize != sizeof(Elf64_Phdr) || header.e_phoff > bytes.size() ||
      uint64_t(header.e_phnum) * sizeof(Elf64_Phdr) > bytes.size() - header.e_phoff) {
    return wrong("program headers inside the file", "program headers outside it");
  }
  for (uint32_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, bytes.data() + header.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_offset > bytes.size() || segment.p_filesz > bytes.size() - segment.p_offset) {
      return wrong("segments inside the file", "a segment that ends outside it");
    }
  }
  return {};
}

static bool writeAll(int file, std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    bytes = bytes.subspan(size_t(written));
  }
  return true;
}

static void *open(const char *path) { return ::dlopen(path, RTLD_NOW | RTLD_LOCAL); }

/// `file` stays open for as long as the object is loaded: the dynamic loader knows objects by name,
/// and would take a later payload under the same descriptor for this one.
static void *openAnonymous(std::span<const uint8_t> bytes, int &file) {
#if defined(MFD_CLOEXEC)
  file = ::memfd_create("dotcompute-kernels", MFD_CLOEXEC);
  if (file < 0) {
    return nullptr;
  }
  if (writeAll(file, bytes)) {
    if (void *handle = open(("/proc/self/fd/" + std::to_string(file)).c_str())) {
      return handle;
    }
  }
  ::close(file);
  file = -1;
#endif
  return nullptr;
}

static void *openTemporary(std::span<const uint8_t> bytes, std::string &why) {
  const char *folder = std::getenv("TMPDIR");
  std::string path = std::string(folder && *folder ? folder : "/tmp") + "/dotcompute-XXXXXX";
  const int file = ::mkstemp(path.data());
  if (file < 0) {
    why = "cannot make '" + path + "': " + std::strerror(errno);
    return nullptr;
  }
  void *handle = nullptr;
  if (writeAll(file, bytes)) {
    handle = open(path.c_str());
    const char *error = handle ? nullptr : ::dlerror();
    why = error ? error : "";
  } else {
    why = "cannot write '" + path + "': " + std::strerror(errno);
  }
  ::close(file);
  ::unlink(path.c_str());
  return handle;
}

Result<std::shared_ptr<ElfImage>> ElfImage::load(std::span<const uint8_t> bytes) {
  DC_TRY(checkElf(bytes));
  std::string why;
  int file = -1;
  void *handle = openAnonymous(bytes, file);
  if (!handle) {
    handle = openTemporary(bytes, why);
  }
  if (!handle) {
    return fail(Error::PayloadLoad, "cpu", why);
  }
  return std::shared_ptr<ElfImage>(new ElfImage(handle, file));
}

ElfImage::~ElfImage() {
  ::dlclose(handle);
  if (file >= 0) {
    ::close(file);
  }
}

void *ElfImage::symbol(const std::string &name) const { return ::dlsym(handle, name.c_str()); }

} // namespace dc::rt::cpu
