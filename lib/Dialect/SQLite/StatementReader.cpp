#include "Dialect/SQLite/StatementReader.h"

#include "Dialect/SQLite/Lexis.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::sqlite {

StatementReader::StatementReader(const SQLite& dialect, llvm::StringRef sql)
    : dialect_(dialect), at_(sql, lexis), sql_(sql) {}

bool StatementReader::readHead(std::initializer_list<llvm::StringRef> kind, std::string& name) {
  if (!at_.takeWord("create"))
    return false;
  if (!at_.takeWord("temp"))
    at_.takeWord("temporary");
  if (!at_.takeWords(kind))
    return false;
  at_.takeWords({"if", "not", "exists"});
  return readName(name) && (!at_.takeSign(".") || readName(name));
}

bool StatementReader::readName(std::string& name) {
  if (at_.token().kind == SqlToken::String) {
    std::optional<std::string> text = textOfLiteral(at_.take().text, lexis);
    name = text.value_or("");
    return text.has_value();
  }
  if (!at_.isName())
    return false;
  name = unquotedName(at_.take().text);
  return true;
}

bool StatementReader::readNames(std::vector<std::string>& names) {
  if (!at_.takeSign("("))
    return false;
  do
    if (!readName(names.emplace_back()))
      return false;
  while (at_.takeSign(","));
  return at_.takeSign(")");
}

llvm::StringRef StatementReader::takeUpTo(llvm::ArrayRef<llvm::StringRef> ends) {
  const char* begin = at_.token().text.begin();
  const char* end = begin;
  unsigned depth = 0;
  auto isEnd = [&](llvm::StringRef it) { return at_.isWord(it) || at_.isSign(it); };
  while (!at_.atEnd() && (depth != 0 || llvm::none_of(ends, isEnd))) {
    depth += at_.isSign("(");
    if (at_.isSign(")") && depth-- == 0)
      break;
    end = at_.take().text.end();
  }
  return {begin, static_cast<size_t>(end - begin)};
}

llvm::StringRef StatementReader::rest() const {
  return at_.atEnd() ? "" : sql_.drop_front(at_.token().text.begin() - sql_.begin()).rtrim();
}

llvm::StringRef unparenthesised(llvm::StringRef sql) {
  SqlCursor at(sql, lexis);
  llvm::StringRef inner = at.takeParenthesised();
  return !inner.empty() && at.atEnd() ? inner.trim() : sql;
}

std::optional<std::string> columnCalled(const Table& table, llvm::StringRef name) {
  for (const Column& column : table.columns)
    if (name.equals_insensitive(column.name))
      return column.name;
  return std::nullopt;
}

bool settleNames(const Table& table, std::vector<std::string>& names) {
  return llvm::all_of(names, [&](std::string& name) {
    std::optional<std::string> known = columnCalled(table, name);
    name = known.value_or(name);
    return known.has_value();
  });
}

} // namespace retort::sqlite
