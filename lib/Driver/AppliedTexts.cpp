#include "Driver/AppliedTexts.h"

#include "Driver/AuditLog.h"
#include "Migrate/AppliedRevisions.h"

#include "llvm/ADT/StringSet.h"

namespace retort {

llvm::Error bringBackFiles(Session& session, DatabaseState& state) {
  llvm::Expected<const std::vector<RevisionFile>*> files = session.revisionFiles();
  if (!files)
    return files.takeError();
  llvm::StringSet<> ids;
  for (const RevisionFile& file : **files)
    ids.insert(file.header.id.text);
  if (llvm::Error error = state.readLog())
    return error;
  AuditLog log(session, state);
  AppliedRevisions applied(log.rows());
  for (const AuditRow* row :
       applied.missing([&](llvm::StringRef id) { return ids.contains(id); })) {
    llvm::Expected<const SourceBuffer*> text = log.text(*row);
    if (!text)
      return text.takeError();
    if (!*text)
      continue; // that it is missing is told where its row is met
    if (auto header = readRevisionHeader(**text, session.diags()))
      session.addRevisionFile({std::move(*header), "", *text});
  }
  return session.reported();
}

llvm::Expected<std::map<const Revision*, const SourceBuffer*>>
findAppliedTexts(Session& session, DatabaseState& state, const History& history,
                 Direction direction) {
  if (llvm::Error error = state.readLog())
    return error;
  llvm::Expected<TextChanges> changes = AuditLog(session, state).changes(history);
  if (!changes)
    return changes.takeError();
  if (direction == Direction::Up)
    reportChanges(*changes, session.diags());
  else
    reportBarriers(*changes, session.diags());
  return std::move(changes->applied);
}

} // namespace retort
