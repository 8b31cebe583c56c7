//===- SqlSplitter.h - raw SQL, one statement at a time -------------------===//
//
// Finds the `;` that end statements, as an engine's own lexer would: not those in
// strings, quoted names, comments, dollar quotes and bodies of triggers and routines.
// Nothing else about the text is understood, and nothing of it is changed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace retort {

/// How a body with `;` in it ends.
enum class BodyRule : uint8_t {
  /// CREATE TRIGGER goes to `; END ;`, which is sqlite3_complete()'s rule: `begin`,
  /// `end` may be names of columns.
  TriggerUntilEnd,
  /// `BEGIN ATOMIC ... END` of a function, with CASE ... END in it.
  BeginAtomic,
  /// BEGIN ... END of a routine, trigger or event, nested.
  Nested,
  /// There are none: every `;` ends something.
  None,
};

/// What an engine's lexer knows.
struct SqlLexis {
  bool escapeStrings = false;     // E'\''
  bool backslashEscapes = false;  // '\'' and "\""
  bool doubleQuotedTexts = false; // "a" is a text, not a name
  bool dollarQuotes = false;      // $tag$ ... $tag$
  bool nestedComments = false;    // /* /* */ */
  bool hashComments = false;      // # to the end of the line
  bool dashesNeedBlank = false;   // `--1` is no comment, `-- 1` is
  bool versionComments = false;   // /*! code */
  bool backquotes = false;        // `name`
  bool brackets = false;          // [name]
  BodyRule bodies = BodyRule::Nested;
};

/// The statements, without their `;` and without blanks around; those that hold
/// nothing but comments are left out.
std::vector<std::string> splitSql(llvm::StringRef sql, const SqlLexis& lexis);

} // namespace retort
