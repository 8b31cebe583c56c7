// Operations, flow, and whole files.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

//===--- Create, drop, rename ---------------------------------------------===//

void SourcePrinter::visit(const DeclarationStatement& statement) {
  print(*statement.declaration);
  end();
}

void SourcePrinter::visit(const CreateStatement& statement) {
  words(statement.orReplace ? "create or replace" : "create");
  out_.space();
  ifNotExists_ = statement.ifNotExists;
  print(*statement.declaration);
  end(statement.undo);
}

void SourcePrinter::objectName(const ObjectRef& object) {
  objectPath(object.kind, object.name);
  if (object.hasSignature)
    signature(object.signature);
  if (!object.on)
    return;
  then("on");
  out_.space();
  printPath(object.on);
}

void SourcePrinter::object(const ObjectRef& object) {
  words(spelling(object.kind));
  out_.space();
  objectName(object);
}

void SourcePrinter::visit(const DropStatement& drop) {
  words("drop");
  then(spelling(drop.object.kind));
  if (drop.concurrently)
    then("concurrently");
  if (drop.ifExists)
    then("if exists");
  out_.space();
  objectName(drop.object);
  if (drop.cascade)
    then("cascade");
  end(drop.undo);
}

void SourcePrinter::visit(const RenameStatement& rename) {
  words("rename");
  out_.space();
  object(rename.object);
  then("to");
  out_.space();
  printName(rename.to);
  end(rename.undo);
}

//===--- Alter table ------------------------------------------------------===//

void SourcePrinter::visit(const AlterTableStatement& alter) {
  words("alter table");
  if (alter.ifExists)
    then("if exists");
  out_.space();
  printPath(alter.table);
  out_.space();
  block(alter.actions);
  if (!alter.options.empty()) {
    out_.space();
    options("with", alter.options);
  }
  end(alter.undo);
}

void SourcePrinter::visit(const AddItem& add) {
  words("add");
  out_.space();
  ifNotExists_ = add.ifNotExists;
  if (llvm::isa<ColumnItem>(add.item)) {
    words("column");
    ifNotExists();
    out_.space();
  }
  print(*add.item);
  end(add.undo);
}

void SourcePrinter::visit(const DropFromTable& drop) {
  words("drop");
  then(spelling(drop.object));
  if (drop.ifExists)
    then("if exists");
  out_.space();
  printName(drop.name);
  if (drop.cascade)
    then("cascade");
  end(drop.undo);
}

void SourcePrinter::visit(const DropPrimaryKey& drop) {
  words("drop primary key");
  if (drop.ifExists)
    then("if exists");
  if (drop.cascade)
    then("cascade");
  end(drop.undo);
}

void SourcePrinter::visit(const RenameInTable& rename) {
  words("rename");
  then(spelling(rename.object));
  out_.space();
  printName(rename.name);
  then("to");
  out_.space();
  printName(rename.to);
  end(rename.undo);
}

/// What is said of a column, where no attribute says it.
static llvm::StringRef wordsOf(ColumnChange change) {
  switch (change) {
  case ColumnChange::NotNull:
    return "not null";
  case ColumnChange::Null:
    return "null";
  case ColumnChange::NoDefault:
    return "no default";
  case ColumnChange::NoIdentity:
    return "no identity";
  case ColumnChange::NoGenerated:
    return "no generated";
  case ColumnChange::NoOnUpdate:
    return "no on update";
  case ColumnChange::NoComment:
    return "no comment";
  case ColumnChange::Type:
  case ColumnChange::Default:
  case ColumnChange::Identity:
  case ColumnChange::Generated:
  case ColumnChange::OnUpdate:
  case ColumnChange::Collation:
  case ColumnChange::Comment:
  case ColumnChange::Place:
  case ColumnChange::Options:
    break;
  }
  llvm_unreachable("these changes have a type or an attribute");
}

void SourcePrinter::visit(const AlterColumn& alter) {
  {
    Group group(out_);
    Nest nest(out_);
    words("alter column");
    out_.space();
    printName(alter.column);
    out_.space();
    if (alter.type) {
      words("type");
      out_.space();
      print(*alter.type);
      for (const DialectType* variant : alter.perDialect) {
        out_.fillLine();
        print(*variant);
      }
      if (alter.usingValue) {
        out_.fillLine();
        words("using");
        out_.space();
        inParens(*alter.usingValue);
      }
    } else if (alter.attribute) {
      print(*alter.attribute);
    } else {
      words(wordsOf(alter.change));
    }
  }
  end(alter.undo);
}

void SourcePrinter::visit(const ValidateConstraint& validate) {
  words("validate constraint");
  out_.space();
  printName(validate.name);
  end(validate.undo);
}

void SourcePrinter::visit(const AttachPartition& attach) {
  {
    Group group(out_);
    Nest nest(out_);
    words("attach partition");
    out_.space();
    printPath(attach.partition);
    out_.fillLine();
    print(*attach.bound);
  }
  end(attach.undo);
}

void SourcePrinter::visit(const DetachPartition& detach) {
  words("detach partition");
  out_.space();
  printPath(detach.partition);
  if (detach.concurrently)
    then("concurrently");
  end(detach.undo);
}

void SourcePrinter::visit(const SetOptions& set) {
  options("set", set.options);
  end(set.undo);
}

void SourcePrinter::visit(const ResetOptions& reset) {
  options("reset", reset.options);
  end(reset.undo);
}

void SourcePrinter::visit(const SetSchema& set) {
  words("set schema");
  out_.space();
  printName(set.schema);
  end(set.undo);
}

//===--- Alter the rest ---------------------------------------------------===//

void SourcePrinter::visit(const AlterEnumStatement& alter) {
  words("alter enum");
  out_.space();
  printPath(alter.name);
  out_.space();
  block(alter.actions);
  end(alter.undo);
}

void SourcePrinter::visit(const AddEnumValue& add) {
  words("add value");
  if (add.ifNotExists)
    then("if not exists");
  out_.space();
  printText(add.value);
  if (add.before || add.after) {
    then(add.before ? "before" : "after");
    out_.space();
    printText(add.before ? add.before : add.after);
  }
  end(add.undo);
}

void SourcePrinter::visit(const RenameEnumValue& rename) {
  words("rename value");
  out_.space();
  printText(rename.value);
  then("to");
  out_.space();
  printText(rename.to);
  end(rename.undo);
}

void SourcePrinter::visit(const DropEnumValue& drop) {
  words("drop value");
  out_.space();
  printText(drop.value);
  if (drop.replacement) {
    then("using");
    out_.space();
    printText(drop.replacement);
  }
  end(drop.undo);
}

void SourcePrinter::visit(const AlterSequenceStatement& alter) {
  {
    Group group(out_);
    Nest nest(out_);
    words("alter sequence");
    out_.space();
    printPath(alter.name);
    if (!alter.options.empty())
      out_.fillLine();
    sequenceOptions(alter.options);
    if (alter.ownedBy) {
      out_.fillLine();
      words("owned by");
      out_.space();
      printPath(alter.ownedBy);
    }
  }
  end(alter.undo);
}

void SourcePrinter::visit(const AlterDomainStatement& alter) {
  {
    Group group(out_);
    Nest nest(out_);
    words("alter domain");
    out_.space();
    printPath(alter.name);
    switch (alter.change) {
    case DomainChange::AddCheck:
      then("add");
      out_.space();
      print(*alter.attribute);
      break;
    case DomainChange::DropConstraint:
    case DomainChange::ValidateConstraint:
      then(alter.change == DomainChange::DropConstraint ? "drop constraint"
                                                        : "validate constraint");
      out_.space();
      printName(alter.constraint);
      break;
    case DomainChange::NotNull:
      then("not null");
      break;
    case DomainChange::Null:
      then("null");
      break;
    case DomainChange::Default:
      out_.space();
      print(*alter.attribute);
      break;
    case DomainChange::NoDefault:
      then("no default");
      break;
    }
  }
  end(alter.undo);
}

void SourcePrinter::visit(const MoveStatement& move) {
  words("alter");
  out_.space();
  object(move.object);
  then("set schema");
  out_.space();
  printName(move.schema);
  end(move.undo);
}

void SourcePrinter::visit(const RefreshStatement& refresh) {
  words("refresh materialized view");
  out_.space();
  printPath(refresh.view);
  if (refresh.concurrently)
    then("concurrently");
  end(refresh.undo);
}

//===--- Raw SQL, comments, settings --------------------------------------===//

void SourcePrinter::visit(const SqlStatement& sql) {
  words("sql");
  if (!sql.dialects.empty()) {
    out_.space();
    dialects(sql.dialects);
  }
  out_.space();
  printText(sql.text);
  if (sql.hasEffect) {
    then("as");
    out_.space();
    block(sql.effect);
  }
  if (sql.doneWhen) {
    then("done when");
    out_.space();
    print(*sql.doneWhen);
  }
  end(sql.undo);
}

void SourcePrinter::visit(const Probe& probe) {
  words(probe.negated ? "not exists" : "exists");
  out_.space();
  if (probe.query)
    subquery(*probe.query);
  else
    object(probe.object);
}

void SourcePrinter::visit(const CommentStatement& comment) {
  {
    Group group(out_);
    Nest nest(out_);
    words("comment on");
    out_.space();
    object(comment.object);
    then("is");
    out_.fillLine();
    if (comment.isNull)
      words("null");
    else
      printText(comment.text);
  }
  end(comment.undo);
}

void SourcePrinter::visit(const LockStatement& lock) {
  words("lock table");
  out_.space();
  printPath(lock.table);
  then("in");
  then(lock.mode);
  end(lock.undo);
}

void SourcePrinter::visit(const SetStatement& set) {
  words("set");
  out_.space();
  if (set.option) {
    printPath(set.option);
    then("=");
    out_.space();
    optionValue(*set.value);
  } else {
    words(set.setting);
    out_.space();
    printDuration(set.duration);
  }
  end(set.undo);
}

void SourcePrinter::visit(const GrantStatement& grant) {
  {
    Group group(out_);
    Nest nest(out_);
    words(grant.revoke ? "revoke" : "grant");
    out_.space();
    commaList(
        grant.privileges, [this](const Name& name) { printName(name, NamePlace::Word); },
        &layout::Layout::fillLine);
    out_.fillLine();
    words("on");
    out_.space();
    // Without a word for its kind it is a table, whose name may then look like such a
    // word.
    if (grant.object.kind == ObjectKind::Table)
      printPath(grant.object.name, NamePlace::Optional);
    else
      object(grant.object);
    out_.fillLine();
    words(grant.revoke ? "from" : "to");
    out_.space();
    commaList(
        grant.roles, [this](const Name& name) { printName(name); }, &layout::Layout::fillLine);
  }
  end(grant.undo);
}

//===--- Flow -------------------------------------------------------------===//

void SourcePrinter::visit(const WhenBranch& branch) {
  words("when");
  out_.space();
  bareNameList(branch.dialects);
  out_.space();
  block(branch.body);
}

void SourcePrinter::visit(const When& when) {
  bool first = true;
  for (const WhenBranch* branch : when.branches) {
    if (!std::exchange(first, false)) {
      then("else");
      out_.space();
    }
    print(*branch);
  }
  if (!when.hasElse)
    return;
  then("else");
  out_.space();
  block(when.otherwise);
}

/// The `if` that is all of an `else`, which is written `else if`.
static const IfStatement* chainedIf(const IfStatement& statement) {
  if (statement.otherwise.size() != 1)
    return nullptr;
  const auto* inner = llvm::dyn_cast<IfStatement>(statement.otherwise.front());
  // The undo at the end of a chain is the first one's.
  return inner && !inner->undo ? inner : nullptr;
}

void SourcePrinter::visit(const IfStatement& statement) {
  const IfStatement* link = &statement;
  while (link) {
    words("if");
    out_.space();
    print(*link->condition);
    out_.space();
    block(link->then);
    const IfStatement* next = chainedIf(*link);
    if (link->hasElse) {
      then("else");
      out_.space();
      if (!next)
        block(link->otherwise);
    }
    link = next;
  }
  end(statement.undo);
}

void SourcePrinter::visit(const AutocommitStatement& statement) {
  words("autocommit");
  out_.space();
  block(statement.body);
}

void SourcePrinter::visit(const AssertStatement& statement) {
  Group group(out_);
  Nest nest(out_);
  words("assert");
  out_.space();
  switch (statement.assertion) {
  case AssertKind::Exists:
    print(*statement.exists);
    break;
  case AssertKind::None:
    words("none");
    out_.space();
    printPath(statement.table);
    if (statement.where) {
      out_.fillLine();
      words("where");
      out_.space();
      print(*statement.where);
    }
    break;
  case AssertKind::Sql:
    words("sql");
    out_.space();
    printText(statement.sql);
    then(spelling(statement.op));
    out_.space();
    optionValue(*statement.expected);
    break;
  }
  if (statement.message) {
    out_.fillLine();
    words("else");
    out_.space();
    printText(statement.message);
  }
  end();
}

//===--- Files ------------------------------------------------------------===//

void SourcePrinter::visit(const Section& section) {
  switch (section.section) {
  case SectionKind::Require:
    words("require");
    break;
  case SectionKind::Upgrade:
    words("upgrade");
    break;
  case SectionKind::Verify:
    words("verify");
    break;
  case SectionKind::Downgrade:
    words("downgrade");
    break;
  }
  out_.space();
  switch (section.form) {
  case DowngradeForm::Block:
    block(section.body);
    break;
  case DowngradeForm::Auto:
    words("auto");
    break;
  case DowngradeForm::Impossible:
    words("impossible");
    out_.space();
    printText(section.why);
    break;
  }
  end();
}

void SourcePrinter::visit(const Revision& revision) {
  words("revision");
  out_.space();
  printRevisionId(revision.id);
  if (revision.message) {
    out_.space();
    printText(revision.message);
  }
  const auto ids = [this](llvm::StringRef head, Names ids) {
    if (ids.empty())
      return;
    out_.hardLine();
    words(head);
    out_.space();
    bareList(ids, [this](const Name& id) { printRevisionId(id); });
  };
  {
    Nest nest(out_);
    if (revision.revisesBase) {
      out_.hardLine();
      words("revises base");
    }
    ids("revises", revision.revises);
    if (!revision.labels.empty()) {
      out_.hardLine();
      words("labels");
      out_.space();
      bareNameList(revision.labels);
    }
    ids("depends on", revision.dependsOn);
    if (revision.created) {
      out_.hardLine();
      words("created");
      out_.space();
      printText(revision.created);
    }
  }
  end();
  for (const Section* section : revision.sections) {
    out_.blankLine();
    print(*section);
  }
}

/// Whether a declaration takes more than one line whatever its width.
static bool hasLines(const Node& node) {
  const auto* statement = llvm::dyn_cast<DeclarationStatement>(&node);
  if (!statement)
    return llvm::isa<When>(node);
  const auto* table = llvm::dyn_cast<TableDecl>(statement->declaration);
  return table && !table->external && !table->items.empty();
}

void SourcePrinter::visit(const File& file) {
  if (file.revision)
    print(*file.revision);
  const Node* previous = nullptr;
  for (const Node* declaration : file.declarations) {
    // What has a body stands alone; one-liners may stand together.
    if (previous && (hasLines(*previous) || hasLines(*declaration)))
      out_.blankLine();
    else if (previous || file.revision)
      out_.itemLine();
    print(*declaration);
    previous = declaration;
  }
  // Comments behind the last declaration hang on a token without a text.
  out_.itemLine();
  out_.token("");
}

} // namespace retort
