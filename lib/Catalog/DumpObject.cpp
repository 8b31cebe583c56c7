#include "Catalog/Dump.h"
#include "Support/Quoting.h"

#include "llvm/ADT/Twine.h"

namespace retort {

static std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items)
    text += (text.empty() ? "" : ", ") + item;
  return " (" + text + ")";
}

static std::string clause(llvm::StringRef word, const std::string& text) {
  return text.empty() ? "" : (" " + word + " " + text).str();
}

static std::string definition(const Schema&) {
  return "";
}

static std::string definition(const Extension& extension) {
  std::vector<std::string> members;
  for (const ExtensionMember& member : extension.members)
    members.push_back(member.kind + " " + quotedName(member.name));
  return clause("schema", extension.schema) + clause("version", extension.version) +
         (members.empty() ? "" : list(members));
}

static std::string definition(const Enum& type) {
  std::vector<std::string> values;
  for (const std::string& value : type.values)
    values.push_back(quotedText(value));
  return list(values);
}

static std::string definition(const Domain& domain) {
  std::string text = " as " + domain.type.str() + (domain.notNull ? " not null" : "");
  if (domain.defaultValue)
    text += " default " + print(*domain.defaultValue);
  text += clause("collate", domain.collation);
  for (const Check& check : domain.checks)
    text += " " + dump(Constraint(check));
  return text;
}

static std::string definition(const Sequence& sequence) {
  std::string text = " as " + sequence.type.str();
  for (const auto& [option, value] : sequence.options)
    text += clause(option, value.empty() ? "yes" : value);
  if (sequence.owner)
    text += " owned by " + spelling(sequence.owner.table) + "." + quotedName(sequence.owner.column);
  return text;
}

static std::string textsAndUses(const DialectTexts& texts, const std::vector<ObjectId>& uses) {
  std::string text;
  for (const auto& [dialect, body] : texts)
    text += clause("for", dialect) + " as " + quotedText(body);
  std::vector<std::string> names;
  for (const ObjectId& use : uses)
    names.push_back(spelling(use));
  return text + (names.empty() ? "" : " uses" + list(names));
}

static std::string definition(const View& view) {
  std::vector<std::string> columns;
  for (const ViewColumn& column : view.columns)
    columns.push_back(quotedName(column.name) +
                      (column.type.isKnown() ? " " + column.type.str() : ""));
  std::string text = columns.empty() ? "" : list(columns);
  if (view.query)
    text += " as " + print(*view.query);
  text += textsAndUses(view.texts, view.uses);
  for (const Index& index : view.indexes)
    text += " " + dump(index);
  return text + (view.options.empty() ? "" : " with " + dump(view.options));
}

static std::string definition(const Opaque& object) {
  return (object.returns ? " returns " + object.returns->str() : "") +
         clause("", object.volatility) + textsAndUses(object.texts, object.uses);
}

static std::string definition(const Trigger& trigger) {
  std::string text = " " + spelling(trigger.time).str();
  for (TriggerEvent event : trigger.events)
    text += " " + spelling(event).str();
  if (!trigger.updateColumns.empty())
    text += " of" + list(trigger.updateColumns);
  if (trigger.forEachRow)
    text += " for each row";
  if (trigger.when)
    text += " when (" + print(*trigger.when) + ")";
  return text + textsAndUses(trigger.texts, trigger.uses) + (trigger.disabled ? " disabled" : "");
}

std::string dump(const SchemaObject& object) {
  const std::string& comment = commentOf(object);
  const Grants* grants = grantsOf(object);
  return spelling(idOf(object)) +
         std::visit([](const auto& it) { return definition(it); }, object) +
         (grants && !grants->empty() ? " grants " + dump(*grants) : "") +
         (comment.empty() ? "" : clause("comment", quotedText(comment)));
}

} // namespace retort
