#include "Dialect/Common/TriggerWriter.h"

#include "Dialect/Common/Names.h"
#include "Dialect/OpaqueKind.h"

namespace retort {

void TriggerWriter::add(std::string sql) {
  sink_.add(std::move(sql)).transactional = dialect_.facts().transactionalDdl;
}

std::string TriggerWriter::target(const Trigger& trigger) const {
  const std::string text = "TRIGGER " + dialect_.quote(trigger.name.name);
  return dialect_.facts().tablesNameTriggers ? text + " ON " + dialect_.quote(trigger.table) : text;
}

std::string TriggerWriter::header(const Trigger& trigger) const {
  std::string text = spelling(trigger.time).upper();
  for (TriggerEvent event : trigger.events) {
    text += (event == trigger.events.front() ? " " : " OR ") + spelling(event).upper();
    if (event == TriggerEvent::Update && !trigger.updateColumns.empty())
      text += " OF " + nameList(dialect_, trigger.updateColumns);
  }
  text += " ON " + dialect_.quote(trigger.table);
  text += trigger.forEachRow ? "\nFOR EACH ROW" : "\nFOR EACH STATEMENT";
  return trigger.when ? text + "\nWHEN (" + dialect_.spell(*trigger.when) + ")" : text;
}

void TriggerWriter::create(const Trigger& trigger, bool orReplace) {
  const std::string* body = textFor(trigger.texts, dialect_.name(), dialect_.facts().relative);
  assert(body && "Sema lets no text for other dialects through");
  add((orReplace ? "CREATE OR REPLACE TRIGGER " : "CREATE TRIGGER ") +
      dialect_.quote(trigger.name.name) + "\n" + header(trigger) + "\n" +
      llvm::StringRef(*body).trim().str());
}

void TriggerWriter::setState(const Trigger& trigger) {
  add("ALTER TABLE " + dialect_.quote(trigger.table) +
      (trigger.disabled ? " DISABLE TRIGGER " : " ENABLE TRIGGER ") +
      dialect_.quote(trigger.name.name));
}

void TriggerWriter::create(const Trigger& trigger) {
  create(trigger, /*orReplace=*/false);
  if (trigger.disabled)
    setState(trigger);
}

void TriggerWriter::drop(const Trigger& trigger) {
  add("DROP " + target(trigger));
}

void TriggerWriter::rename(const Trigger& trigger, const std::string& to) {
  if (supportOf(ObjectKind::Trigger, dialect_.facts().column).renames)
    return add("ALTER " + target(trigger) + " RENAME TO " + dialect_.quote(to));
  Trigger renamed = trigger;
  renamed.name.name = to;
  drop(trigger);
  create(renamed);
}

bool TriggerWriter::alter(const Trigger& from, const Trigger& to) {
  Trigger same = from;
  same.disabled = to.disabled;
  same.comment = to.comment;
  same.uses = to.uses;
  if (same == to) {
    if (from.disabled != to.disabled)
      setState(to);
    return false;
  }
  if (supportOf(ObjectKind::Trigger, dialect_.facts().column).replaces) {
    create(to, /*orReplace=*/true);
    return false;
  }
  drop(from);
  create(to);
  return true;
}

} // namespace retort
