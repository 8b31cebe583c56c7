#include "Driver/AuditLog.h"

namespace retort {

llvm::Expected<const SourceBuffer*> AuditLog::text(const AuditRow& row) {
  llvm::Expected<std::string> text = state_.books().audit().source(*state_.connection, row.number);
  if (!text)
    return text.takeError();
  if (text->empty())
    return nullptr;
  return &session_.keep(row.entry.revision + " as applied", std::move(*text),
                        session_.folderOf(row.entry.revision));
}

llvm::Expected<TextChanges> AuditLog::changes(const History& history) {
  return compareTexts(AppliedRevisions(rows()), history, state_.current,
                      [&](const AuditRow& row) { return text(row); });
}

} // namespace retort
