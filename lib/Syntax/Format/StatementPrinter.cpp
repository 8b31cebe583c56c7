// Statements, but for alterations and data; flow.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

//===--- Create, drop, rename ---------------------------------------------===//

void SourcePrinter::visit(const DeclarationStatement& statement) {
  print(*statement.declaration);
  end(statement.undo);
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

void SourcePrinter::visit(const RepeatableStatement& statement) {
  words("repeatable");
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

} // namespace retort
