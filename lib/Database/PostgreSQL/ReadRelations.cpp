//===- ReadRelations.cpp - tables, views, sequences, columns ----------------===//
#include "Database/PostgreSQL/CatalogReader.h"
#include "Database/PostgreSQL/SqlParts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::postgres {

//===--- Tables and views -------------------------------------------------===//

void CatalogReader::readRelation(const CatalogRow& row) {
  const QualifiedName name = nameOf(row);
  const char kind = row.letter("kind");
  if (kind == 'f') // told by the query for all that there is no word for
    return;
  const bool isView = kind == 'v' || kind == 'm';
  if (!isView && name.schema.empty() && scope_.withoutTables.contains(name.name))
    return;
  Relation& relation = relations_[row.text("oid")];
  relation.table.name = name;
  relation.id = {ObjectKind::Table, name};
  if (isView)
    readView(row, relation);
  else
    readTable(row, relation);
}

void CatalogReader::readView(const CatalogRow& row, Relation& relation) {
  View& view = relation.view.emplace();
  view.name = relation.table.name;
  view.materialized = row.letter("kind") == 'm';
  relation.id.kind = view.kind();
  llvm::StringRef text = row["definition"] ? llvm::StringRef(*row["definition"]) : "";
  text = text.trim();
  text.consume_back(";");
  view.texts[dialect_.name().str()] = withoutIdleAliases(text);
  view.comment = row.text("comment");
  view.options = optionsOf(row);
  if (row.has("tablespace"))
    setOption(view.options, "tablespace", row.text("tablespace"));
  if (row.has("method"))
    setOption(view.options, "using", row.text("method"));
  view.grants = grantsOf(row, ObjectKind::Table, view.name.str());
}

void CatalogReader::readTable(const CatalogRow& row, Relation& relation) {
  Table& table = relation.table;
  table.comment = row.text("comment");
  table.options = optionsOf(row);
  auto set = [&](bool isThere, llvm::StringRef name, llvm::StringRef value) {
    if (isThere)
      setOption(table.options, name, value);
  };
  set(row.letter("persistence") == 'u', "unlogged", "true");
  set(row.flag("row_security"), "row_security", "true");
  set(row.flag("force_row_security"), "force_row_security", "true");
  set(row.has("tablespace"), "tablespace", row.text("tablespace"));
  set(row.has("method"), "using", row.text("method"));
  switch (row.letter("replica_identity")) {
  case 'f':
    set(true, "replica_identity", "full");
    break;
  case 'n':
    set(true, "replica_identity", "nothing");
    break;
  case 'i':
    set(row.has("replica_index"), "replica_identity", row.text("replica_index"));
    break;
  default:
    break;
  }
  table.grants = grantsOf(row, ObjectKind::Table, table.name.str());
  readParents(row, relation);
  for (const std::string& option : row.texts("toast_options"))
    cannotSay("option of table", table.name.str(), "`toast." + option + "` is not kept");
  if (row.flag("is_typed"))
    cannotSay("typed table", table.name.str(), "the type that it is of is not kept");
}

void CatalogReader::readParents(const CatalogRow& row, Relation& relation) {
  Table& table = relation.table;
  if (row.has("partition_key"))
    relation.partitionKey = row.text("partition_key"); // read once the columns are known
  std::vector<std::vector<Value>> parents = row.lists("parents");
  if (row.has("bound") && !parents.empty()) {
    table.partitionOf =
        PartitionOf{nameOf(parents[0].at(0), parents[0].at(1)), boundOf(row.text("bound"))};
    return;
  }
  if (parents.empty())
    return;
  setOption(table.options, "inherits", nameOf(parents[0].at(0), parents[0].at(1)).str());
  for (const std::vector<Value>& parent : llvm::drop_begin(parents))
    cannotSay("inheritance", table.name.str(),
              "that it inherits from `" + nameOf(parent.at(0), parent.at(1)).str() +
                  "`, too, is not kept");
}

//===--- Sequences --------------------------------------------------------===//

/// What an option is that nothing was said of, for a sequence of the type.
static std::map<std::string, std::string> ownOptions(const std::string& type, bool falls) {
  const std::string bound = type == "smallint"  ? "32767"
                            : type == "integer" ? "2147483647"
                                                : "9223372036854775807";
  const std::string least = type == "smallint"  ? "-32768"
                            : type == "integer" ? "-2147483648"
                                                : "-9223372036854775808";
  return {{"increment", "1"},
          {"minvalue", falls ? least : "1"},
          {"maxvalue", falls ? "-1" : bound},
          {"cache", "1"}};
}

static SequenceOptions sequenceOptionsOf(const CatalogRow& row) {
  const bool falls = row.text("increment").starts_with('-');
  const std::map<std::string, std::string> own = ownOptions(row.text("type"), falls);
  SequenceOptions options;
  for (const auto& [name, value] : own)
    if (row.text(name) != value)
      options[name] = row.text(name);
  if (row.text("start") != row.text(falls ? "maxvalue" : "minvalue"))
    options["start"] = row.text("start");
  if (row.flag("cycle"))
    options["cycle"] = "";
  return options;
}

void CatalogReader::readSequence(const CatalogRow& row) {
  Sequence sequence;
  sequence.name = nameOf(row);
  sequence.type = dialect_.readType(row.text("type"));
  sequence.options = sequenceOptionsOf(row);
  sequence.comment = row.text("comment");
  sequence.grants = grantsOf(row, ObjectKind::Sequence, sequence.name.str());
  if (row.letter("persistence") == 'u')
    cannotSay("option of sequence", sequence.name.str(), "that it is unlogged is not kept");
  if (!row.has("owner"))
    return put(std::move(sequence));
  if (!relations_.contains(row.text("owner")))
    return;
  const QualifiedName table = nameOf(row["owner_schema"], row["owner_table"]);
  sequence.owner = {table, row.text("owner_name")};
  const bool isIdentity = row.letter("owner_kind") == 'i';
  ownedSequences_.insert({row.text("owner") + " " + row.text("owner_column"),
                          {std::move(sequence), isIdentity}});
}

//===--- Columns ----------------------------------------------------------===//

static llvm::StringRef storageOf(char letter) {
  switch (letter) {
  case 'p':
    return "plain";
  case 'e':
    return "external";
  case 'm':
    return "main";
  default:
    return "extended";
  }
}

void CatalogReader::readColumn(const CatalogRow& row) {
  Relation* relation = relationOf(row);
  if (!relation)
    return;
  Column column;
  column.name = row.text("name");
  column.type = typeOf(row);
  column.notNull = row.flag("not_null");
  column.collation = row.text("collation");
  column.comment = row.text("comment");
  const std::string path = relation->id.name.str() + "." + column.name;
  if (!column.collation.empty() && row.text("collation_schema") != "pg_catalog" &&
      row.text("collation_schema") != defaultSchema_)
    cannotSay("collation of column", path, "the schema of its collation is not kept");
  if (row.has("storage"))
    setOption(column.options, "storage", storageOf(row.letter("storage")));
  if (row.has("compression"))
    setOption(column.options, "compression", row.letter("compression") == 'l' ? "lz4" : "pglz");
  if (row.has("statistics"))
    setOption(column.options, "statistics", row.text("statistics"));
  Options settings = optionsOf(row);
  settings.erase("postgresql.pg_attver"); // the server's own mark
  column.options.merge(std::move(settings));
  if (row.flag("has_grants"))
    cannotSay("privileges of column", path, "who may do what with a column alone is not kept");
  relation->table.columns.push_back(std::move(column));
}

/// It may be said with the type of its own column, and with any other's.
void CatalogReader::readValue(const CatalogRow& row) {
  const bool isIdentity = row.has("identity") && !row.text("identity").empty();
  Relation* relation = isIdentity || row.has("value") ? relationOf(row) : nullptr;
  if (!relation)
    return;
  Column& column = *relation->table.findColumn(row.text("name"));
  const std::string place = row.text("relation") + " " + row.text("number");
  if (isIdentity) {
    column.identity.emplace();
    const bool always = row.letter("identity") == 'a';
    column.identity->kind = always ? IdentityKind::Always : IdentityKind::ByDefault;
    auto [owned, end] = ownedSequences_.equal_range(place);
    for (; owned != end; ++owned)
      if (owned->second.isIdentity)
        column.identity->options = owned->second.sequence.options;
    return;
  }
  const std::string value = row.text("value");
  if (!row.text("generated").empty()) {
    column.generated = Generated{readExpr(value, &relation->table, &column.type),
                                 row.letter("generated") == 's'};
    return;
  }
  // A part has no identity of its own.
  if (relation->table.partitionOf || !readSerial(place, value, column))
    column.defaultValue = readExpr(value, &relation->table, &column.type);
}

Expr nextValue(const Sequence& sequence) {
  return Expr::call("nextval", {Expr::sequence(sequence.name)});
}

/// Is it numbered by a sequence of its own, which has nothing that an identity could not say?
bool CatalogReader::readSerial(const std::string& place, const std::string& value,
                               Column& column) {
  auto [owned, end] = ownedSequences_.equal_range(place);
  const Expr written = readExpr(value);
  for (; owned != end && column.notNull; ++owned) {
    const Sequence& sequence = owned->second.sequence;
    if (sequence.type != column.type || !sequence.comment.empty() || !sequence.grants.empty() ||
        written != nextValue(sequence))
      continue;
    column.identity = Identity{IdentityKind::BySequence, sequence.name, sequence.options};
    owned->second.isIdentity = true;
    return true;
  }
  return false;
}

} // namespace retort::postgres
