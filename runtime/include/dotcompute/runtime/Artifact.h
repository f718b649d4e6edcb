// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Artifact: a loaded .dcx. Kernel: one of its kernels, ready to run on one device.
#ifndef DOTCOMPUTE_RUNTIME_ARTIFACT_H
#define DOTCOMPUTE_RUNTIME_ARTIFACT_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <dotcompute/base/Result.h>
#include <dotcompute/runtime/DataType.h>
#include <dotcompute/runtime/Device.h>

namespace dc::rt {

namespace core {
class ArtifactState;
class KernelState;
} // namespace core

/// One scalar of the structs in an array, or several that follow each other.
struct Field {
  std::string name; ///< from the struct on: "pos.x"
  DataType type = DataType::I64;
  std::uint32_t offset = 0; ///< bytes from the struct's first
  std::uint32_t count = 1;
};

/// What a kernel wants as one argument.
struct Parameter {
  std::string name;
  bool is_array = false;
  DataType type = DataType::I64;
  bool is_written = false;     ///< arrays
  bool is_read = true;         ///< arrays: false where the compiler has proved that no element is
  std::uint8_t rank = 0;       ///< arrays: 1 to 3
  std::uint32_t alignment = 1; ///< arrays: bytes
  std::uint32_t record_bytes = 0; ///< arrays of structs: bytes of one
  std::vector<Field> fields;      ///< of such a struct
  bool is_strided = false;        ///< arrays: neighbours in the last dimension may lie apart
};

/// A kernel's calling facts, whatever the device.
struct Signature {
  std::string name;
  std::string location; ///< "saxpy.dc.cpp:12:1", or empty
  std::uint32_t rank = 1;
  bool computes_domain = false; ///< launches need no threads() or blocks()
  bool is_block_kernel = false;
  std::vector<Parameter> parameters;
};

/// A handle to a kernel that was resolved for one device: its code is loaded. Copies are cheap.
/// Thread-safe.
class DOTCOMPUTE_EXPORT Kernel {
public:
  explicit Kernel(std::shared_ptr<const core::KernelState> state);

  const std::string &name() const;
  const Device &device() const;
  const Signature &signature() const;
  /// The architecture of the variant in use: "x86-64-v3", "sm_75".
  const std::string &arch() const;

  const std::shared_ptr<const core::KernelState> &internal() const { return state; }

private:
  std::shared_ptr<const core::KernelState> state;
};

/// Immutable and shared: copies are cheap handles to the same bytes, and kernels keep what they
/// need of it alive. Thread-safe.
class DOTCOMPUTE_EXPORT Artifact {
public:
  /// NotFound, DataLoss, Incompatible: see the message. The file may change or go as soon as this
  /// returns.
  static Result<Artifact> load_file(const std::string &path);
  /// Copies what it needs of the bytes.
  static Result<Artifact> load_bytes(const void *bytes, std::size_t size);

  const std::vector<Signature> &kernels() const;
  /// Which compiler made it.
  const std::string &producer() const;

  /// Loads (once per artifact and device) the best variant for the device. NotFound lists the
  /// kernels there are; Incompatible says which variants the artifact has and what the device runs.
  ///
  /// Of a kernel with DC_TUNE, `tuning` ("B=128,T=4") names the values of the variant; what it
  /// leaves out is what DOTCOMPUTE_TUNE says, or the default. InvalidArgument where there is no
  /// such constant or value.
  Result<Kernel> kernel(std::string_view name, const Device &device,
                        std::string_view tuning = {}) const;

private:
  explicit Artifact(std::shared_ptr<core::ArtifactState> state);
  std::shared_ptr<core::ArtifactState> state;
};

} // namespace dc::rt

#endif // DOTCOMPUTE_RUNTIME_ARTIFACT_H
