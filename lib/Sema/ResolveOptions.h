//===- ResolveOptions.h - `with (comment = '...', mysql.engine = 'InnoDB')` ===//
#pragma once

#include "Sema/Context.h"

namespace retort {

enum class OptionOwner : uint8_t {
  Table,
  Column,
  Index,
  Constraint,
  Alteration,
  View,
  MaterializedView
};

/// The options of dialects, added to `options`; a name that no dialect knows is
/// reported. `comment`, which is no dialect's, goes into `comment` where there is one.
void resolveOptions(Context& ctx, ast::List<ast::Option> written, OptionOwner owner,
                    Options& options, std::string* comment = nullptr);

/// `reset (mysql.engine, comment)`: takes them out of `options` and `comment`, and reports what
/// is not there.
void resetOptions(Context& ctx, ast::List<ast::Option> written, OptionOwner owner,
                  Options& options, std::string* comment = nullptr);

/// A value as it is written; without one, `true`.
OptionValue optionValue(const Context& ctx, const ast::Expr* written);

} // namespace retort
