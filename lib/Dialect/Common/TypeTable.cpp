#include "Dialect/Common/TypeTable.h"

#include "Dialect/Dialect.h"
#include "Dialect/NativeType.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

std::string spellPortable(llvm::ArrayRef<TypeSpelling> table, const Type& type) {
  const TypeSpelling& row = table[static_cast<size_t>(type.kind)];
  assert(row.kind == type.kind && "the table is in the order of Types.def");
  std::string text = row.words.str();
  if (!row.takesArguments || !type.length)
    return text;
  std::string scale = type.scale ? ", " + std::to_string(*type.scale) : "";
  return text + "(" + std::to_string(*type.length) + scale + ")";
}

//===--- Reading ----------------------------------------------------------===//

static void addWords(std::string& words, llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  llvm::SplitString(text, parts);
  for (llvm::StringRef part : parts)
    words += (words.empty() ? "" : " ") + part.str();
}

/// At the commas that are not within quotes.
static std::vector<std::string> cutArguments(llvm::StringRef text) {
  std::vector<std::string> arguments;
  size_t begin = 0;
  bool inQuotes = false;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '\'')
      inQuotes = !inQuotes;
    if (i < text.size() && (inQuotes || text[i] != ','))
      continue;
    arguments.push_back(text.slice(begin, i).trim().str());
    begin = i + 1;
  }
  return arguments;
}

TypeText cutType(llvm::StringRef sql) {
  TypeText text;
  llvm::StringRef rest = sql.trim();
  while (rest.consume_back("]")) {
    rest = rest.rtrim().drop_back().rtrim(); // its `[`
    ++text.arrayDepth;
  }
  const size_t open = rest.find('(');
  addWords(text.words, rest.take_front(open));
  if (open == llvm::StringRef::npos)
    return text;
  const size_t close = rest.rfind(')');
  text.arguments = cutArguments(rest.slice(open + 1, close));
  addWords(text.words, rest.drop_front(std::min(close + 1, rest.size())));
  return text;
}

static std::optional<TypeKind> kindOf(llvm::StringRef words, llvm::ArrayRef<TypeName> names,
                                      llvm::ArrayRef<TypeSpelling> table) {
  for (const TypeName& name : names)
    if (name.words == words)
      return name.kind;
  for (const TypeSpelling& row : table)
    if (row.words.equals_insensitive(words))
      return row.kind;
  return std::nullopt;
}

/// False if it takes other arguments.
static bool addArguments(Type& type, llvm::ArrayRef<std::string> arguments) {
  if (arguments.empty())
    return true;
  uint32_t length = 0;
  int32_t scale = 0;
  const TypeArguments allowed = infoOf(type.kind)->arguments;
  const size_t most = allowed == TypeArguments::Decimal ? 2
                      : allowed == TypeArguments::None  ? 0
                                                        : 1;
  if (arguments.size() > most || llvm::StringRef(arguments[0]).getAsInteger(10, length))
    return false;
  type.length = length;
  if (arguments.size() == 1)
    return true;
  if (llvm::StringRef(arguments[1]).getAsInteger(10, scale))
    return false;
  type.scale = scale;
  return true;
}

std::optional<Type> readPortable(const TypeText& text, llvm::ArrayRef<TypeName> names,
                                 llvm::ArrayRef<TypeSpelling> table) {
  std::optional<TypeKind> kind = kindOf(llvm::StringRef(text.words).lower(), names, table);
  if (!kind)
    return std::nullopt;
  Type type = Type::of(*kind);
  type.arrayDepth = static_cast<uint8_t>(text.arrayDepth);
  return addArguments(type, text.arguments) ? std::optional(std::move(type)) : std::nullopt;
}

std::optional<Type> readTypeText(TypeText text, llvm::ArrayRef<TypeName> names,
                                 llvm::ArrayRef<TypeSpelling> table, const DialectFacts& facts) {
  if (std::optional<Type> portable = readPortable(text, names, table))
    return portable;
  text.words = llvm::StringRef(text.words).lower();
  const NativeTypeInfo* native = findNativeType(facts.column, text.words);
  if (!native || !native->accepts(text.arguments))
    return std::nullopt;
  Type type = Type::of(TypeKind::Native);
  type.dialect = facts.name.str();
  type.words = std::move(text.words);
  type.arguments = std::move(text.arguments);
  type.arrayDepth = static_cast<uint8_t>(text.arrayDepth);
  return type;
}

std::string spellNative(const Type& type) {
  auto [first, rest] = llvm::StringRef(type.words).split(' ');
  std::string text = first.str();
  if (!type.arguments.empty())
    text += "(" + llvm::join(type.arguments, ", ") + ")";
  return rest.empty() ? text : text + " " + rest.str();
}

} // namespace retort
