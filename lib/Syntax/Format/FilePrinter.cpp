// Revisions with their sections, and whole files.
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

using namespace ast;

//===--- Files ------------------------------------------------------------===//

void SourcePrinter::visit(const Section& section) {
  switch (section.section) {
  case SectionKind::Require:
    words("require");
    break;
  case SectionKind::Upgrade:
    words("upgrade");
    break;
  case SectionKind::Verify:
    words("verify");
    break;
  case SectionKind::Downgrade:
    words("downgrade");
    break;
  }
  out_.space();
  switch (section.form) {
  case DowngradeForm::Block:
    block(section.body);
    break;
  case DowngradeForm::Auto:
    words("auto");
    break;
  case DowngradeForm::Impossible:
    words("impossible");
    out_.space();
    printText(section.why);
    break;
  }
  end();
}

void SourcePrinter::visit(const Revision& revision) {
  words("revision");
  out_.space();
  printRevisionId(revision.id);
  if (revision.message) {
    out_.space();
    printText(revision.message);
  }
  const auto ids = [this](llvm::StringRef head, Names ids) {
    if (ids.empty())
      return;
    out_.hardLine();
    words(head);
    out_.space();
    bareList(ids, [this](const Name& id) { printRevisionId(id); });
  };
  {
    Nest nest(out_);
    if (revision.revisesBase) {
      out_.hardLine();
      words("revises base");
    }
    ids("revises", revision.revises);
    if (!revision.labels.empty()) {
      out_.hardLine();
      words("labels");
      out_.space();
      bareNameList(revision.labels);
    }
    ids("depends on", revision.dependsOn);
    if (revision.created) {
      out_.hardLine();
      words("created");
      out_.space();
      printText(revision.created);
    }
  }
  end();
  for (const Section* section : revision.sections) {
    out_.blankLine();
    print(*section);
  }
}

/// Whether a declaration takes more than one line whatever its width.
static bool hasLines(const Node& node) {
  const auto* statement = llvm::dyn_cast<DeclarationStatement>(&node);
  if (!statement)
    return llvm::isa<When>(node);
  const auto* table = llvm::dyn_cast<TableDecl>(statement->declaration);
  return table && !table->external && !table->items.empty();
}

void SourcePrinter::visit(const File& file) {
  if (file.revision)
    print(*file.revision);
  const Node* previous = nullptr;
  for (const Node* declaration : file.declarations) {
    // What has a body stands alone; one-liners may stand together.
    if (previous && (hasLines(*previous) || hasLines(*declaration)))
      out_.blankLine();
    else if (previous || file.revision)
      out_.itemLine();
    print(*declaration);
    previous = declaration;
  }
  // Comments behind the last declaration hang on a token without a text.
  out_.itemLine();
  out_.token("");
}

} // namespace retort
