#include "Support/Diagnostics.h"

#include <algorithm>
#include <fmt/args.h>
#include <fmt/format.h>
#include <map>

namespace retort {

static constexpr DiagnosticInfo table[] = {
#define RETORT_DIAGNOSTIC(Name, Level, Spelling, Message, Explanation)                             \
  {diag::Name, #Name, Severity::Level, Spelling, Message, Explanation},
#include "Support/Diagnostics.def"
};

llvm::StringRef spelling(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Remark:
    return "remark";
  }
  llvm_unreachable("all severities are covered");
}

llvm::ArrayRef<DiagnosticInfo> allDiagnostics() {
  return table;
}

const DiagnosticInfo& infoOf(diag::Code code) {
  return table[code];
}

const DiagnosticInfo* findDiagnostic(llvm::StringRef spelling) {
  for (const DiagnosticInfo& info : table)
    if (info.spelling == spelling)
      return &info;
  return nullptr;
}

DiagnosticBuilder DiagnosticEngine::add(diag::Code code, Origin origin,
                                        llvm::ArrayRef<std::string> args) {
  const DiagnosticInfo& info = infoOf(code);
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& arg : args)
    store.push_back(arg);
  errors_ += info.severity == Severity::Error;
  diagnostics_.push_back(
      {code, info.severity, fmt::vformat(info.message.str(), store), origin, {}});
  return DiagnosticBuilder(diagnostics_.back());
}

void DiagnosticEngine::sortFrom(size_t first) {
  // Files stay in the order in which they were first complained about.
  std::map<const SourceBuffer*, size_t> files = {{nullptr, 0}};
  for (size_t i = first; i < diagnostics_.size(); ++i)
    files.try_emplace(diagnostics_[i].origin.buffer, files.size());
  auto place = [&](const Diagnostic& it) {
    return std::pair(files[it.origin.buffer], it.origin.range.begin);
  };
  std::stable_sort(diagnostics_.begin() + first, diagnostics_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
}

std::vector<Diagnostic> DiagnosticEngine::take() {
  errors_ = 0;
  return std::exchange(diagnostics_, {});
}

void DiagnosticEngine::append(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) {
    errors_ += diagnostic.severity == Severity::Error;
    diagnostics_.push_back(std::move(diagnostic));
  }
}

} // namespace retort
