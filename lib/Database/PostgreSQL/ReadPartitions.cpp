//===- ReadPartitions.cpp - how a table is divided ---------------------------===//
#include "Database/PostgreSQL/CatalogReader.h"
#include "Database/PostgreSQL/SqlParts.h"

#include "llvm/ADT/StringSwitch.h"

namespace retort::postgres {

/// Cuts the last word off; empty if there is but one.
static llvm::StringRef takeLastWord(llvm::StringRef& text) {
  const size_t blank = text.rfind(' ');
  if (blank == llvm::StringRef::npos)
    return "";
  llvm::StringRef word = text.drop_front(blank + 1);
  text = text.take_front(blank).rtrim();
  return word;
}

static std::string withoutQuotes(llvm::StringRef name) {
  if (name.size() < 2 || !name.starts_with("\""))
    return name.str();
  std::string text;
  for (size_t i = 1; i + 1 < name.size(); ++i) {
    text += name[i];
    i += name[i] == '"' ? 1 : 0;
  }
  return text;
}

/// `at`, `lower(kind) COLLATE "C" text_ops`: an expression that is read whole has neither.
static IndexPart keyPart(llvm::StringRef item, const Dialect& dialect, const Table& table) {
  IndexPart part;
  llvm::StringRef rest = item;
  if (const size_t collate = findWords(item, "collate"); collate != llvm::StringRef::npos) {
    rest = item.take_front(collate).rtrim();
    llvm::StringRef words = item.drop_front(collate + llvm::StringRef("collate").size()).ltrim();
    auto [collation, operatorClass] = words.split(' ');
    part.collation = withoutQuotes(collation);
    part.operatorClass = withoutQuotes(operatorClass);
  }
  part.value = dialect.readExpr(rest, &table);
  if (!part.value.isOpaque() || !part.collation.empty())
    return part;
  llvm::StringRef shorter = rest;
  llvm::StringRef word = takeLastWord(shorter);
  if (word.empty() || word.contains(')'))
    return part;
  part.operatorClass = withoutQuotes(word);
  part.value = dialect.readExpr(shorter, &table);
  return part;
}

/// `RANGE (at, lower(kind))`
PartitionKey CatalogReader::partitionKeyOf(llvm::StringRef text, const Table& table) const {
  PartitionKey key;
  key.method = llvm::StringSwitch<PartitionMethod>(text.split(' ').first)
                   .Case("LIST", PartitionMethod::List)
                   .Case("HASH", PartitionMethod::Hash)
                   .Default(PartitionMethod::Range);
  for (llvm::StringRef item : itemsOf(insideParentheses(text)))
    key.parts.push_back(keyPart(item, dialect_, table));
  return key;
}

std::vector<BoundValue> CatalogReader::boundValues(llvm::StringRef list) const {
  std::vector<BoundValue> values;
  for (llvm::StringRef item : itemsOf(list)) {
    BoundValue& value = values.emplace_back();
    value.isMaximum = item == "MAXVALUE";
    if (!value.isMaximum && item != "MINVALUE")
      value.value = dialect_.readExpr(item);
  }
  return values;
}

/// `FOR VALUES FROM (1) TO (MAXVALUE)`, `FOR VALUES IN ('a', NULL)`, `FOR VALUES WITH (modulus 4,
/// remainder 0)`, `DEFAULT`
PartitionBound CatalogReader::boundOf(llvm::StringRef text) const {
  PartitionBound bound;
  if (text == "DEFAULT") {
    bound.isDefault = true;
    return bound;
  }
  llvm::StringRef list = insideParentheses(text);
  if (text.consume_front("FOR VALUES WITH")) {
    std::vector<llvm::StringRef> items = itemsOf(list);
    if (items.size() == 2) {
      bound.modulus = items[0].split(' ').second.str();
      bound.remainder = items[1].split(' ').second.str();
    }
    return bound;
  }
  bound.from = boundValues(list);
  if (text.consume_front("FOR VALUES FROM"))
    bound.to = boundValues(insideParentheses(behindParentheses(text)));
  return bound;
}

} // namespace retort::postgres
