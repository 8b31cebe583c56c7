#include "Dialect/SQLite/ObjectReader.h"

#include "Dialect/SQLite/Lexis.h"
#include "Dialect/SQLite/StatementReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::sqlite {

//===--- Indexes ----------------------------------------------------------===//

namespace {
class IndexReader : private StatementReader {
public:
  IndexReader(const SQLite& dialect, llvm::StringRef sql, const Table& table)
      : StatementReader(dialect, sql), table_(table) {}

  std::optional<Index> read();

private:
  bool readHead();
  bool readPart();

  const Table& table_;
  Index index_;
};
} // namespace

bool IndexReader::readHead() {
  index_.unique = at_.isWord("unique", 1);
  const bool isIndex = index_.unique ? StatementReader::readHead({"unique", "index"}, index_.name)
                                     : StatementReader::readHead({"index"}, index_.name);
  std::string table;
  return isIndex && at_.takeWord("on") && readName(table);
}

/// `lower(a) COLLATE nocase DESC`. A COLLATE that is not the last thing said is of the expression.
bool IndexReader::readPart() {
  IndexPart part;
  const bool isName = at_.isName() && !at_.isSign("(", 1) && !at_.isSign(".", 1);
  llvm::StringRef sql = takeUpTo({",", "collate", "asc", "desc"});
  if (at_.takeWord("collate") && !readName(part.collation))
    return false;
  at_.takeWord("asc");
  part.descending = at_.takeWord("desc");
  if (!at_.isSign(",") && !at_.isSign(")"))
    return false;
  part.value = dialect_.readExpr(unparenthesised(sql), &table_);
  // A bare name that is no column is a text: an index of nothing.
  const bool isNoColumn = part.value.isOpaque() || part.value.kind == ExprKind::String;
  if (isNoColumn && isName && llvm::none_of(sql, [](char c) { return llvm::isSpace(c); }))
    return false;
  index_.parts.push_back(std::move(part));
  return true;
}

std::optional<Index> IndexReader::read() {
  if (!readHead() || !at_.takeSign("("))
    return std::nullopt;
  do
    if (!readPart())
      return std::nullopt;
  while (at_.takeSign(","));
  if (!at_.takeSign(")"))
    return std::nullopt;
  if (at_.takeWord("where"))
    index_.where = dialect_.readExpr(takeUpTo({}), &table_);
  return at_.atEnd() ? std::optional(std::move(index_)) : std::nullopt;
}

std::optional<Index> readIndex(const SQLite& dialect, llvm::StringRef sql, const Table& table) {
  return IndexReader(dialect, sql, table).read();
}

//===--- Views ------------------------------------------------------------===//

namespace {
class ViewReader : private StatementReader {
public:
  ViewReader(const SQLite& dialect, llvm::StringRef sql) : StatementReader(dialect, sql) {}

  std::optional<View> readView();
  std::optional<Opaque> readVirtualTable();
};
} // namespace

std::optional<View> ViewReader::readView() {
  View view;
  std::vector<std::string> columns;
  if (!readHead({"view"}, view.name.name) || (at_.isSign("(") && !readNames(columns)) ||
      !at_.takeWord("as"))
    return std::nullopt;
  for (std::string& column : columns)
    view.columns.push_back({std::move(column), Type()});
  view.texts[SQLite::dialectFacts.name.str()] = rest().str();
  return view;
}

std::optional<Opaque> ViewReader::readVirtualTable() {
  Opaque table;
  table.kind = ObjectKind::VirtualTable;
  if (!readHead({"virtual", "table"}, table.name.name) || !at_.isWord("using"))
    return std::nullopt;
  table.texts[SQLite::dialectFacts.name.str()] = rest().str();
  return table;
}

std::optional<View> readView(const SQLite& dialect, llvm::StringRef sql) {
  return ViewReader(dialect, sql).readView();
}

std::optional<Opaque> readVirtualTable(const SQLite& dialect, llvm::StringRef sql) {
  return ViewReader(dialect, sql).readVirtualTable();
}

//===--- Triggers ---------------------------------------------------------===//

namespace {
class TriggerReader : private StatementReader {
public:
  TriggerReader(const SQLite& dialect, llvm::StringRef sql, const Table* on)
      : StatementReader(dialect, sql), on_(on) {}

  std::optional<Trigger> read();

private:
  void readTime();
  bool readEvent();
  void readCondition();
  std::optional<Expr> ofRows(Expr expr) const;

  const Table* on_;
  Trigger trigger_;
};
} // namespace

void TriggerReader::readTime() {
  if (at_.takeWord("after"))
    trigger_.time = TriggerTime::After;
  else if (at_.takeWords({"instead", "of"}))
    trigger_.time = TriggerTime::InsteadOf;
  else
    at_.takeWord("before");
}

bool TriggerReader::readEvent() {
  for (TriggerEvent event : {TriggerEvent::Insert, TriggerEvent::Update, TriggerEvent::Delete})
    if (at_.takeWord(spelling(event)))
      trigger_.events.push_back(event);
  if (!at_.takeWord("of"))
    return trigger_.events.size() == 1;
  do
    if (!readName(trigger_.updateColumns.emplace_back()))
      return false;
  while (at_.takeSign(","));
  return !on_ || settleNames(*on_, trigger_.updateColumns);
}

/// The condition with the columns of `new` and `old` called as their table calls them; nothing if
/// it names another.
std::optional<Expr> TriggerReader::ofRows(Expr expr) const {
  if (expr.kind == ExprKind::Column) {
    expr.qualifier = llvm::StringRef(expr.qualifier).lower();
    std::optional<std::string> name = on_ ? columnCalled(*on_, expr.text) : expr.text;
    if (!name || (expr.qualifier != "new" && expr.qualifier != "old"))
      return std::nullopt;
    expr.text = *name;
  }
  for (Expr& operand : expr.operands) {
    std::optional<Expr> settled = ofRows(std::move(operand));
    if (!settled)
      return std::nullopt;
    operand = std::move(*settled);
  }
  return expr;
}

void TriggerReader::readCondition() {
  llvm::StringRef sql = unparenthesised(takeUpTo({"begin"}));
  trigger_.when = ofRows(dialect_.readExpr(sql)).value_or(Expr::opaque(sql));
}

std::optional<Trigger> TriggerReader::read() {
  if (!readHead({"trigger"}, trigger_.name.name))
    return std::nullopt;
  readTime();
  if (!readEvent() || !at_.takeWord("on") || !readName(trigger_.table.name))
    return std::nullopt;
  at_.takeWords({"for", "each", "row"});
  trigger_.forEachRow = true; // SQLite has no other
  if (at_.takeWord("when"))
    readCondition();
  if (!at_.isWord("begin"))
    return std::nullopt;
  trigger_.texts[SQLite::dialectFacts.name.str()] = rest().str();
  return std::move(trigger_);
}

std::optional<Trigger> readTrigger(const SQLite& dialect, llvm::StringRef sql, const Table* on) {
  return TriggerReader(dialect, sql, on).read();
}

//===--- What a text uses -------------------------------------------------===//

static bool isOneOf(const SqlCursor& at, llvm::ArrayRef<llvm::StringLiteral> words) {
  return llvm::any_of(words, [&](llvm::StringRef word) { return at.isWord(word); });
}

std::vector<ObjectId> relationsIn(llvm::StringRef sql, const Relations& all) {
  static constexpr llvm::StringLiteral before[] = {"from", "join", "into", "update"};
  static constexpr llvm::StringLiteral after[] = {"on",     "using", "where",  "group", "order",
                                                  "select", "set",   "values", "limit", "union"};
  std::vector<ObjectId> found;
  bool isList = false, isExpected = false;
  for (SqlCursor at(sql, lexis); !at.atEnd(); at.take()) {
    if (at.isName() && isExpected) {
      auto relation = all.find(llvm::StringRef(unquotedName(at.token().text)).lower());
      if (relation != all.end() && !llvm::is_contained(found, relation->second))
        found.push_back(relation->second);
    }
    const bool begins = isOneOf(at, before);
    isList = begins || (isList && !at.isSign(")") && !isOneOf(at, after));
    isExpected = begins || (isList && (at.isSign(",") || (isExpected && at.isSign("("))));
  }
  return found;
}

} // namespace retort::sqlite
