#include "Sema/Checker.h"

#include "Sema/CheckComment.h"
#include "Sema/CheckCreate.h"
#include "Sema/CheckGrant.h"
#include "Sema/CheckStatement.h"
#include "Sema/WhenChoice.h"

namespace retort {

class Checker::Implementation {
public:
  Implementation(const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags)
      : dialect_(dialect), options_(options), diags_(diags) {}

  std::vector<LocatedOperation> checkBlock(const SourceBuffer& buffer, ast::Block block,
                                           Catalog& catalog, DeclarationSites& sites) {
    std::vector<LocatedOperation> operations;
    Context ctx = contextFor(buffer, catalog, sites, operations);
    const ErrorMark mark(ctx);
    const size_t first = diags_.diagnostics().size();
    checkStatements(ctx, block);
    diags_.sortFrom(first);
    rawSql_ = ctx.rawSql;
    if (!mark.isClean())
      operations.clear();
    return operations;
  }

  void declare(const SourceBuffer& buffer, ast::Block declarations);
  Catalog finishDeclarations();

  DeclarationSites& sites() { return sites_; }
  llvm::ArrayRef<LocatedRename> renames() const { return renames_; }

private:
  Context contextFor(const SourceBuffer& buffer, Catalog& catalog, DeclarationSites& sites,
                     std::vector<LocatedOperation>& operations) {
    Context ctx{dialect_, options_, diags_, names_};
    ctx.buffer = &buffer;
    ctx.catalog = &catalog;
    ctx.sites = &sites;
    ctx.operations = &operations;
    ctx.rawSql = rawSql_;
    return ctx;
  }

  /// A statement that speaks of declarations, wherever they stand.
  template <typename Statement> struct Located {
    const SourceBuffer* buffer;
    const Statement* statement;
  };

  const Dialect& dialect_;
  const SemaOptions& options_;
  DiagnosticEngine& diags_;
  RelationNames names_;
  DeclarationSites sites_;
  Origin rawSql_;

  // What schema files declare, until all are read.
  Catalog declared_;
  std::vector<CreateEntry> declarations_;
  std::vector<Located<ast::CommentStatement>> comments_;
  std::vector<Located<ast::GrantStatement>> grants_;
  std::vector<LocatedRename> renames_;
};

void Checker::Implementation::declare(const SourceBuffer& buffer, ast::Block declarations) {
  std::vector<LocatedOperation> none;
  Context ctx = contextFor(buffer, declared_, sites_, none);
  for (const ast::Node* node : chooseItems(ctx, declarations)) {
    if (const auto* declaration = llvm::dyn_cast<ast::DeclarationStatement>(node))
      declarations_.push_back({&buffer, declaration->declaration, declaration->range});
    else if (const auto* comment = llvm::dyn_cast<ast::CommentStatement>(node))
      comments_.push_back({&buffer, comment});
    else // the parser lets nothing else stand here
      grants_.push_back({&buffer, llvm::cast<ast::GrantStatement>(node)});
  }
}

Catalog Checker::Implementation::finishDeclarations() {
  std::vector<LocatedOperation> operations;
  const SourceBuffer empty("", "");
  Context ctx = contextFor(empty, declared_, sites_, operations);
  ctx.inSchemaFile = true;
  ctx.renames = &renames_;
  const size_t first = diags_.diagnostics().size();
  checkCreates(ctx, declarations_);
  for (const auto& [buffer, statement] : comments_) {
    ctx.buffer = buffer;
    checkComment(ctx, *statement);
  }
  for (const auto& [buffer, statement] : grants_) {
    ctx.buffer = buffer;
    checkGrant(ctx, *statement);
  }
  diags_.sortFrom(first);
  declarations_.clear();
  comments_.clear();
  grants_.clear();
  return std::exchange(declared_, {});
}

//===--- The interface ----------------------------------------------------===//

Checker::Checker(const Dialect& dialect, const SemaOptions& options, DiagnosticEngine& diags)
    : implementation_(std::make_unique<Implementation>(dialect, options, diags)) {}

Checker::~Checker() = default;

std::vector<LocatedOperation> Checker::checkBlock(const SourceBuffer& buffer, ast::Block block,
                                                  Catalog& catalog) {
  return implementation_->checkBlock(buffer, block, catalog, implementation_->sites());
}

std::vector<LocatedOperation> Checker::checkDowngrade(const SourceBuffer& buffer, ast::Block block,
                                                      Catalog& catalog) {
  DeclarationSites scratch(&implementation_->sites());
  return implementation_->checkBlock(buffer, block, catalog, scratch);
}

void Checker::declare(const SourceBuffer& buffer, ast::Block declarations) {
  implementation_->declare(buffer, declarations);
}

Catalog Checker::finishDeclarations() {
  return implementation_->finishDeclarations();
}

llvm::ArrayRef<LocatedRename> Checker::renames() const {
  return implementation_->renames();
}

const DeclarationSites& Checker::sites() const {
  return implementation_->sites();
}

} // namespace retort
