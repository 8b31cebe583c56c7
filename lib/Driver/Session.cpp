#include "Driver/Session.h"

#include "Support/English.h"

namespace retort {

llvm::Expected<const SourceBuffer*> Session::read(llvm::StringRef path) {
  llvm::Expected<std::unique_ptr<SourceBuffer>> buffer = SourceBuffer::read(path);
  if (!buffer)
    return buffer.takeError();
  return &keep(std::move(*buffer));
}

const SourceBuffer& Session::keep(std::unique_ptr<SourceBuffer> buffer) {
  buffers_.push_back(std::move(buffer));
  return *buffers_.back();
}

ExitCode Session::conclude(llvm::StringRef conclusion) {
  size_t errors = diags_.errorCount();
  console_.print(diags_.take());
  if (errors == 0)
    return ExitCode::Success;
  if (!conclusion.empty() && !console_.json())
    console_.say(counted(errors, "error") + "; " + conclusion.str());
  return ExitCode::Failure;
}

} // namespace retort
