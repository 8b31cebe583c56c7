#include "Dialect/SQLite/TableReader.h"

#include "Dialect/Common/SqlCursor.h"
#include "Dialect/SQLite/Lexis.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {
namespace {

class TableReader {
public:
  TableReader(const SQLite& dialect, llvm::StringRef sql) : dialect_(dialect), at_(sql, lexis) {}

  std::optional<Table> read();

private:
  // Each is false where the text is not understood.
  bool readHead();
  bool readItem();
  bool readColumn();
  bool readColumnConstraint(Column& column);
  bool readColumnKey(Column& column, PrimaryKey key);
  bool readDefault(Column& column);
  bool readGenerated(Column& column);
  bool readTableConstraint();
  bool readReferences(ForeignKey& key);
  bool readDeferral(ForeignKey& key);
  bool readAction(ReferentialAction& action);
  bool readOptions();
  bool readName(std::string& name);
  bool readNames(std::vector<std::string>& names);
  bool readKeyColumns(Key& key);
  bool readConflict(Options& options);
  std::string readType();
  void add(Constraint constraint) { table_.constraints.push_back(std::move(constraint)); }
  void readExpressions();

  const SQLite& dialect_;
  SqlCursor at_;
  Table table_;
};

bool TableReader::readName(std::string& name) {
  if (at_.token().kind == SqlToken::String) // SQLite takes 'name' for a name, too
    return false;
  if (!at_.isName())
    return false;
  name = unquotedName(at_.take().text);
  return true;
}

/// `(a, b)`.
bool TableReader::readNames(std::vector<std::string>& names) {
  if (!at_.takeSign("("))
    return false;
  do
    if (!readName(names.emplace_back()))
      return false;
  while (at_.takeSign(","));
  return at_.takeSign(")");
}

/// `(a COLLATE NOCASE, b DESC)`.
bool TableReader::readKeyColumns(Key& key) {
  if (!at_.takeSign("("))
    return false;
  do {
    KeyPart part;
    if (!readName(key.columns.emplace_back()) ||
        (at_.takeWord("collate") && !readName(part.collation)))
      return false;
    at_.takeWord("asc");
    part.descending = at_.takeWord("desc");
    if (part != KeyPart())
      key.parts[key.columns.back()] = std::move(part);
  } while (at_.takeSign(","));
  return at_.takeSign(")");
}

/// `ON CONFLICT REPLACE`, if it is there.
bool TableReader::readConflict(Options& options) {
  if (!at_.takeWords({"on", "conflict"}))
    return true;
  if (at_.token().kind != SqlToken::Word)
    return false;
  options["sqlite.on_conflict"] = {at_.take().text.lower(), false};
  return true;
}

//===--- Columns ----------------------------------------------------------===//

static bool beginsConstraint(const SqlCursor& at) {
  static constexpr llvm::StringLiteral words[] = {"constraint", "primary",   "not",     "null",
                                                  "unique",     "check",     "default", "collate",
                                                  "references", "generated", "as"};
  return llvm::any_of(words, [&](llvm::StringRef word) { return at.isWord(word); });
}

/// Words up to what begins a constraint, with what stands in parentheses.
std::string TableReader::readType() {
  std::string type;
  while (at_.isName() && !beginsConstraint(at_))
    type += (type.empty() ? "" : " ") + unquotedName(at_.take().text);
  if (!type.empty() && at_.isSign("("))
    type += "(" + at_.takeParenthesised().str() + ")";
  return type;
}

/// `INTEGER PRIMARY KEY` numbers rows.
bool TableReader::readColumnKey(Column& column, PrimaryKey key) {
  if (at_.takeWord("desc"))
    return false;
  at_.takeWord("asc");
  if (!readConflict(key.options))
    return false;
  if (column.type.kind == TypeKind::Native &&
      llvm::StringRef(column.type.words).equals_insensitive("integer")) {
    column.type = Type::of(TypeKind::BigInt);
    column.identity = Identity();
  }
  if (at_.takeWord("autoincrement"))
    column.options["sqlite.autoincrement"] = {"true", false};
  key.columns = {column.name};
  add(std::move(key));
  return true;
}

bool TableReader::readDefault(Column& column) {
  llvm::StringRef sql;
  if (at_.isSign("(")) {
    sql = at_.takeParenthesised();
  } else {
    const char* begin = at_.token().text.begin();
    if (at_.isSign("-") || at_.isSign("+"))
      at_.take();
    sql = llvm::StringRef(begin, at_.take().text.end() - begin);
  }
  Expr value = dialect_.readExpr(sql, nullptr, &column.type);
  if (value.kind != ExprKind::Null)
    column.defaultValue = std::move(value);
  return true;
}

bool TableReader::readGenerated(Column& column) {
  Generated generated;
  generated.value = Expr::opaque(at_.takeParenthesised()); // read when all columns are known
  generated.stored = at_.takeWord("stored");
  at_.takeWord("virtual");
  column.generated = std::move(generated);
  return true;
}

bool TableReader::readColumnConstraint(Column& column) {
  ConstraintBase base;
  if (at_.takeWord("constraint") && !readName(base.name))
    return false;
  if (at_.takeWords({"primary", "key"}))
    return readColumnKey(column, {base});
  if (at_.takeWords({"not", "null"})) {
    column.notNull = true;
    return readConflict(column.options);
  }
  if (at_.takeWord("null"))
    return true;
  if (at_.takeWord("unique")) {
    Unique unique{base};
    unique.columns = {column.name};
    const bool good = readConflict(unique.options);
    add(std::move(unique));
    return good;
  }
  if (at_.takeWord("check")) {
    Check check{base};
    check.condition = Expr::opaque(at_.takeParenthesised());
    add(std::move(check));
    return true;
  }
  if (at_.takeWord("default"))
    return readDefault(column);
  if (at_.takeWord("collate"))
    return readName(column.collation);
  if (at_.takeWords({"generated", "always", "as"}) || at_.takeWord("as"))
    return readGenerated(column);
  if (!at_.isWord("references"))
    return false;
  ForeignKey key{base};
  key.columns = {column.name};
  const bool good = readReferences(key);
  add(std::move(key));
  return good;
}

bool TableReader::readColumn() {
  Column column;
  if (!readName(column.name))
    return false;
  column.type = dialect_.readType(readType());
  while (!at_.isSign(",") && !at_.isSign(")"))
    if (!readColumnConstraint(column))
      return false;
  table_.columns.push_back(std::move(column));
  return true;
}

//===--- Constraints ------------------------------------------------------===//

bool TableReader::readAction(ReferentialAction& action) {
  for (ReferentialAction each :
       {ReferentialAction::NoAction, ReferentialAction::Restrict, ReferentialAction::Cascade,
        ReferentialAction::SetNull, ReferentialAction::SetDefault}) {
    auto [first, second] = spelling(each).split(' ');
    if (second.empty() ? at_.takeWord(first) : at_.takeWords({first, second})) {
      action = each;
      return true;
    }
  }
  return false;
}

bool TableReader::readDeferral(ForeignKey& key) {
  const bool isNot = at_.takeWord("not");
  if (!at_.takeWord("deferrable"))
    return !isNot;
  const bool isDeferred = at_.takeWords({"initially", "deferred"});
  at_.takeWords({"initially", "immediate"});
  if (!isNot)
    key.deferral = isDeferred ? Deferral::InitiallyDeferred : Deferral::InitiallyImmediate;
  return true;
}

/// Without columns it refers to the primary key, whose columns are not known here.
bool TableReader::readReferences(ForeignKey& key) {
  if (!at_.takeWord("references") || !readName(key.referredTable.name) ||
      !readNames(key.referredColumns))
    return false;
  for (;;) {
    if (at_.takeWords({"on", "delete"})) {
      if (!readAction(key.onDelete))
        return false;
    } else if (at_.takeWords({"on", "update"})) {
      if (!readAction(key.onUpdate))
        return false;
    } else if (at_.takeWord("match")) { // SQLite reads it and does nothing
      at_.take();
    } else if (at_.isWord("deferrable") || (at_.isWord("not") && at_.isWord("deferrable", 1))) {
      if (!readDeferral(key))
        return false;
    } else {
      return true;
    }
  }
}

bool TableReader::readTableConstraint() {
  ConstraintBase base;
  if (at_.takeWord("constraint") && !readName(base.name))
    return false;
  if (at_.takeWords({"primary", "key"})) {
    PrimaryKey key{base};
    const bool good = readKeyColumns(key) && readConflict(key.options);
    add(std::move(key));
    return good;
  }
  if (at_.takeWord("unique")) {
    Unique unique{base};
    const bool good = readKeyColumns(unique) && readConflict(unique.options);
    add(std::move(unique));
    return good;
  }
  if (at_.takeWord("check")) {
    Check check{base};
    check.condition = Expr::opaque(at_.takeParenthesised());
    const bool good = readConflict(check.options);
    add(std::move(check));
    return good;
  }
  if (!at_.takeWords({"foreign", "key"}))
    return false;
  ForeignKey key{base};
  const bool good = readNames(key.columns) && readReferences(key);
  add(std::move(key));
  return good;
}

//===--- The whole --------------------------------------------------------===//

bool TableReader::readHead() {
  if (!at_.takeWord("create"))
    return false;
  if (!at_.takeWord("temp"))
    at_.takeWord("temporary");
  if (!at_.takeWord("table"))
    return false;
  at_.takeWords({"if", "not", "exists"});
  if (!readName(table_.name.name))
    return false;
  return !at_.takeSign(".") || readName(table_.name.name);
}

bool TableReader::readItem() {
  static constexpr llvm::StringLiteral words[] = {"constraint", "primary", "unique", "check",
                                                  "foreign"};
  if (llvm::any_of(words, [&](llvm::StringRef word) { return at_.isWord(word); }))
    return readTableConstraint();
  return readColumn();
}

bool TableReader::readOptions() {
  while (!at_.atEnd()) {
    if (at_.takeWord("strict"))
      table_.options["sqlite.strict"] = {"true", false};
    else if (at_.takeWords({"without", "rowid"}))
      table_.options["sqlite.without_rowid"] = {"true", false};
    else
      return false;
    if (!at_.takeSign(",") && !at_.atEnd())
      return false;
  }
  return true;
}

/// Conditions may name columns that come after them.
void TableReader::readExpressions() {
  for (Column& column : table_.columns)
    if (column.generated)
      column.generated->value =
          dialect_.readExpr(column.generated->value.text, &table_, &column.type);
  for (Constraint& constraint : table_.constraints)
    if (auto* check = std::get_if<Check>(&constraint))
      check->condition = dialect_.readExpr(check->condition.text, &table_);
  // A key makes its columns not null in our sense; in SQLite's, only some do.
  for (Column& column : table_.columns)
    column.notNull = isNotNull(table_, column);
}

std::optional<Table> TableReader::read() {
  if (!readHead() || !at_.takeSign("("))
    return std::nullopt;
  do
    if (!readItem())
      return std::nullopt;
  while (at_.takeSign(","));
  if (!at_.takeSign(")") || !readOptions())
    return std::nullopt;
  readExpressions();
  return std::move(table_);
}

} // namespace

std::optional<Table> readTable(const SQLite& dialect, llvm::StringRef sql) {
  return TableReader(dialect, sql).read();
}

} // namespace retort::sqlite
