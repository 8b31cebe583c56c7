//===- CatalogReader.h - rows of PostgreSQL's catalog become objects ---------===//
#pragma once

#include "Database/Connection.h"
#include "Database/PostgreSQL/CatalogQueries.h"
#include "Database/PostgreSQL/CatalogRows.h"
#include "Dialect/Dialect.h"

#include <map>
#include <set>

namespace retort::postgres {

/// One reflection. Each `read` is for one query of CatalogQueries.def.
class CatalogReader {
public:
  CatalogReader(Connection& connection, const Dialect& dialect, const ReflectionScope& scope)
      : connection_(connection), dialect_(dialect), scope_(scope),
        defaultSchema_(scope.defaultSchema.empty() ? dialect.facts().defaultSchema.str()
                                                   : scope.defaultSchema) {}

  /// Runs all queries, in the transaction that is open.
  llvm::Error readAll();
  Reflection take() &&;

  const std::string& defaultSchema() const { return defaultSchema_; }

private:
  using Read = void (CatalogReader::*)(const CatalogRow& row);
  struct Step {
    CatalogQuery query;
    Read read;
    /// Of each row once more, where it may name what others of them tell.
    Read readAfter = nullptr;
  };
  static const Step steps[];

  /// What is known of a table or view by its oid.
  struct Relation {
    ObjectId id;
    Table table;               // of a table; its columns also of a view
    std::optional<View> view;  // of a view
    std::string partitionKey;  // as the engine shows it
  };
  /// A sequence that a column owns: its own, or one that it was given.
  struct OwnedSequence {
    Sequence sequence;
    bool isIdentity = false;
  };

  // ReadRelations.cpp
  void readRelation(const CatalogRow& row);
  void readTable(const CatalogRow& row, Relation& relation);
  void readView(const CatalogRow& row, Relation& relation);
  void readParents(const CatalogRow& row, Relation& relation);
  void readSequence(const CatalogRow& row);
  void readColumn(const CatalogRow& row);
  void readValue(const CatalogRow& row);
  bool readSerial(const std::string& owner, const std::string& value, Column& column);

  // ReadConstraints.cpp
  void readIndex(const CatalogRow& row);
  IndexPart partOf(const std::vector<Value>& values, const std::string& method,
                   const Relation& relation);
  void readConstraint(const CatalogRow& row);
  std::optional<Constraint> constraintOf(const CatalogRow& row, const Relation& relation);
  void readKey(const CatalogRow& row, Key& key) const;
  ForeignKey foreignKeyOf(const CatalogRow& row) const;
  Exclude excludeOf(const CatalogRow& row) const;

  // ReadPartitions.cpp
  PartitionKey partitionKeyOf(llvm::StringRef text, const Table& table) const;
  PartitionBound boundOf(llvm::StringRef text) const;
  std::vector<BoundValue> boundValues(llvm::StringRef list) const;

  // ReadObjects.cpp
  void readSchema(const CatalogRow& row);
  void readExtension(const CatalogRow& row);
  void readEnum(const CatalogRow& row);
  void readDomain(const CatalogRow& row);
  void readTrigger(const CatalogRow& row);
  void readFunction(const CatalogRow& row);
  void readPolicy(const CatalogRow& row);
  void readRule(const CatalogRow& row);
  void readCompositeType(const CatalogRow& row);
  void readCollation(const CatalogRow& row);
  void readOperator(const CatalogRow& row);
  void readOperatorClass(const CatalogRow& row);
  void readTextSearchConfiguration(const CatalogRow& row);
  void readUse(const CatalogRow& row);
  void readOther(const CatalogRow& row);
  Opaque opaqueOf(ObjectKind kind, const CatalogRow& row) const;
  void put(SchemaObject object) { reflection_.catalog.objects.put(std::move(object)); }

  // ReadTextUses.cpp
  void readTextUses();

  // CatalogReader.cpp
  llvm::Expected<CatalogRows> ask(CatalogQuery query);
  void finishRelations();
  void finishUses();
  void forgetCopies(Table& part) const;
  void forgetDefaults();
  QualifiedName nameOf(const Value& schema, const Value& name) const;
  QualifiedName nameOf(const CatalogRow& row) const { return nameOf(row["schema"], row["name"]); }
  /// Of the columns that RETORT_TYPE_OF gives.
  Type typeOf(const CatalogRow& row) const;
  Type typeOf(const std::vector<Value>& parts) const;
  /// Of a column that RETORT_TYPES_OF gives.
  std::vector<Type> typesOf(const CatalogRow& row, llvm::StringRef column) const;
  Grants grantsOf(const CatalogRow& row, ObjectKind kind, const std::string& name);
  Options optionsOf(const CatalogRow& row) const;
  Expr readExpr(const std::string& text, const Table* table = nullptr,
                const Type* target = nullptr) const;
  bool declareCalls(Expr& expr) const;
  Relation* relationOf(const CatalogRow& row);
  void cannotSay(std::string kind, std::string name, std::string why);

  Connection& connection_;
  const Dialect& dialect_;
  const ReflectionScope& scope_;
  std::string defaultSchema_;
  Reflection reflection_;
  std::map<std::string, Relation> relations_;
  /// The indexes of keys and exclusion constraints, by their oids.
  std::map<std::string, Index> keyIndexes_;
  /// By the column: the oid of its table, a blank, its number.
  std::multimap<std::string, OwnedSequence> ownedSequences_;
  std::map<ObjectId, std::vector<ObjectId>> uses_;
  std::set<QualifiedName> functions_;
};

/// `nextval(numbers)`
Expr nextValue(const Sequence& sequence);
/// An option of this dialect with a value as the language writes it.
void setOption(Options& options, llvm::StringRef name, llvm::StringRef value);

} // namespace retort::postgres
