#include "Catalog/Constraint.h"

#include "llvm/ADT/STLExtras.h"

#include <utility>

namespace retort {

static constexpr llvm::StringLiteral referentialActions[] = {"no action", "restrict", "cascade",
                                                             "set null", "set default"};

llvm::StringRef spelling(ReferentialAction action) {
  return referentialActions[static_cast<size_t>(action)];
}

const ConstraintBase& baseOf(const Constraint& constraint) {
  return std::visit([](const ConstraintBase& base) -> const ConstraintBase& { return base; },
                    constraint);
}

ConstraintBase& baseOf(Constraint& constraint) {
  return std::visit([](ConstraintBase& base) -> ConstraintBase& { return base; }, constraint);
}

//===--- Keys -------------------------------------------------------------===//

const Key* asKey(const Constraint& constraint) {
  if (const auto* primary = std::get_if<PrimaryKey>(&constraint))
    return primary;
  return std::get_if<Unique>(&constraint);
}

Key* asKey(Constraint& constraint) {
  return const_cast<Key*>(asKey(std::as_const(constraint)));
}

KeyPart partOf(const Key& key, const std::string& column) {
  auto at = key.parts.find(column);
  return at == key.parts.end() ? KeyPart() : at->second;
}

void dropPlainParts(Key& key) {
  std::erase_if(key.parts, [](const auto& each) { return each.second == KeyPart(); });
}

bool comparesWholeColumns(const Key& key) {
  return llvm::all_of(key.parts, [](const auto& each) {
    return each.second.prefix == 0 && each.second.collation.empty();
  });
}

//===--- What they are called, and what they use --------------------------===//

static llvm::StringRef kindOf(const PrimaryKey&) {
  return "primary key";
}
static llvm::StringRef kindOf(const Unique&) {
  return "unique constraint";
}
static llvm::StringRef kindOf(const ForeignKey&) {
  return "foreign key";
}
static llvm::StringRef kindOf(const Check&) {
  return "check";
}
static llvm::StringRef kindOf(const Exclude&) {
  return "exclusion constraint";
}

llvm::StringRef kindSpelling(const Constraint& constraint) {
  return std::visit([](const auto& it) { return kindOf(it); }, constraint);
}

using Names = std::vector<std::string>;

static void add(Names& names, const Names& more) {
  for (const std::string& name : more)
    if (!llvm::is_contained(names, name))
      names.push_back(name);
}

static Names columnsUsed(const Key& key) {
  Names names = key.columns;
  add(names, key.include);
  return names;
}
static Names columnsUsed(const ForeignKey& key) {
  return key.columns; // `onDeleteColumns` are some of them
}
static Names columnsUsed(const Check& check) {
  return columnsIn(check.condition);
}
static Names columnsUsed(const Exclude& exclude) {
  Names names;
  for (const IndexPart& part : exclude.parts)
    add(names, columnsIn(part.value));
  if (exclude.where)
    add(names, columnsIn(*exclude.where));
  return names;
}

Names columnsOf(const Constraint& constraint) {
  return std::visit([](const auto& it) { return columnsUsed(it); }, constraint);
}

std::string describe(const Constraint& constraint) {
  const std::string& name = baseOf(constraint).name;
  std::string kind = kindSpelling(constraint).str();
  return name.empty() ? "unnamed " + kind : kind + " `" + name + "`";
}

} // namespace retort
