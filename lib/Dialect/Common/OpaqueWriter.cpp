#include "Dialect/Common/OpaqueWriter.h"

#include "Catalog/References.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- Parts ------------------------------------------------------------===//

void OpaqueWriter::add(std::string sql) {
  sink_.add(std::move(sql)).transactional = dialect_.facts().transactionalDdl;
}

OpaqueSupport OpaqueWriter::support(const Opaque& object) const {
  return supportOf(object.kind, dialect_.facts().column);
}

/// An operator is called by signs, which are never quoted.
std::string OpaqueWriter::nameOf(const Opaque& object) const {
  if (object.kind != ObjectKind::Operator)
    return object.table.name.empty() ? dialect_.quote(object.name)
                                     : dialect_.quote(object.name.name);
  const std::string& schema = object.name.schema;
  return (schema.empty() ? "" : dialect_.quote(schema) + ".") + object.name.name;
}

std::string OpaqueWriter::textOf(const Opaque& object) const {
  const std::string* text = textFor(object.texts, dialect_.name(), dialect_.facts().relative);
  assert(text && "Sema lets no text for other dialects through");
  return llvm::StringRef(*text).trim().str();
}

/// The word behind USING: an operator class is known by its access method, too.
static std::string methodIn(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(text, words);
  for (size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i].equals_insensitive("using"))
      return words[i + 1].str();
  return "";
}

/// An operator class that names no family gets one of its own name, which nothing takes away or
/// renames with it. Empty: of other kinds, and where the text names one.
std::string OpaqueWriter::ownFamily(const Opaque& object) const {
  if (object.kind != ObjectKind::OperatorClass)
    return "";
  const std::string text = textOf(object);
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(text, words);
  if (llvm::any_of(words, [](llvm::StringRef it) { return it.equals_insensitive("family"); }))
    return "";
  return "OPERATOR FAMILY " + nameOf(object) + " USING " + methodIn(text);
}

std::string OpaqueWriter::target(const Opaque& object) const {
  std::string text = wordOf(object.kind) + " " + nameOf(object);
  if (object.kind == ObjectKind::OperatorClass)
    return text + " USING " + methodIn(textOf(object));
  if (!object.table.name.empty())
    return text + " ON " + dialect_.quote(object.table);
  // Only where functions may differ by nothing else.
  if (!object.signature || !dialect_.facts().overloadsFunctions)
    return text;
  std::string types;
  for (const Type& type : *object.signature)
    types += (types.empty() ? "" : ", ") + dialect_.spell(type);
  if (types.empty() && object.kind == ObjectKind::Aggregate)
    types = "*";
  return text + "(" + types + ")";
}

//===--- Statements -------------------------------------------------------===//

/// A rule says its table within its text.
void OpaqueWriter::create(const Opaque& object, bool orReplace) {
  std::string text = (orReplace ? "CREATE OR REPLACE " : "CREATE ") +
                     spelling(object.kind).upper() + " " + nameOf(object);
  if (object.kind == ObjectKind::Policy)
    text += " ON " + dialect_.quote(object.table);
  const std::string body = textOf(object);
  const bool isCalled = object.signature && object.kind != ObjectKind::Operator;
  add(text + (isCalled && body.front() == '(' ? "" : " ") + body);
}

void OpaqueWriter::drop(const Opaque& object) {
  add("DROP " + target(object));
  if (const std::string family = ownFamily(object); !family.empty())
    add("DROP " + family);
}

void OpaqueWriter::alterName(const Opaque& object, const std::string& change) {
  add("ALTER " + target(object) + change);
  if (const std::string family = ownFamily(object); !family.empty())
    add("ALTER " + family + change);
}

bool OpaqueWriter::rename(const Opaque& object, const std::string& to) {
  Opaque renamed = object;
  renamed.name.name = to;
  if (!support(object).renames)
    return recreate(object, renamed);
  alterName(object, " RENAME TO " + dialect_.quote(to));
  return false;
}

bool OpaqueWriter::move(const Opaque& object, const op::MoveObject& move) {
  Opaque moved = object;
  moved.name.schema = move.schema;
  const std::string& schema = move.schema.empty() ? move.defaultSchema : move.schema;
  if (!support(object).moves)
    return recreate(object, moved);
  alterName(object, " SET SCHEMA " + dialect_.quote(schema));
  return false;
}

bool OpaqueWriter::recreate(const Opaque& from, const Opaque& to) {
  const ObjectId id = idOf(from);
  if (std::vector<ObjectUse> uses = usesOf(before_, id); !uses.empty()) {
    DiagnosticBuilder builder = diags_.report(diag::CannotReplaceUsed, sink_.origin(),
                                              dialect_.displayName(), describe(id));
    for (const ObjectUse& use : uses)
      builder.note({}, "used by " + describe(use));
    builder.help("drop these first, and make them again after");
    return false;
  }
  drop(from);
  create(to);
  return true;
}

bool OpaqueWriter::alter(const Opaque& from, const Opaque& to) {
  // What `uses` says is nothing that the engine is told.
  if (textOf(from) == textOf(to) && from.returns == to.returns)
    return false;
  if (!support(from).replaces || from.returns != to.returns)
    return recreate(from, to);
  create(to, /*orReplace=*/true);
  return false;
}

} // namespace retort
