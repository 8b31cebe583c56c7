#include "Dialect/PostgreSQL/AlterTable.h"
#include "Dialect/PostgreSQL/Enums.h"
#include "Dialect/PostgreSQL/Lexis.h"
#include "Dialect/PostgreSQL/Objects.h"
#include "Dialect/PostgreSQL/Sequences.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Operation/Apply.h"

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
  std::visit(
      Overloaded{
          [&](const op::CreateTable& it) { createTable(*this, express(it.table, before), sink); },
          [&](const op::DropTable& it) { sink.add("DROP TABLE " + quote(it.name)); },
          [&](const op::RenameTable& it) { renameTable(*this, it, before, sink); },
          [&](const op::AlterTable&) { alterTable(*this, operation, before, sink, diags); },
          [&](const op::CreateObject& it) { createObject(*this, it.object, sink); },
          [&](const op::DropObject& it) { dropObject(*this, it.id, sink); },
          [&](const op::RenameObject& it) { postgresql::renameObject(*this, it, sink); },
          [&](const op::MoveObject& it) { moveObject(*this, it, sink); },
          [&](const op::AlterObject& it) {
            alterObject(*this, *before.objects.find(idOf(it.to)), it.to, sink);
          },
          [&](const op::AlterEnum& it) { alterEnum(*this, it, before, sink, diags); },
          [&](const op::RestartSequence& it) { restartSequence(*this, it, sink); },
          [&](const op::RawSql& it) {
            for (std::string& statement : split(it.text))
              sink.add(std::move(statement));
          },
      },
      operation.operation);
}

} // namespace retort
