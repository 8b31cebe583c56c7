#include "Sema/WhenChoice.h"

#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

/// Dialects of the language's documentation that have no row in the registry yet: a
/// program may already say what it does for them.
static constexpr llvm::StringLiteral announced[] = {"cockroachdb", "yugabytedb", "sqlserver",
                                                    "oracle"};

bool isDialectName(llvm::StringRef name) {
  return llvm::is_contained(announced, name) ||
         llvm::any_of(allDialects(), [&](const DialectRow& row) { return row.facts.name == name; });
}

/// The name that an alias (`postgres`), another case or a slip stands for.
static llvm::StringRef nearestDialect(llvm::StringRef name) {
  if (const DialectRow* row = findDialect(name))
    return row->facts.name;
  NearestName nearest(name);
  for (const DialectRow& row : allDialects())
    nearest.consider(row.facts.name);
  for (llvm::StringLiteral other : announced)
    nearest.consider(other);
  return nearest.found();
}

bool namesDialect(Context& ctx, ast::Names dialects) {
  bool found = false;
  for (const ast::Name& name : dialects) {
    if (!isDialectName(name.text)) {
      llvm::StringRef nearest = nearestDialect(name.text);
      DiagnosticBuilder builder = ctx.report(diag::UnknownDialect, name.range, name.text);
      if (!nearest.empty())
        builder.fix(ctx.at(name.range), nearest.str(), didYouMean(nearest));
    }
    found |= name.text == ctx.dialect.name();
  }
  return found;
}

/// Every branch's names are looked at, also after the one that is taken.
static ast::List<ast::Node> chooseBranch(Context& ctx, const ast::When& when) {
  const ast::WhenBranch* chosen = nullptr;
  for (const ast::WhenBranch* branch : when.branches)
    if (namesDialect(ctx, branch->dialects) && !chosen)
      chosen = branch;
  return chosen ? chosen->body : when.otherwise;
}

static void choose(Context& ctx, ast::List<ast::Node> list,
                   llvm::SmallVectorImpl<const ast::Node*>& out) {
  for (const ast::Node* node : list) {
    if (const auto* when = llvm::dyn_cast<ast::When>(node))
      choose(ctx, chooseBranch(ctx, *when), out);
    else
      out.push_back(node);
  }
}

llvm::SmallVector<const ast::Node*, 16> chooseItems(Context& ctx, ast::List<ast::Node> list) {
  llvm::SmallVector<const ast::Node*, 16> items;
  choose(ctx, list, items);
  return items;
}

} // namespace retort
