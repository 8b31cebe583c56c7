#include "Syntax/ToSource/AlterationToSource.h"

#include "Operation/Apply.h"

namespace retort {

void AlterationToSource::add(const op::AlterTable& alter, Catalog& catalog) {
  table_ = alter.table;
  options_ = alter.options;
  for (const op::TableAction& action : alter.actions) {
    add(action, *catalog.tables.find(table_));
    apply(action, table_, catalog);
  }
  flush();
}

void AlterationToSource::flush() {
  if (actions_.empty())
    return;
  auto* statement = maker_.make<ast::AlterTableStatement>();
  statement->table = maker_.path(table_);
  statement->actions = maker_.list(actions_);
  statement->options = maker_.options(options_);
  statements_.push_back(statement);
  actions_.clear();
}

void AlterationToSource::add(const op::TableAction& action, const Table& table) {
  std::visit(
      Overloaded{
          [&](const op::AddColumn& add) { addItem(maker_.column(add)); },
          [&](const op::DropColumn& drop) { dropNamed(ObjectKind::Column, drop.name); },
          [&](const op::RenameColumn& it) { rename(ObjectKind::Column, it.from, it.to); },
          [&](const op::AlterColumn& alter) {
            alterColumn(alter, *table.findColumn(alter.to.name));
          },
          [&](const op::RestartIdentity& it) { restart(it); },
          [&](const op::AddConstraint& add) { addItem(maker_.constraint(add.constraint)); },
          [&](const op::DropConstraint& it) { drop(it.constraint); },
          [&](const op::RenameConstraint& it) { rename(ObjectKind::Constraint, it.from, it.to); },
          [&](const op::ValidateConstraint& it) { validate(it.name); },
          [&](const op::PromoteIndex& promote) { addItem(maker_.constraint(promote)); },
          [&](const op::SetConstraintComment& set) {
            const ConstraintBase& to = baseOf(set.to);
            commentOn(ObjectKind::Constraint, to.name, to.comment);
          },
          [&](const op::AddIndex& add) {
            if (add.concurrently)
              return createConcurrently(add.index);
            addItem(maker_.index(add.index));
          },
          [&](const op::DropIndex& drop) {
            if (drop.concurrently)
              return dropConcurrently(drop.name);
            dropNamed(ObjectKind::Index, drop.name);
          },
          [&](const op::RenameIndex& it) { rename(ObjectKind::Index, it.from, it.to); },
          [&](const op::SetIndexComment& set) {
            commentOn(ObjectKind::Index, set.name, set.comment);
          },
          [&](const op::SetTableOptions& set) { setOptions(table.options, set.options); },
          [&](const op::SetTableComment& set) { setComment(set.comment); },
          [&](const op::AttachPartition& it) { attach(it); },
          [&](const op::DetachPartition& it) { detach(it); },
          [&](const op::GrantPrivileges& it) { grant(it.grants, /*revoke=*/false); },
          [&](const op::RevokePrivileges& it) { grant(it.grants, /*revoke=*/true); },
      },
      action);
}

//===--- Actions ----------------------------------------------------------===//

void AlterationToSource::addItem(const ast::TableItem* item) {
  auto* node = maker_.make<ast::AddItem>();
  node->item = item;
  actions_.push_back(node);
}

void AlterationToSource::dropNamed(ObjectKind kind, llvm::StringRef name) {
  auto* node = maker_.make<ast::DropFromTable>();
  node->object = kind;
  node->name = maker_.name(name);
  actions_.push_back(node);
}

void AlterationToSource::rename(ObjectKind kind, llvm::StringRef from, llvm::StringRef to) {
  auto* node = maker_.make<ast::RenameInTable>();
  node->object = kind;
  node->name = maker_.name(from);
  node->to = maker_.name(to);
  actions_.push_back(node);
}

void AlterationToSource::drop(const Constraint& constraint) {
  const std::string& name = baseOf(constraint).name;
  if (!name.empty())
    return dropNamed(ObjectKind::Constraint, name);
  if (std::holds_alternative<PrimaryKey>(constraint)) {
    actions_.push_back(maker_.make<ast::DropPrimaryKey>());
    return;
  }
  auto* node = maker_.make<ast::DropItem>();
  node->item = maker_.constraint(constraint);
  actions_.push_back(node);
}

void AlterationToSource::reset(llvm::ArrayRef<std::string> options) {
  auto* reset = maker_.make<ast::ResetOptions>();
  reset->options = maker_.optionNames(options);
  actions_.push_back(reset);
}

void AlterationToSource::setComment(llvm::StringRef comment) {
  if (comment.empty())
    return reset({"comment"});
  auto* set = maker_.make<ast::SetOptions>();
  set->options = maker_.options({}, comment);
  actions_.push_back(set);
}

void AlterationToSource::setOptions(const Options& before, const Options& after) {
  if (Options changed = changedOptions(before, after); !changed.empty()) {
    auto* set = maker_.make<ast::SetOptions>();
    set->options = maker_.options(changed);
    actions_.push_back(set);
  }
  if (std::vector<std::string> gone = goneOptions(before, after); !gone.empty())
    reset(gone);
}

void AlterationToSource::validate(llvm::StringRef constraint) {
  auto* node = maker_.make<ast::ValidateConstraint>();
  node->name = maker_.name(constraint);
  actions_.push_back(node);
}

void AlterationToSource::attach(const op::AttachPartition& attach) {
  auto* node = maker_.make<ast::AttachPartition>();
  node->partition = maker_.path(attach.partition);
  node->bound = maker_.bound(attach.bound);
  actions_.push_back(node);
}

void AlterationToSource::detach(const op::DetachPartition& detach) {
  auto* node = maker_.make<ast::DetachPartition>();
  node->partition = maker_.path(detach.partition);
  node->concurrently = detach.concurrently;
  actions_.push_back(node);
}

/// Statements of their own.
void AlterationToSource::grant(const Grants& grants, bool revoke) {
  flush();
  llvm::append_range(statements_,
                     maker_.grants(maker_.objectRef({ObjectKind::Table, table_}), grants, revoke));
}

/// A statement of its own.
void AlterationToSource::commentOn(ObjectKind kind, llvm::StringRef name, llvm::StringRef comment) {
  flush();
  auto* statement = maker_.make<ast::CommentStatement>();
  statement->object.kind = kind;
  statement->object.name = maker_.pathOf({name});
  statement->object.on = maker_.path(table_);
  statement->text = maker_.comment(comment);
  statement->isNull = comment.empty();
  statements_.push_back(statement);
}

//===--- Columns ----------------------------------------------------------===//

namespace {

/// One aspect of a column that `alter column` can change.
struct Aspect {
  bool changes;
  /// What is there after the change, and what says so.
  bool isThere;
  ast::ColumnChange set;
  std::optional<ast::ColumnChange> remove; // nothing: no words for it
  const char* noun;
};

} // namespace

static std::vector<Aspect> aspectsOf(const Column& from, const Column& to) {
  using ast::ColumnChange;
  auto differ = [](const auto& a, const auto& b) { return !(a == b); };
  return {
      {differ(from.type, to.type) || differ(from.typeFor, to.typeFor), true, ColumnChange::Type,
       std::nullopt, "type"},
      {from.collation != to.collation, !to.collation.empty(), ColumnChange::Collation,
       ColumnChange::NoCollation, "collation"},
      {from.notNull != to.notNull, to.notNull, ColumnChange::NotNull, ColumnChange::Null,
       "not null"},
      {differ(from.defaultValue, to.defaultValue) || differ(from.defaultFor, to.defaultFor),
       to.defaultValue.has_value(), ColumnChange::Default, ColumnChange::NoDefault, "default"},
      {differ(from.identity, to.identity), to.identity.has_value(), ColumnChange::Identity,
       ColumnChange::NoIdentity, "identity"},
      {differ(from.generated, to.generated), to.generated.has_value(), ColumnChange::Generated,
       ColumnChange::NoGenerated, "generated value"},
      {differ(from.onUpdate, to.onUpdate), to.onUpdate.has_value(), ColumnChange::OnUpdate,
       ColumnChange::NoOnUpdate, "on update"},
      {from.comment != to.comment, !to.comment.empty(), ColumnChange::Comment,
       ColumnChange::NoComment, "comment"},
      {!changedOptions(from.options, to.options).empty(), true, ColumnChange::Options, std::nullopt,
       "options"},
      {!goneOptions(from.options, to.options).empty(), false, ColumnChange::Options,
       ColumnChange::ResetOptions, "options"},
  };
}

/// Null for a change that says itself.
static const ast::ColumnAttribute* attributeFor(SourceMaker& maker, ast::ColumnChange change,
                                                const Column& before,
                                                const op::AlterColumn& alter) {
  const Column& to = alter.to;
  using ast::ColumnChange;
  switch (change) {
  case ColumnChange::Default:
    return maker.defaultOf(to);
  case ColumnChange::Identity:
    return maker.identity(*to.identity);
  case ColumnChange::Generated:
    return maker.generated(*to.generated);
  case ColumnChange::OnUpdate:
    return maker.onUpdate(*to.onUpdate);
  case ColumnChange::Collation:
    return maker.collation(to.collation);
  case ColumnChange::Comment:
    return maker.commentAttribute(to.comment);
  case ColumnChange::Options:
    return maker.optionsAttribute(changedOptions(before.options, to.options));
  case ColumnChange::Place:
    return maker.place(*alter.after);
  case ColumnChange::NotNull:
  case ColumnChange::Null:
    return maker.nullability(to.notNull);
  case ColumnChange::Type:
  case ColumnChange::NoDefault:
  case ColumnChange::NoIdentity:
  case ColumnChange::NoGenerated:
  case ColumnChange::NoOnUpdate:
  case ColumnChange::NoCollation:
  case ColumnChange::NoComment:
  case ColumnChange::ResetOptions:
    return nullptr;
  }
  llvm_unreachable("not a change of a column");
}

/// What gives a column its value goes before its type changes, and comes after it; see
/// Sema's checks of the two against each other.
void AlterationToSource::alterColumn(const op::AlterColumn& alter, const Column& before) {
  auto change = [&](ast::ColumnChange what) {
    auto* node = maker_.make<ast::AlterColumn>();
    node->column = maker_.name(alter.to.name);
    node->change = what;
    node->attribute = attributeFor(maker_, what, before, alter);
    if (what == ast::ColumnChange::ResetOptions)
      node->reset = maker_.optionNames(goneOptions(before.options, alter.to.options));
    if (what == ast::ColumnChange::Type) {
      node->type = maker_.type(alter.to.type);
      node->perDialect = maker_.typesFor(alter.to);
      node->usingValue = maker_.expr(alter.usingValue);
    }
    actions_.push_back(node);
  };
  std::vector<Aspect> aspects = aspectsOf(before, alter.to);
  for (const Aspect& aspect : aspects)
    if (aspect.changes && !aspect.isThere) {
      if (aspect.remove)
        change(*aspect.remove);
      else
        unsaid_.push_back("removing the " + std::string(aspect.noun) + " of `" + table_.str() +
                          "." + alter.to.name + "`");
    }
  // The old default need not fit the new type.
  bool isRetyped = !(before.type == alter.to.type);
  if (isRetyped && before.defaultValue && alter.to.defaultValue &&
      !(before.defaultValue == alter.to.defaultValue))
    change(ast::ColumnChange::NoDefault);
  for (const Aspect& aspect : aspects)
    if (aspect.changes && aspect.isThere)
      change(aspect.set);
  if (alter.after)
    change(ast::ColumnChange::Place);
}

void AlterationToSource::restart(const op::RestartIdentity& restart) {
  Identity identity;
  identity.options["restart"] = restart.at;
  auto* node = maker_.make<ast::AlterColumn>();
  node->column = maker_.name(restart.column);
  node->change = ast::ColumnChange::Identity;
  node->attribute = maker_.identity(identity);
  actions_.push_back(node);
}

//===--- Indexes of their own ---------------------------------------------===//

void AlterationToSource::createConcurrently(const Index& index) {
  flush();
  auto* declaration = maker_.make<ast::IndexDecl>();
  declaration->spec = maker_.indexSpec(index, /*concurrently=*/true);
  declaration->table = maker_.path(table_);
  auto* statement = maker_.make<ast::CreateStatement>();
  statement->declaration = declaration;
  statements_.push_back(statement);
}

void AlterationToSource::dropConcurrently(llvm::StringRef index) {
  flush();
  auto* statement = maker_.make<ast::DropStatement>();
  statement->object.kind = ObjectKind::Index;
  statement->object.name = maker_.pathOf({index});
  statement->object.on = maker_.path(table_);
  statement->concurrently = true;
  statements_.push_back(statement);
}

} // namespace retort
