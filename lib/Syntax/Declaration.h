//===- Declaration.h - tables, indexes, types, views and the rest ---------===//
//
// Declarations stand in schema files as they are, and in `create` statements.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Catalog/ObjectKind.h"
#include "Catalog/TriggerTime.h"
#include "Syntax/Expression.h"

namespace retort::ast {

//===--- Shared parts -----------------------------------------------------===//

enum class ReferentialAction : uint8_t {
  Unspecified,
  NoAction,
  Restrict,
  Cascade,
  SetNull,
  SetDefault
};
enum class MatchKind : uint8_t { Unspecified, Simple, Full };
enum class Deferral : uint8_t {
  Unspecified,
  NotDeferrable,
  Deferrable,         // initially immediate
  DeferrableInitially // deferrable initially deferred
};

/// `references teams (id) on delete set null (team_id) on update cascade match full`.
struct References final : Is<NodeKind::References, Node> {
  Path table;
  Names columns; // empty: the primary key
  ReferentialAction onDelete = ReferentialAction::Unspecified;
  Names onDeleteColumns;
  ReferentialAction onUpdate = ReferentialAction::Unspecified;
  MatchKind match = MatchKind::Unspecified;
  template <typename V> void fields(V& v) const {
    v("table", table), v("columns", columns), v("on delete", onDelete),
        v("on delete columns", onDeleteColumns), v("on update", onUpdate), v("match", match);
  }
};

/// A constraint's name as written: absent, given, or `unnamed`.
struct ConstraintName {
  Name name;
  bool unnamed = false;
};

/// What may follow a constraint.
struct ConstraintModifiers {
  Deferral deferral = Deferral::Unspecified;
  bool notValid = false;
  bool noInherit = false;
  Names include;
  Name usingIndex; // `add unique u using index i`
  Name was;
  Text comment;
  List<Option> options;
};

/// `start 1000`, `increment 10`, `minvalue 1`, `no cycle`, `cache 20`.
struct SequenceOption final : Is<NodeKind::SequenceOption, Node> {
  llvm::StringRef name; // the words, one space between: `start`, `no maxvalue`
  const Expr* value = nullptr;
  template <typename V> void fields(V& v) const { v("name", name), v("value", value); }
};

/// `for mysql, mariadb mysql.longtext`: another type for some dialects.
struct DialectType final : Is<NodeKind::DialectType, Node> {
  Names dialects;
  const TypeRef* type = nullptr;
  template <typename V> void fields(V& v) const { v("for", dialects), v("type", type); }
};

/// `for postgresql, cockroachdb as """..."""`. No dialects: for all.
struct RawBody final : Is<NodeKind::RawBody, Node> {
  Names dialects;
  Text text;
  template <typename V> void fields(V& v) const { v("for", dialects), v("text", text); }
};

//===--- Columns ----------------------------------------------------------===//

struct NullabilityAttribute final : Is<NodeKind::NullabilityAttribute, ColumnAttribute> {
  bool notNull = false;
  template <typename V> void fields(V& v) const { v("not null", notNull); }
};

/// `default EXPR [for D, ... EXPR]...`
struct DefaultAttribute final : Is<NodeKind::DefaultAttribute, ColumnAttribute> {
  struct PerDialect {
    Names dialects;
    const Expr* value = nullptr;
  };
  const Expr* value = nullptr;
  llvm::ArrayRef<PerDialect> perDialect;
  template <typename V> void fields(V& v) const {
    v("value", value);
    for (const PerDialect& other : perDialect)
      v("for", other.dialects), v("value", other.value);
  }
};

enum class IdentityMode : uint8_t { Unspecified, Always, ByDefault, BySequence };

struct IdentityAttribute final : Is<NodeKind::IdentityAttribute, ColumnAttribute> {
  IdentityMode mode = IdentityMode::Unspecified;
  Path sequence; // of `by sequence NAME`
  List<SequenceOption> options;
  template <typename V> void fields(V& v) const {
    v("mode", mode), v("sequence", sequence), v("options", options);
  }
};

enum class GeneratedStorage : uint8_t { Unspecified, Stored, Virtual };

struct GeneratedAttribute final : Is<NodeKind::GeneratedAttribute, ColumnAttribute> {
  const Expr* value = nullptr;
  GeneratedStorage storage = GeneratedStorage::Unspecified;
  template <typename V> void fields(V& v) const { v("value", value), v("storage", storage); }
};

/// `on update now()`, MySQL's.
struct OnUpdateAttribute final : Is<NodeKind::OnUpdateAttribute, ColumnAttribute> {
  const Expr* value = nullptr;
  template <typename V> void fields(V& v) const { v("value", value); }
};

struct CollateAttribute final : Is<NodeKind::CollateAttribute, ColumnAttribute> {
  Path collation;
  template <typename V> void fields(V& v) const { v("collation", collation); }
};

template <typename V> void visitName(V& v, const ConstraintName& name) {
  v("name", name.name), v("unnamed", name.unnamed);
}

template <typename V> void visitModifiers(V& v, const ConstraintModifiers& modifiers) {
  v("deferral", modifiers.deferral), v("not valid", modifiers.notValid),
      v("no inherit", modifiers.noInherit), v("include", modifiers.include),
      v("using index", modifiers.usingIndex), v("was", modifiers.was),
      v("comment", modifiers.comment), v("with", modifiers.options);
}

struct PrimaryKeyAttribute final : Is<NodeKind::PrimaryKeyAttribute, ColumnAttribute> {
  ConstraintName name;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), visitModifiers(v, modifiers);
  }
};

struct UniqueAttribute final : Is<NodeKind::UniqueAttribute, ColumnAttribute> {
  ConstraintName name;
  bool nullsNotDistinct = false;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("nulls not distinct", nullsNotDistinct), visitModifiers(v, modifiers);
  }
};

struct ReferencesAttribute final : Is<NodeKind::ReferencesAttribute, ColumnAttribute> {
  const References* target = nullptr;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    v("target", target), visitModifiers(v, modifiers);
  }
};

struct CheckAttribute final : Is<NodeKind::CheckAttribute, ColumnAttribute> {
  ConstraintName name;
  const Expr* condition = nullptr;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("condition", condition), visitModifiers(v, modifiers);
  }
};

struct CommentAttribute final : Is<NodeKind::CommentAttribute, ColumnAttribute> {
  Text text;
  template <typename V> void fields(V& v) const { v("text", text); }
};

/// The rename hint of a schema file.
struct WasAttribute final : Is<NodeKind::WasAttribute, ColumnAttribute> {
  Name name;
  template <typename V> void fields(V& v) const { v("name", name); }
};

/// `backfill EXPR [in batches of N]`, of `add column`.
struct Batches;
struct BackfillAttribute final : Is<NodeKind::BackfillAttribute, ColumnAttribute> {
  const Expr* value = nullptr;
  const Batches* batches = nullptr;
  template <typename V> void fields(V& v) const { v("value", value), v("batches", batches); }
};

/// `first` or `after NAME`.
struct PlaceAttribute final : Is<NodeKind::PlaceAttribute, ColumnAttribute> {
  Name after; // empty: first
  template <typename V> void fields(V& v) const { v("after", after); }
};

struct OptionsAttribute final : Is<NodeKind::OptionsAttribute, ColumnAttribute> {
  List<Option> options;
  template <typename V> void fields(V& v) const { v("options", options); }
};

//===--- Items of a table -------------------------------------------------===//

struct ColumnItem final : Is<NodeKind::ColumnItem, TableItem> {
  Name name;
  const TypeRef* type = nullptr;
  List<DialectType> perDialect;
  List<ColumnAttribute> attributes; // in written order; the formatter sorts them
  template <typename V> void fields(V& v) const {
    v("name", name), v("type", type), v("types", perDialect), v("attributes", attributes);
  }
};

/// A column of a key, with what MySQL and PostgreSQL 18 allow: `prefix 20`,
/// `without overlaps`.
/// How an index holds one of its parts.
struct PartForm {
  Path collation;
  Path operatorClass;
  bool descending = false;
  bool ascending = false; // written out
  NullsOrder nulls = NullsOrder::Default;
  unsigned prefix = 0;
};

template <typename V> void visitForm(V& v, const PartForm& form) {
  v("collate", form.collation), v("opclass", form.operatorClass), v("desc", form.descending),
      v("nulls", form.nulls), v("prefix", form.prefix);
}

struct KeyColumn final : Is<NodeKind::KeyColumn, Node> {
  Name name;
  PartForm form;
  template <typename V> void fields(V& v) const { v("name", name), visitForm(v, form); }
};

struct PrimaryKeyItem final : Is<NodeKind::PrimaryKeyItem, TableItem> {
  ConstraintName name;
  List<KeyColumn> columns; // empty with `using index`
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("columns", columns), visitModifiers(v, modifiers);
  }
};

struct UniqueItem final : Is<NodeKind::UniqueItem, TableItem> {
  ConstraintName name;
  List<KeyColumn> columns; // empty with `using index`
  bool nullsNotDistinct = false;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("columns", columns), v("nulls not distinct", nullsNotDistinct),
        visitModifiers(v, modifiers);
  }
};

struct ForeignKeyItem final : Is<NodeKind::ForeignKeyItem, TableItem> {
  ConstraintName name;
  Names columns;
  const References* target = nullptr;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("columns", columns), v("target", target), visitModifiers(v, modifiers);
  }
};

struct CheckItem final : Is<NodeKind::CheckItem, TableItem> {
  ConstraintName name;
  const Expr* condition = nullptr;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("condition", condition), visitModifiers(v, modifiers);
  }
};

/// A part of an index, or (with `with OPERATOR`) of an exclusion constraint.
struct IndexPart final : Is<NodeKind::IndexPart, Node> {
  const Expr* value = nullptr; // a NameExpr for a column
  PartForm form;
  llvm::StringRef excludeOperator; // of `exclude`: `=`, `&&`
  template <typename V> void fields(V& v) const {
    v("value", value), visitForm(v, form), v("with", excludeOperator);
  }
};

struct ExcludeItem final : Is<NodeKind::ExcludeItem, TableItem> {
  ConstraintName name;
  Name method;
  List<IndexPart> parts;
  const Expr* where = nullptr;
  ConstraintModifiers modifiers;
  template <typename V> void fields(V& v) const {
    visitName(v, name), v("using", method), v("parts", parts), v("where", where),
        visitModifiers(v, modifiers);
  }
};

/// What follows an index's name, shared by items of a table and by `create index`.
struct IndexSpec final : Is<NodeKind::IndexSpec, Node> {
  bool unique = false;
  bool concurrently = false;
  Name name; // empty: by the naming convention
  List<IndexPart> parts;
  Name method;
  Names include;
  bool nullsNotDistinct = false;
  const Expr* where = nullptr;
  bool notValid = false; // PostgreSQL's index that a failed `concurrently` left behind
  Name was;
  Text comment;
  List<Option> options;
  template <typename V> void fields(V& v) const {
    v("unique", unique), v("concurrently", concurrently), v("name", name), v("parts", parts),
        v("using", method), v("include", include), v("nulls not distinct", nullsNotDistinct),
        v("where", where), v("not valid", notValid), v("was", was), v("comment", comment),
        v("with", options);
  }
};

struct IndexItem final : Is<NodeKind::IndexItem, TableItem> {
  const IndexSpec* spec = nullptr;
  template <typename V> void fields(V& v) const { v("spec", spec); }
};

//===--- Declarations -----------------------------------------------------===//

/// `partition by range (at, lower(x))`.
struct PartitionBy final : Is<NodeKind::PartitionBy, Node> {
  Name strategy; // range, list, hash
  List<IndexPart> parts;
  template <typename V> void fields(V& v) const { v("strategy", strategy), v("parts", parts); }
};

enum class BoundKind : uint8_t { Range, In, Modulus, Default };

/// `values from (...) to (...)`, `values in (...)`, `values with (modulus 4, remainder
/// 0)`, `default`. `minvalue` and `maxvalue` are NameExprs.
struct PartitionBound final : Is<NodeKind::PartitionBound, Node> {
  BoundKind bound = BoundKind::Default;
  List<Expr> from; // also the values of `in`, and (modulus, remainder)
  List<Expr> to;
  template <typename V> void fields(V& v) const { v("bound", bound), v("from", from), v("to", to); }
};

struct TableDecl final : Is<NodeKind::TableDecl, Declaration> {
  bool external = false;
  Path name;
  Name was;
  Path partitionOf;
  const PartitionBound* bound = nullptr;
  bool hasBody = false;  // `partition of` may have none
  bool inParens = false; // `external table t (...)`
  List<Node> items;      // TableItems, or When of them
  List<Option> options;
  const PartitionBy* partitionBy = nullptr;
  template <typename V> void fields(V& v) const {
    v("external", external), v("name", name), v("was", was), v("partition of", partitionOf),
        v("bound", bound), v("items", items), v("with", options), v("partition by", partitionBy);
  }
};

/// `[unique] index [concurrently] I on T (...)`.
struct IndexDecl final : Is<NodeKind::IndexDecl, Declaration> {
  const IndexSpec* spec = nullptr;
  Path table;
  template <typename V> void fields(V& v) const { v("spec", spec), v("table", table); }
};

struct EnumDecl final : Is<NodeKind::EnumDecl, Declaration> {
  Path name;
  llvm::ArrayRef<Text> values;
  llvm::ArrayRef<Text> were; // what each was called; empty if none was otherwise
  Name was;
  Text comment;
  template <typename V> void fields(V& v) const {
    v("name", name), v("values", values), v("were", were), v("was", was), v("comment", comment);
  }
};

struct DomainDecl final : Is<NodeKind::DomainDecl, Declaration> {
  Path name;
  Name was;
  const TypeRef* type = nullptr;
  List<ColumnAttribute> attributes; // not null, default, collate, check, comment
  template <typename V> void fields(V& v) const {
    v("name", name), v("was", was), v("type", type), v("attributes", attributes);
  }
};

struct SequenceDecl final : Is<NodeKind::SequenceDecl, Declaration> {
  Path name;
  Name was;
  const TypeRef* type = nullptr;
  List<SequenceOption> options;
  Path ownedBy;
  Text comment;
  template <typename V> void fields(V& v) const {
    v("name", name), v("was", was), v("type", type), v("options", options), v("owned by", ownedBy),
        v("comment", comment);
  }
};

struct ViewDecl final : Is<NodeKind::ViewDecl, Declaration> {
  bool materialized = false;
  Path name;
  Names columns;
  const Query* query = nullptr; // or
  List<RawBody> bodies;         // raw, per dialect
  llvm::ArrayRef<Path> uses;
  Name was;
  Text comment;
  List<Option> options;
  template <typename V> void fields(V& v) const {
    v("materialized", materialized), v("name", name), v("columns", columns), v("query", query),
        v("bodies", bodies), v("uses", uses), v("was", was), v("comment", comment),
        v("with", options);
  }
};

struct SchemaDecl final : Is<NodeKind::SchemaDecl, Declaration> {
  Name name;
  Text comment;
  template <typename V> void fields(V& v) const { v("name", name), v("comment", comment); }
};

/// `type citext;` inside an extension.
struct ExtensionMember final : Is<NodeKind::ExtensionMember, Node> {
  Name kind; // type, opclass, function
  Name name;
  template <typename V> void fields(V& v) const { v("kind", kind), v("name", name); }
};

struct ExtensionDecl final : Is<NodeKind::ExtensionDecl, Declaration> {
  Name name;
  Name schema;
  Text version;
  List<ExtensionMember> members;
  template <typename V> void fields(V& v) const {
    v("name", name), v("schema", schema), v("version", version), v("members", members);
  }
};

/// Functions, policies, collations and the like: named, with a raw text that starts
/// after the name.
struct OpaqueDecl final : Is<NodeKind::OpaqueDecl, Declaration> {
  ObjectKind object = ObjectKind::Function;
  Path name;
  bool hasSignature = false;
  List<TypeRef> signature;
  Path on;
  const TypeRef* returns = nullptr; // of a function that expressions may call
  Name volatility;                  // immutable, stable, volatile
  List<RawBody> bodies;
  llvm::ArrayRef<Path> uses;
  Text comment;
  template <typename V> void fields(V& v) const {
    v("object", object), v("name", name), v("signature", signature), v("on", on),
        v("returns", returns), v("volatility", volatility), v("bodies", bodies), v("uses", uses),
        v("comment", comment);
  }
};

struct TriggerDecl final : Is<NodeKind::TriggerDecl, Declaration> {
  Name name;
  TriggerTime time = TriggerTime::Before;
  Names events;        // insert, update, delete, truncate
  Names updateColumns; // of `update of a, b`
  Path table;
  bool forEachRow = false;
  const Expr* when = nullptr;
  List<RawBody> bodies;
  llvm::ArrayRef<Path> uses;
  bool disabled = false;
  Text comment;
  template <typename V> void fields(V& v) const {
    v("name", name), v("time", time), v("events", events), v("of", updateColumns),
        v("table", table), v("for each row", forEachRow), v("when", when), v("bodies", bodies),
        v("uses", uses), v("disabled", disabled), v("comment", comment);
  }
};

} // namespace retort::ast
