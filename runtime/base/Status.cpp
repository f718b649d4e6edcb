// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The failure behind a Status: shared, counted, copied before it is changed.
#include <dotcompute/base/Status.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace dc::rt {

struct Status::Failure {
  std::atomic<uint32_t> owners{1};
  StatusCode code = StatusCode::Internal;
  std::string id;
  std::string message;
  std::vector<std::string> context;
  std::unique_ptr<FaultInfo> fault;
};

const char *to_string(StatusCode code) noexcept {
  switch (code) {
  case StatusCode::Ok:
    return "Ok";
  case StatusCode::InvalidArgument:
    return "InvalidArgument";
  case StatusCode::FailedPrecondition:
    return "FailedPrecondition";
  case StatusCode::NotFound:
    return "NotFound";
  case StatusCode::Unavailable:
    return "Unavailable";
  case StatusCode::ResourceExhausted:
    return "ResourceExhausted";
  case StatusCode::Incompatible:
    return "Incompatible";
  case StatusCode::DeviceLost:
    return "DeviceLost";
  case StatusCode::ContextLost:
    return "ContextLost";
  case StatusCode::DataFault:
    return "DataFault";
  case StatusCode::Denied:
    return "Denied";
  case StatusCode::Cancelled:
    return "Cancelled";
  case StatusCode::Unimplemented:
    return "Unimplemented";
  case StatusCode::DataLoss:
    return "DataLoss";
  case StatusCode::Internal:
    return "Internal";
  }
  return "Unknown";
}

Status::Status(StatusCode code, std::string_view id, std::string message) : failure(new Failure) {
  failure->code = code == StatusCode::Ok ? StatusCode::Internal : code;
  failure->id = id;
  failure->message = std::move(message);
}

Status::Status(const Status &other) noexcept : failure(other.failure) {
  if (failure) {
    failure->owners.fetch_add(1, std::memory_order_relaxed);
  }
}

Status &Status::operator=(const Status &other) noexcept {
  Status copy(other);
  std::swap(failure, copy.failure);
  return *this;
}

void Status::release() noexcept {
  if (failure->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    delete failure;
  }
  failure = nullptr;
}

void Status::own() {
  if (failure->owners.load(std::memory_order_acquire) == 1) {
    return;
  }
  auto *copy = new Failure;
  copy->code = failure->code;
  copy->id = failure->id;
  copy->message = failure->message;
  copy->context = failure->context;
  if (failure->fault) {
    copy->fault = std::make_unique<FaultInfo>(*failure->fault);
  }
  release();
  failure = copy;
}

StatusCode Status::failure_code() const noexcept { return failure->code; }

std::string_view Status::id() const noexcept {
  return failure ? std::string_view(failure->id) : std::string_view();
}

std::string_view Status::message() const noexcept {
  return failure ? std::string_view(failure->message) : std::string_view();
}

const std::vector<std::string> &Status::context() const noexcept {
  static const std::vector<std::string> none;
  return failure ? failure->context : none;
}

const FaultInfo *Status::fault() const noexcept { return failure ? failure->fault.get() : nullptr; }

Status &Status::with_context(std::string what) & {
  if (failure) {
    own();
    failure->context.push_back(std::move(what));
  }
  return *this;
}

Status &Status::with_fault(FaultInfo info) & {
  if (failure) {
    own();
    failure->fault = std::make_unique<FaultInfo>(std::move(info));
  }
  return *this;
}

std::string Status::to_string() const {
  if (!failure) {
    return "ok";
  }
  std::string text =
      failure->message + " [" + failure->id + " " + rt::to_string(failure->code) + "]";
  for (const std::string &what : failure->context) {
    text += "\n  ";
    text += what;
  }
  return text;
}

void detail::abort_on(const Status &status) noexcept {
  std::fprintf(stderr, "dotcompute: value() of a failed Result: %s\n", status.to_string().c_str());
  std::abort();
}

} // namespace dc::rt
