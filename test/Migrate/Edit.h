//===- Edit.h - an edit in the eyes of one dialect ---------------------------===//
//
// Both schemas of a case as they are declared, the revision that autogenerate writes for the difference, and
// the statements that it becomes, both ways. No engine is asked.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "EditCase.h"
#include "Migrate/Autogenerate.h"
#include "Migrate/DeclaredSchema.h"
#include "Migrate/RevisionCompiler.h"
#include "Syntax/Parser.h"

#include <memory>

namespace retort {

/// A revision that autogenerate wrote, read and compiled like any other.
struct WrittenRevision {
  std::unique_ptr<SourceBuffer> source;
  std::unique_ptr<Program> program;
  CompiledSection up;
  /// Nothing: there is no way back.
  std::optional<CompiledSection> down;

  bool hasStatements() const {
    return llvm::any_of(up.operations, [](const CompiledOperation& it) { return !it.statements.empty(); });
  }
};

class Edit {
public:
  /// Both must outlive it.
  Edit(const EditCase& edit, const Dialect& dialect) : case_(edit), dialect_(dialect) { compile(); }

  Catalog before, after;
  std::vector<Rename> renames;
  Difference difference;
  /// From nothing to `before`.
  WrittenRevision making;
  /// From `before` to `after`; without a program where it needs somebody's hand.
  WrittenRevision revision;
  /// What stands in the case's file about this dialect: nothing of a shape.
  EditSection golden;

  bool isRefused() const { return golden.name == "refused"; }
  /// Does the revision do all of it, as it is?
  bool isWhole() const { return isWhole_; }

  std::optional<DeclaredSchema> declare(const std::string& text, DiagnosticEngine& diags) {
    const SourceBuffer& source = keep(text);
    auto read = [&](llvm::StringRef) -> llvm::Expected<const SourceBuffer*> { return &source; };
    return llvm::cantFail(readDeclaredSchema({"schema.mig"}, read, dialect_, {}, diags));
  }

  /// What autogenerate writes; an empty text is a failure, which is told.
  GeneratedRevision generate(const Difference& wanted, const Catalog& from, const Catalog& to) const {
    RevisionDraft draft;
    draft.id = "edit";
    draft.message = "edit";
    llvm::Expected<GeneratedRevision> generated =
        generateRevision(wanted, from, to, draft, dialect_, {});
    if (generated)
      return std::move(*generated);
    ADD_FAILURE() << case_.name << " on " << dialect_.name().str() << ": "
                  << llvm::toString(generated.takeError());
    return {};
  }

  /// Errors where the dialect refuses it, and then without statements.
  WrittenRevision compileText(const std::string& text, const Catalog& from, DiagnosticEngine& diags) const {
    WrittenRevision written;
    written.source = std::make_unique<SourceBuffer>("edit.mig", text);
    written.program = std::make_unique<Program>(Parser().parse(*written.source, diags));
    if (!written.program->file || !written.program->file->revision)
      return written;
    const SemaOptions options;
    RevisionCompiler compiler(dialect_, options, diags);
    compiler.startFrom(from);
    const SimulatedRevision simulated = compiler.advance(*written.program);
    if (diags.hasErrors())
      return written;
    written.up = compiler.lowerUpgrade(simulated);
    if (diags.hasErrors() || llvm::StringRef(text).contains("\ndowngrade impossible"))
      return written;
    written.down = compiler.compileDowngrade(simulated);
    return written;
  }

private:
  void compile() {
    DiagnosticEngine diags;
    std::optional<DeclaredSchema> first = declareSection("before", diags);
    if (!first)
      return refuse(diags);
    before = std::move(first->catalog);
    making = compileText(generate(diff({}, before), {}, before).text, {}, diags);
    if (diags.hasErrors())
      return refuse(diags);
    if (!case_.isEdit())
      return;
    std::optional<DeclaredSchema> second = declareSection("after", diags);
    if (!second)
      return refuse(diags);
    after = std::move(second->catalog);
    for (const LocatedRename& it : second->renames)
      renames.push_back(it.rename);
    difference = diff(before, after, renames, columnOrder(dialect_));
    write(diags);
  }

  void write(DiagnosticEngine& diags) {
    const GeneratedRevision generated = generate(difference, before, after);
    std::string told;
    for (const Rename& rename : difference.likelyRenames)
      told += "// likely rename: " + spelling(rename.kind).str() + " " + rename.from + " to " + rename.to + "\n";
    for (const std::string& unsaid : generated.unsaid)
      told += "// not in it: " + unsaid + "\n";
    for (const std::string& need : generated.needs)
      told += "// it needs a hand: " + need + "\n";
    if (generated.needs.empty()) {
      revision = compileText(generated.text, before, diags);
      if (diags.hasErrors())
        return refuse(diags);
      if (!revision.hasStatements())
        told += "// nothing is run\n";
    }
    isWhole_ = generated.needs.empty() && generated.unsaid.empty();
    const bool isFound = !difference.operations.empty() || !difference.unsaid.empty();
    EXPECT_NE(isFound, case_.isNothingTo(dialect_.name()))
        << case_.name << " on " << dialect_.name().str() << (isFound ? " is found" : " is missed");
    const size_t body = generated.text.find("\nupgrade");
    golden = {"revision", {}, told + (body == std::string::npos ? "" : generated.text.substr(body + 1))};
  }

  std::optional<DeclaredSchema> declareSection(llvm::StringRef name, DiagnosticEngine& diags) {
    std::optional<std::string> text = case_.find(name, dialect_.name());
    if (!text)
      ADD_FAILURE() << case_.name << " has no section `" << name.str() << "`";
    return declare(text.value_or(""), diags);
  }

  /// It must be the engine that cannot, and what comes of that: any other error is the case's own
  /// mistake.
  void refuse(DiagnosticEngine& diags) {
    golden = {"refused", {}, ""};
    bool isOfEngine = false;
    for (const Diagnostic& it : diags.take()) {
      if (it.severity != Severity::Error)
        continue;
      golden.text += it.message + " [" + infoOf(it.code).spelling.str() + "]\n";
      isOfEngine |= llvm::StringRef(it.message).contains(dialect_.displayName());
    }
    EXPECT_TRUE(isOfEngine) << case_.name << " on " << dialect_.name().str() << ": " << golden.text;
  }

  const SourceBuffer& keep(const std::string& text) {
    return *sources_.emplace_back(std::make_unique<SourceBuffer>("schema.mig", text));
  }

  const EditCase& case_;
  const Dialect& dialect_;
  bool isWhole_ = false;
  std::vector<std::unique_ptr<SourceBuffer>> sources_;
};

} // namespace retort
