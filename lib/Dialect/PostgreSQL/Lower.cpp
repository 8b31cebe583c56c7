#include "Dialect/PostgreSQL/AlterTable.h"
#include "Dialect/PostgreSQL/Lexis.h"
#include "Dialect/PostgreSQL/TableWriter.h"
#include "Operation/Apply.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

using namespace postgresql;

std::vector<std::string> PostgreSQL::split(llvm::StringRef sql) const {
  return splitSql(sql, lexis);
}

static void createEnum(const PostgreSQL& dialect, const Enum& type, StatementSink& sink) {
  auto literals = llvm::map_range(type.values,
                                  [&](const std::string& value) { return dialect.literal(value); });
  sink.add("CREATE TYPE " + dialect.quote(type.name) + " AS ENUM (" + llvm::join(literals, ", ") +
           ")");
  if (!type.comment.empty())
    sink.add(comment(dialect, "TYPE " + dialect.quote(type.name), type.comment));
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
          [&](const op::CreateEnum& it) { createEnum(*this, it.type, sink); },
          [&](const op::DropEnum& it) { sink.add("DROP TYPE " + quote(it.name)); },
          [&](const op::RawSql& it) {
            for (std::string& statement : split(it.text))
              sink.add(std::move(statement));
          },
      },
      operation.operation);
}

} // namespace retort
