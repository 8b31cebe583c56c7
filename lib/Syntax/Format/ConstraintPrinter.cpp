// Constraints and indexes: items of a table, and what `create index` shares with them.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

//===--- Shared parts -----------------------------------------------------===//

void SourcePrinter::ifNotExists() {
  if (std::exchange(ifNotExists_, false))
    then("if not exists");
}

void SourcePrinter::constraintName(const ConstraintName& name, NamePlace place) {
  ifNotExists();
  if (name.unnamed)
    return then("unnamed");
  if (!name.name)
    return;
  out_.space();
  // A name that looks like the mark of having none needs its quotes.
  const bool looksUnnamed = name.name.text == "unnamed";
  printName({name.name.text, name.name.range, name.name.quoted || looksUnnamed},
            looksUnnamed ? NamePlace::Meaning : place);
}

static llvm::StringRef wordsOf(Deferral deferral) {
  switch (deferral) {
  case Deferral::Unspecified:
    return "";
  case Deferral::NotDeferrable:
    return "not deferrable";
  case Deferral::Deferrable:
    return "deferrable";
  case Deferral::DeferrableInitially:
    return "deferrable initially deferred";
  }
  llvm_unreachable("all deferrals are covered");
}

void SourcePrinter::modifiers(const ConstraintModifiers& modifiers) {
  if (!modifiers.include.empty()) {
    out_.fillLine();
    words("include");
    out_.space();
    nameList(modifiers.include);
  }
  if (modifiers.deferral != Deferral::Unspecified) {
    out_.fillLine();
    words(wordsOf(modifiers.deferral));
  }
  if (modifiers.notValid) {
    out_.fillLine();
    words("not valid");
  }
  if (modifiers.noInherit) {
    out_.fillLine();
    words("no inherit");
  }
  comment(modifiers.comment);
  was(modifiers.was);
  with(modifiers.options);
}

void SourcePrinter::comment(const Text& text) {
  if (!text)
    return;
  out_.fillLine();
  words("comment");
  out_.space();
  printText(text);
}

void SourcePrinter::was(const Name& name) {
  if (!name)
    return;
  out_.fillLine();
  words("was");
  out_.space();
  printName(name);
}

void SourcePrinter::with(llvm::ArrayRef<const Option*> list) {
  if (list.empty())
    return;
  out_.fillLine();
  options("with", list);
}

//===--- Keys -------------------------------------------------------------===//

void SourcePrinter::partForm(const PartForm& form) {
  if (form.prefix) {
    then("prefix");
    out_.space();
    printNumber(form.prefix);
  }
  if (form.collation) {
    then("collate");
    out_.space();
    printPath(form.collation, NamePlace::Meaning);
  }
  if (form.operatorClass) {
    then("opclass");
    out_.space();
    printPath(form.operatorClass);
  }
  if (form.descending)
    then("desc");
  if (form.nulls != NullsOrder::Default)
    then(form.nulls == NullsOrder::First ? "nulls first" : "nulls last");
}

void SourcePrinter::visit(const KeyColumn& column) {
  printName(column.name);
  partForm(column.form);
}

void SourcePrinter::keyColumns(llvm::ArrayRef<const KeyColumn*> columns) {
  filledList(columns, [this](const KeyColumn* column) { print(*column); });
}

void SourcePrinter::visit(const PrimaryKeyItem& item) {
  Group group(out_);
  Nest nest(out_);
  words("primary key");
  constraintName(item.name, NamePlace::Item);
  if (item.modifiers.usingIndex) {
    then("using index");
    out_.space();
    printName(item.modifiers.usingIndex);
  } else {
    out_.space();
    keyColumns(item.columns);
  }
  modifiers(item.modifiers);
}

void SourcePrinter::visit(const UniqueItem& item) {
  Group group(out_);
  Nest nest(out_);
  words("unique");
  constraintName(item.name, NamePlace::Item);
  if (item.modifiers.usingIndex) {
    then("using index");
    out_.space();
    printName(item.modifiers.usingIndex);
  } else {
    out_.space();
    keyColumns(item.columns);
  }
  if (item.nullsNotDistinct) {
    out_.fillLine();
    words("nulls not distinct");
  }
  modifiers(item.modifiers);
}

//===--- References -------------------------------------------------------===//

static llvm::StringRef wordsOf(ReferentialAction action) {
  switch (action) {
  case ReferentialAction::Unspecified:
    return "";
  case ReferentialAction::NoAction:
    return "no action";
  case ReferentialAction::Restrict:
    return "restrict";
  case ReferentialAction::Cascade:
    return "cascade";
  case ReferentialAction::SetNull:
    return "set null";
  case ReferentialAction::SetDefault:
    return "set default";
  }
  llvm_unreachable("all referential actions are covered");
}

void SourcePrinter::visit(const References& references) {
  words("references");
  out_.space();
  printPath(references.table);
  if (!references.columns.empty()) {
    out_.space();
    nameList(references.columns);
  }
  if (references.onDelete != ReferentialAction::Unspecified) {
    out_.fillLine();
    words("on delete");
    then(wordsOf(references.onDelete));
    if (!references.onDeleteColumns.empty()) {
      out_.space();
      nameList(references.onDeleteColumns);
    }
  }
  if (references.onUpdate != ReferentialAction::Unspecified) {
    out_.fillLine();
    words("on update");
    then(wordsOf(references.onUpdate));
  }
  if (references.match != MatchKind::Unspecified) {
    out_.fillLine();
    words(references.match == MatchKind::Full ? "match full" : "match simple");
  }
}

void SourcePrinter::visit(const ForeignKeyItem& item) {
  Group group(out_);
  Nest nest(out_);
  words("foreign key");
  constraintName(item.name);
  out_.space();
  nameList(item.columns);
  out_.fillLine();
  print(*item.target);
  modifiers(item.modifiers);
}

//===--- Check, exclude ---------------------------------------------------===//

void SourcePrinter::visit(const CheckItem& item) {
  Group group(out_);
  Nest nest(out_);
  words("check");
  constraintName(item.name);
  out_.space();
  inParens(*item.condition);
  modifiers(item.modifiers);
}

void SourcePrinter::visit(const ExcludeItem& item) {
  Group group(out_);
  Nest nest(out_);
  words("exclude");
  constraintName(item.name);
  if (item.method) {
    then("using");
    out_.space();
    printName(item.method);
  }
  out_.space();
  indexParts(item.parts);
  if (item.where) {
    out_.fillLine();
    words("where");
    out_.space();
    print(*item.where);
  }
  modifiers(item.modifiers);
}

//===--- Indexes ----------------------------------------------------------===//

void SourcePrinter::visit(const IndexPart& part) {
  print(*part.value);
  partForm(part.form);
  if (!part.excludeOperator.empty()) {
    then("with");
    then(part.excludeOperator);
  }
}

void SourcePrinter::indexParts(llvm::ArrayRef<const IndexPart*> parts) {
  parenList(parts, [this](const IndexPart* part) { print(*part); });
}

void SourcePrinter::indexHead(const IndexSpec& spec) {
  words(spec.unique ? "unique index" : "index");
  if (spec.concurrently)
    then("concurrently");
  ifNotExists();
  if (!spec.name)
    return;
  out_.space();
  printName(spec.name);
}

void SourcePrinter::indexModifiers(const IndexSpec& spec) {
  if (spec.method) {
    out_.fillLine();
    words("using");
    out_.space();
    printName(spec.method);
  }
  if (!spec.include.empty()) {
    out_.fillLine();
    words("include");
    out_.space();
    nameList(spec.include);
  }
  if (spec.nullsNotDistinct) {
    out_.fillLine();
    words("nulls not distinct");
  }
  if (spec.where) {
    out_.fillLine();
    words("where");
    out_.space();
    print(*spec.where);
  }
  if (spec.notValid) {
    out_.fillLine();
    words("not valid");
  }
  comment(spec.comment);
  was(spec.was);
  with(spec.options);
}

void SourcePrinter::visit(const IndexSpec& spec) {
  Group group(out_);
  Nest nest(out_);
  indexHead(spec);
  out_.space();
  indexParts(spec.parts);
  indexModifiers(spec);
}

void SourcePrinter::visit(const IndexItem& item) {
  print(*item.spec);
}

} // namespace retort
