#include "Sema/CheckPartition.h"

#include "Operation/Partitioning.h"
#include "Sema/ExprResolver.h"
#include "Sema/Naming.h"
#include "Sema/ResolveConstraint.h"
#include "Sema/ResolveIndex.h"
#include "Sema/ResolveName.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

//===--- Keys -------------------------------------------------------------===//

static std::optional<PartitionMethod> methodOf(Context& ctx, const ast::Name& written) {
  static constexpr PartitionMethod all[] = {PartitionMethod::Range, PartitionMethod::List,
                                            PartitionMethod::Hash};
  NearestName nearest(written.text);
  for (PartitionMethod method : all) {
    if (written.text == spelling(method))
      return method;
    nearest.consider(spelling(method));
  }
  DiagnosticBuilder builder = ctx.report(diag::UnknownPartitioning, written.range, written.text);
  if (nearest.found().empty())
    builder.help("it is one of `range`, `list` or `hash`");
  else
    builder.fix(ctx.at(written.range), nearest.found().str(), didYouMean(nearest.found()));
  return std::nullopt;
}

std::optional<PartitionKey> resolvePartitionKey(Context& ctx, const ast::PartitionBy& written,
                                                const Table& table) {
  std::optional<PartitionMethod> method = methodOf(ctx, written.strategy);
  PartitionKey key;
  bool good = method.has_value();
  for (const ast::IndexPart* part : written.parts) {
    std::optional<IndexPart> resolved = resolveIndexPart(ctx, *part, table);
    good &= resolved.has_value();
    if (resolved)
      key.parts.push_back(std::move(*resolved));
  }
  if (!good)
    return std::nullopt;
  key.method = *method;
  return key;
}

static bool isWholeColumn(const IndexPart& part) {
  return part.value.kind == ExprKind::Column;
}

void checkPartitionedKeys(Context& ctx, const Table& table, SourceRange range) {
  if (!table.partitionBy)
    return;
  const PartitionKey& division = *table.partitionBy;
  auto missing = [&](const std::vector<std::string>& columns) {
    for (const IndexPart& part : division.parts)
      if (!isWholeColumn(part) || !llvm::is_contained(columns, part.value.text))
        return print(part.value);
    return std::string();
  };
  auto report = [&](const std::string& what, const std::string& name) {
    ctx.report(diag::KeyWithoutPartitionColumn, range, what, name, table.name.str())
        .help("add `" + name + "` to it, or give each partition a key of its own");
  };
  for (const Constraint& constraint : table.constraints) {
    const Key* key = asKey(constraint);
    if (std::string name = key ? missing(key->columns) : ""; !name.empty())
      report(describe(constraint), name);
  }
  for (const Index& index : table.indexes) {
    std::vector<std::string> columns;
    for (const IndexPart& part : llvm::make_filter_range(index.parts, isWholeColumn))
      columns.push_back(part.value.text);
    if (std::string name = missing(columns); index.unique && !name.empty())
      report("unique index " + quoted(index.name), name);
  }
}

//===--- Bounds -----------------------------------------------------------===//

namespace {
/// One bound of a table, against the key by which that is divided.
class BoundCheck {
public:
  BoundCheck(Context& ctx, const ast::PartitionBound& written, const Table& table)
      : ctx_(ctx), written_(written), table_(table), key_(*table.partitionBy) {}

  std::optional<PartitionBound> resolve();

private:
  bool isOfMethod() const;
  std::optional<std::vector<BoundValue>> values(ast::List<ast::Expr> written);
  std::optional<BoundValue> value(const ast::Expr& written, const IndexPart& part);
  std::optional<PartitionBound> refuse(SourceRange range, llvm::StringRef what) {
    ctx_.report(diag::PartitionBound, range, what, spelling(key_));
    return std::nullopt;
  }

  Context& ctx_;
  const ast::PartitionBound& written_;
  const Table& table_;
  const PartitionKey& key_;
};
} // namespace

bool BoundCheck::isOfMethod() const {
  switch (written_.bound) {
  case ast::BoundKind::Range:
    return key_.method == PartitionMethod::Range;
  case ast::BoundKind::In:
    return key_.method == PartitionMethod::List;
  case ast::BoundKind::Modulus:
    return key_.method == PartitionMethod::Hash;
  case ast::BoundKind::Default:
    return key_.method != PartitionMethod::Hash;
  }
  llvm_unreachable("all bounds are covered");
}

/// `minvalue` and `maxvalue` stand for no value of the column's type.
std::optional<BoundValue> BoundCheck::value(const ast::Expr& written, const IndexPart& part) {
  if (const auto* word = llvm::dyn_cast<ast::NameExpr>(&written);
      word && key_.method == PartitionMethod::Range && word->path.parts.size() == 1)
    if (llvm::StringRef text = word->path.last().text; text == "minvalue" || text == "maxvalue")
      return BoundValue{std::nullopt, text == "maxvalue"};
  ExprResolver resolver(ctx_, {"a bound", nullptr});
  const Column* column = isWholeColumn(part) ? table_.findColumn(part.value.text) : nullptr;
  if (!column) {
    std::optional<TypedExpr> typed = resolver.resolve(written);
    return typed ? std::optional(BoundValue{std::move(typed->value)}) : std::nullopt;
  }
  std::optional<Expr> resolved =
      resolver.valueFor(written, column->type, quoted(column->name), "its bound");
  return resolved ? std::optional(BoundValue{std::move(*resolved)}) : std::nullopt;
}

std::optional<std::vector<BoundValue>> BoundCheck::values(ast::List<ast::Expr> written) {
  const bool isList = key_.method == PartitionMethod::List;
  std::vector<BoundValue> values;
  for (size_t i = 0; i < written.size(); ++i)
    if (std::optional<BoundValue> each = value(*written[i], key_.parts[isList ? 0 : i]))
      values.push_back(std::move(*each));
  return values.size() == written.size() ? std::optional(std::move(values)) : std::nullopt;
}

static std::string numberOf(const Context& ctx, const ast::Expr& written) {
  return ctx.buffer->text(written.range).str();
}

std::optional<PartitionBound> BoundCheck::resolve() {
  if (!isOfMethod())
    return refuse(written_.range, "such a bound");
  PartitionBound bound;
  bound.isDefault = written_.bound == ast::BoundKind::Default;
  if (bound.isDefault)
    return bound;
  if (written_.bound == ast::BoundKind::Modulus) {
    bound.modulus = numberOf(ctx_, *written_.from[0]);
    bound.remainder = numberOf(ctx_, *written_.from[1]);
    return bound;
  }
  const bool isRange = written_.bound == ast::BoundKind::Range;
  if (isRange &&
      (written_.from.size() != key_.parts.size() || written_.to.size() != key_.parts.size()))
    return refuse(written_.range, "the number of its values");
  auto from = values(written_.from);
  auto to = values(written_.to);
  if (!from || !to)
    return std::nullopt;
  bound.from = std::move(*from);
  bound.to = std::move(*to);
  return bound;
}

/// The table that has parts; null after a diagnostic.
static const Table* partitioned(Context& ctx, const Table* table, SourceRange range) {
  if (!table || table->partitionBy)
    return table;
  DiagnosticBuilder builder =
      ctx.report(diag::NotPartitioned, range, table->name.str(), "partitioned");
  ctx.noteSite(builder, ObjectKind::Table, table->name);
  return nullptr;
}

bool resolvePartitionOf(Context& ctx, const ast::Path& parent, const ast::PartitionBound& bound,
                        Table& table) {
  const Table* of = partitioned(ctx, findOwnTable(ctx, parent), parent.range());
  if (!of)
    return false;
  for (const Column& column : of->columns)
    table.columns.push_back(partitionColumn(column));
  std::optional<PartitionBound> resolved = BoundCheck(ctx, bound, *of).resolve();
  if (!resolved)
    return false;
  table.partitionOf = PartitionOf{of->name, std::move(*resolved)};
  return true;
}

//===--- Columns ----------------------------------------------------------===//

bool ownsColumns(Context& ctx, const Table& table, SourceRange range) {
  if (!table.partitionOf)
    return true;
  const QualifiedName& parent = table.partitionOf->table;
  ctx.report(diag::PartitionColumn, range, table.name.str(), parent.str())
      .help("change it there: `alter table " + spelling(parent) + "`");
  return false;
}

bool isOfPartItself(ast::ColumnChange change) {
  static constexpr ast::ColumnChange own[] = {
      ast::ColumnChange::Comment, ast::ColumnChange::NoComment, ast::ColumnChange::Options,
      ast::ColumnChange::ResetOptions};
  return llvm::is_contained(own, change);
}

bool checkNotDivided(Context& ctx, const Table& table, const ast::Name& column) {
  if (!table.partitionBy || !llvm::is_contained(columnsOf(*table.partitionBy), column.text))
    return true;
  ctx.report(diag::PartitionKeyColumn, column.range, column.text, table.name.str());
  return false;
}

//===--- Attach -----------------------------------------------------------===//

/// A primary key says `not null` of its columns, too.
static Column asInParts(const Table& table, const Column& column) {
  Column part = partitionColumn(column);
  part.notNull |= isNotNull(table, column);
  return part;
}

/// Why it cannot be a part; empty if it can.
static std::string difference(const Catalog& catalog, const Table& table, const Table& part) {
  for (const Table* each = &table; each;
       each = each->partitionOf ? catalog.tables.find(each->partitionOf->table) : nullptr)
    if (each->name == part.name)
      return each == &table ? "it is the same table" : "that is a partition of it";
  Table whole = table;
  llvm::append_range(whole.constraints, inheritedConstraints(catalog, table));
  for (const Column& column : table.columns) {
    const Column* own = part.findColumn(column.name);
    if (!own)
      return "it has no column `" + column.name + "`";
    if (asInParts(whole, column) != asInParts(part, *own))
      return "column `" + column.name + "` is another";
    if (own->identity)
      return "its column `" + column.name + "` has an identity of its own";
  }
  for (const Column& column : part.columns)
    if (!table.findColumn(column.name))
      return "column `" + column.name + "` is too many";
  if (part.partitionOf)
    return "it is a partition of `" + part.partitionOf->table.str() + "`";
  return "";
}

void checkAttachPartition(Context& ctx, TableAlteration& alteration,
                          const ast::AttachPartition& action) {
  const SourceRange range = action.partition.range();
  const Table* table = partitioned(ctx, &alteration.table(), action.range);
  const Table* part = findOwnTable(ctx, action.partition);
  if (!table || !part)
    return;
  if (std::string what = difference(*ctx.catalog, *table, *part); !what.empty()) {
    DiagnosticBuilder builder =
        ctx.report(diag::PartitionDiffers, range, part->name.str(), table->name.str(), what);
    ctx.noteSite(builder, ObjectKind::Table, part->name);
    return;
  }
  std::optional<PartitionBound> bound = BoundCheck(ctx, *action.bound, *table).resolve();
  Inheritance inheritance = inheritanceOf(*ctx.catalog, *table, *part);
  if (inheritance.missing) {
    const Check& check = std::get<Check>(*inheritance.missing);
    ctx.report(diag::PartitionDiffers, range, part->name.str(), table->name.str(),
               "it has no " + describe(*inheritance.missing))
        .help("add it first: `add check " + check.name + " (" + print(check.condition) + ")`");
  } else if (bound) {
    alteration.act(op::AttachPartition{part->name, std::move(*bound), std::move(inheritance.names)},
                   action.range);
  }
}

//===--- Detach -----------------------------------------------------------===//

void checkDetachPartition(Context& ctx, TableAlteration& alteration,
                          const ast::DetachPartition& action) {
  const Table* found = findOwnTable(ctx, action.partition);
  if (!found)
    return;
  if (!found->partitionOf || found->partitionOf->table != alteration.name()) {
    DiagnosticBuilder builder =
        ctx.report(diag::NotPartitioned, action.partition.range(), found->name.str(),
                   "a partition of " + quoted(alteration.name().str()));
    ctx.noteSite(builder, ObjectKind::Table, found->name);
    return;
  }
  op::DetachPartition detach = detachmentOf(*found, nameScope(ctx));
  detach.concurrently = action.concurrently;
  alteration.act(std::move(detach), action.range);
}

} // namespace retort
