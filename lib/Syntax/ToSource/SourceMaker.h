//===- SourceMaker.h - makes nodes of values ------------------------------===//
//
// What the functions of Printer.h share. One file for each group of values.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Query.h"
#include "Syntax/Printer.h"

#include "llvm/ADT/SmallVector.h"

namespace retort {

/// Is the comment of the object a part of its declaration?
bool saysComment(const SchemaObject& object);

class SourceMaker {
public:
  explicit SourceMaker(ast::Arena& arena) : arena_(arena) {}

  template <typename T> T* make() { return arena_.make<T>({}); }
  template <typename T> ast::List<T> list(const llvm::SmallVectorImpl<const T*>& items) {
    return arena_.copy(llvm::ArrayRef<const T*>(items));
  }
  /// One node for each item.
  template <typename T, typename Items, typename Make>
  ast::List<T> listOf(const Items& items, const Make& makeOne) {
    llvm::SmallVector<const T*> nodes;
    for (const auto& item : items)
      nodes.push_back(makeOne(item));
    return list(nodes);
  }

  // Names and texts.
  ast::Name name(llvm::StringRef text);
  ast::Names names(llvm::ArrayRef<std::string> texts);
  /// Parts that are empty are left out: a schema that is not said.
  ast::Path pathOf(llvm::ArrayRef<llvm::StringRef> parts);
  ast::Path path(const QualifiedName& name) { return pathOf({name.schema, name.name}); }
  ast::Text text(llvm::StringRef value);
  /// The absent text for an empty comment.
  ast::Text comment(llvm::StringRef value) { return value.empty() ? ast::Text() : text(value); }

  // ExprToSource.cpp
  const ast::Expr* expr(const Expr& expr);
  const ast::Expr* expr(const std::optional<Expr>& value) { return value ? expr(*value) : nullptr; }
  /// A word, number or boolean of an option or of a sequence.
  const ast::Expr* word(llvm::StringRef text);
  const ast::Expr* string(llvm::StringRef value);

  // QueryToSource.cpp. Every qualifier of the value is written: see `unqualified`.
  const ast::Query* query(const Query& query);
  const ast::QueryPart* from(const FromItem& item);
  ast::List<ast::QueryPart> from(llvm::ArrayRef<FromItem> items);
  const ast::ValuesList* values(const ValueRows& rows);
  static ast::NullsOrder nullsOrder(NullsOrder nulls);

  // DataToSource.cpp
  const ast::Statement* data(const op::Insert& insert);
  const ast::Statement* data(const op::Update& update);
  const ast::Statement* data(const op::Delete& remove);
  const ast::Statement* data(const op::Truncate& truncate);
  const ast::Statement* data(const op::Assert& assertion);
  const ast::Statement* data(const op::LockTable& lock);
  const ast::Statement* data(const op::RefreshView& refresh);
  const ast::Statement* data(const op::SetTimeout& set);
  const ast::Statement* data(const op::SetVariable& set);
  const ast::Probe* probe(const op::ObjectExists& claim);
  const ast::Batches* batches(const op::Batches& batches);

  // TypeToSource.cpp
  const ast::TypeRef* type(const Type& type);
  ast::List<ast::DialectType> typesFor(const Column& column);

  // TableToSource.cpp
  const ast::TableDecl* table(const Table& table);
  const ast::PartitionBy* partitionBy(const PartitionKey& key);
  const ast::PartitionBound* bound(const PartitionBound& bound);
  const ast::ColumnItem* column(const Column& column);
  const ast::ColumnItem* column(const op::AddColumn& add);
  const ast::TableItem* constraint(const Constraint& constraint);
  /// `add unique uq using index ix`: what the index says is left out.
  const ast::TableItem* constraint(const op::PromoteIndex& promote);
  const ast::IndexSpec* indexSpec(const Index& index, bool concurrently = false);
  const ast::IndexItem* index(const Index& index);
  ast::List<ast::Option> options(const Options& options, llvm::StringRef comment = "");
  /// For `reset (...)`.
  ast::List<ast::Option> optionNames(llvm::ArrayRef<std::string> names);

  // GrantToSource.cpp: a statement for all roles that get the same.
  llvm::SmallVector<const ast::GrantStatement*> grants(const ast::ObjectRef& object,
                                                       const Grants& grants, bool revoke = false);

  // ColumnToSource.cpp: the attributes that `create` and `alter column` share.
  const ast::NullabilityAttribute* nullability(bool notNull);
  const ast::DefaultAttribute* defaultOf(const Column& column);
  const ast::IdentityAttribute* identity(const Identity& identity);
  const ast::GeneratedAttribute* generated(const Generated& generated);
  const ast::OnUpdateAttribute* onUpdate(const Expr& value);
  const ast::CollateAttribute* collation(llvm::StringRef name);
  const ast::CommentAttribute* commentAttribute(llvm::StringRef text);
  const ast::OptionsAttribute* optionsAttribute(const Options& options);
  const ast::PlaceAttribute* place(llvm::StringRef after);

  // ObjectToSource.cpp
  const ast::Declaration* object(const SchemaObject& object);
  /// How a statement names it: a table, or a part of one, ...
  ast::ObjectRef objectRef(const ObjectId& id);
  /// ... or an object, with its table or the types of its arguments.
  ast::ObjectRef objectRef(const SchemaObject& object);
  const ast::CommentStatement* commentOn(const SchemaObject& object);
  /// `unique index I on V (...)`, of a materialized view.
  const ast::Declaration* indexOn(const View& view, const Index& index, bool concurrently = false);

  // CatalogToSource.cpp
  const ast::File* file(const Catalog& catalog);

private:
  ast::List<ast::ColumnAttribute> attributes(const Column& column, const op::AddColumn* add);
  ast::List<ast::SequenceOption> sequenceOptions(const SequenceOptions& options);
  const ast::Declaration* declaration(const Schema& schema);
  const ast::Declaration* declaration(const Extension& extension);
  const ast::Declaration* declaration(const Enum& type);
  const ast::Declaration* declaration(const Domain& domain);
  const ast::Declaration* declaration(const Sequence& sequence);
  const ast::Declaration* declaration(const View& view);
  const ast::Declaration* declaration(const Opaque& object);
  const ast::Declaration* declaration(const Trigger& trigger);
  ast::List<ast::TypeRef> signature(const SchemaObject& object);
  ast::List<ast::RawBody> bodies(const DialectTexts& texts);
  llvm::ArrayRef<ast::Path> uses(llvm::ArrayRef<ObjectId> uses);
  ast::ConstraintName constraintName(const ConstraintBase& base);
  ast::ConstraintModifiers modifiers(const ConstraintBase& base);
  ast::List<ast::KeyColumn> keyColumns(const Key& key);
  const ast::IndexPart* part(const IndexPart& part);
  const ast::Expr* binary(const Expr& expr);
  const ast::Expr* test(const Expr& expr, ast::IsWhat what);
  const ast::Expr* caseExpr(const Expr& expr);
  ast::List<ast::Expr> exprs(llvm::ArrayRef<Expr> operands);
  const ast::QueryPart* body(const Query& query);
  const ast::QueryPart* side(const Query& query, bool isLeft);
  const ast::SelectCore* core(const Select& select);
  const ast::SelectItem* selectItem(const SelectItem& item);
  const ast::OrderItem* orderItem(const OrderItem& item);
  ast::List<ast::Assignment> assignments(llvm::ArrayRef<op::Assignment> set);
  const ast::OnConflict* onConflict(const op::OnConflict& conflict);
  ast::Duration duration(uint64_t milliseconds);

  ast::List<ast::Expr> boundValues(const std::vector<BoundValue>& values);

  const ast::TableItem* item(const PrimaryKey& key);
  const ast::TableItem* item(const Unique& unique);
  const ast::TableItem* item(const ForeignKey& key);
  const ast::TableItem* item(const Check& check);
  const ast::TableItem* item(const Exclude& exclude);

  ast::Arena& arena_;
};

} // namespace retort
