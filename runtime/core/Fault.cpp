// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns a fault record into the DataFault that users see.
#include "runtime/base/Errors.h"
#include "runtime/core/QueueState.h"

namespace dc::rt::core {

static const char *kindName(artifact::FaultKind kind) {
  switch (kind) {
  case artifact::FaultKind::Bounds:
    return "bounds";
  case artifact::FaultKind::Division:
    return "division";
  case artifact::FaultKind::Assertion:
    return "assertion";
  case artifact::FaultKind::LoopBound:
    return "loop bound";
  }
  return "unknown";
}

static std::string sentence(const FaultInfo &f, artifact::FaultKind kind, bool ofBlockKernel) {
  std::string where = " in thread " + std::to_string(f.thread);
  if (ofBlockKernel) {
    where += " of block " + std::to_string(f.block);
  }
  switch (kind) {
  case artifact::FaultKind::Bounds:
    return "'" + f.what + "' is out of bounds" + where +
           (f.hasIndex ? ": expected an index from 0 to below " + std::to_string(f.extent) +
                             ", got " + std::to_string(f.index)
                       : std::string());
  case artifact::FaultKind::Division:
    return "'" + f.what + "' divides by zero" + where;
  case artifact::FaultKind::Assertion:
    return "the assertion '" + f.what + "' does not hold" + where;
  case artifact::FaultKind::LoopBound:
    return "the loop bound '" + f.what + "' was passed" + where;
  }
  return f.what + where;
}

Status describeFault(const KernelState &kernel, const FaultRecord &record) {
  FaultInfo info;
  info.kernel = kernel.info().name;
  info.thread = record.words[FaultRecord::Thread];
  info.block = record.words[FaultRecord::Block];
  info.hasIndex = record.words[FaultRecord::HasIndex] == 1;
  info.index = record.words[FaultRecord::Index];
  info.extent = record.words[FaultRecord::Extent];

  const uint64_t id = uint64_t(record.words[FaultRecord::Site]) - 1;
  for (const artifact::FaultSite &site : kernel.info().faults) {
    if (site.id != id) {
      continue;
    }
    info.kind = kindName(site.kind);
    info.what = site.what;
    info.file = site.loc.file;
    info.line = site.loc.line;
    info.column = site.loc.column;
    std::string title = "kernel '" + info.kernel + "'";
    if (const std::string at = describe(site.loc); !at.empty()) {
      title += " (" + at + ")";
    }
    std::string text = sentence(info, site.kind, !kernel.info().block.empty());
    return fail(Error::KernelFault, title, text).with_fault(std::move(info));
  }
  info.kind = "unknown";
  return fail(Error::KernelFault, kernel.title(),
              "fault site " + std::to_string(id) + ", which the artifact does not list")
      .with_fault(std::move(info));
}

} // namespace dc::rt::core
