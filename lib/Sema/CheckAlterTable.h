//===- CheckAlterTable.h - `alter table T { ... }` --------------------------===//
#pragma once

#include "Sema/ResolveConstraint.h"
#include "Sema/TableAlteration.h"

namespace retort {

void checkAlterTable(Context& ctx, const ast::AlterTableStatement& statement);

// One function for each family of actions.
void checkAddColumn(Context& ctx, TableAlteration& alteration, const ast::AddItem& action,
                    const ast::ColumnItem& written);
void checkAddConstraint(Context& ctx, TableAlteration& alteration, const ast::AddItem& action);
/// Adds a constraint that has its name; a foreign key is checked against its target.
void addPending(Context& ctx, TableAlteration& alteration, PendingConstraint& pending,
                SourceRange range);
void checkDropColumn(Context& ctx, TableAlteration& alteration, const ast::DropFromTable& action);
void checkDropConstraint(Context& ctx, TableAlteration& alteration, const Constraint& constraint,
                         bool cascade, SourceRange nameRange, SourceRange range);
void checkRenameColumn(Context& ctx, TableAlteration& alteration, const ast::RenameInTable& action);
void checkRenameConstraint(Context& ctx, TableAlteration& alteration,
                           const ast::RenameInTable& action);
void checkAlterColumn(Context& ctx, TableAlteration& alteration, const ast::AlterColumn& action);

} // namespace retort
