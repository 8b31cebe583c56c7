#include "Dialect/MySQL/ImplicitCommit.h"

#include "Dialect/MySQL/Lexis.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::mysql {

/// The first words of such statements; the reference calls them "statements that cause an
/// implicit commit".
static constexpr llvm::StringLiteral committing[] = {
    "ALTER",  "ANALYZE", "BEGIN",  "CACHE",    "CHECK", "COMMIT",   "CREATE",
    "DROP",   "FLUSH",   "GRANT",  "INSTALL",  "LOCK",  "OPTIMIZE", "RENAME",
    "REPAIR", "RESET",   "REVOKE", "ROLLBACK", "START", "TRUNCATE", "UNINSTALL",
};

bool commitsBySelf(llvm::StringRef sql) {
  SqlLexer lexer(sql, lexis);
  std::string first = lexer.next().text.upper();
  std::string second = lexer.next().text.upper();
  if (second == "OR") { // CREATE OR REPLACE TEMPORARY TABLE
    lexer.next();
    second = lexer.next().text.upper();
  }
  return llvm::is_contained(committing, first) && second != "TEMPORARY";
}

} // namespace retort::mysql
