#include "Syntax/Literal.h"

#include "llvm/ADT/SmallVector.h"

namespace retort {

static llvm::StringRef unquoted(llvm::StringRef written, char quote, std::string& storage) {
  llvm::StringRef inside = written.drop_front().drop_back();
  if (!inside.contains(quote))
    return inside;
  storage.clear();
  for (size_t i = 0; i < inside.size(); ++i) {
    storage += inside[i];
    i += inside[i] == quote;
  }
  return storage;
}

llvm::StringRef quotedNameValue(llvm::StringRef written, std::string& storage) {
  return unquoted(written, '"', storage);
}

llvm::StringRef stringValue(llvm::StringRef written, std::string& storage) {
  return unquoted(written, '\'', storage);
}

static bool isBlank(llvm::StringRef line) {
  return line.trim(" \t\r").empty();
}

llvm::StringRef rawTextValue(llvm::StringRef written, std::string& storage) {
  const size_t fence = written.find_first_not_of('"');
  llvm::StringRef body = written.drop_front(fence).drop_back(fence);
  if (!body.consume_front("\r\n"))
    body.consume_front("\n");

  const size_t lastLine = body.rfind('\n') + 1; // 0: there is only one
  const llvm::StringRef indentation = body.substr(lastLine);
  if (lastLine == 0 || !indentation.trim(" \t").empty())
    return body; // the closing fence does not stand on a line of its own
  body = body.take_front(lastLine - 1);
  body.consume_back("\r");
  if (indentation.empty())
    return body;

  llvm::SmallVector<llvm::StringRef> lines;
  body.split(lines, '\n');
  for (llvm::StringRef line : lines)
    if (!isBlank(line) && !line.starts_with(indentation))
      return body;
  storage.clear();
  for (llvm::StringRef line : lines) {
    line.consume_front(indentation);
    storage += line;
    storage += '\n';
  }
  storage.pop_back();
  return storage;
}

} // namespace retort
