// The file, its revision and its sections.
#include "Syntax/AstBuilder.h"
#include "Syntax/RevisionHeader.h"

#include <fmt/format.h>

namespace retort {

ast::Name AstBuilder::revisionId(MigParser::RevisionIdContext* ctx) {
  ast::Name id = name(ctx->start);
  if (id.range.end - id.range.begin > maxRevisionId)
    diags_.report(diag::IdTooLong, at(ctx), maxRevisionId);
  return id;
}

ast::Names AstBuilder::revisionIds(const std::vector<MigParser::RevisionIdContext*>& list) {
  llvm::SmallVector<ast::Name, 4> ids;
  for (MigParser::RevisionIdContext* id : list)
    ids.push_back(revisionId(id));
  return copy(ids);
}

void AstBuilder::buildClauses(ast::Revision* revision, MigParser::RevisionContext* ctx) {
  for (MigParser::RevisionClauseContext* clause : ctx->clauses) {
    llvm::StringRef keyword = textOf(range(clause->start));
    bool repeated = false;
    switch (clause->start->getType()) {
    case MigParser::Revises: {
      repeated = revision->revisesBase || !revision->revises.empty();
      ast::Names ids = revisionIds(clause->ids);
      for (const ast::Name& id : ids)
        revision->revisesBase |= !id.quoted && id.text == "base";
      if (!revision->revisesBase)
        revision->revises = ids;
      else if (ids.size() > 1)
        diags_.report(diag::MisplacedWord, at(clause),
                      "`base` stands alone: it means that the revision follows nothing");
      break;
    }
    case MigParser::Labels:
      repeated = !revision->labels.empty();
      revision->labels = names(clause->labels);
      break;
    case MigParser::Depends:
      repeated = !revision->dependsOn.empty();
      keyword = "depends on";
      revision->dependsOn = revisionIds(clause->ids);
      break;
    default:
      repeated = bool(revision->created);
      revision->created = text(clause->created);
    }
    if (repeated)
      diags_.report(diag::RepeatedPart, at(clause->start), keyword);
  }
}

ast::Revision* AstBuilder::build(MigParser::RevisionContext* ctx) {
  auto* revision = make<ast::Revision>(ctx);
  revision->id = revisionId(ctx->id);
  revision->message = text(ctx->message);
  buildClauses(revision, ctx);
  return revision;
}

ast::Section* AstBuilder::build(MigParser::SectionContext* ctx) {
  auto* section = make<ast::Section>(ctx);
  switch (ctx->start->getType()) {
  case MigParser::Require:
    section->section = ast::SectionKind::Require;
    break;
  case MigParser::Upgrade:
    section->section = ast::SectionKind::Upgrade;
    break;
  case MigParser::Verify:
    section->section = ast::SectionKind::Verify;
    break;
  default:
    section->section = ast::SectionKind::Downgrade;
  }
  const bool asserts =
      section->section == ast::SectionKind::Require || section->section == ast::SectionKind::Verify;
  if (ctx->body)
    section->body = build(ctx->body, asserts ? Place::Assertions : Place::Operations);
  else
    section->form = ctx->automatic ? ast::DowngradeForm::Auto : ast::DowngradeForm::Impossible;
  section->why = text(ctx->why);
  return section;
}

/// A doc comment belongs to what begins at the next token. Before a `}`, a `)` or
/// the end nothing does.
void AstBuilder::checkDocs() {
  size_t next = 0;
  for (const Comment& comment : comments_) {
    if (comment.kind != Comment::Doc)
      continue;
    while (next < tokens_.count() && tokens_.at(next).range().begin < comment.range.end)
      ++next;
    switch (tokens_.at(next).getType()) {
    case antlr4::Token::EOF:
    case MigParser::RightBrace:
    case MigParser::RightParen:
    case MigParser::Semicolon:
      diags_.report(diag::DanglingDoc, at(comment.range));
    }
  }
}

static bool isBroken(MigParser::FileItemContext* item) {
  return item->exception || (item->theStatement && item->theStatement->exception);
}

const ast::File* AstBuilder::build(MigParser::FileContext* ctx) {
  auto* file = arena_.make<ast::File>({0, static_cast<uint32_t>(source_.text().size())});
  ast::Revision* revision = nullptr;
  llvm::SmallVector<const ast::Section*, 4> sections;
  llvm::SmallVector<MigParser::StatementContext*, 8> rest;

  for (MigParser::FileItemContext* item : ctx->items) {
    if (item->exception)
      continue;
    if (item->theRevision) {
      if (revision)
        diags_.report(diag::SecondRevision, at(item))
            .note(at(revision->range), "the first one begins here");
      else
        revision = build(item->theRevision);
    } else if (item->theSection) {
      ast::Section* section = build(item->theSection);
      auto same = llvm::find_if(
          sections, [&](const ast::Section* other) { return other->section == section->section; });
      if (same != sections.end())
        diags_.report(diag::RepeatedPart, at(item->start), textOf(range(item->start)))
            .note(at((*same)->range), "the first one is here");
      sections.push_back(section);
    } else if (item->theStatement) {
      rest.push_back(item->theStatement);
    }
  }

  if (revision) {
    revision->sections = copy(sections);
    if (!sections.empty())
      revision->range = SourceRange::join(revision->range, sections.back()->range);
    for (MigParser::StatementContext* stray : rest)
      if (stray->start->getType() != MigParser::Semicolon && !stray->exception)
        diags_.report(diag::MisplacedStatement, at(stray->start),
                      "operations stand in `upgrade { ... }` or `downgrade { ... }`");
  } else if (llvm::any_of(ctx->items, isBroken)) {
    // The broken item may be the header, which decides what the rest may be.
  } else if (!sections.empty()) {
    diags_.report(diag::NotARevision, at(sections.front()->range))
        .help("begin the file with `revision ID 'message';`");
  } else {
    file->declarations = statements({rest.begin(), rest.end()}, Place::File);
  }
  file->revision = revision;
  checkDocs();
  file->rowFiles = copy(rowFiles_);
  return file;
}

} // namespace retort
