// Declarations, as they stand in schema files and after `create`.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

//===--- Shared parts -----------------------------------------------------===//

void SourcePrinter::uses(llvm::ArrayRef<Path> paths) {
  if (paths.empty())
    return;
  out_.fillLine();
  words("uses");
  out_.space();
  commaList(paths, [this](const Path& path) { printPath(path); }, &layout::Layout::fillLine);
}

void SourcePrinter::visit(const RawBody& body) {
  if (!body.dialects.empty()) {
    dialects(body.dialects);
    out_.space();
  }
  words("as");
  out_.space();
  printText(body.text);
}

void SourcePrinter::rawBodies(llvm::ArrayRef<const RawBody*> bodies) {
  for (const RawBody* body : bodies) {
    out_.line();
    print(*body);
  }
}

void SourcePrinter::signature(llvm::ArrayRef<const TypeRef*> types) {
  filledList(types, [this](const TypeRef* type) { print(*type); });
}

/// An operator's name is no word and takes no quotes.
void SourcePrinter::objectPath(ObjectKind kind, const Path& path) {
  const bool isSymbol = kind == ObjectKind::Operator && path.parts.size() == 1 &&
                        !path.last().quoted && !isIdentifier(path.last().text);
  if (isSymbol)
    words(path.last().text);
  else
    printPath(path);
}

//===--- Tables -----------------------------------------------------------===//

void SourcePrinter::visit(const PartitionBy& partition) {
  words("partition by");
  out_.space();
  printName(partition.strategy);
  out_.space();
  indexParts(partition.parts);
}

void SourcePrinter::visit(const PartitionBound& bound) {
  switch (bound.bound) {
  case BoundKind::Default:
    return words("default");
  case BoundKind::Range:
    words("values from");
    out_.space();
    expressionList(bound.from);
    out_.fillLine();
    words("to");
    out_.space();
    return expressionList(bound.to);
  case BoundKind::In:
    words("values in");
    out_.space();
    return filledList(bound.from, [this](const Expr* value) { print(*value); });
  case BoundKind::Modulus:
    words("values with");
    out_.space();
    punctuation("(");
    words("modulus");
    out_.space();
    print(*bound.from[0]);
    punctuation(",");
    then("remainder");
    out_.space();
    print(*bound.from[1]);
    return out_.closer(")");
  }
}

void SourcePrinter::visit(const TableDecl& table) {
  {
    Group group(out_);
    Nest nest(out_);
    words(table.external ? "external table" : "table");
    ifNotExists();
    out_.space();
    printPath(table.name);
    was(table.was);
    if (table.partitionOf) {
      out_.fillLine();
      words("partition of");
      out_.space();
      printPath(table.partitionOf);
      out_.fillLine();
      print(*table.bound);
    }
  }
  if (table.hasBody || !table.items.empty()) {
    out_.space();
    if (table.external)
      parenList(table.items, [this](const Node* item) { print(*item); });
    else
      block(table.items);
  }
  if (table.partitionBy) {
    out_.space();
    print(*table.partitionBy);
  }
  if (!table.options.empty()) {
    out_.space();
    options("with", table.options);
  }
}

//===--- Indexes, types, sequences ----------------------------------------===//

void SourcePrinter::visit(const IndexDecl& index) {
  Group group(out_);
  Nest nest(out_);
  indexHead(*index.spec);
  then("on");
  out_.space();
  printPath(index.table);
  out_.space();
  indexParts(index.spec->parts);
  indexModifiers(*index.spec);
}

void SourcePrinter::visit(const EnumDecl& declaration) {
  Group group(out_);
  Nest nest(out_);
  words("enum");
  ifNotExists();
  out_.space();
  printPath(declaration.name);
  was(declaration.was);
  out_.space();
  parenList(declaration.values, [&](const Text& value) {
    printText(value);
    const size_t i = &value - declaration.values.data();
    if (declaration.were.empty() || declaration.were[i].range.empty())
      return;
    then("was");
    out_.space();
    printText(declaration.were[i]);
  });
  comment(declaration.comment);
}

void SourcePrinter::visit(const DomainDecl& domain) {
  Group group(out_);
  Nest nest(out_);
  words("domain");
  ifNotExists();
  out_.space();
  printPath(domain.name);
  was(domain.was);
  then("as");
  out_.space();
  print(*domain.type);
  // A comment behind a check of a domain would be the check's.
  attributes(domain.attributes, 1, /*checksLast=*/true);
}

void SourcePrinter::visit(const SequenceDecl& sequence) {
  Group group(out_);
  Nest nest(out_);
  words("sequence");
  ifNotExists();
  out_.space();
  printPath(sequence.name);
  was(sequence.was);
  if (sequence.type) {
    then("as");
    out_.space();
    print(*sequence.type);
  }
  if (!sequence.options.empty())
    out_.fillLine();
  sequenceOptions(sequence.options);
  if (sequence.ownedBy) {
    out_.fillLine();
    words("owned by");
    out_.space();
    printPath(sequence.ownedBy);
  }
  comment(sequence.comment);
}

//===--- Views ------------------------------------------------------------===//

void SourcePrinter::visit(const ViewDecl& view) {
  Group group(out_);
  Nest nest(out_);
  words(view.materialized ? "materialized view" : "view");
  ifNotExists();
  out_.space();
  printPath(view.name);
  was(view.was);
  if (!view.columns.empty()) {
    out_.space();
    nameList(view.columns);
  }
  if (view.query) {
    then("as");
    out_.line();
    print(*view.query);
  }
  rawBodies(view.bodies);
  uses(view.uses);
  comment(view.comment);
  with(view.options);
}

//===--- Schemas, extensions, opaque objects ------------------------------===//

void SourcePrinter::visit(const SchemaDecl& schema) {
  Group group(out_);
  Nest nest(out_);
  words("schema");
  ifNotExists();
  out_.space();
  printName(schema.name);
  comment(schema.comment);
}

void SourcePrinter::visit(const ExtensionMember& member) {
  printName(member.kind);
  out_.space();
  printName(member.name);
  punctuation(";");
}

void SourcePrinter::visit(const ExtensionDecl& extension) {
  words("extension");
  ifNotExists();
  out_.space();
  printName(extension.name);
  if (extension.schema) {
    then("schema");
    out_.space();
    printName(extension.schema);
  }
  if (extension.version) {
    then("version");
    out_.space();
    printText(extension.version);
  }
  if (extension.members.empty())
    return;
  // Its members are words, not definitions: they may share a line.
  out_.space();
  Group group(out_);
  punctuation("{");
  Bracket bracket(out_);
  {
    Nest nest(out_);
    for (const ExtensionMember* member : extension.members) {
      out_.line();
      print(*member);
    }
  }
  out_.line();
  out_.closer("}");
}

void SourcePrinter::visit(const OpaqueDecl& object) {
  Group group(out_);
  Nest nest(out_);
  words(spelling(object.object));
  ifNotExists();
  out_.space();
  objectPath(object.object, object.name);
  if (object.hasSignature)
    signature(object.signature);
  if (object.on) {
    then("on");
    out_.space();
    printPath(object.on);
  }
  if (object.returns) {
    out_.fillLine();
    words("returns");
    out_.space();
    print(*object.returns);
  }
  if (object.volatility) {
    out_.fillLine();
    printName(object.volatility);
  }
  rawBodies(object.bodies);
  uses(object.uses);
  comment(object.comment);
}

void SourcePrinter::visit(const TriggerDecl& trigger) {
  Group group(out_);
  Nest nest(out_);
  words("trigger");
  ifNotExists();
  out_.space();
  printName(trigger.name);
  then("on");
  out_.space();
  printPath(trigger.table);
  out_.fillLine();
  words(spelling(trigger.time));
  bool first = true;
  for (const Name& event : trigger.events) {
    if (!std::exchange(first, false))
      then("or");
    out_.space();
    printName(event, NamePlace::Word);
    if (event.text == "update" && !trigger.updateColumns.empty()) {
      then("of");
      out_.space();
      bareNameList(trigger.updateColumns);
    }
  }
  if (trigger.forEachRow) {
    out_.fillLine();
    words("for each row");
  }
  if (trigger.when) {
    out_.fillLine();
    words("when");
    out_.space();
    inParens(*trigger.when);
  }
  rawBodies(trigger.bodies);
  if (trigger.disabled) {
    out_.fillLine();
    words("disabled");
  }
  uses(trigger.uses);
  comment(trigger.comment);
}

} // namespace retort
