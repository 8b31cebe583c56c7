#include "Migrate/AuditWriter.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace retort {

llvm::Error AuditWriter::run(const std::string& sql) {
  llvm::Expected<uint64_t> changed = connection_.execute(sql);
  return changed ? llvm::Error::success() : changed.takeError();
}

//===--- Where the log ends -----------------------------------------------===//

/// A row for each version, or one without where there is none.
llvm::Expected<std::vector<std::string>> AuditWriter::look() {
  const AuditTable& audit = books_.audit();
  llvm::Expected<ResultSet> result = connection_.queryOften(
      fmt::format("SELECT {}, l.{}, l.outcome, l.seal, v.{} FROM (SELECT 1 AS one) AS o "
                  "LEFT JOIN ({}) AS l ON 1 = 1 LEFT JOIN {} AS v ON 1 = 1",
                  audit.now(), dialect_.quote("number"), VersionTable::column, audit.lastRow(),
                  dialect_.quote(books_.versions().name())));
  if (!result)
    return result.takeError();
  const std::vector<Value>& first = result->rows.at(0);
  AuditRow last;
  now_ = first[0].value_or("");
  llvm::StringRef(first[1].value_or("0")).getAsInteger(10, last_);
  last.outcome = first[2].value_or("");
  lastSeal_ = first[3].value_or("");
  if (last_ != 0 && lastSeal_.empty() && !last.isOpen()) {
    llvm::Expected<std::vector<AuditRow>> rows = audit.readUnsealed(connection_);
    if (!rows)
      return rows.takeError();
    if (llvm::Error error = seal(std::move(*rows), ""))
      return error;
  }
  std::vector<std::string> versions;
  for (const std::vector<Value>& row : result->rows)
    if (row[4])
      versions.push_back(*row[4]);
  llvm::sort(versions);
  return versions;
}

llvm::Error AuditWriter::seal(std::vector<AuditRow> rows, std::string before) {
  for (AuditRow& row : rows) {
    if (!row.isOpen() && row.seal.empty()) {
      row.seal = sealOf(before, row);
      if (llvm::Error error = update(row, {"seal"}))
        return error;
    }
    before = row.seal;
  }
  lastSeal_ = before;
  return llvm::Error::success();
}

llvm::Error AuditWriter::sealBehind(const AuditRow& row) {
  if (row.number == last_) {
    lastSeal_ = row.seal;
    return llvm::Error::success();
  }
  llvm::Expected<std::vector<AuditRow>> behind =
      books_.audit().readFrom(connection_, row.number + 1);
  if (!behind)
    return behind.takeError();
  for (AuditRow& each : *behind)
    each.seal.clear();
  return seal(std::move(*behind), row.seal);
}

//===--- Rows -------------------------------------------------------------===//

AuditRow AuditWriter::next(const AuditEntry& entry, AuditOutcome outcome) const {
  AuditRow row;
  row.number = last_ + 1;
  row.entry = entry;
  row.outcome = spelling(outcome);
  row.appliedAt = now_;
  row.tool = tool_;
  sign(row);
  return row;
}

void AuditWriter::sign(AuditRow& row) const {
  row.who = user_;
  row.host = host_;
}

llvm::Error AuditWriter::add(const AuditEntry& entry, AuditOutcome outcome,
                             const AuditFacts& facts) {
  AuditRow row = next(entry, outcome);
  row.milliseconds = std::to_string(facts.duration.count());
  row.message = facts.message;
  row.seal = sealOf(lastSeal_, row);
  return insert(std::move(row));
}

llvm::Error AuditWriter::insert(AuditRow row) {
  last_ = row.number;
  lastSeal_ = row.seal;
  return run(books_.audit().add(std::move(row)));
}

llvm::Error AuditWriter::update(const AuditRow& row, llvm::ArrayRef<llvm::StringLiteral> columns) {
  return run(books_.audit().set(row, columns));
}

llvm::Expected<std::pair<AuditRow, std::string>> AuditWriter::find(uint64_t number) {
  llvm::Expected<std::vector<AuditRow>> rows = books_.audit().readFrom(connection_, number - 1);
  if (!rows)
    return rows.takeError();
  std::pair<AuditRow, std::string> found;
  for (AuditRow& row : *rows)
    if (row.number < number)
      found.second = row.seal;
    else if (row.number == number)
      found.first = std::move(row);
  return found;
}

} // namespace retort
