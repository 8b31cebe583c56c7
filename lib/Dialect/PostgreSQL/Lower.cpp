#include "Dialect/Common/Guard.h"
#include "Dialect/Common/RawSql.h"
#include "Dialect/Common/RowBranches.h"
#include "Dialect/Common/TextObjects.h"
#include "Dialect/PostgreSQL/AlterTable.h"
#include "Dialect/PostgreSQL/CopyLoad.h"
#include "Dialect/PostgreSQL/DoBlock.h"
#include "Dialect/PostgreSQL/Enums.h"
#include "Dialect/PostgreSQL/Lexis.h"
#include "Dialect/PostgreSQL/Objects.h"
#include "Dialect/PostgreSQL/OwnTypes.h"
#include "Dialect/PostgreSQL/Partitions.h"
#include "Dialect/PostgreSQL/Sequences.h"
#include "Dialect/PostgreSQL/SessionVariables.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

using namespace postgresql;

std::vector<std::string> PostgreSQL::split(llvm::StringRef sql) const {
  return splitSql(sql, lexis);
}

static void renameTable(const PostgreSQL& dialect, const op::RenameTable& rename,
                        const Catalog& before, StatementSink& sink) {
  sink.add("ALTER TABLE " + dialect.quote(rename.from) + " RENAME TO " + dialect.quote(rename.to));
  Catalog after = before;
  apply(rename, after);
  QualifiedName to{rename.from.schema, rename.to};
  renameWhatFollows(dialect, dialect.express(*before.tables.find(rename.from), before),
                    dialect.express(*after.tables.find(to), after), sink);
}

void PostgreSQL::lowerSupported(const LocatedOperation& operation, const Catalog& before,
                                std::vector<Statement>& out, DiagnosticEngine& diags) const {
  StatementSink sink(out, operation.origin);
  if (!checkTypeName(*this, operation, diags) ||
      lowerTextObject(*this, operation.operation, before, sink, diags))
    return;
  std::visit(
      Overloaded{
          [&](const op::CreateTable& it) {
            Table table = express(it.table, before);
            auto isGood = [&](const Constraint& constraint) {
              return checkPartitioned(*this, table, constraint, operation.origin, diags);
            };
            if (llvm::all_of(table.constraints, isGood))
              createTable(*this, table, sink);
          },
          [&](const op::DropTable& it) { sink.add("DROP TABLE " + quote(it.name)); },
          [&](const op::RenameTable& it) { renameTable(*this, it, before, sink); },
          [&](const op::AlterTable&) { alterTable(*this, operation, before, sink, diags); },
          [](const op::DeclareExternal&) {}, // somebody else makes it
          [](const op::ForgetExternal&) {},
          [&](const op::CreateObject& it) { createObject(*this, it.object, sink); },
          [&](const op::DropObject& it) { dropObject(*this, it.id, sink); },
          [&](const op::RenameObject& it) { postgresql::renameObject(*this, it, sink); },
          [&](const op::MoveObject& it) { moveObject(*this, it, sink); },
          [&](const op::AlterObject& it) { alterObject(*this, it, before, sink, diags); },
          [&](const op::AlterEnum& it) { alterEnum(*this, it, before, sink, diags); },
          [&](const op::RestartSequence& it) { restartSequence(*this, it, sink); },
          [&](const op::RawSql& it) { addRawSql(*this, it, sink, diags); },
          [&](const op::IfRows& it) {
            const RowBlock block = blockOf(*this, it, operation.origin, before, diags);
            if (!block.text.empty())
              sink.add(doBlock("BEGIN\n" + block.text + "END"));
          },
          [&](const op::SetVariable& it) { setVariable(*this, it, sink); },
          [&](const op::OnRows auto& it) { PostgreSQLDataWriter(*this, before, sink).write(it); },
          [&](const op::Assert& it) { addGuard(*this, it, sink, diags); },
          [](const op::Unsettle&) {}, // the database knows what it holds
          [&](const op::LockTable& it) {
            sink.add("LOCK TABLE " + quote(it.table) + " IN " + llvm::StringRef(it.mode).upper() +
                     " MODE");
          },
          [&](const op::RefreshView& it) {
            sink.add("REFRESH MATERIALIZED VIEW " +
                     std::string(it.concurrently ? "CONCURRENTLY " : "") + quote(it.view));
          },
          [&](const op::SetTimeout& it) { setTimeout(*this, it, sink); },
      },
      operation.operation);
}

} // namespace retort
