#include "Driver/SchemaComparison.h"

#include "Migrate/Autogenerate.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

#include <map>

namespace retort {

static constexpr llvm::StringLiteral renameChoices[] = {"never", "ask", "always"};
constexpr Option options::renames = {.name = "--renames",
                                     .value = "WHICH",
                                     .help = "take likely renames for renames",
                                     .choices = renameChoices};

//===--- Renames ----------------------------------------------------------===//

/// "column `prices.market`"
static std::string told(const Rename& rename, const std::string& name) {
  if (rename.isOfValue())
    return "value `" + name + "` of enum `" + rename.table.str() + "`";
  const bool isPart = rename.isWithinTable();
  const std::string& owner = isPart ? rename.table.name : rename.table.schema;
  return spelling(rename.kind).str() + " `" + (owner.empty() ? "" : owner + ".") + name + "`";
}

static bool does(const op::TableAction& action, const Rename& rename) {
  auto is = [&](ObjectKind kind, const auto& it) {
    return rename.kind == kind && it.from == rename.from && it.to == rename.to;
  };
  if (const auto* column = std::get_if<op::RenameColumn>(&action))
    return is(ObjectKind::Column, *column);
  if (const auto* constraint = std::get_if<op::RenameConstraint>(&action))
    return is(ObjectKind::Constraint, *constraint);
  const auto* index = std::get_if<op::RenameIndex>(&action);
  return index && is(ObjectKind::Index, *index);
}

static bool does(const Operation& operation, const Rename& rename) {
  const QualifiedName from{rename.table.schema, rename.from};
  if (const auto* table = std::get_if<op::RenameTable>(&operation))
    return rename.kind == ObjectKind::Table && table->from == from && table->to == rename.to;
  if (const auto* object = std::get_if<op::RenameObject>(&operation))
    return rename.kind == object->id.kind && object->id.name == from && object->to == rename.to;
  if (const auto* values = std::get_if<op::AlterEnum>(&operation))
    return rename.isOfValue() && values->name == rename.table &&
           llvm::is_contained(values->actions,
                              op::EnumAction(op::RenameEnumValue{rename.from, rename.to}));
  const auto* alter = std::get_if<op::AlterTable>(&operation);
  return alter && alter->table == rename.table &&
         llvm::any_of(alter->actions, [&](const auto& action) { return does(action, rename); });
}

/// `was` acts while the old name is there.
static void reportDone(const SchemaComparison& comparison, DiagnosticEngine& diags) {
  for (const auto& [rename, origin] : comparison.to.renames) {
    const bool acts = llvm::any_of(comparison.difference.operations,
                                   [&](const Operation& it) { return does(it, rename); });
    if (!acts)
      diags.report(diag::RenameDone, origin, rename.from);
  }
}

static Origin siteOf(const DeclarationSites& sites, const Rename& rename) {
  if (rename.isWithinTable())
    return sites.find(rename.kind, rename.table, rename.to).origin;
  if (rename.isOfValue())
    return sites.find(ObjectKind::Enum, rename.table).origin;
  return sites.find(rename.kind, {rename.table.schema, rename.to}).origin;
}

static void reportLikely(const SchemaComparison& comparison, DiagnosticEngine& diags) {
  for (const Rename& rename : comparison.difference.likelyRenames)
    diags
        .report(diag::LikelyRename, siteOf(comparison.to.sites, rename), told(rename, rename.from),
                told(rename, rename.to))
        .help("if this is a rename, say so where it is declared, and nothing is lost: `was " +
              (rename.isOfValue() ? "'" + rename.from + "'" : rename.from) + "`");
}

/// Of the likely renames those that are to be done.
static std::vector<Rename> chosenRenames(Session& session, llvm::ArrayRef<Rename> likely) {
  llvm::StringRef which = session.arguments().value(options::renames).value_or("never");
  std::vector<Rename> chosen;
  for (const Rename& rename : likely) {
    const bool isRename =
        which == "always" ||
        (which == "ask" &&
         session.console()
             .ask("is " + told(rename, rename.to) + " what was " + told(rename, rename.from) + "?")
             .value_or(false));
    if (isRename)
      chosen.push_back(rename);
  }
  return chosen;
}

//===--- Comparing --------------------------------------------------------===//

llvm::Expected<SchemaComparison> compareSchemas(Session& session, const Dialect& dialect,
                                                llvm::StringRef from, llvm::StringRef to) {
  // What is live is told in the words of the other.
  const bool isFromLive = isLive(from);
  llvm::Expected<NamedSchema> expected = findSchema(session, dialect, isFromLive ? to : from);
  if (!expected)
    return expected.takeError();
  llvm::Expected<NamedSchema> other =
      findSchema(session, dialect, isFromLive ? from : to, expected->catalog);
  if (!other)
    return other.takeError();
  if (isFromLive)
    std::swap(*expected, *other);
  return compareSchemas(session, dialect, std::move(*expected), std::move(*other));
}

llvm::Expected<SchemaComparison> compareSchemas(Session& session, const Dialect& dialect,
                                                NamedSchema from, NamedSchema to) {
  llvm::Expected<SemaOptions> options = session.semaOptions();
  if (!options)
    return options.takeError();
  SchemaComparison comparison{std::move(from), std::move(to), {}};
  std::vector<Rename> renames;
  for (const LocatedRename& each : comparison.to.renames)
    renames.push_back(each.rename);
  auto compare = [&] {
    comparison.difference = diff(comparison.from.catalog, comparison.to.catalog, renames,
                                 columnOrder(dialect), options->naming);
  };
  compare();
  // A table that is renamed may have renamed columns, which show only then.
  for (std::vector<Rename> chosen; true;) {
    chosen = chosenRenames(session, comparison.difference.likelyRenames);
    if (chosen.empty())
      break;
    llvm::append_range(renames, chosen);
    compare();
  }
  reportDone(comparison, session.diags());
  // What a database has otherwise is declared nowhere: nobody could say `was` of it.
  if (session.arguments().value(options::renames) == std::nullopt && !comparison.to.isLive)
    reportLikely(comparison, session.diags());
  return comparison;
}

//===--- Telling ----------------------------------------------------------===//

namespace {
/// One change, as it is listed.
struct Change {
  char sign;
  std::string what;
};
} // namespace

/// "add column `x`" is `+ column x`; what neither adds nor drops is `~`, and in full.
static Change changeOf(llvm::StringRef description) {
  static constexpr std::pair<llvm::StringLiteral, char> verbs[] = {
      {"create ", '+'}, {"add ", '+'},  {"declare ", '+'},
      {"drop ", '-'},   {"forget ", '-'}, {"alter ", '~'}};
  for (const auto& [verb, sign] : verbs)
    if (description.consume_front(verb))
      return {sign, description.str()};
  return {'~', description.str()};
}

/// Those of a table or an enum stand below it.
static std::vector<Change> changesWithin(const Operation& operation) {
  std::vector<Change> changes;
  if (const auto* alter = std::get_if<op::AlterTable>(&operation))
    for (const op::TableAction& action : alter->actions)
      changes.push_back(changeOf(describe(action)));
  else if (const auto* alter = std::get_if<op::AlterEnum>(&operation))
    for (const op::EnumAction& action : alter->actions)
      changes.push_back(changeOf(describe(action)));
  return changes;
}

static std::string withoutQuotes(std::string text) {
  llvm::erase(text, '`');
  return text;
}

void SchemaComparison::write(llvm::json::OStream& json) const {
  json.attribute("from", llvm::json::fixUTF8(from.name));
  json.attribute("to", llvm::json::fixUTF8(to.name));
  json.attributeArray("operations", [&] {
    for (const Operation& operation : difference.operations)
      json.value(llvm::json::fixUTF8(describe(operation)));
  });
  json.attributeArray("unsaid", [&] {
    for (const std::string& each : difference.unsaid)
      json.value(llvm::json::fixUTF8(each));
  });
}

void SchemaComparison::print(llvm::raw_ostream& out) const {
  for (const Operation& operation : difference.operations) {
    const std::vector<Change> within = changesWithin(operation);
    const std::string text = describe(operation);
    const Change change =
        changeOf(within.empty() ? llvm::StringRef(text) : llvm::StringRef(text).split(": ").first);
    out << change.sign << ' ' << withoutQuotes(change.what) << '\n';
    for (const Change& each : within)
      out << "    " << each.sign << ' ' << withoutQuotes(each.what) << '\n';
  }
  for (const std::string& each : difference.unsaid)
    out << "! " << withoutQuotes(each) << ", which no operation can change\n";
}

void SchemaComparison::print(Console& console) const {
  if (!console.json())
    return print(console.out());
  llvm::json::OStream json(console.out(), 2);
  json.object([&] { write(json); });
  console.out() << '\n';
}

std::string SchemaComparison::summary() const {
  std::map<std::string, size_t> counts;
  for (const Operation& operation : difference.operations) {
    if (const auto* alter = std::get_if<op::AlterTable>(&operation))
      for (const op::TableAction& action : alter->actions)
        ++counts[nameOf(action).str()];
    else
      ++counts[nameOf(operation)];
  }
  std::vector<std::string> parts;
  for (const auto& [name, count] : counts)
    parts.push_back(name + (count == 1 ? "" : " × " + std::to_string(count)));
  for (const std::string& each : difference.unsaid)
    parts.push_back(each);
  return llvm::join(parts, ", ");
}

} // namespace retort
