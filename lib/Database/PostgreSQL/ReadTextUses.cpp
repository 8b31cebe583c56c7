//===- ReadTextUses.cpp - what a body names ----------------------------------===//
//
// The engine looks at the body of a function in SQL when that is made, and in PL/pgSQL at the types
// of its variables, and notes nothing of what it found. So names there that are relations or
// functions are taken for those: a function that waits for one too many is only made later.
//
//===----------------------------------------------------------------------===//
#include "Database/PostgreSQL/CatalogReader.h"
#include "Database/PostgreSQL/SqlParts.h"
#include "Dialect/Common/SqlCursor.h"
#include "Dialect/PostgreSQL/Lexis.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace retort::postgres {

/// Of `... LANGUAGE sql ... AS $function$ ... $function$` the body, of PL/pgSQL its declarations; of
/// any other language nothing.
static std::string checkedText(llvm::StringRef definition) {
  SqlCursor cursor(definition, postgresql::lexis);
  std::string language;
  for (; !cursor.atEnd(); cursor.take()) {
    if (cursor.isWord("language"))
      language = cursor.token(1).text.lower();
    if (!cursor.isWord("as") || cursor.token(1).kind != SqlToken::String)
      continue;
    const std::string body =
        textOfLiteral(cursor.token(1).text, postgresql::lexis).value_or("");
    if (language == "plpgsql")
      return llvm::StringRef(body).take_front(findWords(body, "begin")).str();
    return language == "sql" ? body : "";
  }
  return "";
}

static std::set<std::string> namesIn(llvm::StringRef body) {
  std::set<std::string> names;
  for (SqlCursor cursor(body, postgresql::lexis); !cursor.atEnd(); cursor.take())
    if (cursor.token().kind == SqlToken::Word)
      names.insert(cursor.token().text.lower());
    else if (cursor.isName())
      names.insert(unquotedName(cursor.token().text));
  return names;
}

void CatalogReader::readTextUses() {
  std::multimap<std::string, ObjectId> known;
  for (const auto& [oid, relation] : relations_)
    known.insert({relation.id.name.name, relation.id});
  const std::vector<const Opaque*> objects = reflection_.catalog.all<Opaque>();
  auto isFunction = [](const Opaque* it) { return it->kind == ObjectKind::Function; };
  for (const Opaque* object : llvm::make_filter_range(objects, isFunction))
    known.insert({object->name.name, {object->kind, object->name}});
  for (const Opaque* object : llvm::make_filter_range(objects, isFunction))
    for (const std::string& name : namesIn(checkedText(object->texts.begin()->second))) {
      auto [use, end] = known.equal_range(name);
      for (; use != end; ++use)
        if (use->second.name != object->name)
          uses_[idOf(*object)].push_back(use->second);
    }
}

} // namespace retort::postgres
