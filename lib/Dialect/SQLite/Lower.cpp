#include "Dialect/Common/Guard.h"
#include "Dialect/Common/RawSql.h"
#include "Dialect/Common/TextObjects.h"
#include "Dialect/SQLite/AlterTable.h"
#include "Dialect/SQLite/DataWriter.h"
#include "Dialect/SQLite/Objects.h"
#include "Dialect/SQLite/RowBranches.h"
#include "Dialect/SQLite/TableCheck.h"
#include "Dialect/SQLite/TableWriter.h"
#include "Dialect/SQLite/TypeChange.h"
#include "Dialect/SQLite/Views.h"

namespace retort {

using namespace sqlite;

static void addTable(const SQLite& dialect, const Table& table, StatementSink& sink) {
  sink.add(createTable(dialect, table, table.name));
  for (const Index& index : table.indexes)
    sink.add(createIndex(dialect, table.name, index));
}

/// DROP TABLE deletes the rows first. `on delete restrict` forbids that to a table that refers
/// to itself, and any key does whose own table goes only after this one.
static bool deletingIsWatched(const Table& table, const Catalog& catalog) {
  return llvm::any_of(foreignKeysTo(catalog, table.name), [&](const ForeignKeyUse& use) {
    return use.table->name != table.name || use.key->onDelete == ReferentialAction::Restrict;
  });
}

static void renameTable(const SQLite& dialect, const op::RenameTable& rename, StatementSink& sink) {
  auto add = [&](llvm::StringRef from, llvm::StringRef to) {
    sink.add("ALTER TABLE " + dialect.quote(from) + " RENAME TO " + dialect.quote(to));
  };
  // To SQLite a name in another case is the same, and so taken.
  if (!llvm::StringRef(rename.from.name).equals_insensitive(rename.to))
    return add(rename.from.name, rename.to);
  std::string between = "__new_" + rename.to;
  add(rename.from.name, between);
  add(between, rename.to);
}

bool SQLite::placesColumns(const op::AlterTable& alter, const Catalog& before) const {
  return isRebuilt(*this, alter, before);
}

void SQLite::lowerSupported(const LocatedOperation& operation, const Catalog& before,
                            std::vector<Statement>& out, DiagnosticEngine& diags) const {
  StatementSink sink(out, operation.origin);
  if (lowerTextObject(*this, operation.operation, before, sink, diags))
    return;
  std::visit(
      Overloaded{
          [&](const op::CreateTable& it) {
            Table table = express(it.table, before);
            if (checkTable(*this, table, operation.origin, diags))
              addTable(*this, table, sink);
          },
          [&](const op::DropTable& it) {
            sink.add("DROP TABLE " + quote(it.name)).suspendsForeignKeys =
                deletingIsWatched(*before.tables.find(it.name), before);
          },
          [&](const op::RenameTable& it) {
            const ViewsAside aside(*this, it, before, sink);
            renameTable(*this, it, sink);
          },
          [&](const op::AlterTable& it) {
            const ViewsAside aside(*this, it, before, sink);
            alterTable(*this, operation, before, sink, diags);
          },
          [](const op::DeclareExternal&) {}, // somebody else makes it
          [](const op::ForgetExternal&) {},
          [&](const op::CreateObject& it) { createObject(*this, it.object, sink); },
          [&](const op::DropObject& it) { dropObject(*this, it.id, sink); },
          [&](const op::RenameObject&) { changeObject(*this, operation, before, sink, diags); },
          [&](const op::MoveObject&) { changeObject(*this, operation, before, sink, diags); },
          [&](const op::AlterObject&) { changeObject(*this, operation, before, sink, diags); },
          [&](const op::AlterEnum& it) {
            const ViewsAside aside(*this, it, before, sink);
            changeTypes(*this, operation, before, sink, diags);
          },
          [](const op::RestartSequence&) { llvm_unreachable("there are no sequences"); },
          [&](const op::RawSql& it) { addRawSql(*this, it, sink, diags); },
          [&](const op::IfRows& it) { writeBranches(*this, it, before, sink); },
          [](const op::SetVariable&) {}, // of other dialects
          [&](const op::Assert& it) { addGuard(*this, it, sink, diags); },
          [](const op::Unsettle&) {}, // the database knows what it holds
          // The transaction keeps all others from writing from its beginning on.
          [](const op::LockTable&) {},
          [](const op::RefreshView&) { llvm_unreachable("SQLite lacks the feature"); },
          [](const op::SetTimeout&) { llvm_unreachable("SQLite lacks the feature"); },
          [&](const op::OnRows auto& it) { SQLiteDataWriter(*this, before, sink).write(it); },
      },
      operation.operation);
}

} // namespace retort
