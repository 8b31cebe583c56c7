//===- Dialect.h - what one engine can hold, and how it is told -----------===//
//
// A dialect is a value: an engine and its version. Everything that differs
// between engines is asked here, by fact and never by vendor.
//
// To add a dialect: a folder with a class that derives from Dialect, its tables
// (types, reserved words, functions), and one row in Registry.cpp. A relative of a
// dialect derives from that and states its differences only.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/Catalog.h"
#include "Catalog/Query.h"
#include "Dialect/Feature.h"
#include "Dialect/Statement.h"
#include "Dialect/Version.h"
#include "Operation/Operation.h"
#include "Support/Diagnostics.h"

#include <chrono>
#include <memory>

namespace retort {

/// The largest arguments that an engine takes for portable types; 0: no limit.
struct TypeLimits {
  unsigned charLength = 0;
  unsigned stringLength = 0;
  unsigned binaryLength = 0;
  unsigned bytesLength = 0;
  unsigned decimalPrecision = 0;
  unsigned decimalScale = 0;
};

/// What an engine's names and transactions are like: plain facts, a row per dialect.
struct DialectFacts {
  /// The dialect's column in the tables of features and functions.
  DialectColumn column;
  /// `postgresql`: in `when`, `for`, `--dialect` and URLs.
  llvm::StringLiteral name;
  /// `PostgreSQL`: in messages.
  llvm::StringLiteral displayName;
  /// The dialect whose types, options and functions this one reads as its own: `mysql` for
  /// MariaDB. Empty: none.
  llvm::StringLiteral relative = "";
  /// The longest identifier; 0: no limit.
  unsigned maxIdentifierLength;
  /// ... in characters, not in bytes.
  bool identifiersInCharacters = false;
  bool hasSchemas;
  /// The schema that an unqualified name means: `public`, `main`.
  llvm::StringLiteral defaultSchema;
  /// DDL can be rolled back.
  bool transactionalDdl;
  /// Two names that differ in ASCII case only are the same one.
  bool caseInsensitiveNames;
  /// A constraint's name is the name of the index that enforces it, in the name
  /// space of tables.
  bool keyNamesAreRelations;
  /// An index's name stands in the name space of tables, not in its table's own.
  bool indexNamesAreRelations;
  /// A table is a type too, so none may be called like one.
  bool tableNamesAreTypes;
  /// Functions of one name may differ by their arguments.
  bool overloadsFunctions = false;
  /// A trigger's name is its table's own, not the schema's.
  bool tablesNameTriggers = false;
  /// Privileges are of a name: they outlive what they were of.
  bool privilegesAreOfNames = false;
  /// Several declarations are shown in one way: a unique constraint as an index, a character set as
  /// its collation. So a live table is compared with what the engine shows of the expected one.
  bool showsSeveralAlike = false;
  /// A foreign key may name a table that does not exist yet.
  bool forwardForeignKeys;
  /// The line that makes the engine's own client stop a script at the first error; empty:
  /// it does so anyway.
  llvm::StringLiteral stopLine = "";
  TypeLimits limits = {};
};

/// When a session gives up. Zero: never.
struct Timeouts {
  /// How long it waits for a lock.
  std::chrono::milliseconds lock{0};
  /// How long a statement may take in all.
  std::chrono::milliseconds statement{0};
};

/// What stands around the statements of one transaction, in a run and in a script
/// alike.
struct TransactionFrame {
  /// For the script only: commands of the engine's own shell that the statements
  /// need (`.dbconfig` of sqlite3).
  std::vector<std::string> shellCommands;
  std::vector<std::string> open;
  std::vector<std::string> commit;
  /// Also puts back what the statements may have left set when one of them failed.
  std::vector<std::string> rollback;
};

struct BatchLoop;
struct ProbeNames;

class Dialect {
public:
  virtual ~Dialect();

  const DialectFacts& facts() const { return facts_; }
  llvm::StringRef name() const { return facts_.name; }
  llvm::StringRef displayName() const { return facts_.displayName; }
  const Version& version() const { return version_; }
  /// Does it read what is written for that dialect: its own name, or that of its relative?
  bool reads(llvm::StringRef dialect) const {
    return dialect == name() || (!facts_.relative.empty() && dialect == facts_.relative);
  }
  /// Can the engine, in this version, do that at all?
  bool has(Feature feature) const;

  //===--- Text -----------------------------------------------------------===//

  /// The name as it stands in SQL: quoted where the engine would change or refuse it.
  virtual std::string quote(llvm::StringRef name) const = 0;
  std::string quote(const QualifiedName& name) const;
  /// A string literal of the engine.
  virtual std::string literal(llvm::StringRef value) const = 0;
  /// The engine's spelling of a type that it can express (see `express`).
  virtual std::string spell(const Type& type) const = 0;
  /// The engine's spelling of an expression. `columnType` is what the value is for,
  /// where that matters (`now()` on SQLite).
  virtual std::string spell(const Expr& expr, const Type* columnType = nullptr) const = 0;
  /// The engine's spelling of a query; `separator` stands between its clauses.
  virtual std::string spell(const Query& query, llvm::StringRef separator = " ") const;
  virtual std::string spell(const FromItem& item) const;

  //===--- Meaning --------------------------------------------------------===//

  /// What the engine can hold of a table: an enum as a named check, `uuid` as
  /// `char(36)`, comments dropped. Idempotent. `catalog` resolves enums and domains.
  virtual Table express(const Table& table, const Catalog& catalog) const = 0;
  /// The same of another object, of a kind that the engine has: its own text alone, without a
  /// comment where there are none.
  virtual SchemaObject express(const SchemaObject& object, const Catalog& catalog) const;
  /// The same for the whole; what the engine cannot hold at all is absent.
  virtual Catalog express(const Catalog& catalog) const;

  //===--- Reading --------------------------------------------------------===//

  /// The type that the engine's own text names, as its catalog or its DDL spells it;
  /// opaque, with the text, if it is not known.
  virtual Type readType(llvm::StringRef sql) const;
  /// What an expression in the engine's own SQL means; opaque, with the text, if any part
  /// of it is not understood. `table`, if any, is what its columns are of; `target`, if
  /// any, the type of the column that the value is for.
  Expr readExpr(llvm::StringRef sql, const Table* table = nullptr,
                const Type* target = nullptr) const;

  /// Turns one operation into statements, appended to `out`.
  ///
  /// Pure: the same operation, catalog and version give the same bytes. `before` is the
  /// catalog that the operation is applied to. What the engine cannot do is an
  /// error in `diags` at the operation's (or action's) origin, and nothing is
  /// appended then; a step is never skipped or reordered silently.
  void lower(const LocatedOperation& operation, const Catalog& before, std::vector<Statement>& out,
             DiagnosticEngine& diags) const;

  /// What no operation shows alone: tells of what all of them together, which led to `after`,
  /// would leave and the engine cannot hold. By default nothing.
  virtual void checkTogether(llvm::ArrayRef<const LocatedOperation*> operations,
                             const Catalog& after, DiagnosticEngine& diags) const;

  /// Does a new column of the block stand where it says, `after` another or `first`?
  virtual bool placesColumns(const op::AlterTable& alter, const Catalog& before) const;

  /// Splits raw SQL at its `;` as the engine's own lexer would: strings, comments,
  /// dollar quotes, `BEGIN ... END` of a trigger body stay whole. Without the
  /// `;`, without empty statements.
  virtual std::vector<std::string> split(llvm::StringRef sql) const = 0;

  /// One statement as the engine's own client reads it in a script, with what ends it there.
  virtual std::string terminated(llvm::StringRef statement) const;

  //===--- Conditions -----------------------------------------------------===//

  /// Statements that fail with `message` unless `condition`, which is SQL, is true; none
  /// if retort does not know how that is said to the engine.
  virtual std::vector<std::string> guard(llvm::StringRef condition, llvm::StringRef message) const;
  /// Is there such an object? `negated` is left to the caller. Nothing if the engine cannot
  /// be asked (ObjectProbes.def).
  std::optional<std::string> existsCondition(const op::ObjectExists& claim) const;

  /// A query for how many characters a column of strings takes: one row, or none where any number
  /// is taken. Empty: the engine does not enforce widths.
  virtual std::string widthQuery(const QualifiedName& table, llvm::StringRef column) const;

  /// Drops an index that an interrupted build has left and that no query uses, if there is one;
  /// empty where the engine leaves none.
  virtual std::string dropUnusableIndex(llvm::StringRef schema, llvm::StringRef index) const;

  //===--- Storage --------------------------------------------------------===//

  /// What the table says that its rows are stored by, `InnoDB`; empty where it does not say.
  virtual std::string storageOf(const Table& table) const;
  /// A query for what stores the rows of tables that are there: for each its schema, or NULL if that
  /// is the session's own, its name, and its storage; and one row without a name for the storage of
  /// new tables. Empty: whatever the engine stores it takes back.
  virtual std::string storageQuery(llvm::ArrayRef<QualifiedName> tables) const;
  /// Does it take back what was changed?
  virtual bool rollsBack(llvm::StringRef storage) const { return true; }

  //===--- Batches --------------------------------------------------------===//

  /// Statements that change rows a few at a time, each time with a commit; none if the engine
  /// has no loops. Common/BatchLoop.h says what the loop does.
  virtual std::vector<std::string> batchLoop(const BatchLoop& loop) const;
  /// What makes a literal of a value, as SQL: `quote(id)`. Compared with a column of that type, the
  /// literal is that very value.
  virtual std::string literalOf(const std::string& value, const Type& type) const = 0;
  /// How the loop's own variable of that name is spelled.
  virtual std::string batchVariable(llvm::StringRef name) const { return name.str(); }

  //===--- Sessions -------------------------------------------------------===//

  /// What a session must be set to so that the statements mean what they say, in a
  /// run and in a script alike. `defaultSchema` is what an unqualified name means;
  /// empty: the dialect's default.
  virtual std::vector<std::string> sessionSettings(llvm::StringRef defaultSchema = "") const = 0;
  /// What a session is set to for that; none where the engine has no such setting.
  virtual std::vector<std::string> timeoutSettings(const Timeouts& timeouts) const;
  /// What to put around `statements` to run them as one transaction.
  virtual TransactionFrame frame(llvm::ArrayRef<Statement> statements) const;

protected:
  /// How a claim's names stand in a probe of the engine.
  virtual ProbeNames probeNames(const op::ObjectExists& claim) const = 0;

  Dialect(const DialectFacts& facts, Version version) : facts_(facts), version_(version) {}

  /// `lower`, once it is known that the engine has every feature that is asked for
  /// (Common/Support.h); refuses what only this dialect knows about.
  virtual void lowerSupported(const LocatedOperation& operation, const Catalog& before,
                              std::vector<Statement>& out, DiagnosticEngine& diags) const = 0;

  /// `readExpr`, or nothing; by default nothing is understood.
  virtual std::optional<Expr> tryReadExpr(llvm::StringRef sql, const Table* table,
                                          const Type* target) const;

private:
  const DialectFacts& facts_;
  Version version_;
};

/// One row of the registry.
struct DialectRow {
  const DialectFacts& facts;
  /// Other words that URLs and `--dialect` accept: `postgres`.
  llvm::ArrayRef<llvm::StringLiteral> aliases;
  /// The version that is assumed where no engine is at hand.
  Version defaultVersion;
  std::unique_ptr<Dialect> (*make)(Version version);
};

/// All dialects, in the order of the documentation.
llvm::ArrayRef<DialectRow> allDialects();
/// Null if there is none of that name or alias.
const DialectRow* findDialect(llvm::StringRef name);

} // namespace retort
