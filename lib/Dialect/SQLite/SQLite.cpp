#include "Dialect/SQLite/SQLite.h"

#include "Dialect/Common/DateParts.h"
#include "Dialect/Common/ExpressionReader.h"
#include "Dialect/Common/Names.h"
#include "Dialect/Common/QueryWriter.h"
#include "Dialect/Common/SqlSplitter.h"
#include "Dialect/SQLite/Guard.h"
#include "Dialect/SQLite/Lexis.h"
#include "Dialect/SQLite/ReservedWords.h"
#include "Dialect/SQLite/StatementReader.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {
namespace {

constexpr ExpressionStyle expressionStyle = {
    .concat = Binding::Concat, .arrows = Binding::Concat, .containment = Binding::Comparison};

constexpr DatePart dateParts[] = {
    {"year", "CAST(strftime('%Y', $1) AS INTEGER)"},
    {"month", "CAST(strftime('%m', $1) AS INTEGER)"},
    {"day", "CAST(strftime('%d', $1) AS INTEGER)"},
    {"hour", "CAST(strftime('%H', $1) AS INTEGER)"},
    {"minute", "CAST(strftime('%M', $1) AS INTEGER)"},
    {"second", "CAST(strftime('%f', $1) AS REAL)"},
    {"epoch", "CAST(strftime('%s', $1) AS INTEGER)"},
    {"dow", "CAST(strftime('%w', $1) AS INTEGER)"},
    {"doy", "CAST(strftime('%j', $1) AS INTEGER)"},
    {"week", "CAST(strftime('%W', $1) AS INTEGER)"},
};

class SQLiteExpressionWriter : public ExpressionWriter {
public:
  using ExpressionWriter::ExpressionWriter;

private:
  /// Dates, UUIDs and the like are texts.
  std::string writeTypedLiteral(const Expr& expr) const override {
    return dialect().literal(expr.text);
  }

  /// `IS` compares NULLs like values; IS DISTINCT FROM came with 3.39.
  std::string writeDistinct(const Expr& expr) const override {
    return writeOperand(expr.operands[0]) + (expr.negated ? " IS " : " IS NOT ") +
           writeOperand(expr.operands[1]);
  }

  /// Without ESCAPE a backslash is an ordinary character here, elsewhere it escapes.
  std::string writeLike(const Expr& expr) const override {
    std::string text = ExpressionWriter::writeLike(expr);
    const Expr& pattern = expr.operands[1];
    bool hasBackslash =
        pattern.kind != ExprKind::String || pattern.text.find('\\') != std::string::npos;
    return expr.operands.size() == 2 && hasBackslash ? text + " ESCAPE '\\'" : text;
  }

  std::string writeExtract(const Expr& expr) const override {
    auto text = writeDatePart(dateParts, expr, write(expr.operands[0]));
    return text ? *text : ExpressionWriter::writeExtract(expr);
  }

  /// `now()` is a text, and as long as its column wants it.
  std::string writeCall(const Expr& expr) const override {
    bool isNow = expr.text == "now" && expr.qualifier.empty() && columnType();
    if (isNow && columnType()->kind == TypeKind::Date)
      return "CURRENT_DATE";
    if (isNow && columnType()->kind == TypeKind::Time)
      return "CURRENT_TIME";
    return ExpressionWriter::writeCall(expr);
  }
};

class SQLiteQueryWriter : public QueryWriter {
public:
  using QueryWriter::QueryWriter;

private:
  /// A derived table has no list of names; VALUES calls its columns so.
  std::string writeValues(const FromValues& values) const override {
    std::string columns;
    for (auto [index, name] : llvm::enumerate(values.columns))
      columns += (index ? ", column" : "column") + std::to_string(index + 1) + " AS " +
                 dialect().quote(name);
    return "(SELECT " + columns + " FROM (VALUES " + writeRows(values.rows) + ")) AS " +
           dialect().quote(values.alias);
  }

  /// All set operations bind alike, from the left, and no side takes parentheses.
  std::string writeSide(const Query& side, SetOperator, bool isLeft) const override {
    const bool isSelect = std::holds_alternative<Select>(side.body);
    std::string text = write(side);
    return side.isBare() && (isLeft || isSelect) ? text : "SELECT * FROM (" + text + ")";
  }
};

} // namespace

std::string SQLite::quote(llvm::StringRef name) const {
  return quotedWhereNeeded(name, '"', sqlite::reservedWords);
}

std::string SQLite::literal(llvm::StringRef value) const {
  return enclosed(value, '\'');
}

std::string SQLite::literalOf(const std::string& value, const Type&) const {
  return "quote(" + value + ")";
}

std::string SQLite::spell(const Expr& expr, const Type* columnType) const {
  return SQLiteExpressionWriter(*this, expressionStyle, columnType).write(expr);
}

std::string SQLite::spell(const Query& query, llvm::StringRef separator) const {
  return SQLiteQueryWriter(*this, separator).write(query);
}

/// The names of the number of a row, which are no columns.
static constexpr llvm::StringLiteral rowNumbers[] = {"rowid", "oid", "_rowid_"};

/// SQLite takes what is in double quotes and is no column for a text; in other quotes for a mistake.
static bool isQuotedText(const Table& table, llvm::StringRef quoted) {
  const std::string name = unquotedName(quoted);
  auto isName = [&](llvm::StringRef it) { return it.equals_insensitive(name); };
  return quoted.starts_with("\"") && !sqlite::columnCalled(table, name) &&
         llvm::none_of(rowNumbers, isName);
}

/// The expression with columns called as the table calls them; nothing if one of them is none of
/// its columns, but the number of the row.
static std::optional<Expr> inColumnsOf(const Table& table, Expr expr) {
  if (expr.kind == ExprKind::Column) {
    const bool isOfTable = expr.qualifier.empty() ||
                           llvm::StringRef(expr.qualifier).equals_insensitive(table.name.name);
    std::optional<std::string> name = sqlite::columnCalled(table, expr.text);
    return isOfTable && name ? std::optional(Expr::column(*name)) : std::nullopt;
  }
  for (Expr& operand : expr.operands) {
    std::optional<Expr> settled = inColumnsOf(table, std::move(operand));
    if (!settled)
      return std::nullopt;
    operand = std::move(*settled);
  }
  return expr;
}

std::optional<Expr> SQLite::tryReadExpr(llvm::StringRef sql, const Table* table,
                                        const Type*) const {
  static constexpr ReadingRules rules = {.lexis = sqlite::lexis,
                                         .style = expressionStyle,
                                         .isComparesValues = true,
                                         .booleansAreNumbers = true,
                                         .isQuotedText = isQuotedText};
  auto read = [&](llvm::StringRef text) {
    return ExpressionReader(*this, rules, text, table).read();
  };
  std::optional<Expr> expr = read(sql);
  if (expr)
    readDateParts(*expr, dateParts, read);
  return expr && table ? inColumnsOf(*table, std::move(*expr)) : expr;
}

std::string SQLite::spell(const FromItem& item) const {
  return SQLiteQueryWriter(*this).write(item);
}

std::vector<std::string> SQLite::split(llvm::StringRef sql) const {
  return splitSql(sql, sqlite::lexis);
}

//===--- Sessions ---------------------------------------------------------===//

/// Foreign keys act as on every other engine; SQLite's own default is that they are
/// only written down.
static constexpr llvm::StringLiteral foreignKeysOn = "PRAGMA foreign_keys = ON";
static constexpr llvm::StringLiteral foreignKeysOff = "PRAGMA foreign_keys = OFF";

std::vector<std::string> SQLite::sessionSettings(llvm::StringRef) const {
  return {foreignKeysOn.str()};
}

/// The keys of tables whose rows were written while none acted.
static std::vector<std::string> checkWrittenKeys(llvm::ArrayRef<Statement> statements) {
  std::vector<std::string> conditions;
  for (const Statement& statement : statements) {
    std::string condition =
        "NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check(" + statement.writesReferring + "))";
    if (!statement.writesReferring.empty() && !llvm::is_contained(conditions, condition))
      conditions.push_back(std::move(condition));
  }
  if (conditions.empty())
    return {};
  return sqlite::guard(llvm::join(conditions, "\n  AND "),
                       "rows that were written refer to rows that are not there");
}

TransactionFrame SQLite::frame(llvm::ArrayRef<Statement> statements) const {
  TransactionFrame frame{.shellCommands = {},
                         .open = {"BEGIN IMMEDIATE"}, // waits here, and not in its middle
                         .commit = {"COMMIT"},
                         .rollback = {"ROLLBACK"}};
  bool rebuilds =
      llvm::any_of(statements, [](const Statement& it) { return it.suspendsForeignKeys; });
  if (!rebuilds)
    return frame;
  // The shell of 3.42 and later does not let a script write to sqlite_master, as
  // keeping triggers does (Rebuild.cpp), unless it says so.
  frame.shellCommands = {".dbconfig defensive off"};
  frame.open.insert(frame.open.begin(), foreignKeysOff.str());
  std::vector<std::string> checks = checkWrittenKeys(statements);
  frame.commit.insert(frame.commit.begin(), checks.begin(), checks.end());
  frame.commit.push_back(foreignKeysOn.str());
  // A ROLLBACK does not put back what a failed rebuild had set.
  for (llvm::StringRef setting :
       {"PRAGMA writable_schema = RESET", "PRAGMA legacy_alter_table = OFF"})
    frame.rollback.push_back(setting.str());
  frame.rollback.push_back(foreignKeysOn.str());
  return frame;
}

} // namespace retort
