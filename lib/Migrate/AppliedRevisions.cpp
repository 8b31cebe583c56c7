#include "Migrate/AppliedRevisions.h"

#include "Migrate/RevisionCompiler.h"
#include "Migrate/SourceHash.h"
#include "Syntax/Dump.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

AppliedRevisions::AppliedRevisions(llvm::ArrayRef<AuditRow> log) : isEmpty_(log.empty()) {
  if (!log.empty())
    for (llvm::StringRef id : llvm::split(log.front().entry.previous, ' '))
      places_.push_back(id.str());
  for (const AuditRow& row : log) {
    if (row.outcome != spelling(AuditOutcome::Done))
      continue;
    const std::string& id = row.entry.revision;
    if (row.entry.operation == "upgrade") {
      rows_[id] = &row;
    } else if (row.entry.operation == "downgrade") {
      rows_.erase(id);
    } else if (row.entry.operation == "stamp") {
      places_.push_back(id);
    } else if (row.entry.operation == "accept") {
      rows_.erase(id);
      if (!row.entry.sourceHash.empty())
        rows_[id] = &row;
      accepted_.push_back(id);
    }
  }
}

const AuditRow* AppliedRevisions::find(llvm::StringRef id) const {
  auto found = rows_.find(id);
  return found == rows_.end() ? nullptr : found->second;
}

std::vector<const AuditRow*>
AppliedRevisions::missing(llvm::function_ref<bool(llvm::StringRef id)> isThere) const {
  std::vector<const AuditRow*> missing;
  for (const auto& [id, row] : rows_)
    if (!isThere(id))
      missing.push_back(row);
  llvm::sort(missing, [](const AuditRow* a, const AuditRow* b) { return a->number < b->number; });
  return missing;
}

RevisionSet AppliedRevisions::takenForGranted(const History& history) const {
  RevisionList places;
  for (const std::string& id : places_)
    if (const Revision* place = history.find(id))
      places.push_back(place);
  RevisionSet granted = history.withAncestors(places);
  for (const std::string& id : accepted_)
    if (const Revision* revision = history.find(id))
      granted.insert(*revision);
  return granted;
}

/// What a revision does and where it stands, however it is laid out; nothing if it cannot be
/// read today. Its message and the time of its making are of no consequence.
static std::optional<std::string> meaningOf(const SourceBuffer& source, Parser& parser) {
  DiagnosticEngine unread;
  Program program = parser.parse(source, unread);
  std::optional<RevisionHeader> header = readRevisionHeader(source, unread);
  if (!program.file || !header || unread.hasErrors())
    return std::nullopt;
  std::string meaning;
  for (const std::vector<HeaderName>* names : {&header->revises, &header->dependsOn}) {
    for (const HeaderName& name : *names)
      meaning += name.text + " ";
    meaning += "\n";
  }
  for (const ast::Section* section : program.file->revision->sections)
    meaning += dump(*section, nullptr, {.places = false});
  return meaning;
}

static bool meansTheSame(const SourceBuffer& a, const SourceBuffer& b, Parser& parser) {
  std::optional<std::string> meaning = meaningOf(a, parser);
  return meaning && meaning == meaningOf(b, parser);
}

/// Did it follow another revision when it was applied?
static bool hasMoved(const Revision& revision, const SourceBuffer& applied) {
  DiagnosticEngine unread;
  std::optional<RevisionHeader> header = readRevisionHeader(applied, unread);
  auto sameName = [](const HeaderName& a, const HeaderName& b) { return a.text == b.text; };
  return !header || !std::equal(header->revises.begin(), header->revises.end(),
                                revision.file.header.revises.begin(),
                                revision.file.header.revises.end(), sameName);
}

/// An old row says nothing of the files.
static bool hasSameRows(const AuditRow& row, const SourceBuffer& applied) {
  return row.entry.sourceHash == sourceHash(applied) ||
         row.entry.sourceHash == sha256(applied.text());
}

llvm::Expected<TextChanges> compareTexts(const AppliedRevisions& applied, const History& history,
                                         const RevisionList& current, TextReader readText) {
  TextChanges changes;
  changes.deleted = applied.missing([&](llvm::StringRef id) { return history.find(id); });
  if (applied.knowsNothing())
    return changes;
  Parser parser;
  RevisionSet granted = applied.takenForGranted(history);
  for (const Revision* revision : history.withAncestors(current).list()) {
    const AuditRow* row = applied.find(revision->id());
    if (!row && !granted.contains(*revision))
      changes.late.push_back(revision);
    if (!row || row->entry.sourceHash == sourceHash(*revision->file.buffer))
      continue;
    llvm::Expected<const SourceBuffer*> text = readText(*row);
    if (!text)
      return text.takeError();
    // Nothing is known of what it did.
    if (!*text) {
      changes.edited.push_back({revision, row});
      continue;
    }
    changes.applied[revision] = *text;
    if (!hasSameRows(*row, **text)) {
      changes.edited.push_back({revision, row});
      changes.otherRows.push_back({revision, row});
      continue;
    }
    if (meansTheSame(*revision->file.buffer, **text, parser)) {
      changes.reformatted.push_back(revision);
      continue;
    }
    changes.edited.push_back({revision, row});
    if (hasMoved(*revision, **text))
      changes.moved.push_back({revision, row});
  }
  return changes;
}

/// ` on 2026-11-20 14:02:11 by deploy on ci-7`, as far as it is known.
static std::string whenAndWho(const AuditRow& row) {
  std::string text = row.appliedAt.empty() ? "" : " on " + row.appliedAt;
  if (!row.who.empty())
    text += " by " + row.who + " on " + row.host;
  return text;
}

static void reportEdited(const Revision& revision, const AuditRow& row, bool hasOtherRows,
                         DiagnosticEngine& diags) {
  DiagnosticBuilder report = diags.report(diag::EditedRevision, revision.origin(), revision.id());
  report.note({}, "it was applied" + whenAndWho(row));
  if (hasOtherRows)
    report.note({}, "a file of rows that it names has others now, or is gone");
  report.help(
      "put the file back and write a new revision; or, if this database already has what the "
      "file says now: `retort repair --accept " +
      revision.id().str() + "`");
}

void reportBarriers(const TextChanges& changes, DiagnosticEngine& diags) {
  for (auto [revision, row] : changes.moved)
    reportEdited(*revision, *row, /*hasOtherRows=*/false, diags);
  for (auto [revision, row] : changes.otherRows)
    reportEdited(*revision, *row, /*hasOtherRows=*/true, diags);
}

void reportChanges(const TextChanges& changes, DiagnosticEngine& diags) {
  for (auto edited : changes.edited)
    reportEdited(*edited.first, *edited.second, llvm::is_contained(changes.otherRows, edited),
                 diags);
  for (const Revision* revision : changes.reformatted)
    diags.report(diag::ReformattedRevision, revision->origin(), revision->id());
  for (const Revision* revision : changes.late)
    diags.report(diag::LateRevision, revision->origin(), revision->id())
        .help(
            "let it revise a head instead; or, if this database already has what it does: `retort "
            "repair --accept " +
            revision->id().str() + "`");
  for (const AuditRow* row : changes.deleted)
    diags.report(diag::DeletedRevision, Origin(), row->entry.revision)
        .note({}, "it was applied" + whenAndWho(*row))
        .help("bring the file back (`retort log " + row->entry.revision +
              " --text` prints it), or take it back with `retort downgrade`; to forget it: `retort "
              "repair --accept " +
              row->entry.revision + "`");
}

} // namespace retort
