//===- RandomCatalog.h - random schemas and changes to them ---------------===//
//
// For the laws: every feature of a table that the catalog holds, in every mixture that
// keeps it well formed. The seed determines all of it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Random/Palette.h"
#include "Random/RandomExpr.h"

namespace retort {

class RandomCatalog {
public:
  explicit RandomCatalog(uint64_t seed) : RandomCatalog(seed, Palette::ofLanguage()) {}
  /// Of what an engine can do. The palette is borrowed.
  RandomCatalog(uint64_t seed, const Palette& palette) : random_(seed), palette_(palette) {}

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
  /// None, where the palette has none of that place.
  Options someOptions(Palette::Place place);
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
  /// Draws until it is something that may be done; nothing if that takes too long.
  std::optional<Operation> accepted(const Catalog& before,
                                    llvm::function_ref<std::optional<Operation>()> draw);
  /// Drawn, and done.
  void create(Catalog& catalog, llvm::function_ref<std::optional<SchemaObject>()> draw);
  /// Changes a table that is not there yet, as long as it can be made so.
  void change(Table& table, const Catalog& catalog, llvm::function_ref<void(Table&)> change);
  std::optional<Operation> structural(const Catalog& catalog);
  Table table(const Catalog& catalog);
  void numberRows(Table& table, const Catalog& catalog);
  Table externalTable(const Catalog& catalog);
  std::optional<Operation> external(const Catalog& catalog);
  /// Nothing where no action was found.
  std::optional<Operation> alterTable(const Catalog& catalog, const QualifiedName& table);
  Operation onRows(const Catalog& catalog);
  op::ObjectExists claim(const Catalog& catalog);
  op::IfRows ifRows(const Catalog& catalog);
  std::optional<Operation> rawSql(const Catalog& catalog);
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
  Table partitioned(const Catalog& catalog);
  Table partition(const Table& whole, const Catalog& catalog);
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
  std::optional<Operation> moved(const ObjectId& id);
  std::optional<std::string> placeOtherThan(const std::vector<std::string>& values,
                                            const std::string& value);
  std::optional<Operation> alterEnum(const Catalog& catalog, const Enum& type);

  /// A name that `taken` does not know: plain, Unicode, a keyword, with quotes.
  std::string freshName(llvm::function_ref<bool(llvm::StringRef)> taken);
  std::string freshColumn(const Table& table);
  /// For a table, enum, constraint or index: on some engine, each takes its name from
  /// all others.
  std::string freshObject(const Catalog& catalog);
  /// One that is there from the start; the default one where there is none.
  std::string someSchema();
  QualifiedName freshQualified(const Catalog& catalog);

  Random random_;
  const Palette& palette_;
};

} // namespace retort
