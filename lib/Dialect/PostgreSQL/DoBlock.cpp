#include "Dialect/PostgreSQL/DoBlock.h"

#include "Dialect/Common/BatchLoop.h"
#include "Dialect/PostgreSQL/PostgreSQL.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::postgresql {

/// A tag that the text does not hold.
static std::string dollarTag(llvm::StringRef text) {
  std::string tag = "$retort$";
  for (unsigned i = 1; text.contains(tag); ++i)
    tag = "$retort" + std::to_string(i) + "$";
  return tag;
}

std::string doBlock(llvm::StringRef body) {
  const std::string tag = dollarTag(body);
  return ("DO " + tag + "\n" + body + "\n" + tag).str();
}

} // namespace retort::postgresql

namespace retort {

std::vector<std::string> PostgreSQL::batchLoop(const BatchLoop& loop) const {
  std::string declared;
  for (auto [path, low, high] : llvm::zip(loop.path, loop.low, loop.high))
    declared += "  " + low + " " + path + "%TYPE;\n  " + high + " " + path + "%TYPE;\n";
  std::string body = "DECLARE\n" + declared + "BEGIN\n  " + loop.firstKey() + ";\n  WHILE " +
                     loop.low[0] + " IS NOT NULL LOOP\n    " + loop.lastKey() + ";\n" +
                     loop.change + ";\n    COMMIT;\n";
  if (loop.pauseMilliseconds != 0)
    body += "    PERFORM pg_sleep(" + loop.pause() + ");\n";
  body += "    " + loop.nextKey() + ";\n  END LOOP;\nEND";
  return {postgresql::doBlock(body)};
}

/// A literal has no type of its own, and takes that of the column.
std::string PostgreSQL::literalOf(const std::string& value, const Type&) const {
  return "quote_literal(" + value + "::text)";
}

} // namespace retort
