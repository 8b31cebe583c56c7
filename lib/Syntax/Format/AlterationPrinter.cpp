// `alter table`, and `alter` of the rest.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

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

void SourcePrinter::visit(const DropItem& drop) {
  words("drop");
  out_.space();
  print(*drop.item);
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
  case ColumnChange::NoCollation:
    return "no collate";
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
  case ColumnChange::ResetOptions:
    break;
  }
  llvm_unreachable("these changes have a type, an attribute or a list");
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
      printConversion(alter.usingValue);
    } else if (alter.attribute) {
      print(*alter.attribute);
    } else if (!alter.reset.empty()) {
      options("reset", alter.reset);
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

void SourcePrinter::printConversion(const Expr* value) {
  if (!value)
    return;
  out_.fillLine();
  words("using");
  out_.space();
  inParens(*value);
}

void SourcePrinter::printNeighbour(const Text& before, const Text& after) {
  if (!before && !after)
    return;
  then(before ? "before" : "after");
  out_.space();
  printText(before ? before : after);
}

void SourcePrinter::visit(const AddEnumValue& add) {
  words("add value");
  if (add.ifNotExists)
    then("if not exists");
  out_.space();
  printText(add.value);
  printNeighbour(add.before, add.after);
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

void SourcePrinter::visit(const MoveEnumValue& move) {
  words("move value");
  out_.space();
  printText(move.value);
  printNeighbour(move.before, move.after);
  end(move.undo);
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
    case DomainChange::Type:
      then("type");
      out_.space();
      print(*alter.type);
      printConversion(alter.usingValue);
      break;
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

void SourcePrinter::visit(const ForgetStatement& forget) {
  words("forget external table");
  out_.space();
  printPath(forget.table);
  end(forget.undo);
}

} // namespace retort
