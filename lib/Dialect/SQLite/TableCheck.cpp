#include "Dialect/SQLite/TableCheck.h"

#include "Dialect/SQLite/Express.h"
#include "Dialect/SQLite/TableWriter.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {

static bool isStrictType(llvm::StringRef spelling) {
  static constexpr llvm::StringLiteral strictTypes[] = {"INT",  "INTEGER", "REAL",
                                                        "TEXT", "BLOB",    "ANY"};
  return llvm::any_of(strictTypes,
                      [&](llvm::StringRef type) { return type.equals_insensitive(spelling); });
}

bool checkTable(const SQLite& dialect, const Table& table, Origin origin, DiagnosticEngine& diags) {
  size_t errors = diags.errorCount();
  for (const Column& column : table.columns) {
    if (column.identity && rowNumberColumn(table) != &column)
      diags
          .report(diag::NotInDialect, origin, dialect.displayName(),
                  "`identity` but for the whole primary key of a table with row numbers: `" +
                      column.name + "`")
          .help("make `" + column.name + "` the primary key, or guard its `identity`");
    std::string type = dialect.spell(column.type);
    if (hasOption(table.options, "strict") && !column.identity && !isStrictType(type))
      diags.report(diag::NotInDialect, origin, dialect.displayName(),
                   "type `" + type + "` in a STRICT table");
  }
  if (const Column* column = rowNumberColumn(table); column && !table.primaryKey()->parts.empty())
    diags
        .report(diag::NotInDialect, origin, dialect.displayName(),
                "collation or `desc` of `" + column->name + "`, which numbers the rows")
        .help("rows are kept by their number, and in that order");
  if (isWithoutRowid(table) && !table.primaryKey())
    diags.report(diag::NotInDialect, origin, dialect.displayName(),
                 "table without row numbers that has no primary key");
  return diags.errorCount() == errors;
}

} // namespace retort::sqlite
