//===- RandomCatalog.h - random schemas and changes to them ---------------===//
//
// For the laws: every feature of a table that the catalog holds, in every mixture that
// keeps it well formed. The seed determines all of it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Operation/Operation.h"
#include "Random/Random.h"
#include "Random/RandomExpr.h"

namespace retort {

class RandomCatalog {
public:
  explicit RandomCatalog(uint64_t seed) : random_(seed) {}

  /// A few tables with all that hangs on them, and other objects.
  Catalog catalog();

  /// An operation that may be applied to the catalog.
  Operation operation(const Catalog& catalog);

  Random& random() { return random_; }

  /// Is there a sequence that goes with the table, or with one of its columns?
  static bool ownsSequence(const Catalog& catalog, const QualifiedName& table,
                           llvm::StringRef column = "");

private:
  using Actions = std::vector<op::TableAction>;
  /// Makes one kind of action, with what must come before it; nothing where the table
  /// leaves no room for it.
  using MakeActions = Actions (RandomCatalog::*)(const Catalog&, const Table&);
  struct ActionRow {
    MakeActions make;
    unsigned weight;
  };
  static const ActionRow actionRows[];

  // RandomColumn.cpp
  Type type(const Catalog& catalog);
  Type textType();
  Column column(const Catalog& catalog, const Table& table, std::string name);
  void addValue(Column& column, const Catalog& catalog, RandomExpr& exprs);
  Identity identity();
  void changeColumn(Column& column, const Catalog& catalog, const Table& table);
  void changeComment(Column& column);
  void changeOptions(Column& column);
  op::AlterColumn alterPartColumn(Column column);
  Options someOptions(llvm::ArrayRef<llvm::StringLiteral> names);
  std::string comment();

  // RandomConstraint.cpp
  void partsOf(Key& key, const Table& table);
  PrimaryKey primaryKey(const Catalog& catalog, const Table& table);
  Unique unique(const Catalog& catalog, const Table& table);
  Check check(const Catalog& catalog, const Table& table);
  Exclude exclude(const Catalog& catalog, const Table& table);
  /// With the columns that it needs and `table` does not have, in `missing`.
  std::optional<ForeignKey> foreignKey(const Catalog& catalog, const Table& table,
                                       std::vector<Column>& missing);
  Index index(const Catalog& catalog, const Table& table);
  IndexPart part(const Column& column);
  void modify(ConstraintBase& base, const Catalog& catalog, bool mayDefer, bool mayBeNotValid);
  ReferentialAction referentialAction(const Table& table, const ForeignKey& key);
  std::vector<std::string> someColumns(const Table& table, size_t most);

  // RandomOperation.cpp
  std::optional<Operation> structural(const Catalog& catalog);
  Table table(const Catalog& catalog);
  op::AlterTable alterTable(const Catalog& catalog, const QualifiedName& table);
  Operation onRows(const Catalog& catalog);
  op::ObjectExists claim(const Catalog& catalog);
  op::IfRows ifRows(const Catalog& catalog);
  op::RawSql rawSql(const Catalog& catalog);
  Actions addColumn(const Catalog& catalog, const Table& table);
  Actions dropColumn(const Catalog& catalog, const Table& table);
  Actions renameColumn(const Catalog& catalog, const Table& table);
  Actions alterColumn(const Catalog& catalog, const Table& table);
  Actions addConstraint(const Catalog& catalog, const Table& table);
  Actions dropConstraint(const Catalog& catalog, const Table& table);
  Actions renameConstraint(const Catalog& catalog, const Table& table);
  Actions addIndex(const Catalog& catalog, const Table& table);
  Actions dropIndex(const Catalog& catalog, const Table& table);
  Actions renameIndex(const Catalog& catalog, const Table& table);
  Actions validate(const Catalog& catalog, const Table& table);
  Actions promoteIndex(const Catalog& catalog, const Table& table);
  /// Of an index or a constraint.
  Actions comment(const Catalog& catalog, const Table& table);
  Actions setOptions(const Catalog& catalog, const Table& table);
  Actions setComment(const Catalog& catalog, const Table& table);
  Actions restartIdentity(const Catalog& catalog, const Table& table);
  Actions detachPartition(const Catalog& catalog, const Table& table);
  Actions attachPartition(const Catalog& catalog, const Table& table);
  /// A partitioned table and its parts.
  void addPartitioned(Catalog& catalog);
  PartitionBound bound(const Catalog& catalog, const Table& table);
  Grant someGrant();
  Actions grant(const Catalog& catalog, const Table& table);
  Actions revoke(const Catalog& catalog, const Table& table);

  // RandomObject.cpp
  SchemaObject object(const Catalog& catalog);
  SchemaObject bareObject(const Catalog& catalog);
  bool changeGrants(SchemaObject& object);
  Schema schema(const Catalog& catalog);
  Extension extension(const Catalog& catalog);
  Enum enumType(const Catalog& catalog);
  Domain domain(const Catalog& catalog);
  Sequence sequence(const Catalog& catalog);
  std::optional<Operation> objectOperation(const Catalog& catalog);

  // RandomOpaque.cpp
  /// Nothing where there is no table to hang on.
  std::optional<Opaque> opaque(const Catalog& catalog);
  std::optional<Trigger> trigger(const Catalog& catalog);
  void change(Opaque& object);
  void change(Trigger& trigger);
  DialectTexts texts();
  std::optional<QualifiedName> someTable(const Catalog& catalog);
  std::string freshNameOf(const SchemaObject& object, const Catalog& catalog);

  // RandomView.cpp
  static std::vector<const Column*> pointersTo(const std::vector<Column>& columns);
  /// Nothing where there is no table to read.
  std::optional<View> view(const Catalog& catalog);
  /// The same view with another definition, which others can still read.
  void change(View& view, const Catalog& catalog);
  void addQuery(View& view, const Catalog& catalog);
  void addText(View& view, const Catalog& catalog);
  Options viewOptions(const View& view);
  Index indexOf(const View& view, const Catalog& catalog);
  /// The same object with another definition.
  void change(Domain& domain, const Catalog& catalog);
  void change(Sequence& sequence, const Catalog& catalog);
  void change(Extension& extension);
  Check domainCheck(const Domain& domain, const Catalog& catalog);
  /// Gives sequences to columns, where there are both.
  void giveOwners(Catalog& catalog);
  SequenceOwner owner(const Catalog& catalog, const std::string& schema);
  op::MoveObject moved(const ObjectId& id);
  std::optional<Operation> alterEnum(const Catalog& catalog, const Enum& type);

  /// A name that `taken` does not know: plain, Unicode, a keyword, with quotes.
  std::string freshName(llvm::function_ref<bool(llvm::StringRef)> taken);
  std::string freshColumn(const Table& table);
  /// For a table, enum, constraint or index: on some engine, each takes its name from
  /// all others.
  std::string freshObject(const Catalog& catalog);
  QualifiedName freshQualified(const Catalog& catalog);

  Random random_;
};

} // namespace retort
