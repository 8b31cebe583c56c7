#include "Sema/CheckStatement.h"

#include "Sema/CheckAlterTable.h"
#include "Sema/CheckAssert.h"
#include "Sema/CheckComment.h"
#include "Sema/CheckCreate.h"
#include "Sema/CheckData.h"
#include "Sema/CheckDomain.h"
#include "Sema/CheckEnum.h"
#include "Sema/CheckGrant.h"
#include "Sema/CheckIf.h"
#include "Sema/CheckIndex.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckSequence.h"
#include "Sema/CheckSetting.h"
#include "Sema/CheckSql.h"
#include "Sema/CheckTable.h"
#include "Sema/CheckUndo.h"
#include "Sema/CheckView.h"
#include "Sema/ResolveName.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {
/// Hands each statement to the function of its kind.
class StatementCheck {
public:
  explicit StatementCheck(Context& ctx) : ctx_(ctx) {}

  void read(const ast::DropStatement& statement) {
    switch (statement.object.kind) {
    case ObjectKind::Table:
      return checkDropTable(ctx_, statement);
    case ObjectKind::Index:
      return checkDropIndex(ctx_, statement);
    default: // no part of a table: the parser refuses those
      return checkDropObject(ctx_, statement);
    }
  }
  void read(const ast::RenameStatement& statement) {
    switch (statement.object.kind) {
    case ObjectKind::Table:
      return checkRenameTable(ctx_, statement);
    case ObjectKind::Index:
      return checkRenameIndex(ctx_, statement);
    default: // no part of a table: the parser refuses those
      return checkRenameObject(ctx_, statement);
    }
  }
  void read(const ast::AlterTableStatement& statement) { checkAlterTable(ctx_, statement); }
  void read(const ast::SqlStatement& statement) { checkSql(ctx_, statement); }
  void read(const ast::CommentStatement& statement) { checkComment(ctx_, statement); }
  void read(const ast::AlterEnumStatement& statement) { checkAlterEnum(ctx_, statement); }
  void read(const ast::AlterSequenceStatement& statement) { checkAlterSequence(ctx_, statement); }
  void read(const ast::AlterDomainStatement& statement) { checkAlterDomain(ctx_, statement); }
  void read(const ast::MoveStatement& statement) { checkMoveObject(ctx_, statement); }
  void read(const ast::InsertStatement& statement) { checkInsert(ctx_, statement); }
  void read(const ast::UpdateStatement& statement) { checkUpdate(ctx_, statement); }
  void read(const ast::DeleteStatement& statement) { checkDelete(ctx_, statement); }
  void read(const ast::TruncateStatement& statement) { checkTruncate(ctx_, statement); }
  void read(const ast::AssertStatement& statement) { checkAssert(ctx_, statement); }
  void read(const ast::IfStatement& statement) { checkIf(ctx_, statement); }
  void read(const ast::GrantStatement& statement) { checkGrant(ctx_, statement); }
  void read(const ast::AutocommitStatement& statement) {
    const size_t first = ctx_.operations->size();
    checkStatements(ctx_, statement.body);
    for (LocatedOperation& operation : llvm::drop_begin(*ctx_.operations, first))
      operation.autocommit = true;
  }
  void read(const ast::RepeatableStatement& statement) {
    const size_t first = ctx_.operations->size();
    checkStatements(ctx_, statement.body);
    for (LocatedOperation& operation : llvm::drop_begin(*ctx_.operations, first)) {
      operation.repeatable = true;
      if (changesSchema(operation.operation))
        ctx_.report(diag::NotRepeatable, operation.origin.range, nameOf(operation.operation));
    }
  }
  void read(const ast::ForgetStatement& statement) { checkForget(ctx_, statement); }
  void read(const ast::LockStatement& statement) {
    if (const Table* table = findTable(ctx_, statement.table))
      emit(ctx_, op::LockTable{table->name, statement.mode.str()}, statement.range);
  }
  void read(const ast::RefreshStatement& statement) { checkRefresh(ctx_, statement); }
  void read(const ast::SetStatement& statement) {
    if (statement.option)
      return checkSetVariable(ctx_, statement);
    const bool isLock = statement.setting == spelling(op::TimeoutKind::Lock);
    emit(ctx_,
         op::SetTimeout{isLock ? op::TimeoutKind::Lock : op::TimeoutKind::Statement,
                        statement.duration.milliseconds},
         statement.range);
  }

  void read(const ast::Node&) { llvm_unreachable("the parser lets only statements stand here"); }

private:
  Context& ctx_;
};
} // namespace

static void checkOne(Context& ctx, const ast::Statement& statement) {
  const size_t first = ctx.operations->size();
  StatementCheck check(ctx);
  ast::visit(statement, [&](const auto& node) { check.read(node); });
  if (statement.undo)
    attachUndo(ctx, *statement.undo, first);
}

/// What makes or declares something, which others may need; nothing for any other statement.
static std::optional<CreateEntry> entryOf(const Context& ctx, const ast::Node& node) {
  if (const auto* create = llvm::dyn_cast<ast::CreateStatement>(&node))
    return CreateEntry{ctx.buffer,        create->declaration, create->range,
                       create->orReplace, create->ifNotExists, create->undo};
  if (const auto* external = llvm::dyn_cast<ast::DeclarationStatement>(&node))
    return CreateEntry{.buffer = ctx.buffer,
                       .declaration = external->declaration,
                       .range = external->range,
                       .undo = external->undo};
  return std::nullopt;
}

void checkStatements(Context& ctx, ast::Block block) {
  auto statements = chooseItems(ctx, block);
  for (auto at = statements.begin(); at != statements.end();) {
    std::vector<CreateEntry> run;
    for (; at != statements.end(); ++at)
      if (std::optional<CreateEntry> entry = entryOf(ctx, **at))
        run.push_back(*entry);
      else
        break;
    checkCreates(ctx, run);
    if (at != statements.end())
      checkOne(ctx, static_cast<const ast::Statement&>(**at++));
  }
}

std::vector<LocatedOperation> checkApart(Context& ctx, ast::Block block) {
  std::vector<LocatedOperation> operations;
  Catalog catalog = *ctx.catalog;
  Context other = ctx;
  other.catalog = &catalog;
  other.operations = &operations;
  checkStatements(other, block);
  return operations;
}

} // namespace retort
