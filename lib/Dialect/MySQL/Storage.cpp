// Storage engines: what stores a table's rows, and whether a rollback takes changes to them back.
#include "Dialect/MySQL/MySQL.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

std::string MySQL::storageOf(const Table& table) const {
  const Options options = express(table, Catalog()).options;
  auto found = options.find("mysql.engine");
  return found == options.end() ? "" : found->second.text;
}

std::string MySQL::storageQuery(llvm::ArrayRef<QualifiedName> tables) const {
  std::string query = "SELECT NULL, NULL, @@default_storage_engine";
  for (const QualifiedName& table : tables) {
    const std::string schema = table.schema.empty() ? "NULL" : literal(table.schema);
    query += "\nUNION ALL SELECT " + schema +
             ", table_name, engine FROM information_schema.tables "
             "WHERE table_schema = coalesce(" +
             schema + ", DATABASE()) AND table_name = " + literal(table.name) +
             " AND engine IS NOT NULL";
  }
  return query;
}

/// `information_schema.engines` says so of each that a server has.
bool MySQL::rollsBack(llvm::StringRef storage) const {
  static constexpr llvm::StringLiteral without[] = {
      "MyISAM", "Aria", "MEMORY", "HEAP", "CSV", "ARCHIVE", "MRG_MyISAM", "MERGE", "BLACKHOLE"};
  return llvm::none_of(without, [&](llvm::StringRef it) { return it.equals_insensitive(storage); });
}

bool MySQL::hasHashIndexes(llvm::StringRef storage) {
  static constexpr llvm::StringLiteral with[] = {"MEMORY", "HEAP", "NDB", "NDBCLUSTER"};
  return llvm::any_of(with, [&](llvm::StringRef it) { return it.equals_insensitive(storage); });
}

} // namespace retort
