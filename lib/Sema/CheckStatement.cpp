#include "Sema/CheckStatement.h"

#include "Sema/CheckAlterTable.h"
#include "Sema/CheckComment.h"
#include "Sema/CheckCreate.h"
#include "Sema/CheckDomain.h"
#include "Sema/CheckEnum.h"
#include "Sema/CheckIndex.h"
#include "Sema/CheckObject.h"
#include "Sema/CheckSequence.h"
#include "Sema/CheckSql.h"
#include "Sema/CheckTable.h"
#include "Sema/CheckUndo.h"
#include "Sema/WhenChoice.h"
#include "Support/English.h"

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
    default:
      if (!isCarried(statement.object.kind))
        return notYet(statement, "drop", statement.object.kind);
      return checkDropObject(ctx_, statement);
    }
  }
  void read(const ast::RenameStatement& statement) {
    switch (statement.object.kind) {
    case ObjectKind::Table:
      return checkRenameTable(ctx_, statement);
    case ObjectKind::Index:
      return checkRenameIndex(ctx_, statement);
    default:
      if (!isCarried(statement.object.kind))
        return notYet(statement, "rename", statement.object.kind);
      return checkRenameObject(ctx_, statement);
    }
  }
  void read(const ast::AlterTableStatement& statement) { checkAlterTable(ctx_, statement); }
  void read(const ast::SqlStatement& statement) { checkSql(ctx_, statement); }
  void read(const ast::CommentStatement& statement) { checkComment(ctx_, statement); }
  void read(const ast::AlterEnumStatement& statement) { checkAlterEnum(ctx_, statement); }
  void read(const ast::AlterSequenceStatement& statement) { checkAlterSequence(ctx_, statement); }
  void read(const ast::AlterDomainStatement& statement) { checkAlterDomain(ctx_, statement); }
  void read(const ast::MoveStatement& statement) {
    if (!isCarried(statement.object.kind))
      return notYet(statement, "`set schema`");
    checkMoveObject(ctx_, statement);
  }

  // What the operations do not carry yet: the next issue removes these lines.
  void read(const ast::RefreshStatement& it) { notYet(it, "`refresh materialized view`"); }
  void read(const ast::InsertStatement& it) { notYet(it, "`insert`"); }
  void read(const ast::UpdateStatement& it) { notYet(it, "`update`"); }
  void read(const ast::DeleteStatement& it) { notYet(it, "`delete`"); }
  void read(const ast::TruncateStatement& it) { notYet(it, "`truncate`"); }
  void read(const ast::LockStatement& it) { notYet(it, "`lock table`"); }
  void read(const ast::SetStatement& it) { notYet(it, "`set`"); }
  void read(const ast::GrantStatement& it) { notYet(it, it.revoke ? "`revoke`" : "`grant`"); }
  void read(const ast::IfStatement& it) { notYet(it, "`if`"); }
  void read(const ast::AutocommitStatement& it) { notYet(it, "`autocommit`"); }
  void read(const ast::AssertStatement& it) { notYet(it, "`assert`"); }
  void read(const ast::Node&) { llvm_unreachable("the parser lets only statements stand here"); }

private:
  void notYet(const ast::Node& statement, llvm::StringRef noun) {
    ctx_.notYet(statement.range, noun);
  }
  void notYet(const ast::Node& statement, llvm::StringRef verb, ObjectKind kind) {
    ctx_.notYet(statement.range, quoted((verb + " " + spelling(kind)).str()));
  }

  /// Views, triggers and opaque objects are none yet.
  static bool isCarried(ObjectKind kind) {
    return kind == ObjectKind::Schema || kind == ObjectKind::Extension ||
           kind == ObjectKind::Enum || kind == ObjectKind::Domain || kind == ObjectKind::Sequence;
  }

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

static CreateEntry entryOf(const Context& ctx, const ast::CreateStatement& statement) {
  return {ctx.buffer,          statement.declaration, statement.range,
          statement.orReplace, statement.ifNotExists, statement.undo};
}

void checkStatements(Context& ctx, ast::Block block) {
  auto statements = chooseItems(ctx, block);
  for (auto at = statements.begin(); at != statements.end();) {
    std::vector<CreateEntry> run;
    for (; at != statements.end() && llvm::isa<ast::CreateStatement>(*at); ++at)
      run.push_back(entryOf(ctx, llvm::cast<ast::CreateStatement>(**at)));
    checkCreates(ctx, run);
    if (at != statements.end())
      checkOne(ctx, static_cast<const ast::Statement&>(**at++));
  }
}

} // namespace retort
