//===- Statement.h - what stands in the sections of a revision ------------===//
#pragma once

#include "Syntax/Declaration.h"

namespace retort::ast {

/// A list of statements (or, in `When`, of whatever the surrounding list holds).
using Block = List<Node>;

/// `undo { ... }` or `undo 'text'`, the last part of an operation.
struct Undo final : Is<NodeKind::Undo, Node> {
  Text text; // or
  Block body;
  template <typename V> void fields(V& v) const { v("text", text), v("body", body); }
};

//===--- Create, drop, rename ---------------------------------------------===//

/// A declaration in a schema file; among operations, an external table.
struct DeclarationStatement final : Is<NodeKind::DeclarationStatement, Statement> {
  const Declaration* declaration = nullptr;
  template <typename V> void fields(V& v) const {
    v("declaration", declaration), v("undo", this->undo);
  }
};

struct CreateStatement final : Is<NodeKind::CreateStatement, Statement> {
  bool orReplace = false;
  bool ifNotExists = false;
  const Declaration* declaration = nullptr;
  template <typename V> void fields(V& v) const {
    v("or replace", orReplace), v("if not exists", ifNotExists), v("declaration", declaration),
        v("undo", this->undo);
  }
};

/// Names an object: `table users`, `index i on t`, `function slug(text, int)`,
/// `column users.email`.
struct ObjectRef {
  ObjectKind kind = ObjectKind::Table;
  SourceRange kindRange;
  Path name;
  bool hasSignature = false;
  List<TypeRef> signature;
  Path on;
};

template <typename V> void visitObject(V& v, const ObjectRef& object) {
  v("kind", object.kind), v("name", object.name), v("signature", object.signature),
      v("on", object.on);
}

struct DropStatement final : Is<NodeKind::DropStatement, Statement> {
  ObjectRef object;
  bool concurrently = false;
  bool ifExists = false;
  bool cascade = false;
  template <typename V> void fields(V& v) const {
    visitObject(v, object), v("concurrently", concurrently), v("if exists", ifExists),
        v("cascade", cascade), v("undo", this->undo);
  }
};

struct RenameStatement final : Is<NodeKind::RenameStatement, Statement> {
  ObjectRef object;
  Name to;
  template <typename V> void fields(V& v) const {
    visitObject(v, object), v("to", to), v("undo", this->undo);
  }
};

/// `alter view v set schema app`; for tables it is an action of `alter table`.
struct MoveStatement final : Is<NodeKind::MoveStatement, Statement> {
  ObjectRef object;
  Name schema;
  template <typename V> void fields(V& v) const {
    visitObject(v, object), v("schema", schema), v("undo", this->undo);
  }
};

//===--- Alter table ------------------------------------------------------===//

/// `add column ...`, `add unique ...`, `add index ...`.
struct AddItem final : Is<NodeKind::AddItem, Action> {
  bool ifNotExists = false;
  const TableItem* item = nullptr;
  template <typename V> void fields(V& v) const {
    v("if not exists", ifNotExists), v("item", item), v("undo", this->undo);
  }
};

/// `drop column c`, `drop constraint c`, `drop index i`.
struct DropFromTable final : Is<NodeKind::DropFromTable, Action> {
  ObjectKind object = ObjectKind::Column;
  bool ifExists = false;
  Name name;
  bool cascade = false;
  template <typename V> void fields(V& v) const {
    v("object", object), v("if exists", ifExists), v("name", name), v("cascade", cascade),
        v("undo", this->undo);
  }
};

struct DropPrimaryKey final : Is<NodeKind::DropPrimaryKey, Action> {
  bool ifExists = false;
  bool cascade = false;
  template <typename V> void fields(V& v) const {
    v("if exists", ifExists), v("cascade", cascade), v("undo", this->undo);
  }
};

/// `drop unique unnamed (a)`: a constraint that is told by what it is.
struct DropItem final : Is<NodeKind::DropItem, Action> {
  const TableItem* item = nullptr;
  bool cascade = false;
  template <typename V> void fields(V& v) const {
    v("item", item), v("cascade", cascade), v("undo", this->undo);
  }
};

/// `rename column a to b`, `rename constraint a to b`, `rename index a to b`.
struct RenameInTable final : Is<NodeKind::RenameInTable, Action> {
  ObjectKind object = ObjectKind::Column;
  Name name;
  Name to;
  template <typename V> void fields(V& v) const {
    v("object", object), v("name", name), v("to", to), v("undo", this->undo);
  }
};

enum class ColumnChange : uint8_t {
  Type,        // type T [using (EXPR)]
  NotNull,     // not null
  Null,        // null
  Default,     // default EXPR
  NoDefault,   // no default
  Identity,    // identity [...]; identity (restart 100)
  NoIdentity,  // no identity
  Generated,   // generated as (...)
  NoGenerated, // no generated
  OnUpdate,    // on update now()
  NoOnUpdate,  // no on update
  Collation,   // collate "x"
  NoCollation, // no collate
  Comment,     // comment 'text'
  NoComment,   // no comment
  Place,       // first, after x
  Options,     // with (...)
  ResetOptions // reset (...)
};

struct AlterColumn final : Is<NodeKind::AlterColumn, Action> {
  Name column;
  ColumnChange change = ColumnChange::Type;
  const TypeRef* type = nullptr;
  List<DialectType> perDialect;
  const Expr* usingValue = nullptr;
  /// For all changes that an attribute of a column says too.
  const ColumnAttribute* attribute = nullptr;
  List<Option> reset; // without values
  template <typename V> void fields(V& v) const {
    v("column", column), v("change", change), v("type", type), v("types", perDialect),
        v("using", usingValue), v("attribute", attribute), v("reset", reset), v("undo", this->undo);
  }
};

struct ValidateConstraint final : Is<NodeKind::ValidateConstraint, Action> {
  Name name;
  template <typename V> void fields(V& v) const { v("name", name), v("undo", this->undo); }
};

struct AttachPartition final : Is<NodeKind::AttachPartition, Action> {
  Path partition;
  const PartitionBound* bound = nullptr;
  template <typename V> void fields(V& v) const {
    v("partition", partition), v("bound", bound), v("undo", this->undo);
  }
};

struct DetachPartition final : Is<NodeKind::DetachPartition, Action> {
  Path partition;
  bool concurrently = false;
  template <typename V> void fields(V& v) const {
    v("partition", partition), v("concurrently", concurrently), v("undo", this->undo);
  }
};

struct SetOptions final : Is<NodeKind::SetOptions, Action> {
  List<Option> options;
  template <typename V> void fields(V& v) const { v("options", options), v("undo", this->undo); }
};

struct ResetOptions final : Is<NodeKind::ResetOptions, Action> {
  List<Option> options; // without values
  template <typename V> void fields(V& v) const { v("options", options), v("undo", this->undo); }
};

struct SetSchema final : Is<NodeKind::SetSchema, Action> {
  Name schema;
  template <typename V> void fields(V& v) const { v("schema", schema), v("undo", this->undo); }
};

struct AlterTableStatement final : Is<NodeKind::AlterTableStatement, Statement> {
  bool ifExists = false;
  Path table;
  List<Node> actions; // Actions, or When of them
  List<Option> options;
  template <typename V> void fields(V& v) const {
    v("if exists", ifExists), v("table", table), v("actions", actions), v("with", options),
        v("undo", this->undo);
  }
};

//===--- Alter the rest ---------------------------------------------------===//

struct AddEnumValue final : Is<NodeKind::AddEnumValue, Action> {
  bool ifNotExists = false;
  Text value;
  Text before;
  Text after;
  template <typename V> void fields(V& v) const {
    v("if not exists", ifNotExists), v("value", value), v("before", before), v("after", after),
        v("undo", this->undo);
  }
};

struct RenameEnumValue final : Is<NodeKind::RenameEnumValue, Action> {
  Text value;
  Text to;
  template <typename V> void fields(V& v) const {
    v("value", value), v("to", to), v("undo", this->undo);
  }
};

struct DropEnumValue final : Is<NodeKind::DropEnumValue, Action> {
  Text value;
  Text replacement; // `using 'd'`
  template <typename V> void fields(V& v) const {
    v("value", value), v("using", replacement), v("undo", this->undo);
  }
};

struct MoveEnumValue final : Is<NodeKind::MoveEnumValue, Action> {
  Text value;
  Text before; // one of the two
  Text after;
  template <typename V> void fields(V& v) const {
    v("value", value), v("before", before), v("after", after), v("undo", this->undo);
  }
};

struct AlterEnumStatement final : Is<NodeKind::AlterEnumStatement, Statement> {
  Path name;
  List<Node> actions;
  template <typename V> void fields(V& v) const {
    v("name", name), v("actions", actions), v("undo", this->undo);
  }
};

struct AlterSequenceStatement final : Is<NodeKind::AlterSequenceStatement, Statement> {
  Path name;
  List<SequenceOption> options;
  Path ownedBy;
  template <typename V> void fields(V& v) const {
    v("name", name), v("options", options), v("owned by", ownedBy), v("undo", this->undo);
  }
};

enum class DomainChange : uint8_t {
  Type,
  AddCheck,
  DropConstraint,
  NotNull,
  Null,
  Default,
  NoDefault,
  ValidateConstraint
};

struct AlterDomainStatement final : Is<NodeKind::AlterDomainStatement, Statement> {
  Path name;
  DomainChange change = DomainChange::Type;
  const TypeRef* type = nullptr;
  const Expr* usingValue = nullptr;           // of type
  Name constraint;                            // of drop, validate
  const ColumnAttribute* attribute = nullptr; // check, default
  template <typename V> void fields(V& v) const {
    v("name", name), v("change", change), v("type", type), v("using", usingValue),
        v("constraint", constraint), v("attribute", attribute),
        v("undo", this->undo);
  }
};

/// `refresh materialized view V [concurrently]`.
struct RefreshStatement final : Is<NodeKind::RefreshStatement, Statement> {
  Path view;
  bool concurrently = false;
  template <typename V> void fields(V& v) const {
    v("view", view), v("concurrently", concurrently), v("undo", this->undo);
  }
};

/// `forget external table T`: the way back of its declaration.
struct ForgetStatement final : Is<NodeKind::ForgetStatement, Statement> {
  Path table;
  template <typename V> void fields(V& v) const { v("table", table), v("undo", this->undo); }
};

//===--- Data -------------------------------------------------------------===//

/// `c = EXPR`, or `(c, d) = (select ...)`.
struct Assignment final : Is<NodeKind::Assignment, Node> {
  Names columns;
  bool inParens = false;
  const Expr* value = nullptr;
  template <typename V> void fields(V& v) const { v("columns", columns), v("value", value); }
};

struct OnConflict final : Is<NodeKind::OnConflict, Node> {
  Names columns;
  const Expr* targetWhere = nullptr;
  Name constraint;
  bool doNothing = false;
  List<Assignment> set;
  const Expr* where = nullptr;
  template <typename V> void fields(V& v) const {
    v("columns", columns), v("target where", targetWhere), v("constraint", constraint),
        v("do nothing", doNothing), v("set", set), v("where", where);
  }
};

/// `in batches of 1000 [by (key)] [pause 50ms]`.
struct Batches final : Is<NodeKind::Batches, Node> {
  uint64_t size = 0;
  Names by;
  Duration pause;
  template <typename V> void fields(V& v) const { v("of", size), v("by", by), v("pause", pause); }
};

struct InsertStatement final : Is<NodeKind::InsertStatement, Statement> {
  Path table;
  Names columns;
  const QueryPart* source = nullptr; // a ValuesList or a Query; or
  Text csv;                          // `from csv 'file'`; or
  bool defaultValues = false;
  const OnConflict* onConflict = nullptr;
  template <typename V> void fields(V& v) const {
    v("table", table), v("columns", columns), v("source", source), v("csv", csv),
        v("default values", defaultValues), v("on conflict", onConflict), v("undo", this->undo);
  }
};

struct UpdateStatement final : Is<NodeKind::UpdateStatement, Statement> {
  Path table;
  Name alias;
  List<Assignment> set;
  List<QueryPart> from;
  const Expr* where = nullptr;
  const Batches* batches = nullptr;
  template <typename V> void fields(V& v) const {
    v("table", table), v("as", alias), v("set", set), v("from", from), v("where", where),
        v("batches", batches), v("undo", this->undo);
  }
};

struct DeleteStatement final : Is<NodeKind::DeleteStatement, Statement> {
  Path table;
  Name alias;
  List<QueryPart> usingTables;
  const Expr* where = nullptr;
  const Batches* batches = nullptr;
  Text csv; // `using csv 'file'`: the rows whose keys are in it
  template <typename V> void fields(V& v) const {
    v("table", table), v("as", alias), v("using", usingTables), v("where", where),
        v("batches", batches), v("csv", csv), v("undo", this->undo);
  }
};

struct TruncateStatement final : Is<NodeKind::TruncateStatement, Statement> {
  Path table;
  template <typename V> void fields(V& v) const { v("table", table), v("undo", this->undo); }
};

//===--- Raw SQL, comments, settings --------------------------------------===//

/// `done when exists KIND NAME [on T]`, and the condition of `if`.
struct Probe final : Is<NodeKind::Probe, Node> {
  bool negated = false;
  ObjectRef object;             // or
  const Query* query = nullptr; // `exists (select ...)`
  template <typename V> void fields(V& v) const {
    v("not", negated);
    if (query)
      v("query", query);
    else
      visitObject(v, object);
  }
};

struct SqlStatement final : Is<NodeKind::SqlStatement, Statement> {
  Names dialects; // empty: all
  Text text;
  bool hasEffect = false; // `as { }` was written
  Block effect;
  const Probe* doneWhen = nullptr;
  template <typename V> void fields(V& v) const {
    v("for", dialects), v("text", text), v("has effect", hasEffect), v("as", effect),
        v("done when", doneWhen), v("undo", this->undo);
  }
};

struct CommentStatement final : Is<NodeKind::CommentStatement, Statement> {
  ObjectRef object;
  Text text;
  bool isNull = false; // `is null`: the comment is removed
  template <typename V> void fields(V& v) const {
    visitObject(v, object), v("text", text), v("null", isNull), v("undo", this->undo);
  }
};

struct LockStatement final : Is<NodeKind::LockStatement, Statement> {
  Path table;
  llvm::StringRef mode; // `share row exclusive`, one space between
  template <typename V> void fields(V& v) const { v("table", table), v("mode", mode); }
};

/// `set lock timeout 5s;`, `set mysql.time_zone = '+00:00';`
struct SetStatement final : Is<NodeKind::SetStatement, Statement> {
  llvm::StringRef setting; // `lock timeout`, `statement timeout`; or
  Path option;
  Duration duration;
  const Expr* value = nullptr;
  template <typename V> void fields(V& v) const {
    v("setting", setting), v("option", option), v("duration", duration), v("value", value);
  }
};

/// `grant select, insert on T to R;` and `revoke ... from R;`.
struct GrantStatement final : Is<NodeKind::GrantStatement, Statement> {
  bool revoke = false;
  Names privileges;
  ObjectRef object;
  Names roles;
  template <typename V> void fields(V& v) const {
    v("revoke", revoke), v("privileges", privileges), visitObject(v, object), v("roles", roles),
        v("undo", this->undo);
  }
};

//===--- Flow -------------------------------------------------------------===//

struct WhenBranch final : Is<NodeKind::WhenBranch, Node> {
  Names dialects;
  Block body;
  template <typename V> void fields(V& v) const { v("dialects", dialects), v("body", body); }
};

struct When final : Is<NodeKind::When, Node> {
  List<WhenBranch> branches;
  bool hasElse = false;
  Block otherwise;
  template <typename V> void fields(V& v) const {
    v("branches", branches), v("has else", hasElse), v("else", otherwise);
  }
};

struct IfStatement final : Is<NodeKind::IfStatement, Statement> {
  const Probe* condition = nullptr;
  Block then;
  bool hasElse = false;
  Block otherwise;
  template <typename V> void fields(V& v) const {
    v("condition", condition), v("then", then), v("has else", hasElse), v("else", otherwise),
        v("undo", this->undo);
  }
};

struct AutocommitStatement final : Is<NodeKind::AutocommitStatement, Statement> {
  Block body;
  template <typename V> void fields(V& v) const { v("body", body); }
};

struct RepeatableStatement final : Is<NodeKind::RepeatableStatement, Statement> {
  Block body;
  template <typename V> void fields(V& v) const { v("body", body); }
};

enum class AssertKind : uint8_t { Exists, None, Sql };

/// `assert [not] exists KIND NAME`, `assert none T [where E]`, `assert sql '...' = 0`.
struct AssertStatement final : Is<NodeKind::AssertStatement, Statement> {
  AssertKind assertion = AssertKind::Exists;
  const Probe* exists = nullptr;
  Path table;
  const Expr* where = nullptr;
  Text sql;
  BinaryOperator op = BinaryOperator::Equal;
  const Expr* expected = nullptr;
  Text message;
  template <typename V> void fields(V& v) const {
    v("assertion", assertion), v("exists", exists), v("table", table), v("where", where),
        v("sql", sql);
    if (assertion == AssertKind::Sql)
      v("op", op);
    v("expected", expected), v("else", message);
  }
};

//===--- Files ------------------------------------------------------------===//

enum class SectionKind : uint8_t { Require, Upgrade, Verify, Downgrade };
enum class DowngradeForm : uint8_t { Block, Auto, Impossible };

struct Section final : Is<NodeKind::Section, Node> {
  SectionKind section = SectionKind::Upgrade;
  DowngradeForm form = DowngradeForm::Block; // of downgrade
  Text why;                                  // of `impossible`
  Block body;
  template <typename V> void fields(V& v) const {
    v("section", section), v("form", form), v("why", why), v("body", body);
  }
};

struct Revision final : Is<NodeKind::Revision, Node> {
  Name id;
  Text message;
  bool revisesBase = false; // `revises base` was written
  Names revises;
  Names labels;
  Names dependsOn;
  Text created;
  List<Section> sections; // each kind at most once
  template <typename V> void fields(V& v) const {
    v("id", id), v("message", message), v("revises", revises), v("labels", labels),
        v("depends on", dependsOn), v("created", created), v("sections", sections);
  }
};

/// A whole file: a revision, or declarations.
struct File final : Is<NodeKind::File, Node> {
  const Revision* revision = nullptr; // null in a schema file
  Block declarations;            // DeclarationStatement, When, CommentStatement, GrantStatement
  llvm::ArrayRef<Text> rowFiles; // the files of rows that it names, wherever that is
  template <typename V> void fields(V& v) const {
    v("revision", revision), v("declarations", declarations);
  }
};

} // namespace retort::ast
