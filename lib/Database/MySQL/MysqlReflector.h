//===- MysqlReflector.h - one schema from what information_schema says -----===//
//
// MysqlReflection.cpp reads tables, ReadObjects.cpp all else.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Database/MySQL/MysqlRows.h"
#include "Database/Reflection.h"
#include "Dialect/MySQL/MySQL.h"

#include <map>

namespace retort {

class MysqlReflector {
public:
  /// All arguments must outlive it.
  MysqlReflector(Connection& connection, const MySQL& dialect, const ReflectionScope& scope,
                 std::string schema, bool isOwn)
      : connection_(connection), dialect_(dialect), scope_(scope), schema_(std::move(schema)),
        isOwn_(isOwn) {}

  llvm::Expected<Reflection> run();

private:
  struct Partitions {
    std::string head;
    std::string parts;
    unsigned count = 0;
    bool isListed = false; // by what they hold, and not by their number
  };

  // MysqlReflection.cpp
  void readTables(const MysqlRows& rows);
  void addTable(const MysqlRow& row);
  void readTableOptions(llvm::StringRef text, Table& table);
  void addColumn(const MysqlRow& row);
  void readExtra(llvm::StringRef extra, Column& column);
  void addCharacterSet(llvm::StringRef collation, llvm::StringRef usual, Options& options,
                       std::string& written) const;
  void addIndexPart(const MysqlRow& row);
  void loseHashes();
  void settleKeys(Table& table);
  void addKeyColumn(const MysqlRow& row);
  void addKeyRule(const MysqlRow& row);
  void addCheck(const MysqlRow& row);
  void addPartition(const MysqlRow& row);
  void settlePartitions();
  void settleTables();
  Expr readExpr(llvm::StringRef text, const Table* table, const Type* type) const;

  // ReadObjects.cpp
  void readObjects(const MysqlRows& rows);
  void addView(const MysqlRow& row);
  void addTrigger(const MysqlRow& row);
  void addRoutine(const MysqlRow& row, const std::string& parameters);
  std::string typeText(llvm::StringRef type, llvm::StringRef collation) const;
  std::optional<std::string> shownBy(ObjectKind kind, llvm::StringRef name);
  std::string exactText(ObjectKind kind, llvm::StringRef name, llvm::StringRef text);
  std::string exactText(ObjectKind kind, llvm::StringRef name, llvm::StringRef text,
                        const std::optional<std::string>& shown);
  void loseMaker(ObjectKind kind, llvm::StringRef name, llvm::StringRef definer,
                 llvm::StringRef modes);
  std::optional<Grant> readGrant(const QualifiedName& name, llvm::StringRef user,
                                 llvm::StringRef host, llvm::StringRef privilege);
  void addGrant(const MysqlRow& row);
  void addRoutineGrants(const MysqlRow& row);
  void readRoutineGrants();
  llvm::Error readSequences();
  void addSequence(const MysqlRow& row);
  std::vector<ObjectId> usesIn(llvm::StringRef text) const;

  /// The text without the name of the schema, which the engine puts before each table of it.
  std::string withoutSchema(llvm::StringRef text) const;
  QualifiedName qualified(llvm::StringRef name) const {
    return {isOwn_ ? "" : schema_, name.str()};
  }
  bool isWanted(llvm::StringRef table) const;
  /// Null where the table is not wanted.
  Table* find(llvm::StringRef table) {
    auto found = tables_.find(table.str());
    return found == tables_.end() ? nullptr : &found->second;
  }
  void lose(llvm::StringRef kind, std::string name, std::string why) {
    result_.notRepresented.push_back({kind.str(), std::move(name), std::move(why)});
  }

  Connection& connection_;
  const MySQL& dialect_;
  const ReflectionScope& scope_;
  const std::string schema_;
  const bool isOwn_; // that of the session
  std::string usualCollation_;
  std::string usualEngine_;
  std::string currentUser_;
  std::map<std::string, std::string> setOfCollation_; // of those that a set has by itself
  std::map<std::string, Table> tables_;
  std::map<std::string, std::string> collations_; // of tables
  std::map<std::string, Partitions> partitions_;
  std::vector<std::string> sequences_;
  std::vector<std::pair<std::string, std::string>>
      hashes_; // table and index, where there are trees
  std::string current_;
  Reflection result_;
};

} // namespace retort
