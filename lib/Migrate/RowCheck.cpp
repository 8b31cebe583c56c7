#include "Migrate/RowCheck.h"

#include "Operation/Apply.h"
#include "Operation/Widening.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace retort {
namespace {

//===--- Queries ----------------------------------------------------------===//

Expr columnOf(llvm::StringRef alias, llvm::StringRef name) {
  Expr expr = Expr::column(name);
  expr.qualifier = alias.str();
  return expr;
}

Expr isNull(Expr value, bool negated = false) {
  Expr expr;
  expr.kind = ExprKind::IsNull;
  expr.negated = negated;
  expr.operands = {std::move(value)};
  return expr;
}

std::optional<Expr> allOf(std::vector<Expr> conditions) {
  std::optional<Expr> all;
  for (Expr& each : conditions)
    all = all ? Expr::binaryOf(BinaryOperator::And, std::move(*all), std::move(each))
              : std::move(each);
  return all;
}

Expr countOfRows() {
  Expr star;
  star.kind = ExprKind::Star;
  return Expr::call("count", {std::move(star)});
}

Query queryOf(Select select) {
  Query query;
  query.body = std::move(select);
  return query;
}

/// `select count(*) from table where ...`
Query countWhere(const QualifiedName& table, std::optional<Expr> where,
                 llvm::StringRef alias = "") {
  Select select;
  select.items = {{countOfRows(), ""}};
  select.from = {FromTable{table, alias.empty() ? table.name : alias.str()}};
  select.where = std::move(where);
  return queryOf(std::move(select));
}

/// One of the values that several rows have, and how many have it.
Query repeatedIn(const QualifiedName& table, const std::vector<Expr>& values,
                 std::optional<Expr> where, bool nullsNotDistinct) {
  Select select;
  for (const Expr& value : values)
    select.items.push_back({value, ""});
  select.items.push_back({countOfRows(), ""});
  select.from = {FromTable{table, table.name}};
  std::vector<Expr> conditions;
  if (where)
    conditions.push_back(std::move(*where));
  if (!nullsNotDistinct)
    for (const Expr& value : values)
      conditions.push_back(isNull(value, /*negated=*/true));
  select.where = allOf(std::move(conditions));
  select.groupBy = values;
  select.having =
      Expr::binaryOf(BinaryOperator::Greater, countOfRows(), Expr::number("1"));
  Query query = queryOf(std::move(select));
  query.limit = Expr::number("1");
  return query;
}

//===--- What is asked of rows --------------------------------------------===//

/// What no row, or only few, may be like.
struct RowClaim {
  Origin origin;
  /// What it reads.
  std::vector<QualifiedName> tables;
  std::vector<std::string> columns; // of the first table
  /// Gives how many rows break it; or values that several rows have, and how many.
  Query query;
  /// Of rows that break it, after "3 rows of `users`"; of repeated values, before the value.
  std::string told;
  bool isRepetition = false;
  /// Why it cannot be asked; then there is no query.
  std::string unasked = "";
};

/// Collects the claims of a plan, in its order.
class RowClaims {
public:
  explicit RowClaims(const Dialect& dialect) : dialect_(dialect) {}

  void add(const LocatedOperation& located, const Catalog& before);
  std::vector<RowClaim> take() && { return std::move(claims_); }

private:
  void add(const op::TableAction& action, const Table& table, Origin origin);
  void addColumn(const Column& column, const Table& table);
  void alterColumn(const op::AlterColumn& alter, const Table& table);
  void retype(const Column& from, const op::AlterColumn& alter, const Table& table);
  void constrain(const Constraint& constraint, const Table& table);
  void constrain(const ForeignKey& key, const Table& table);
  void makeUnique(const std::vector<Expr>& values, const std::optional<Expr>& where,
                  bool nullsNotDistinct, const Table& table);
  void dropValue(const op::DropEnumValue& drop, const QualifiedName& type, const Catalog& catalog);

  /// Null where the plan has made the table, whose rows are its own.
  RowClaim* claim(const Table& table, std::vector<std::string> columns, Query query,
                  std::string told);
  void leaveUnasked(std::string why);

  void follow(const LocatedOperation& located, const Catalog& before);
  std::string changedBefore(const RowClaim& claim) const;

  const Dialect& dialect_;
  Origin origin_; // of what is being added
  std::vector<RowClaim> claims_;
  /// What the plan has made or changed so far.
  std::set<QualifiedName> made_;
  std::set<QualifiedName> tables_;
  std::set<std::pair<QualifiedName, std::string>> columns_;
  bool isOpen_ = false; // and nobody knows what
};

RowClaim* RowClaims::claim(const Table& table, std::vector<std::string> columns, Query query,
                           std::string told) {
  if (made_.contains(table.name))
    return nullptr;
  RowClaim claim{origin_, {table.name}, std::move(columns), std::move(query), std::move(told)};
  claim.unasked = changedBefore(claim);
  return &claims_.emplace_back(std::move(claim));
}

void RowClaims::leaveUnasked(std::string why) {
  RowClaim claim{origin_, {}, {}, {}, ""};
  claim.unasked = std::move(why);
  claims_.push_back(std::move(claim));
}

std::string RowClaims::changedBefore(const RowClaim& claim) const {
  if (isOpen_)
    return "raw SQL stands before it";
  for (const QualifiedName& table : claim.tables)
    if (tables_.contains(table) || made_.contains(table))
      return "the plan changes rows of `" + table.str() + "` before";
  for (const std::string& column : claim.columns)
    if (columns_.contains({claim.tables.front(), column}))
      return "the plan changes column `" + column + "` before";
  return "";
}

static std::vector<Expr> columnsAsValues(const std::vector<std::string>& names) {
  std::vector<Expr> values;
  for (const std::string& name : names)
    values.push_back(Expr::column(name));
  return values;
}

void RowClaims::addColumn(const Column& column, const Table& table) {
  if (column.notNull && !column.defaultValue && !column.identity && !column.generated)
    claim(table, {}, countWhere(table.name, std::nullopt), "that would have no `" + column.name + "`");
}

void RowClaims::retype(const Column& from, const op::AlterColumn& alter, const Table& table) {
  const Column& to = alter.to;
  const bool isEnforced = !dialect_.widthQuery(table.name, from.name).empty();
  if (isWidening(from.type, to.type) || (!isEnforced && !alter.usingValue))
    return;
  if (!alter.usingValue && from.type.isText() && to.type.isText() && to.type.length) {
    const std::string most = std::to_string(*to.type.length);
    const Expr length = Expr::call("length", {Expr::column(from.name)});
    claim(table, {from.name},
          countWhere(table.name,
                     Expr::binaryOf(BinaryOperator::Greater, length, Expr::number(most))),
          "with more than " + most + " characters in `" + from.name + "`");
    return;
  }
  leaveUnasked("how the engine converts `" + from.name + "` is not known before");
}

static bool retypes(const op::AlterColumn& alter, const Table& table) {
  return table.findColumn(alter.to.name)->type != alter.to.type;
}

void RowClaims::alterColumn(const op::AlterColumn& alter, const Table& table) {
  const Column* from = table.findColumn(alter.to.name);
  if (retypes(alter, table))
    retype(*from, alter, table);
  if (alter.to.notNull && !isNotNull(table, *from))
    claim(table, {from->name}, countWhere(table.name, isNull(Expr::column(from->name))),
          "without `" + from->name + "`");
}

void RowClaims::makeUnique(const std::vector<Expr>& values, const std::optional<Expr>& where,
                           bool nullsNotDistinct, const Table& table) {
  std::vector<std::string> columns, names;
  for (const Expr& value : values) {
    llvm::append_range(columns, columnsIn(value));
    names.push_back("`" + print(value) + "`");
  }
  if (where)
    llvm::append_range(columns, columnsIn(*where));
  RowClaim* added =
      claim(table, std::move(columns), repeatedIn(table.name, values, where, nullsNotDistinct),
            "with the same " + listed(names));
  if (added)
    added->isRepetition = true;
}

/// Rows that refer, and there is no such row.
void RowClaims::constrain(const ForeignKey& key, const Table& table) {
  std::vector<Expr> conditions, same;
  for (auto [column, referred] : llvm::zip(key.columns, key.referredColumns)) {
    conditions.push_back(isNull(columnOf("referring", column), /*negated=*/true));
    same.push_back(Expr::binaryOf(BinaryOperator::Equal, columnOf("referred", referred),
                                  columnOf("referring", column)));
  }
  Select referred;
  referred.items = {{Expr::number("1"), ""}};
  referred.from = {FromTable{key.referredTable, "referred"}};
  referred.where = allOf(std::move(same));
  conditions.push_back(Expr::unaryOf(
      UnaryOperator::Not, Expr::exists(QueryRef(queryOf(std::move(referred))))));
  RowClaim* added =
      claim(table, key.columns, countWhere(table.name, allOf(std::move(conditions)), "referring"),
            "without the row of `" + key.referredTable.str() + "` that it needs");
  if (!added)
    return;
  added->tables.push_back(key.referredTable);
  added->unasked = changedBefore(*added);
}

void RowClaims::constrain(const Constraint& constraint, const Table& table) {
  if (baseOf(constraint).notValid)
    return;
  if (const auto* check = std::get_if<Check>(&constraint)) {
    claim(table, columnsIn(check->condition),
          countWhere(table.name, Expr::unaryOf(UnaryOperator::Not, check->condition)), "where it does not hold");
    return;
  }
  if (const auto* key = std::get_if<ForeignKey>(&constraint))
    return constrain(*key, table);
  const Key* key = asKey(constraint);
  if (!key || !comparesWholeColumns(*key))
    return leaveUnasked("no query tells what a " + kindSpelling(constraint).str() +
                        " of that kind compares");
  const auto* unique = std::get_if<Unique>(&constraint);
  makeUnique(columnsAsValues(key->columns), std::nullopt, unique && unique->nullsNotDistinct, table);
  if (!unique)
    for (const std::string& name : key->columns)
      if (const Column* column = table.findColumn(name); !isNotNull(table, *column))
        claim(table, {name}, countWhere(table.name, isNull(Expr::column(name))),
              "without `" + name + "`");
}

void RowClaims::add(const op::TableAction& action, const Table& table, Origin origin) {
  origin_ = origin;
  if (const auto* add = std::get_if<op::AddColumn>(&action)) {
    if (!add->backfill)
      addColumn(add->column, table);
  } else if (const auto* alter = std::get_if<op::AlterColumn>(&action)) {
    alterColumn(*alter, table);
  } else if (const auto* add = std::get_if<op::AddConstraint>(&action)) {
    constrain(add->constraint, table);
  } else if (const auto* validate = std::get_if<op::ValidateConstraint>(&action)) {
    Constraint valid = *table.findConstraint(validate->name);
    baseOf(valid).notValid = false;
    constrain(valid, table);
  } else if (const auto* add = std::get_if<op::AddIndex>(&action); add && add->index.unique) {
    std::vector<Expr> values;
    for (const IndexPart& part : add->index.parts) {
      if (part.prefix != 0 || !part.collation.empty())
        return leaveUnasked("no query tells what an index of that kind compares");
      values.push_back(part.value);
    }
    makeUnique(values, add->index.where, add->index.nullsNotDistinct, table);
  }
}

void RowClaims::dropValue(const op::DropEnumValue& drop, const QualifiedName& type,
                          const Catalog& catalog) {
  if (drop.replacement)
    return;
  for (const auto& table : catalog.tables.all())
    for (const Column& column : table->columns)
      if (column.type.kind == TypeKind::Enum && column.type.name == type && !column.type.isArray())
        claim(*table, {column.name},
              countWhere(table->name,
                         Expr::binaryOf(BinaryOperator::Equal, Expr::column(column.name),
                                        Expr::string(drop.value))),
              "with '" + drop.value + "' in `" + column.name + "`");
}

//===--- What the plan itself changes -------------------------------------===//

void RowClaims::follow(const LocatedOperation& located, const Catalog& before) {
  const Operation& operation = located.operation;
  if (const auto* create = std::get_if<op::CreateTable>(&operation))
    made_.insert(create->table.name);
  else if (const auto* rename = std::get_if<op::RenameTable>(&operation))
    tables_.insert({rename->from.schema, rename->to});
  else if (const auto* insert = std::get_if<op::Insert>(&operation))
    tables_.insert(insert->table);
  else if (const auto* update = std::get_if<op::Update>(&operation))
    tables_.insert(update->table);
  else if (const auto* remove = std::get_if<op::Delete>(&operation))
    tables_.insert(remove->table);
  else if (const auto* truncate = std::get_if<op::Truncate>(&operation))
    tables_.insert(truncate->table);
  else if (const auto* raw = std::get_if<op::RawSql>(&operation))
    isOpen_ |= !raw->text.empty();
  else
    isOpen_ |= std::holds_alternative<op::IfRows>(operation) ||
               std::holds_alternative<op::MoveObject>(operation);
  const auto* alterEnum = std::get_if<op::AlterEnum>(&operation);
  if (alterEnum)
    for (const auto& table : before.tables.all())
      for (const Column& column : table->columns)
        if (column.type.kind == TypeKind::Enum && column.type.name == alterEnum->name)
          columns_.insert({table->name, column.name});
  const auto* altered = std::get_if<op::AlterObject>(&operation);
  if (const auto* domain = altered ? std::get_if<Domain>(&altered->to) : nullptr;
      domain && domain->type != before.find<Domain>(domain->name)->type)
    for (const ColumnUse& use : columnsMadeOf(before, domain->name))
      columns_.insert({use.table->name, use.column->name});
}

void RowClaims::add(const LocatedOperation& located, const Catalog& before) {
  const auto* alter = std::get_if<op::AlterTable>(&located.operation);
  Catalog catalog = before;
  for (size_t i = 0; alter && i < alter->actions.size(); ++i) {
    const op::TableAction& action = alter->actions[i];
    add(action, *catalog.tables.find(alter->table),
        i < located.actionOrigins.size() ? located.actionOrigins[i] : located.origin);
    if (const auto* added = std::get_if<op::AddColumn>(&action))
      columns_.insert({alter->table, added->column.name});
    else if (const auto* altered = std::get_if<op::AlterColumn>(&action);
             altered && retypes(*altered, *catalog.tables.find(alter->table)))
      columns_.insert({alter->table, altered->to.name});
    else if (const auto* renamed = std::get_if<op::RenameColumn>(&action))
      columns_.insert({alter->table, renamed->to});
    apply(action, alter->table, catalog);
  }
  origin_ = located.origin;
  if (const auto* alterEnum = std::get_if<op::AlterEnum>(&located.operation))
    for (const op::EnumAction& action : alterEnum->actions)
      if (const auto* drop = std::get_if<op::DropEnumValue>(&action))
        dropValue(*drop, alterEnum->name, before);
  follow(located, before);
}

//===--- Asking -----------------------------------------------------------===//

/// "2 rows of `users` have the same `email`: 'ann@example.org'"; empty where no row breaks it.
std::string brokenBy(const RowClaim& claim, const ResultSet& result) {
  if (result.empty())
    return "";
  const std::vector<Value>& row = result.rows.front();
  const uint64_t count = std::stoull(row.back().value_or("0"));
  if (count == 0)
    return "";
  std::string text = counted(count, "row") + " of `" + claim.tables.front().str() + "` " +
                     claim.told;
  if (!claim.isRepetition)
    return text;
  std::vector<std::string> values;
  for (const Value& value : llvm::ArrayRef(row).drop_back())
    values.push_back(value ? "'" + *value + "'" : "null");
  return text + ": " + llvm::join(values, ", ");
}

} // namespace

llvm::Error checkRows(llvm::ArrayRef<PlannedRevision> plan, const Catalog& expected,
                      Connection& connection, const Dialect& dialect, DiagnosticEngine& diags) {
  RowClaims claims(dialect);
  Catalog catalog = expected;
  for (const PlannedRevision& planned : plan)
    for (const CompiledOperation& compiled : planned.section.operations) {
      claims.add(compiled.operation, catalog);
      apply(compiled.operation.operation, catalog);
    }
  for (const RowClaim& claim : std::move(claims).take()) {
    if (!claim.unasked.empty()) {
      diags.report(diag::RowsNotChecked, claim.origin, claim.unasked);
      continue;
    }
    llvm::Expected<ResultSet> result = connection.query(dialect.spell(claim.query));
    if (!result) { // what it reads is not there, and the drift was to be ignored
      diags.report(diag::RowsNotChecked, claim.origin, llvm::toString(result.takeError()));
      continue;
    }
    if (std::string broken = brokenBy(claim, *result); !broken.empty())
      diags.report(diag::RowsInTheWay, claim.origin, broken);
  }
  return llvm::Error::success();
}

} // namespace retort
