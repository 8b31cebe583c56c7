#include "Database/Connection.h"
#include "Database/MySQL/MysqlReflector.h"
#include "Database/MySQL/ShownText.h"
#include "Dialect/Common/SqlCursor.h"
#include "Dialect/MySQL/Lexis.h"
#include "Dialect/Privilege.h"
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

//===--- What stands around a text ----------------------------------------===//

/// What SHOW CREATE says, without the name of the schema; nothing where this user may not see it.
std::optional<std::string> MysqlReflector::shownBy(ObjectKind kind, llvm::StringRef name) {
  llvm::Expected<ResultSet> shown =
      connection_.query("SHOW CREATE " + spelling(kind).upper() + " " + enclosed(schema_, '`') +
                        "." + enclosed(name, '`'));
  if (!shown) {
    llvm::consumeError(shown.takeError());
    return std::nullopt;
  }
  const Value& create = shown->rows.at(0).at(kind == ObjectKind::View ? 1 : 2);
  return create ? std::optional(withoutSchema(*create)) : std::nullopt;
}

std::string MysqlReflector::exactText(ObjectKind kind, llvm::StringRef name, llvm::StringRef text,
                                      const std::optional<std::string>& shown) {
  llvm::StringRef create = shown ? llvm::StringRef(*shown) : "";
  for (llvm::StringRef option : {" WITH CASCADED CHECK OPTION", " WITH LOCAL CHECK OPTION"})
    create.consume_back(option);
  if (std::optional<std::string> exact = withCharacterSets(text, create))
    return *exact;
  lose(spelling(kind), qualified(name).str(),
       "the character sets of its texts, which could not be read");
  return text.str();
}

/// One query for each text that holds a literal, and none for all others.
std::string MysqlReflector::exactText(ObjectKind kind, llvm::StringRef name, llvm::StringRef text) {
  return mayLackCharacterSets(text) ? exactText(kind, name, text, shownBy(kind, name)) : text.str();
}

/// Modes in which the same text means something else. Those that refuse more values or fewer are
/// the session's, and no object's.
static constexpr llvm::StringLiteral modesOfMeaning[] = {"REAL_AS_FLOAT",
                                                         "PIPES_AS_CONCAT",
                                                         "ANSI_QUOTES",
                                                         "IGNORE_SPACE",
                                                         "NO_UNSIGNED_SUBTRACTION",
                                                         "NO_BACKSLASH_ESCAPES",
                                                         "PAD_CHAR_TO_FULL_LENGTH",
                                                         "HIGH_NOT_PRECEDENCE",
                                                         "ORACLE",
                                                         "EMPTY_STRING_IS_NULL",
                                                         "SIMULTANEOUS_ASSIGNMENT",
                                                         "TIME_ROUND_FRACTIONAL"};

/// Whoever makes it anew becomes its definer, in a session of another mode. `definer` is empty for
/// what runs with the rights of its caller.
void MysqlReflector::loseMaker(ObjectKind kind, llvm::StringRef name, llvm::StringRef definer,
                               llvm::StringRef modes) {
  if (!definer.empty() && definer != currentUser_)
    lose(spelling(kind), qualified(name).str(),
         "that it runs with the rights of `" + definer.str() + "`");
  llvm::SmallVector<llvm::StringRef> words;
  modes.split(words, ',');
  for (llvm::StringRef word : words)
    if (llvm::is_contained(modesOfMeaning, word))
      lose(spelling(kind), qualified(name).str(), "that its text was read as " + word.str());
}

/// Of the database's own collation nothing is said.
std::string MysqlReflector::typeText(llvm::StringRef type, llvm::StringRef collation) const {
  if (collation.empty() || collation == usualCollation_)
    return type.str();
  auto ownSet = setOfCollation_.find(collation.str());
  if (ownSet != setOfCollation_.end())
    return (type + " CHARSET " + ownSet->second).str();
  return (type + " CHARSET " + collation.split('_').first + " COLLATE " + collation).str();
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

/// `CREATE ALGORITHM=MERGE ... VIEW `v` (`a`,`b`) AS ...`.
static void readHead(llvm::StringRef create, View& view) {
  SqlCursor at(create, mysql::lexis);
  for (; !at.atEnd() && !at.takeWord("view"); at.take())
    if (at.isWord("algorithm") && at.isSign("=", 1))
      if (std::string algorithm = at.token(2).text.lower(); algorithm != "undefined")
        view.options["mysql.view_algorithm"] = {algorithm, false};
  while (!at.atEnd() && !at.isSign("(") && !at.isWord("as"))
    at.take();
  for (SqlCursor name(at.takeParenthesised(), mysql::lexis); !name.atEnd(); name.take())
    if (name.isName())
      view.columns.push_back({unquotedName(name.token().text), {}});
}

void MysqlReflector::addView(const MysqlRow& row) {
  View view;
  view.name = qualified(row[0]);
  std::string text = withoutSchema(row[1]);
  if (dialect_.flavor().viewTextsNameColumns) {
    text = exactText(ObjectKind::View, row[0], text);
  } else if (std::optional<std::string> shown = shownBy(ObjectKind::View, row[0])) {
    text = exactText(ObjectKind::View, row[0], text, shown);
    readHead(*shown, view);
  } else {
    lose("view", view.name.str(), "the names of its columns, which this user may not read");
  }
  view.texts[dialect_.name().str()] = std::move(text);
  if (row[2] != "NONE")
    view.options["mysql.check_option"] = {row[2].lower(), false};
  if (row[3] == "INVOKER")
    view.options["mysql.sql_security"] = {"invoker", false};
  if (!row.isNull(5) && row[5] != "UNDEFINED")
    view.options["mysql.view_algorithm"] = {row[5].lower(), false};
  loseMaker(ObjectKind::View, row[0], row[3] == "INVOKER" ? "" : row[4], "");
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
  trigger.texts[dialect_.name().str()] = exactText(ObjectKind::Trigger, row[0], row[4].trim());
  loseMaker(ObjectKind::Trigger, row[0], row[6], row[7]);
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
    text += " RETURNS " + typeText(row[2], row[8]);
  if (row[4] == "YES")
    text += " DETERMINISTIC";
  if (row[5] != "CONTAINS SQL")
    text += " " + row[5].str();
  if (row[6] == "INVOKER")
    text += " SQL SECURITY INVOKER";
  if (!row[7].empty())
    text += " COMMENT " + dialect_.literal(row[7]);
  if (row.isNull(3))
    return lose(row[1].lower(), routine.name.str(), "its text, which this user may not read");
  routine.texts[dialect_.name().str()] =
      text + "\n" + exactText(routine.kind, row[0], row[3].trim());
  loseMaker(routine.kind, row[0], row[6] == "INVOKER" ? "" : row[9], row[10]);
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

/// `reader` at no host is a role, `bob` at `%` somebody from anywhere.
std::optional<Grant> MysqlReflector::readGrant(const QualifiedName& name, llvm::StringRef user,
                                               llvm::StringRef host, llvm::StringRef privilege) {
  if (host.empty() || host == "%")
    return Grant{user == "PUBLIC" ? publicRole : user.str(), privilege.lower()};
  lose("privilege", name.str(),
       privilege.lower() + " of " + enclosed(user, '\'') + "@" + enclosed(host, '\''));
  return std::nullopt;
}

static void addTo(SchemaObject& object, const Grant& grant) {
  Grants grants = *grantsOf(object);
  grants.insert(grant);
  setGrants(object, std::move(grants));
}

/// The grantee is `'bob'@'%'`.
void MysqlReflector::addGrant(const MysqlRow& row) {
  const QualifiedName name = qualified(row[0]);
  auto [user, host] = row[1].rsplit('@');
  if (row[3] == "YES")
    return lose("privilege", name.str(), row[2].lower() + " of " + row[1].str());
  const std::optional<Grant> grant =
      readGrant(name, user.drop_front().drop_back(), host.drop_front().drop_back(), row[2]);
  if (!grant)
    return;
  if (result_.catalog.tables.find(name)) {
    result_.catalog.tables.edit(name).grants.insert(*grant);
    return;
  }
  for (ObjectKind kind : {ObjectKind::View, ObjectKind::Sequence})
    if (result_.catalog.objects.find({kind, name}))
      addTo(result_.catalog.objects.edit({kind, name}), *grant);
}

/// `Execute,Alter Routine,Grant`. Names are found there in any case.
void MysqlReflector::addRoutineGrants(const MysqlRow& row) {
  const ObjectKind kind = row[1] == "FUNCTION" ? ObjectKind::Function : ObjectKind::Procedure;
  const SchemaObject* found = nullptr;
  for (const auto& object : result_.catalog.objects.all())
    if (const ObjectId id = idOf(*object);
        id.kind == kind && llvm::StringRef(id.name.name).equals_insensitive(row[0]))
      found = object.get();
  if (!found)
    return;
  const ObjectId id = idOf(*found);
  llvm::SmallVector<llvm::StringRef> privileges;
  row[4].split(privileges, ',');
  for (llvm::StringRef privilege : privileges) {
    const std::optional<Grant> grant = readGrant(id.name, row[2], row[3], privilege);
    if (grant && hasPrivilege(kind, grant->privilege, dialect_.facts().column, dialect_.version()))
      addTo(result_.catalog.objects.edit(id), *grant);
    else if (grant)
      lose("privilege", id.name.str(),
           privilege.lower() + " of " + enclosed(row[2], '\'') + "@" + enclosed(row[3], '\''));
  }
}

/// They stand in the server's own tables only, which not everybody may read. Who made a routine has
/// all rights to it without a word. MariaDB keeps the routine's name as if its bytes were latin1.
void MysqlReflector::readRoutineGrants() {
  const bool hasRoutines = llvm::any_of(result_.catalog.objects.all(), [](const auto& object) {
    const ObjectKind kind = idOf(*object).kind;
    return kind == ObjectKind::Function || kind == ObjectKind::Procedure;
  });
  if (!hasRoutines)
    return;
  llvm::Expected<ResultSet> rows = connection_.query(
      "SELECT r.routine_name, p.routine_type, p.user, p.host, p.proc_priv FROM mysql.procs_priv p "
      "JOIN information_schema.routines r ON r.routine_schema = p.db AND "
      "r.routine_name IN (p.routine_name, CONVERT(BINARY CONVERT(p.routine_name USING latin1) USING "
      "utf8mb4)) AND r.routine_type = p.routine_type "
      "WHERE p.db = " +
      enclosed(schema_, '\'') +
      " AND r.definer <> CONCAT(p.user, '@', p.host) ORDER BY 1, 2, 3, 4");
  if (!rows) {
    llvm::consumeError(rows.takeError());
    return lose("privilege", schema_, "those on routines, which this user may not read");
  }
  for (const std::vector<Value>& row : rows->rows)
    addRoutineGrants(MysqlRow(row));
}

//===--- All --------------------------------------------------------------===//

void MysqlReflector::readObjects(const MysqlRows& rows) {
  std::map<std::string, std::string> parameters; // by kind and name
  rows.forEach(MysqlQuery::Parameters, [&](const MysqlRow& row) {
    std::string& text = parameters[row[0].str() + " " + row[1].str()];
    text += text.empty() ? "" : ", ";
    if (row[0] == "PROCEDURE")
      text += row[2].str() + " ";
    text += enclosed(row[3], '`') + " " + typeText(row[4], row[5]);
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
    currentUser_ = row[2].str();
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
  readRoutineGrants();
  return std::move(result_);
}

} // namespace retort
