//===- Constraint.h - keys, uniques, foreign keys, checks, exclusions -----===//
#pragma once

#include "Catalog/Expr.h"
#include "Catalog/Index.h"
#include "Catalog/Options.h"

#include <map>
#include <optional>
#include <variant>

namespace retort {

enum class ReferentialAction : uint8_t { NoAction, Restrict, Cascade, SetNull, SetDefault };
/// `no action`, `set null`, ...
llvm::StringRef spelling(ReferentialAction action);

enum class Deferral : uint8_t { NotDeferrable, InitiallyImmediate, InitiallyDeferred };

/// What every constraint has. An empty name is an unnamed constraint (`unnamed`);
/// all others got theirs from the author or from the naming convention.
struct ConstraintBase {
  std::string name;
  Deferral deferral = Deferral::NotDeferrable;
  bool notValid = false;
  std::string comment;
  Options options;
  friend bool operator==(const ConstraintBase&, const ConstraintBase&) = default;
};

/// How the index of a key holds a column, where that is not as the column is.
struct KeyPart {
  std::string collation; // SQLite: by which two values are the same for the key
  uint32_t prefix = 0;   // MySQL: only the first n characters count
  bool descending = false;
  friend bool operator==(const KeyPart&, const KeyPart&) = default;
};

/// What a primary key and a unique constraint have: no two rows are alike in the columns.
struct Key : ConstraintBase {
  std::vector<std::string> columns;
  std::map<std::string, KeyPart> parts; // of the columns that are held in a way of their own
  std::vector<std::string> include;
  friend bool operator==(const Key&, const Key&) = default;
};

struct PrimaryKey : Key {
  friend bool operator==(const PrimaryKey&, const PrimaryKey&) = default;
};

struct Unique : Key {
  bool nullsNotDistinct = false;
  friend bool operator==(const Unique&, const Unique&) = default;
};

struct ForeignKey : ConstraintBase {
  std::vector<std::string> columns;
  QualifiedName referredTable;
  std::vector<std::string> referredColumns; // never empty: Sema fills in the primary key
  ReferentialAction onDelete = ReferentialAction::NoAction;
  std::vector<std::string> onDeleteColumns; // `on delete set null (a)`
  ReferentialAction onUpdate = ReferentialAction::NoAction;
  bool matchFull = false;
  friend bool operator==(const ForeignKey&, const ForeignKey&) = default;
};

struct Check : ConstraintBase {
  Expr condition;
  bool noInherit = false;
  friend bool operator==(const Check&, const Check&) = default;
};

struct Exclude : ConstraintBase {
  std::string method;
  std::vector<IndexPart> parts; // each with its `excludeOperator`
  std::optional<Expr> where;
  friend bool operator==(const Exclude&, const Exclude&) = default;
};

using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclude>;

const ConstraintBase& baseOf(const Constraint& constraint);
ConstraintBase& baseOf(Constraint& constraint);
/// The primary key or unique constraint that it is, or null.
const Key* asKey(const Constraint& constraint);
Key* asKey(Constraint& constraint);
/// How the key holds one of its columns.
KeyPart partOf(const Key& key, const std::string& column);
/// Forgets the parts that say nothing any more.
void dropPlainParts(Key& key);
/// Does it compare the values of its columns whole, and as the columns do?
bool comparesWholeColumns(const Key& key);
/// `primary key`, `unique constraint`, `foreign key`, `check`, `exclusion constraint`.
llvm::StringRef kindSpelling(const Constraint& constraint);
/// The columns of its own table that a constraint uses, each once.
std::vector<std::string> columnsOf(const Constraint& constraint);
/// "unique constraint `uq_a`" or "unnamed check", for messages.
std::string describe(const Constraint& constraint);

} // namespace retort
