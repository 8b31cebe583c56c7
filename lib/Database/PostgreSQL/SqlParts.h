//===- SqlParts.h - pieces of what PostgreSQL prints -------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace retort::postgres {

/// What stands between the first `(` and the `)` that closes it; empty if there is none.
llvm::StringRef insideParentheses(llvm::StringRef sql);
/// What stands behind that `)`.
llvm::StringRef behindParentheses(llvm::StringRef sql);
/// At the commas that stand in no parentheses or quotes, without blanks around.
std::vector<llvm::StringRef> itemsOf(llvm::StringRef list);
/// Where the words stand first in no parentheses or quotes; npos if they do not.
size_t findWords(llvm::StringRef sql, llvm::StringRef first, llvm::StringRef second = "");

/// A query without aliases that are the tables' own names: so it is shown once a table is called as
/// its alias was, and means the same.
std::string withoutIdleAliases(llvm::StringRef query);

} // namespace retort::postgres
