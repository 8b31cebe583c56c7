#include "Database/Connection.h"
#include "Database/MySQL/MysqlReflector.h"
#include "Dialect/Common/SqlCursor.h"
#include "Dialect/MySQL/Lexis.h"
#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

bool MysqlReflector::isWanted(llvm::StringRef table) const {
  if (isOwn_ && scope_.withoutTables.contains(table.str()))
    return false;
  return !scope_.tables || scope_.tables->contains(qualified(table));
}

/// Only where it is a name of its own: a text may say the same.
std::string MysqlReflector::withoutSchema(llvm::StringRef text) const {
  const std::string name = enclosed(schema_, '`');
  if (!isOwn_ || !text.contains(name + "."))
    return text.str();
  std::string result;
  const char* copied = text.begin();
  for (SqlCursor at(text, mysql::lexis); !at.atEnd(); at.take())
    if (at.token().text == name && at.isSign(".", 1)) {
      result.append(copied, at.token().text.begin());
      copied = at.token(1).text.end();
    }
  return result.append(copied, text.end());
}

//===--- Views ------------------------------------------------------------===//

/// The tables and views whose quoted names stand behind FROM, JOIN, or an opening parenthesis.
std::vector<ObjectId> MysqlReflector::usesIn(llvm::StringRef text) const {
  std::vector<ObjectId> uses;
  const std::string schema = enclosed(schema_, '`');
  for (SqlCursor at(text, mysql::lexis); !at.atEnd(); at.take()) {
    if (at.token().text != schema || !at.isSign(".", 1) || at.isSign(".", 3))
      continue;
    const ObjectId id =
        readableId(result_.catalog, qualified(unquotedName(at.token(2).text)));
    if (contains(result_.catalog, id) && !llvm::is_contained(uses, id))
      uses.push_back(id);
  }
  return uses;
}

void MysqlReflector::addView(const MysqlRow& row) {
  View view;
  view.name = qualified(row[0]);
  view.texts[dialect_.name().str()] = withoutSchema(row[1]);
  if (row[2] != "NONE")
    view.options["mysql.check_option"] = {row[2].lower(), false};
  if (row[3] == "INVOKER")
    view.options["mysql.sql_security"] = {"invoker", false};
  result_.catalog.objects.put(std::move(view));
}

//===--- Triggers ---------------------------------------------------------===//

void MysqlReflector::addTrigger(const MysqlRow& row) {
  if (!find(row[2]))
    return;
  Trigger trigger;
  trigger.name = qualified(row[0]);
  trigger.table = qualified(row[2]);
  trigger.time = row[3] == "AFTER" ? TriggerTime::After : TriggerTime::Before;
  trigger.forEachRow = true;
  for (TriggerEvent event : {TriggerEvent::Insert, TriggerEvent::Update, TriggerEvent::Delete})
    if (row[1].equals_insensitive(spelling(event)))
      trigger.events.push_back(event);
  trigger.texts[dialect_.name().str()] = row[4].trim().str();
  if (row[5] != "1")
    lose("trigger", trigger.name.str(), "that it runs after others of its table");
  result_.catalog.objects.put(std::move(trigger));
}

//===--- Routines ---------------------------------------------------------===//

/// As CREATE takes it, from behind the name.
void MysqlReflector::addRoutine(const MysqlRow& row, const std::string& parameters) {
  Opaque routine;
  const bool isFunction = row[1] == "FUNCTION";
  if (row[1] != "FUNCTION" && row[1] != "PROCEDURE")
    return lose(row[1].lower(), qualified(row[0]).str(), "what it is");
  routine.kind = isFunction ? ObjectKind::Function : ObjectKind::Procedure;
  routine.name = qualified(row[0]);
  std::string text = "(" + parameters + ")";
  if (isFunction)
    text += " RETURNS " + row[2].str();
  if (row[4] == "YES")
    text += " DETERMINISTIC";
  if (row[5] != "CONTAINS SQL")
    text += " " + row[5].str();
  if (row[6] == "INVOKER")
    text += " SQL SECURITY INVOKER";
  if (!row[7].empty())
    text += " COMMENT " + dialect_.literal(row[7]);
  routine.texts[dialect_.name().str()] = text + "\n" + row[3].trim().str();
  if (row.isNull(3))
    return lose(row[1].lower(), routine.name.str(), "its text, which this user may not read");
  result_.catalog.objects.put(std::move(routine));
}

//===--- Sequences --------------------------------------------------------===//

/// A sequence tells of itself in a row; all of them in one query.
llvm::Error MysqlReflector::readSequences() {
  std::string query;
  for (const std::string& name : sequences_)
    query += (query.empty() ? "SELECT " : " UNION ALL SELECT ") + dialect_.literal(name) +
             ", minimum_value, maximum_value, start_value, increment, cache_size, cycle_option FROM " +
             enclosed(schema_, '`') + "." + enclosed(name, '`');
  if (query.empty())
    return llvm::Error::success();
  llvm::Expected<ResultSet> rows = connection_.query(query);
  if (!rows)
    return rows.takeError();
  for (const std::vector<Value>& row : rows->rows)
    addSequence(MysqlRow(row));
  return llvm::Error::success();
}

/// What is not said is: 1 to the greatest and up by 1, or down from -1; 1000 numbers in stock.
void MysqlReflector::addSequence(const MysqlRow& row) {
  const bool isDown = row[4].starts_with("-");
  const llvm::StringRef least = isDown ? "-9223372036854775807" : "1";
  const llvm::StringRef most = isDown ? "-1" : "9223372036854775806";
  Sequence sequence;
  sequence.name = qualified(row[0]);
  auto say = [&](const char* option, llvm::StringRef value, llvm::StringRef usual) {
    if (value != usual)
      sequence.options[option] = value.str();
  };
  say("minvalue", row[1], least);
  say("maxvalue", row[2], most);
  say("start", row[3], isDown ? row[2] : row[1]);
  say("increment", row[4], "1");
  say("cache", row[5], "1000");
  if (row[6] == "1")
    sequence.options["cycle"] = "";
  result_.catalog.objects.put(std::move(sequence));
}

//===--- Privileges -------------------------------------------------------===//

/// `'reader'@''` is a role, `'bob'@'%'` somebody from anywhere.
void MysqlReflector::addGrant(const MysqlRow& row) {
  const QualifiedName name = qualified(row[0]);
  auto [who, host] = row[1].rsplit('@');
  who = who.drop_front().drop_back();
  if ((host != "''" && host != "'%'") || row[3] == "YES")
    return lose("privilege", name.str(), row[2].lower() + " of " + row[1].str());
  const Grant grant{who == "PUBLIC" ? publicRole : who.str(), row[2].lower()};
  if (result_.catalog.tables.find(name)) {
    result_.catalog.tables.edit(name).grants.insert(grant);
    return;
  }
  for (ObjectKind kind : {ObjectKind::View, ObjectKind::Sequence})
    if (result_.catalog.objects.find({kind, name})) {
      SchemaObject& object = result_.catalog.objects.edit({kind, name});
      Grants grants = *grantsOf(object);
      grants.insert(grant);
      setGrants(object, std::move(grants));
    }
}

//===--- All --------------------------------------------------------------===//

void MysqlReflector::readObjects(const MysqlRows& rows) {
  std::map<std::string, std::string> parameters; // by kind and name
  rows.forEach(MysqlQuery::Parameters, [&](const MysqlRow& row) {
    std::string& text = parameters[row[0].str() + " " + row[1].str()];
    text += text.empty() ? "" : ", ";
    if (row[0] == "PROCEDURE")
      text += row[2].str() + " ";
    text += enclosed(row[3], '`') + " " + row[4].str();
  });
  if (!scope_.tables) {
    rows.forEach(MysqlQuery::Views, [&](const MysqlRow& row) { addView(row); });
    rows.forEach(MysqlQuery::Views, [&](const MysqlRow& row) {
      const ObjectId id{ObjectKind::View, qualified(row[0])};
      std::vector<ObjectId> uses = usesIn(row[1]);
      llvm::erase(uses, id);
      std::get<View>(result_.catalog.objects.edit(id)).uses = std::move(uses);
    });
    rows.forEach(MysqlQuery::Routines, [&](const MysqlRow& row) {
      addRoutine(row, parameters[row[1].str() + " " + row[0].str()]);
    });
    rows.forEach(MysqlQuery::Events, [&](const MysqlRow& row) {
      lose("event", qualified(row[0]).str(), "the language has no events");
    });
  }
  rows.forEach(MysqlQuery::Triggers, [&](const MysqlRow& row) { addTrigger(row); });
}

llvm::Expected<Reflection> MysqlReflector::run() {
  llvm::Expected<MysqlRows> rows = MysqlRows::read(connection_, schema_);
  if (!rows)
    return rows.takeError();
  rows->forEach(MysqlQuery::Defaults, [&](const MysqlRow& row) {
    usualCollation_ = row[0].str();
    usualEngine_ = row[1].str();
  });
  rows->forEach(MysqlQuery::Collations, [&](const MysqlRow& row) {
    setOfCollation_.emplace(row[0].str(), row[1].str());
  });
  readTables(*rows);
  if (!scope_.tables)
    if (llvm::Error error = readSequences())
      return error;
  readObjects(*rows);
  rows->forEach(MysqlQuery::Grants, [&](const MysqlRow& row) { addGrant(row); });
  return std::move(result_);
}

} // namespace retort
