#include "Dialect/Common/Guard.h"
#include "Dialect/Common/Privileges.h"
#include "Dialect/Common/RawSql.h"
#include "Dialect/Common/TextObjects.h"
#include "Dialect/MySQL/AlterTable.h"
#include "Dialect/MySQL/DataCheck.h"
#include "Dialect/MySQL/DataWriter.h"
#include "Dialect/MySQL/EngineNames.h"
#include "Dialect/MySQL/ForeignKeyTypes.h"
#include "Dialect/MySQL/ImplicitCommit.h"
#include "Dialect/MySQL/Objects.h"
#include "Dialect/MySQL/RowLocks.h"
#include "Dialect/MySQL/Sequences.h"
#include "Dialect/MySQL/SessionVariables.h"
#include "Dialect/MySQL/TableCheck.h"
#include "Dialect/MySQL/TableWriter.h"
#include "Dialect/MySQL/TypeChange.h"
#include "Dialect/MySQL/Views.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

using namespace mysql;

static void addDdl(StatementSink& sink, std::string sql) {
  sink.add(std::move(sql)).transactional = false;
}

static void addGrants(const MySQL& dialect, const Table& table, StatementSink& sink) {
  for (std::string& statement :
       grantStatements(dialect, grantTarget(dialect, table.name), table.grants))
    addDdl(sink, std::move(statement));
}

/// Privileges are of a name here: they would outlive the table.
static void revokeGrants(const MySQL& dialect, const Table& table, StatementSink& sink) {
  for (std::string& statement :
       revokeStatements(dialect, grantTarget(dialect, table.name), table.grants))
    addDdl(sink, std::move(statement));
}

static void renameTable(const MySQL& dialect, const op::RenameTable& rename, const Catalog& before,
                        StatementSink& sink) {
  QualifiedName to{rename.from.schema, rename.to};
  Catalog after = before;
  apply(rename, after);
  revokeGrants(dialect, *before.tables.find(rename.from), sink);
  addDdl(sink, "RENAME TABLE " + dialect.quote(rename.from) + " TO " + dialect.quote(to));
  addGrants(dialect, *after.tables.find(to), sink);
  renameWhatFollows(dialect, expressHeld(dialect, before, rename.from),
                    expressHeld(dialect, after, to), sink);
}

static bool checkKeys(const MySQL& dialect, const Table& table, const Catalog& before,
                      Origin origin, DiagnosticEngine& diags) {
  return llvm::all_of(table.constraints, [&](const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    return !key || checkHeld(dialect, before, table, *key, origin, diags);
  });
}

void MySQL::checkTogether(llvm::ArrayRef<const LocatedOperation*> operations, const Catalog& after,
                          DiagnosticEngine& diags) const {
  checkHeld(*this, operations, after, diags);
}

void MySQL::lowerSupported(const LocatedOperation& operation, const Catalog& before,
                           std::vector<Statement>& out, DiagnosticEngine& diags) const {
  StatementSink sink(out, operation.origin);
  if (lowerTextObject(*this, operation.operation, before, sink, diags))
    return;
  std::visit(
      Overloaded{
          [&](const op::CreateTable& it) {
            Table table = express(it.table, before);
            if (!checkTable(*this, table, operation.origin, diags) ||
                !checkKeys(*this, it.table, before, operation.origin, diags))
              return;
            addDdl(sink, createTable(*this, table));
            addGrants(*this, table, sink);
          },
          [&](const op::DropTable& it) {
            revokeGrants(*this, *before.tables.find(it.name), sink);
            addDdl(sink, "DROP TABLE " + quote(it.name));
          },
          [&](const op::RenameTable& it) {
            renameTable(*this, it, before, sink);
            restateViews(*this, it, before, sink);
          },
          [&](const op::AlterTable& it) {
            alterTable(*this, operation, before, sink, diags);
            restateViews(*this, it, before, sink);
          },
          [](const op::DeclareExternal&) {}, // somebody else makes it
          [](const op::ForgetExternal&) {},
          [&](const op::CreateObject& it) { createObject(*this, it.object, sink); },
          [&](const op::DropObject& it) { dropObject(*this, it.id, before, sink); },
          [&](const op::RenameObject&) { changeObject(*this, operation, before, sink, diags); },
          [&](const op::MoveObject&) { changeObject(*this, operation, before, sink, diags); },
          [&](const op::AlterObject&) { changeObject(*this, operation, before, sink, diags); },
          [&](const op::AlterEnum& it) {
            changeTypes(*this, operation, before, sink, diags);
            restateViews(*this, it, before, sink);
          },
          [&](const op::RestartSequence& it) { restartSequence(*this, it, sink); },
          [&](const op::RawSql& it) {
            addRawSql(*this, namedByEngine(it, before), sink, diags, commitsBySelf);
          },
          [&](const op::IfRows& it) { writeBranches(it, before, sink, diags); },
          [&](const op::OnRows auto& it) {
            if (checkData(*this, it, before, operation.origin, diags))
              MySQLDataWriter(*this, before, sink).write(it);
          },
          [&](const op::Assert& it) { addGuard(*this, namedByEngine(it, before), sink, diags); },
          [](const op::Unsettle&) {}, // the database knows what it holds
          [&](const op::LockTable& it) { lockRows(*this, it, sink, diags); },
          [](const op::RefreshView&) { llvm_unreachable("there are no materialized views"); },
          [&](const op::SetTimeout& it) { setTimeout(it, sink); },
          [&](const op::SetVariable& it) {
            if (reads(it.dialect))
              setVariable(*this, it, sink);
          },
      },
      operation.operation);
}

} // namespace retort
