// Columns and their attributes. Columns that stand in a row without an empty line
// are aligned: names, types, attributes.
#include "Support/Unicode.h"
#include "Syntax/Format/SourcePrinter.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

using namespace ast;

/// A cell that is wider than this does not move the others.
static constexpr size_t widestCell = 32;

static unsigned padding(size_t width, size_t cell, unsigned gap) {
  return static_cast<unsigned>(width > cell ? width - cell : 0) + gap;
}

SourcePrinter::Columns SourcePrinter::measure(llvm::ArrayRef<const Node*> items) {
  Columns widths;
  widths.gap = 2;
  auto include = [](size_t& widest, size_t cell) {
    if (cell <= widestCell)
      widest = std::max(widest, cell);
  };
  for (const Node* node : items) {
    const auto* column = llvm::dyn_cast<ColumnItem>(node);
    if (!column || (node != items.front() && blankBefore_(node->range.begin)))
      break;
    include(widths.name, displayWidth(spelled(column->name, NamePlace::Item)));
    include(widths.type, out_.widthOf([&] { print(*column->type); }));
  }
  return widths;
}

void SourcePrinter::column(const ColumnItem& column, Columns widths) {
  Group group(out_);
  Nest nest(out_);
  const size_t name = displayWidth(spelled(column.name, NamePlace::Item));
  printName(column.name, NamePlace::Item);
  out_.space(padding(widths.name, name, widths.gap));
  const size_t type = out_.widthOf([&] { print(*column.type); });
  print(*column.type);
  // A line whose name does not fit its cell is out of line anyway.
  unsigned gap = name > widths.name ? widths.gap : padding(widths.type, type, widths.gap);
  for (const DialectType* variant : column.perDialect) {
    out_.cellLine(std::exchange(gap, 1));
    print(*variant);
  }
  attributes(column.attributes, gap);
}

void SourcePrinter::visit(const ColumnItem& item) {
  column(item, Columns());
}

/// In the order of Nodes.def, which is the language's.
void SourcePrinter::attributes(llvm::ArrayRef<const ColumnAttribute*> written, unsigned gap,
                               bool checksLast) {
  llvm::SmallVector<const ColumnAttribute*> sorted(written);
  const auto rank = [&](const ColumnAttribute* attribute) {
    return std::pair(checksLast && llvm::isa<CheckAttribute>(attribute), attribute->kind);
  };
  llvm::stable_sort(sorted, [&](const ColumnAttribute* a, const ColumnAttribute* b) {
    return rank(a) < rank(b);
  });
  if (llvm::ArrayRef(sorted) != written) {
    Reordering order;
    for (const ColumnAttribute* attribute : sorted)
      order.push_back(attribute->range);
    reorderings_.push_back(std::move(order));
  }
  for (const ColumnAttribute* attribute : sorted) {
    out_.cellLine(std::exchange(gap, 1));
    Group group(out_); // rather moved as a whole than broken inside
    print(*attribute);
  }
}

//===--- One attribute ----------------------------------------------------===//

void SourcePrinter::visit(const NullabilityAttribute& attribute) {
  words(attribute.notNull ? "not null" : "null");
}

void SourcePrinter::visit(const DefaultAttribute& attribute) {
  words("default");
  out_.space();
  print(*attribute.value);
  for (const DefaultAttribute::PerDialect& other : attribute.perDialect) {
    out_.fillLine();
    dialects(other.dialects);
    out_.space();
    print(*other.value);
  }
}

void SourcePrinter::visit(const IdentityAttribute& attribute) {
  words("identity");
  switch (attribute.mode) {
  case IdentityMode::Unspecified:
    break;
  case IdentityMode::Always:
    then("always");
    break;
  case IdentityMode::ByDefault:
    then("by default");
    break;
  case IdentityMode::BySequence:
    then("by sequence");
    if (attribute.sequence) {
      out_.space();
      printPath(attribute.sequence, NamePlace::Optional);
    }
    break;
  }
  if (attribute.options.empty())
    return;
  out_.space();
  parens([&] { sequenceOptions(attribute.options); });
}

void SourcePrinter::visit(const GeneratedAttribute& attribute) {
  words("generated as");
  out_.space();
  inParens(*attribute.value);
  if (attribute.storage != GeneratedStorage::Unspecified)
    then(attribute.storage == GeneratedStorage::Stored ? "stored" : "virtual");
}

void SourcePrinter::visit(const OnUpdateAttribute& attribute) {
  words("on update");
  out_.space();
  print(*attribute.value);
}

void SourcePrinter::visit(const CollateAttribute& attribute) {
  words("collate");
  out_.space();
  printPath(attribute.collation, NamePlace::Meaning);
}

void SourcePrinter::visit(const PrimaryKeyAttribute& attribute) {
  words("primary key");
  constraintName(attribute.name);
  modifiers(attribute.modifiers);
}

void SourcePrinter::visit(const UniqueAttribute& attribute) {
  words("unique");
  constraintName(attribute.name);
  if (attribute.nullsNotDistinct)
    then("nulls not distinct");
  modifiers(attribute.modifiers);
}

void SourcePrinter::visit(const ReferencesAttribute& attribute) {
  print(*attribute.target);
  modifiers(attribute.modifiers);
}

void SourcePrinter::visit(const CheckAttribute& attribute) {
  words("check");
  constraintName(attribute.name);
  out_.space();
  inParens(*attribute.condition);
  modifiers(attribute.modifiers);
}

void SourcePrinter::visit(const CommentAttribute& attribute) {
  words("comment");
  out_.space();
  printText(attribute.text);
}

void SourcePrinter::visit(const WasAttribute& attribute) {
  words("was");
  out_.space();
  printName(attribute.name);
}

void SourcePrinter::visit(const BackfillAttribute& attribute) {
  words("backfill");
  out_.space();
  print(*attribute.value);
  if (attribute.batches) {
    out_.space();
    print(*attribute.batches);
  }
}

void SourcePrinter::visit(const PlaceAttribute& attribute) {
  if (!attribute.after)
    return words("first");
  words("after");
  out_.space();
  printName(attribute.after);
}

void SourcePrinter::visit(const OptionsAttribute& attribute) {
  options("with", attribute.options);
}

//===--- What attributes and other things share ---------------------------===//

void SourcePrinter::dialects(Names dialects) {
  words("for");
  out_.space();
  commaList(dialects, [this](const Name& name) { printName(name); }, &layout::Layout::fillLine);
}

void SourcePrinter::options(llvm::StringRef head, llvm::ArrayRef<const Option*> options) {
  words(head);
  out_.space();
  parenList(options, [this](const Option* option) { print(*option); });
}

void SourcePrinter::sequenceOptions(llvm::ArrayRef<const SequenceOption*> options) {
  bool first = true;
  for (const SequenceOption* option : options) {
    if (!first)
      out_.fillLine();
    first = false;
    print(*option);
  }
}

void SourcePrinter::visit(const SequenceOption& option) {
  words(option.name);
  if (!option.value)
    return;
  out_.space();
  print(*option.value);
}

} // namespace retort
