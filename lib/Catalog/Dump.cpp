#include "Catalog/Dump.h"

#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Pieces -----------------------------------------------------------===//

/// `(a, b)`, each item as `text` makes it.
template <typename Items, typename Text>
static std::string inParens(const Items& items, const Text& text) {
  return "(" + llvm::join(llvm::map_range(items, text), ", ") + ")";
}

static std::string names(const std::vector<std::string>& names) {
  return inParens(names, [](const std::string& name) { return quotedName(name); });
}

/// `word text`, or nothing where `text` is empty; with the space before it.
static std::string clause(llvm::StringRef word, const std::string& text) {
  return text.empty() ? "" : (" " + word + " " + text).str();
}

static std::string flag(bool set, llvm::StringRef words) {
  return set ? (" " + words).str() : "";
}

static std::string commentClause(const std::string& comment) {
  return comment.empty() ? "" : clause("comment", quotedText(comment));
}

static std::string optionsClause(const Options& options) {
  return options.empty() ? "" : clause("with", dump(options));
}

static std::string namesClause(llvm::StringRef word, const std::vector<std::string>& list) {
  return list.empty() ? "" : clause(word, names(list));
}

std::string dump(const Options& options) {
  return inParens(options, [](const auto& entry) {
    const OptionValue& value = entry.second;
    return entry.first + " = " + (value.isString ? quotedText(value.text) : value.text);
  });
}

std::string dump(const Grants& grants) {
  return inParens(grants, [](const Grant& grant) {
    return grant.privilege + (grant.withheld ? " from " : " to ") + quotedName(grant.role);
  });
}

static std::string dump(const SequenceOptions& options) {
  return options.empty() ? "" : " " + inParens(options, [](const auto& option) {
                                  return option.second.empty() ? option.first
                                                               : option.first + " " + option.second;
                                });
}

//===--- Columns ----------------------------------------------------------===//

static llvm::StringRef spelling(IdentityKind kind) {
  switch (kind) {
  case IdentityKind::ByDefault:
    return "identity";
  case IdentityKind::Always:
    return "identity always";
  case IdentityKind::BySequence:
    return "identity by sequence";
  }
  llvm_unreachable("not a kind of identity");
}

static std::string dump(const Identity& identity) {
  std::string text = " " + spelling(identity.kind).str();
  if (!identity.sequence.name.empty())
    text += " " + spelling(identity.sequence);
  return text + dump(identity.options);
}

static std::string dump(const Generated& generated) {
  return " generated as (" + print(generated.value) + ")" +
         (generated.stored ? " stored" : " virtual");
}

std::string dump(const Column& column) {
  std::string text = quotedName(column.name) + " " + column.type.str();
  for (const auto& [dialect, type] : column.typeFor)
    text += " for " + dialect + " " + type.str();
  text += flag(column.notNull, "not null");
  if (column.defaultValue)
    text += " default " + print(*column.defaultValue);
  for (const auto& [dialect, value] : column.defaultFor)
    text += " default for " + dialect + " " + print(value);
  if (column.identity)
    text += dump(*column.identity);
  if (column.generated)
    text += dump(*column.generated);
  if (column.onUpdate)
    text += " on update " + print(*column.onUpdate);
  if (!column.collation.empty())
    text += " collate " + quotedName(column.collation);
  return text + commentClause(column.comment) + optionsClause(column.options);
}

//===--- Constraints and indexes ------------------------------------------===//

static std::string dump(const IndexPart& part) {
  std::string text = print(part.value);
  if (part.prefix)
    text += " prefix " + std::to_string(part.prefix);
  if (!part.collation.empty())
    text += " collate " + quotedName(part.collation);
  text += clause("opclass", part.operatorClass);
  text += flag(part.descending, "desc");
  text += flag(part.nulls == NullsOrder::First, "nulls first");
  text += flag(part.nulls == NullsOrder::Last, "nulls last");
  return text + clause("with", part.excludeOperator);
}

static std::string dump(const std::vector<IndexPart>& parts) {
  return inParens(parts, [](const IndexPart& part) { return dump(part); });
}

static std::string whereClause(const std::optional<Expr>& where) {
  return where ? " where " + print(*where) : "";
}

static std::string modifiers(const ConstraintBase& base) {
  return flag(base.deferral == Deferral::InitiallyImmediate, "deferrable") +
         flag(base.deferral == Deferral::InitiallyDeferred, "deferrable initially deferred") +
         flag(base.notValid, "not valid") + commentClause(base.comment) +
         optionsClause(base.options);
}

/// The words of the language, then the name.
static std::string head(llvm::StringRef words, const ConstraintBase& base) {
  return words.str() + " " + (base.name.empty() ? "unnamed" : quotedName(base.name));
}

static std::string keyColumns(const Key& key) {
  return inParens(key.columns, [&](const std::string& column) {
    const KeyPart part = partOf(key, column);
    std::string text = quotedName(column);
    if (part.prefix)
      text += " prefix " + std::to_string(part.prefix);
    if (!part.collation.empty())
      text += " collate " + quotedName(part.collation);
    return text + flag(part.descending, "desc");
  });
}

static std::string definition(const PrimaryKey& key) {
  return head("primary key", key) + " " + keyColumns(key) + namesClause("include", key.include);
}

static std::string definition(const Unique& unique) {
  return head("unique", unique) + " " + keyColumns(unique) +
         namesClause("include", unique.include) +
         flag(unique.nullsNotDistinct, "nulls not distinct");
}

static std::string actionClause(llvm::StringRef word, ReferentialAction action) {
  return action == ReferentialAction::NoAction ? "" : clause(word, spelling(action).str());
}

static std::string definition(const ForeignKey& key) {
  return head("foreign key", key) + " " + names(key.columns) + " references " +
         spelling(key.referredTable) + " " + names(key.referredColumns) +
         actionClause("on delete", key.onDelete) +
         (key.onDeleteColumns.empty() ? "" : " " + names(key.onDeleteColumns)) +
         actionClause("on update", key.onUpdate) + flag(key.matchFull, "match full");
}

static std::string definition(const Check& check) {
  return head("check", check) + " (" + print(check.condition) + ")" +
         flag(check.noInherit, "no inherit");
}

static std::string definition(const Exclude& exclude) {
  return head("exclude", exclude) + clause("using", exclude.method) + " " + dump(exclude.parts) +
         whereClause(exclude.where);
}

std::string dump(const Constraint& constraint) {
  return std::visit([](const auto& it) { return definition(it) + modifiers(it); }, constraint);
}

std::string dump(const Index& index) {
  return (index.unique ? "unique index " : "index ") + quotedName(index.name) + " " +
         dump(index.parts) + clause("using", index.method) + namesClause("include", index.include) +
         flag(index.nullsNotDistinct, "nulls not distinct") + whereClause(index.where) +
         commentClause(index.comment) + optionsClause(index.options);
}

//===--- The whole --------------------------------------------------------===//

std::string dump(const Table& table) {
  std::string text = (table.external ? "external table " : "table ") + spelling(table.name) +
                     commentClause(table.comment) + optionsClause(table.options) + "\n";
  if (table.partitionOf)
    text += "  partition of " + spelling(table.partitionOf->table) + " " +
            spelling(table.partitionOf->bound) + "\n";
  if (table.partitionBy)
    text += "  " + spelling(*table.partitionBy) + "\n";
  for (const Column& column : table.columns)
    text += "  column " + dump(column) + "\n";
  for (const Constraint& constraint : table.constraints)
    text += "  " + dump(constraint) + "\n";
  for (const Index& index : table.indexes)
    text += "  " + dump(index) + "\n";
  if (!table.grants.empty())
    text += "  grants " + dump(table.grants) + "\n";
  return text;
}

std::string dump(const Catalog& catalog) {
  std::string text;
  for (const auto& object : catalog.objects.all())
    text += dump(*object) + "\n";
  for (const auto& table : catalog.tables.all())
    text += dump(*table);
  for (const Unknown& unknown : catalog.unknown)
    text += "unknown " + spelling(unknown) + "\n";
  return text;
}

} // namespace retort
