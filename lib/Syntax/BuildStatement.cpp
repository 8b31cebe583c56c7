// Statements: what stands in the sections of a revision.
#include "Syntax/AstBuilder.h"
#include "Syntax/Parser.h"

#include <fmt/format.h>

namespace retort {

//===--- Lists and places -------------------------------------------------===//

ast::Block AstBuilder::build(MigParser::BlockContext* ctx, Place place) {
  return ctx ? statements(ctx->items, place) : ast::Block();
}

ast::Block AstBuilder::statements(const std::vector<MigParser::StatementContext*>& items,
                                  Place place) {
  llvm::SmallVector<const ast::Node*, 8> all;
  for (MigParser::StatementContext* item : items) {
    if (item->exception)
      continue;
    if (const ast::Node* node = build(item, place)) {
      checkPlace(node, item, place);
      all.push_back(node);
    }
  }
  return copy(all);
}

/// Null for a stray `;`.
const ast::Node* AstBuilder::build(MigParser::StatementContext* ctx, Place place) {
  if (ctx->theCreate)
    return build(ctx->theCreate);
  if (ctx->theDeclaration)
    return declare(ctx->theDeclaration, place);
  if (ctx->theDrop)
    return build(ctx->theDrop);
  if (ctx->theRename)
    return build(ctx->theRename);
  if (ctx->theAlter)
    return build(ctx->theAlter);
  if (ctx->theRefresh)
    return build(ctx->theRefresh);
  if (ctx->theForget)
    return build(ctx->theForget);
  if (ctx->theInsert)
    return build(ctx->theInsert);
  if (ctx->theUpdate)
    return build(ctx->theUpdate);
  if (ctx->theDelete)
    return build(ctx->theDelete);
  if (ctx->theTruncate)
    return build(ctx->theTruncate);
  if (ctx->theSql)
    return build(ctx->theSql);
  if (ctx->theComment)
    return build(ctx->theComment);
  if (ctx->theLock)
    return build(ctx->theLock);
  if (ctx->theSet)
    return build(ctx->theSet);
  if (ctx->theGrant)
    return build(ctx->theGrant);
  if (ctx->theWhen)
    return build(ctx->theWhen, place);
  if (ctx->theIf)
    return build(ctx->theIf, place);
  if (ctx->theAutocommit)
    return build(ctx->theAutocommit);
  if (ctx->theRepeatable)
    return build(ctx->theRepeatable);
  if (ctx->theAssert)
    return build(ctx->theAssert);
  return nullptr;
}

static bool isExternal(const ast::Declaration* declaration) {
  const auto* table = llvm::dyn_cast<ast::TableDecl>(declaration);
  return table && table->external;
}

/// A declaration stands in a schema file, an operation in a section, an assertion in
/// `require` and `verify`; `when` and what it holds stand everywhere, and an external table in
/// files and sections alike.
void AstBuilder::checkPlace(const ast::Node* node, MigParser::StatementContext* ctx, Place place) {
  using namespace ast;
  Origin first = at(ctx->start);
  switch (place) {
  case Place::File:
    if (!llvm::isa<DeclarationStatement, When, CommentStatement, GrantStatement>(node)) {
      auto report =
          diags_.report(diag::MisplacedStatement, first, "a schema file holds declarations only");
      if (llvm::isa<CreateStatement>(node))
        report.fix(at({first.range.begin, range(ctx->theCreate->theDeclaration).begin}), "",
                   "leave out `create`");
      else
        report.help("operations stand in the `upgrade { ... }` of a revision");
    }
    return;
  case Place::Operations:
    if (const auto* declared = llvm::dyn_cast<DeclarationStatement>(node);
        declared && !isExternal(declared->declaration))
      diags_
          .report(diag::MisplacedStatement, first,
                  "a declaration is no operation: it stands in a schema file")
          .fix({first.buffer, {first.range.begin, first.range.begin}}, "create ",
               "to create it, write `create`");
    return;
  case Place::Assertions:
    if (!llvm::isa<AssertStatement, When, IfStatement>(node))
      diags_.report(diag::MisplacedStatement, first, "this section holds assertions only")
          .help("`assert`, `when` and `if` may stand here; operations stand in `upgrade`");
    return;
  }
}

const ast::Undo* AstBuilder::build(MigParser::UndoContext* ctx) {
  if (!ctx)
    return nullptr;
  auto* undo = make<ast::Undo>(ctx);
  undo->text = text(ctx->shortBody);
  undo->body = build(ctx->body, Place::Operations);
  return undo;
}

const ast::Undo* AstBuilder::undoOf(MigParser::EndingContext* ctx) {
  return ctx ? build(ctx->theUndo) : nullptr;
}

//===--- Create, drop, rename ---------------------------------------------===//

ast::Statement* AstBuilder::build(MigParser::CreateStatementContext* ctx) {
  auto* create = make<ast::CreateStatement>(ctx);
  const DeclarationParts parts = build(ctx->theDeclaration);
  create->orReplace = ctx->replace;
  create->ifNotExists = parts.ifNotExists;
  create->declaration = parts.declaration;
  create->undo = build(parts.undo);
  if (create->orReplace && create->ifNotExists)
    diags_.report(diag::MisplacedWord, at(parts.ifNotExists),
                  "`or replace` and `if not exists` exclude each other");
  if (isExternal(create->declaration))
    diags_
        .report(diag::MisplacedWord, at(ctx->theDeclaration->start),
                "an external table is declared, never created")
        .fix(at({range(ctx).begin, range(ctx->theDeclaration).begin}), "", "leave out `create`");
  return create;
}

ast::Statement* AstBuilder::declare(MigParser::DeclarationContext* ctx, Place place) {
  auto* statement = make<ast::DeclarationStatement>(ctx);
  const DeclarationParts parts = build(ctx);
  statement->declaration = parts.declaration;
  if (place != Place::File) {
    statement->undo = build(parts.undo);
    return statement; // it is external, or has to become a `create`, which may have both
  }
  if (parts.ifNotExists)
    diags_.report(diag::MisplacedWord, at(parts.ifNotExists),
                  "`if not exists` belongs to `create` and `add`");
  if (parts.undo)
    diags_.report(diag::MisplacedWord, at(parts.undo->start), "`undo` belongs to operations");
  return statement;
}

ast::ObjectRef AstBuilder::object(antlr4::ParserRuleContext* kind,
                                  MigParser::ObjectNameContext* named) {
  ast::ObjectRef object;
  object.kind = kind ? *objectKindOf(words(kind)) : ObjectKind::Table;
  object.kindRange = kind ? range(kind) : SourceRange();
  object.name = path(named->target);
  if (named->symbol) {
    ast::Name symbol;
    symbol.text = build(named->symbol);
    symbol.range = range(named->symbol);
    object.name.parts = arena_.copy(llvm::ArrayRef<ast::Name>(symbol));
  }
  if ((object.kind == ObjectKind::Operator) != (named->symbol != nullptr))
    diags_.report(diag::MisplacedWord, at(named),
                  named->symbol ? "only an operator has signs for a name"
                                : "an operator is named by its signs: `operator === (int, int)`");
  if (named->parameters) {
    object.hasSignature = true;
    object.signature = list<ast::TypeRef>(named->parameters->types);
  }
  object.on = path(named->table);
  return object;
}

ast::ObjectRef AstBuilder::build(MigParser::ObjectRefContext* ctx) {
  return object(ctx->kind, ctx->target);
}

/// What belongs to a table is changed in `alter table`.
static bool isPartOfTable(ObjectKind kind) {
  return kind == ObjectKind::Column || kind == ObjectKind::Constraint;
}

ast::Statement* AstBuilder::build(MigParser::DropStatementContext* ctx) {
  auto* drop = make<ast::DropStatement>(ctx);
  drop->object = object(ctx->kind, ctx->target);
  drop->concurrently = ctx->concurrent;
  drop->ifExists = ctx->exists;
  drop->cascade = ctx->cascade;
  drop->undo = undoOf(ctx->end);
  if (isPartOfTable(drop->object.kind))
    diags_.report(diag::MisplacedWord, at(ctx->kind),
                  "columns and constraints are dropped in "
                  "`alter table T { ... }`");
  if (drop->concurrently && drop->object.kind != ObjectKind::Index)
    diags_.report(diag::MisplacedWord, at(ctx->concurrent),
                  "only an index is dropped concurrently");
  return drop;
}

ast::Statement* AstBuilder::build(MigParser::RenameStatementContext* ctx) {
  auto* rename = make<ast::RenameStatement>(ctx);
  rename->object = build(ctx->object);
  rename->to = name(ctx->to);
  rename->undo = undoOf(ctx->end);
  if (isPartOfTable(rename->object.kind))
    diags_.report(diag::MisplacedWord, at(ctx->object->kind),
                  "columns and constraints are renamed in `alter table T { ... }`");
  return rename;
}

//===--- Raw SQL, comments, settings --------------------------------------===//

const ast::Probe* AstBuilder::build(MigParser::ExistsProbeContext* ctx) {
  auto* probe = make<ast::Probe>(ctx);
  probe->negated = ctx->negated;
  if (ctx->object)
    probe->object = build(ctx->object);
  else
    probe->query = build(ctx->select);
  return probe;
}

ast::Statement* AstBuilder::build(MigParser::SqlStatementContext* ctx) {
  auto* sql = make<ast::SqlStatement>(ctx);
  sql->dialects = dialects(ctx->forDialects);
  sql->text = text(ctx->body);
  sql->hasEffect = ctx->effect;
  sql->effect = build(ctx->effect, Place::Operations);
  if (ctx->done)
    sql->doneWhen = build(ctx->done->condition);
  sql->undo = ctx->theUndo ? build(ctx->theUndo) : undoOf(ctx->end);
  return sql;
}

ast::Statement* AstBuilder::build(MigParser::CommentStatementContext* ctx) {
  auto* comment = make<ast::CommentStatement>(ctx);
  comment->object = build(ctx->object);
  comment->text = text(ctx->comment);
  comment->isNull = ctx->none;
  comment->undo = undoOf(ctx->end);
  return comment;
}

ast::Statement* AstBuilder::build(MigParser::LockStatementContext* ctx) {
  static constexpr llvm::StringLiteral modes[] = {
      "access share", "row share",           "row exclusive", "share update exclusive",
      "share",        "share row exclusive", "exclusive",     "access exclusive"};
  auto* lock = make<ast::LockStatement>(ctx);
  lock->table = path(ctx->table);
  std::string mode;
  for (MigParser::NameContext* word : ctx->modes)
    mode += (mode.empty() ? "" : " ") + textOf(range(word)).str();
  lock->mode = arena_.copy(mode);
  if (!llvm::is_contained(modes, lock->mode))
    diags_
        .report(diag::SyntaxError, at(range(ctx->modes.front(), ctx->modes.back())),
                fmt::format("`{}` is no lock mode", mode))
        .help("the modes are `access share`, `row share`, `row exclusive`, `share update "
              "exclusive`, `share`, `share row exclusive`, `exclusive` and `access exclusive`");
  return lock;
}

ast::Statement* AstBuilder::build(MigParser::SetStatementContext* ctx) {
  auto* set = make<ast::SetStatement>(ctx);
  if (ctx->key) {
    set->option = path(ctx->key->target);
    set->value = build(ctx->value);
    if (set->option.parts.size() != 2)
      diags_.report(diag::MisplacedWord, at(ctx->key),
                    "a setting is written with its dialect: `mysql.time_zone`");
    return set;
  }
  set->setting = ctx->setting->getType() == MigParser::Lock ? "lock timeout" : "statement timeout";
  set->duration = duration(ctx->timeout);
  return set;
}

ast::Statement* AstBuilder::build(MigParser::GrantStatementContext* ctx) {
  auto* grant = make<ast::GrantStatement>(ctx);
  grant->revoke = ctx->revoke;
  grant->privileges = names(ctx->privileges);
  grant->object = object(ctx->kind, ctx->target);
  grant->roles = names(ctx->roles);
  grant->undo = undoOf(ctx->end);
  const bool to = ctx->direction->getType() == MigParser::To;
  if (to == grant->revoke) {
    const char* right = grant->revoke ? "from" : "to";
    diags_
        .report(diag::SyntaxError, at(ctx->direction),
                fmt::format("`{}` goes with `{}`", textOf(range(ctx->start)).str(), right))
        .fix(at(ctx->direction), right, fmt::format("write `{}`", right));
  }
  return grant;
}

//===--- Flow -------------------------------------------------------------===//

template <typename Context, typename BuildBody>
const ast::Node* AstBuilder::buildWhen(Context* ctx, BuildBody buildBody) {
  auto* when = make<ast::When>(ctx);
  llvm::SmallVector<const ast::WhenBranch*, 4> branches;
  for (size_t i = 0; i < ctx->bodies.size(); ++i) {
    auto* branch = arena_.make<ast::WhenBranch>(range(ctx->heads[i], ctx->bodies[i]));
    branch->dialects = names(ctx->heads[i]->items);
    branch->body = buildBody(ctx->bodies[i]);
    branches.push_back(branch);
  }
  when->branches = copy(branches);
  when->hasElse = ctx->otherwise;
  if (ctx->otherwise)
    when->otherwise = buildBody(ctx->otherwise);
  return when;
}

const ast::Node* AstBuilder::build(MigParser::WhenStatementContext* ctx, Place place) {
  return buildWhen(ctx, [&](MigParser::BlockContext* body) { return build(body, place); });
}

const ast::Node* AstBuilder::build(MigParser::WhenItemsContext* ctx) {
  return buildWhen(ctx, [&](MigParser::TableBodyContext* body) { return build(body); });
}

const ast::Node* AstBuilder::build(MigParser::WhenActionsContext* ctx) {
  return buildWhen(
      ctx, [&](MigParser::ActionBlockContext* body) { return list<ast::Node>(body->items); });
}

/// `else if` is an `if` alone in the `else`, so a chain is as deep as it is long.
ast::Statement* AstBuilder::build(MigParser::IfStatementContext* ctx, Place place) {
  if (ctx->bodies.size() > Parser::maxNesting)
    diags_.report(diag::NestingTooDeep, at(ctx->conditions[Parser::maxNesting]),
                  Parser::maxNesting);
  const ast::Block last = build(ctx->otherwise, place);
  ast::IfStatement* inner = nullptr;
  for (size_t i = std::min<size_t>(ctx->bodies.size(), Parser::maxNesting); i-- > 0;) {
    SourceRange whole = range(
        ctx->conditions[i], ctx->otherwise ? static_cast<antlr4::ParserRuleContext*>(ctx->otherwise)
                                           : ctx->bodies.back());
    auto* outer = arena_.make<ast::IfStatement>(whole);
    outer->condition = build(ctx->conditions[i]);
    outer->then = build(ctx->bodies[i], place);
    outer->hasElse = inner || ctx->otherwise;
    if (inner)
      outer->otherwise = arena_.copy(llvm::ArrayRef<const ast::Node*>(inner));
    else
      outer->otherwise = last;
    inner = outer;
  }
  inner->range = range(ctx);
  inner->undo = build(ctx->theUndo);
  return inner;
}

ast::Statement* AstBuilder::build(MigParser::AutocommitStatementContext* ctx) {
  auto* autocommit = make<ast::AutocommitStatement>(ctx);
  autocommit->body = build(ctx->body, Place::Operations);
  return autocommit;
}

ast::Statement* AstBuilder::build(MigParser::RepeatableStatementContext* ctx) {
  auto* repeatable = make<ast::RepeatableStatement>(ctx);
  repeatable->body = build(ctx->body, Place::Operations);
  return repeatable;
}

ast::Statement* AstBuilder::build(MigParser::AssertStatementContext* ctx) {
  auto* assertion = make<ast::AssertStatement>(ctx);
  assertion->message = text(ctx->message);
  if (ctx->probe) {
    assertion->exists = build(ctx->probe);
  } else if (ctx->none) {
    assertion->assertion = ast::AssertKind::None;
    assertion->table = path(ctx->table);
    assertion->where = build(ctx->where);
  } else {
    assertion->assertion = ast::AssertKind::Sql;
    assertion->sql = text(ctx->sql);
    llvm::StringRef op = textOf(range(ctx->op));
    if (op == "!=" || op == "==") {
      const char* meant = op == "!=" ? "<>" : "=";
      diags_.report(diag::ForeignOperator, at(ctx->op), op, meant)
          .fix(at(ctx->op), meant, fmt::format("write `{}`", meant));
      op = meant;
    }
    assertion->op = *binaryOperatorOf(op);
    assertion->expected = build(ctx->expected);
  }
  return assertion;
}

} // namespace retort
