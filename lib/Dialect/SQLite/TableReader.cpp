#include "Dialect/SQLite/TableReader.h"

#include "Dialect/Common/ReadConstant.h"
#include "Dialect/SQLite/Express.h"
#include "Dialect/SQLite/StatementReader.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {
namespace {

class TableReader : private StatementReader {
public:
  TableReader(const SQLite& dialect, llvm::StringRef sql) : StatementReader(dialect, sql) {}

  std::optional<ReadTable> read();

private:
  // Each is false where the text is not understood.
  bool readItems();
  bool readColumn();
  bool readColumnConstraint(Column& column);
  bool readColumnKey(Column& column, PrimaryKey key);
  bool readDefault(Column& column);
  bool readGenerated(Column& column);
  bool readTableConstraint();
  bool readConstraintName(ConstraintBase& base);
  bool readReferences(ForeignKey& key);
  bool readDeferral(ForeignKey& key);
  bool readAction(ReferentialAction& action);
  bool readOptions();
  bool readKeyColumns(Key& key);
  bool readConflict(Options& options);
  std::string readType();
  void add(Constraint constraint) { table_.constraints.push_back(std::move(constraint)); }
  void lose(std::string kind, std::string name, std::string why) {
    lost_.push_back({std::move(kind), std::move(name), std::move(why)});
  }

  bool settleConstraints();
  bool settleRowNumbers();
  void settleExpressions();
  void settleNotNull();

  Table table_;
  std::vector<Unsayable> lost_;
  bool isAutoincrement_ = false;
  bool keyDescends_ = false; // of a column's own PRIMARY KEY DESC
};

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
  isAutoincrement_ |= at_.takeWord("autoincrement");
  return at_.takeSign(")");
}

/// `ON CONFLICT REPLACE`, if it is there.
bool TableReader::readConflict(Options& options) {
  if (!at_.takeWords({"on", "conflict"}))
    return true;
  if (at_.token().kind != SqlToken::Word)
    return false;
  const std::string resolution = at_.take().text.lower();
  if (resolution != defaultConflict)
    options["sqlite.on_conflict"] = {resolution, false};
  return true;
}

/// `CONSTRAINT a`; the last of several is it.
bool TableReader::readConstraintName(ConstraintBase& base) {
  while (at_.takeWord("constraint"))
    if (!readName(base.name))
      return false;
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

bool TableReader::readColumnKey(Column& column, PrimaryKey key) {
  keyDescends_ = at_.takeWord("desc");
  at_.takeWord("asc");
  if (!readConflict(key.options))
    return false;
  isAutoincrement_ |= at_.takeWord("autoincrement");
  key.columns = {column.name};
  if (keyDescends_)
    key.parts[column.name].descending = true;
  add(std::move(key));
  return true;
}

/// A bare word is a text, unless it is a keyword.
static Expr readConstant(const SQLite& dialect, llvm::StringRef sql, const Type& type) {
  Expr value = dialect.readExpr(sql, nullptr, &type);
  return value.kind == ExprKind::Column ? Expr::string(value.text) : value;
}

bool TableReader::readDefault(Column& column) {
  Expr value;
  if (at_.isSign("(")) {
    value = dialect_.readExpr(at_.takeParenthesised(), nullptr, &column.type);
  } else {
    const char* begin = at_.token().text.begin();
    if (at_.isSign("-") || at_.isSign("+"))
      begin = (at_.isSign("+") ? at_.token(1) : at_.token()).text.begin(), at_.take();
    const char* end = at_.take().text.end();
    if (at_.token().kind == SqlToken::String && at_.token().text.begin() == end) // x'00'
      end = at_.take().text.end();
    value = readConstant(dialect_, llvm::StringRef(begin, end - begin), column.type);
  }
  readStored(value, column.type); // '1' is a number in a column of numbers
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

/// What only SQLite calls a constraint has no name here.
static bool hasName(const SqlCursor& at) {
  static constexpr llvm::StringLiteral words[] = {"primary", "unique", "check", "references"};
  return llvm::any_of(words, [&](llvm::StringRef word) { return at.isWord(word); });
}

bool TableReader::readColumnConstraint(Column& column) {
  ConstraintBase base;
  if (!readConstraintName(base))
    return false;
  if (at_.isSign(",") || at_.isSign(")"))
    return true; // SQLite takes a name that is of nothing
  if (!base.name.empty() && !hasName(at_))
    lose("constraint", base.name, "what it says of `" + column.name + "` has no name here");
  if (at_.takeWords({"primary", "key"}))
    return readColumnKey(column, {base});
  if (at_.takeWords({"not", "null"})) {
    column.notNull = true;
    return readConflict(column.options);
  }
  if (Options none; at_.takeWord("null"))
    return readConflict(none);
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

bool TableReader::readReferences(ForeignKey& key) {
  if (!at_.takeWord("references") || !readName(key.referredTable.name) ||
      (at_.isSign("(") && !readNames(key.referredColumns)))
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
  if (!readConstraintName(base))
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

//===--- What the names mean ----------------------------------------------===//

/// A key may have its columns in any case, and says a column of another table as it likes.
bool TableReader::settleConstraints() {
  for (Constraint& constraint : table_.constraints) {
    if (Key* key = asKey(constraint)) {
      std::map<std::string, KeyPart> parts = std::move(key->parts);
      key->parts.clear();
      if (!settleNames(table_, key->columns))
        return false;
      for (auto& [name, part] : parts)
        key->parts[*columnCalled(table_, name)] = std::move(part);
    } else if (auto* key = std::get_if<ForeignKey>(&constraint)) {
      if (!settleNames(table_, key->columns))
        return false;
    }
  }
  return true;
}

/// `INTEGER PRIMARY KEY` numbers rows, and its rows are in that order.
bool TableReader::settleRowNumbers() {
  numberRows(table_);
  const auto numbered =
      llvm::find_if(table_.columns, [](const Column& column) { return column.identity; });
  if (numbered == table_.columns.end())
    return true;
  if (keyDescends_) // ... but not this one, and then it is no different from any other
    return false;
  if (isAutoincrement_)
    numbered->options["sqlite.autoincrement"] = {"true", false};
  for (Constraint& constraint : table_.constraints)
    if (auto* key = std::get_if<PrimaryKey>(&constraint))
      key->parts.clear();
  return true;
}

/// Conditions may name columns that come after them.
void TableReader::settleExpressions() {
  for (Column& column : table_.columns)
    if (column.generated)
      column.generated->value =
          dialect_.readExpr(column.generated->value.text, &table_, &column.type);
  for (Constraint& constraint : table_.constraints)
    if (auto* check = std::get_if<Check>(&constraint))
      check->condition = dialect_.readExpr(check->condition.text, &table_);
}

/// A key makes its columns not null in our sense; in SQLite's, only some do.
void TableReader::settleNotNull() {
  const bool takesNull = !hasOption(table_.options, "without_rowid") &&
                         !hasOption(table_.options, "strict");
  for (Column& column : table_.columns) {
    if (takesNull && !column.notNull && !column.identity && isNotNull(table_, column))
      lose("column", table_.name.name + "." + column.name,
           "NULL may stand in it though it is of the primary key, as only SQLite has it");
    column.notNull = isNotNull(table_, column);
  }
}

//===--- The whole --------------------------------------------------------===//

static bool beginsTableConstraint(const SqlCursor& at) {
  static constexpr llvm::StringLiteral words[] = {"constraint", "primary", "unique", "check",
                                                  "foreign"};
  return llvm::any_of(words, [&](llvm::StringRef word) { return at.isWord(word); });
}

/// Between constraints the comma may be missing.
bool TableReader::readItems() {
  if (!at_.takeSign("("))
    return false;
  do {
    if (!beginsTableConstraint(at_)) {
      if (!readColumn())
        return false;
      continue;
    }
    while (beginsTableConstraint(at_))
      if (!readTableConstraint())
        return false;
  } while (at_.takeSign(","));
  return at_.takeSign(")");
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

std::optional<ReadTable> TableReader::read() {
  if (!readHead({"table"}, table_.name.name) || !readItems() || !readOptions() ||
      !settleConstraints() || !settleRowNumbers())
    return std::nullopt;
  settleExpressions();
  settleNotNull();
  forgetRepeatedNames(table_);
  return ReadTable{std::move(table_), std::move(lost_)};
}

} // namespace

std::optional<ReadTable> readTable(const SQLite& dialect, llvm::StringRef sql) {
  return TableReader(dialect, sql).read();
}

} // namespace retort::sqlite
