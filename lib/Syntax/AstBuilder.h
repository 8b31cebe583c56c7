//===- AstBuilder.h - from ANTLR's parse to the AST -----------------------===//
//
// One overload of `build` for each rule of the grammar, in files of the grammar's
// sections. Reads labels and never lists of children, which are not made.
//
// What the grammar takes and the language does not is reported here. A context with
// an exception is a broken item: what is wrong there has been said, and it is left
// out.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "MigParser.h"
#include "Support/Diagnostics.h"
#include "Syntax/AST.h"
#include "Syntax/SourceTokens.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace retort {

class AstBuilder {
public:
  AstBuilder(const SourceBuffer& source, SourceTokens& tokens, llvm::ArrayRef<Comment> comments,
             ast::Arena& arena, DiagnosticEngine& diags)
      : source_(source), tokens_(tokens), comments_(comments), arena_(arena), diags_(diags) {}

  const ast::File* build(MigParser::FileContext* ctx);

private:
  //===--- Files (BuildFile.cpp) ---===//
  ast::Revision* build(MigParser::RevisionContext* ctx);
  ast::Section* build(MigParser::SectionContext* ctx);
  void buildClauses(ast::Revision* revision, MigParser::RevisionContext* ctx);
  ast::Name revisionId(MigParser::RevisionIdContext* ctx);
  ast::Names revisionIds(const std::vector<MigParser::RevisionIdContext*>& list);
  void checkDocs();

  /// Where a statement stands says what it may be.
  enum class Place { File, Operations, Assertions };

  //===--- Statements (BuildStatement.cpp) ---===//
  ast::Block build(MigParser::BlockContext* ctx, Place place);
  ast::Block statements(const std::vector<MigParser::StatementContext*>& items, Place place);
  const ast::Node* build(MigParser::StatementContext* ctx, Place place);
  void checkPlace(const ast::Node* node, MigParser::StatementContext* ctx, Place place);
  const ast::Undo* build(MigParser::UndoContext* ctx);
  const ast::Undo* undoOf(MigParser::EndingContext* ctx);
  ast::Statement* build(MigParser::CreateStatementContext* ctx);
  ast::Statement* declare(MigParser::DeclarationContext* ctx, Place place);
  ast::Statement* build(MigParser::DropStatementContext* ctx);
  ast::Statement* build(MigParser::RenameStatementContext* ctx);
  ast::Statement* build(MigParser::AlterStatementContext* ctx);
  ast::Statement* alterTable(MigParser::AlterStatementContext* ctx);
  ast::Statement* alterEnum(MigParser::AlterStatementContext* ctx);
  ast::Statement* alterSequence(MigParser::AlterStatementContext* ctx);
  ast::Statement* move(MigParser::AlterStatementContext* ctx);
  ast::Statement* alterDomain(MigParser::AlterStatementContext* ctx);
  const ast::Node* build(MigParser::AlterActionContext* ctx);
  ast::Action* action(MigParser::AlterActionContext* ctx);
  ast::Action* build(MigParser::AddActionContext* ctx);
  ast::Action* build(MigParser::DropActionContext* ctx);
  ast::Action* alterColumn(MigParser::AlterActionContext* ctx);
  const ast::Node* build(MigParser::EnumActionContext* ctx);
  ast::Statement* build(MigParser::RefreshStatementContext* ctx);
  ast::Statement* build(MigParser::ForgetStatementContext* ctx);
  ast::Text rowFile(MigParser::TextContext* ctx);
  ast::Statement* build(MigParser::InsertStatementContext* ctx);
  ast::Statement* build(MigParser::UpdateStatementContext* ctx);
  ast::Statement* build(MigParser::DeleteStatementContext* ctx);
  ast::Statement* build(MigParser::TruncateStatementContext* ctx);
  const ast::OnConflict* build(MigParser::OnConflictContext* ctx);
  ast::List<ast::Assignment> build(MigParser::AssignmentsContext* ctx);
  const ast::Batches* build(MigParser::BatchesContext* ctx);
  ast::Statement* build(MigParser::SqlStatementContext* ctx);
  ast::Statement* build(MigParser::CommentStatementContext* ctx);
  ast::Statement* build(MigParser::LockStatementContext* ctx);
  ast::Statement* build(MigParser::SetStatementContext* ctx);
  ast::Statement* build(MigParser::GrantStatementContext* ctx);
  const ast::Node* build(MigParser::WhenStatementContext* ctx, Place place);
  const ast::Node* build(MigParser::WhenItemsContext* ctx);
  const ast::Node* build(MigParser::WhenActionsContext* ctx);
  template <typename Context, typename BuildBody>
  const ast::Node* buildWhen(Context* ctx, BuildBody buildBody);
  ast::Statement* build(MigParser::IfStatementContext* ctx, Place place);
  ast::Statement* build(MigParser::AutocommitStatementContext* ctx);
  ast::Statement* build(MigParser::RepeatableStatementContext* ctx);
  ast::Statement* build(MigParser::AssertStatementContext* ctx);
  const ast::Probe* build(MigParser::ExistsProbeContext* ctx);
  ast::ObjectRef build(MigParser::ObjectRefContext* ctx);
  ast::ObjectRef object(antlr4::ParserRuleContext* kind, MigParser::ObjectNameContext* name);

  //===--- Declarations (BuildDeclaration.cpp) ---===//
  /// `if not exists` and `undo` are written inside a declaration, but belong to the
  /// statement around it.
  struct DeclarationParts {
    const ast::Declaration* declaration = nullptr;
    MigParser::IfNotExistsContext* ifNotExists = nullptr;
    MigParser::UndoContext* undo = nullptr;
  };
  DeclarationParts build(MigParser::DeclarationContext* ctx);
  DeclarationParts build(MigParser::TableDeclarationContext* ctx);
  DeclarationParts build(MigParser::ExternalTableContext* ctx);
  DeclarationParts build(MigParser::IndexDeclarationContext* ctx);
  DeclarationParts build(MigParser::EnumDeclarationContext* ctx);
  DeclarationParts build(MigParser::DomainDeclarationContext* ctx);
  DeclarationParts build(MigParser::SequenceDeclarationContext* ctx);
  DeclarationParts build(MigParser::ViewDeclarationContext* ctx);
  DeclarationParts build(MigParser::SchemaDeclarationContext* ctx);
  DeclarationParts build(MigParser::ExtensionDeclarationContext* ctx);
  DeclarationParts build(MigParser::OpaqueDeclarationContext* ctx);
  DeclarationParts build(MigParser::TriggerDeclarationContext* ctx);
  const ast::PartitionBound* build(MigParser::PartitionBoundContext* ctx);
  const ast::PartitionBy* build(MigParser::PartitionByContext* ctx);
  void buildTail(ast::TableDecl* table, const std::vector<MigParser::TableTailContext*>& tails);
  const ast::ColumnAttribute* build(MigParser::DomainAttributeContext* ctx);
  const ast::RawBody* build(MigParser::RawBodyContext* ctx);
  ast::List<ast::SequenceOption>
  sequenceOptions(const std::vector<MigParser::SequenceOptionContext*>& list, ast::Path* ownedBy);
  template <typename Decl>
  void buildTails(Decl* decl, const std::vector<MigParser::OpaqueTailContext*>& tails);

  //===--- Items of a table (BuildTable.cpp) ---===//
  ast::List<ast::Node> build(MigParser::TableBodyContext* ctx);
  const ast::Node* build(MigParser::TableItemContext* ctx);
  /// `added`: of `add column`, which may say where and with what.
  const ast::ColumnItem* column(antlr4::ParserRuleContext* columnName,
                                MigParser::ColumnRestContext* rest, bool added);
  ast::List<ast::DialectType> variants(MigParser::ColumnTypeContext* ctx);
  const ast::ColumnAttribute* build(MigParser::ColumnAttributeContext* ctx);
  const ast::ColumnAttribute* build(MigParser::DefaultClauseContext* ctx);
  const ast::ColumnAttribute* build(MigParser::IdentityClauseContext* ctx);
  const ast::References* build(MigParser::ReferencesContext* ctx);
  ast::ReferentialAction build(MigParser::ReferentialActionContext* ctx);
  /// What the modifiers of a constraint can say, some for some constraints only.
  struct Modifiers {
    ast::ConstraintModifiers common;
    bool nullsNotDistinct = false;
    const ast::Expr* where = nullptr;
    antlr4::ParserRuleContext* nullsAt = nullptr;
    antlr4::ParserRuleContext* whereAt = nullptr;
  };
  void add(Modifiers& all, MigParser::InlineModifierContext* ctx);
  Modifiers modifiers(const std::vector<MigParser::InlineModifierContext*>& list);
  Modifiers modifiers(const std::vector<MigParser::ConstraintModifierContext*>& list);
  void refuseNulls(const Modifiers& all);
  void refuseWhere(const Modifiers& all);
  const ast::TableItem* build(MigParser::TableConstraintContext* ctx,
                              MigParser::IfNotExistsContext** ifNotExists);
  const ast::TableItem* keyConstraint(MigParser::TableConstraintContext* ctx,
                                      MigParser::IfNotExistsContext** ifNotExists);
  const ast::TableItem* foreignKey(MigParser::TableConstraintContext* ctx);
  const ast::TableItem* exclusion(MigParser::TableConstraintContext* ctx);
  const ast::TableItem* check(MigParser::CheckConstraintContext* ctx,
                              MigParser::IfNotExistsContext** ifNotExists);
  const ast::ColumnAttribute* checkAttribute(MigParser::CheckConstraintContext* ctx);
  const ast::TableItem* index(MigParser::TableIndexContext* ctx, SourceRange range, bool unique,
                              MigParser::IfNotExistsContext** ifNotExists);
  ast::List<ast::KeyColumn> build(MigParser::KeyColumnsContext* ctx);
  ast::ConstraintName constraintName(antlr4::ParserRuleContext* name);
  void buildModifiers(ast::IndexSpec* spec,
                      const std::vector<MigParser::IndexModifierContext*>& list);
  ast::List<ast::IndexPart> build(MigParser::IndexPartsContext* ctx);
  ast::IndexPart* build(MigParser::IndexPartContext* ctx);
  ast::PartForm partForm(const std::vector<MigParser::IndexPartOptionContext*>& list);
  llvm::StringRef build(MigParser::OperatorSymbolContext* ctx);

  //===--- Types and options (BuildType.cpp) ---===//
  const ast::TypeRef* build(MigParser::TypeRefContext* ctx);
  const ast::Expr* build(MigParser::TypeArgumentContext* ctx);
  ast::List<ast::Option> build(MigParser::OptionListContext* ctx);
  ast::List<ast::Option> build(MigParser::ResetOptionsContext* ctx);
  const ast::Option* build(MigParser::OptionContext* ctx);
  const ast::Expr* build(MigParser::OptionValueContext* ctx);

  //===--- Queries (BuildQuery.cpp) ---===//
  const ast::Query* build(MigParser::QueryContext* ctx);
  const ast::CommonTable* build(MigParser::CommonTableContext* ctx);
  const ast::QueryPart* setOperations(MigParser::QueryContext* ctx);
  const ast::SelectCore* build(MigParser::SelectCoreContext* ctx);
  const ast::SelectItem* build(MigParser::SelectItemContext* ctx);
  const ast::Expr* allOf(MigParser::ExpressionContext* ctx);
  const ast::OrderItem* build(MigParser::OrderItemContext* ctx);
  ast::List<ast::QueryPart> build(MigParser::FromListContext* ctx);
  const ast::QueryPart* build(MigParser::FromItemContext* ctx);
  const ast::QueryPart* build(MigParser::FromTableContext* ctx);
  const ast::ValuesList* build(MigParser::ValuesListContext* ctx);

  //===--- Expressions (BuildExpression.cpp) ---===//
  const ast::Expr* build(MigParser::ExpressionContext* ctx);
  const ast::Expr* build(MigParser::ValueOrDefaultContext* ctx);
  ast::List<ast::Expr> build(MigParser::ExpressionListContext* ctx);
  struct Climber;
  const ast::Expr* primary(MigParser::OperandContext* ctx);
  const ast::Expr* literal(MigParser::OperandContext* ctx, SourceRange range);
  const ast::Expr* call(MigParser::OperandContext* ctx, SourceRange range);
  /// Without the operators before it.
  SourceRange rangeOfPrimary(MigParser::OperandContext* ctx);
  const ast::Expr* build(MigParser::CaseExpressionContext* ctx);
  const ast::Expr* build(MigParser::NumberLiteralContext* ctx);

  //===--- Names, texts, numbers, ranges (AstBuilder.cpp) ---===//
  ast::Name name(antlr4::Token* token);
  ast::Name name(antlr4::ParserRuleContext* ctx) { return ctx ? name(ctx->start) : ast::Name(); }
  ast::Path path(MigParser::PathContext* ctx, bool star = false);
  ast::Names build(MigParser::NameListContext* ctx) {
    return ctx ? names(ctx->items) : ast::Names();
  }
  ast::Names dialects(MigParser::DialectsContext* ctx) {
    return ctx ? names(ctx->names->items) : ast::Names();
  }
  template <typename Context> ast::Names names(const std::vector<Context*>& list) {
    llvm::SmallVector<ast::Name, 8> all;
    for (Context* item : list)
      all.push_back(name(item));
    return arena_.copy(llvm::ArrayRef<ast::Name>(all));
  }
  llvm::ArrayRef<ast::Path> paths(const std::vector<MigParser::PathContext*>& list);
  ast::Text text(MigParser::TextContext* ctx);
  llvm::StringRef value(llvm::StringRef (*read)(llvm::StringRef, std::string&),
                        llvm::StringRef written);
  unsigned number(antlr4::Token* token, unsigned least = 0);
  ast::Duration duration(antlr4::Token* token);
  /// The words of a rule with one space between.
  llvm::StringRef words(antlr4::ParserRuleContext* ctx);

  static SourceRange range(antlr4::Token* token) {
    return static_cast<const SourceToken*>(token)->range();
  }
  static SourceRange range(antlr4::ParserRuleContext* ctx);
  /// From the first token of one to the last of the other.
  static SourceRange range(antlr4::ParserRuleContext* first, antlr4::ParserRuleContext* last) {
    return SourceRange::join(range(first), range(last));
  }
  llvm::StringRef textOf(SourceRange range) const { return source_.text(range); }
  Origin at(SourceRange range) const { return {&source_, range}; }
  Origin at(antlr4::Token* token) const { return at(range(token)); }
  Origin at(antlr4::ParserRuleContext* ctx) const { return at(range(ctx)); }

  template <typename T> T* make(antlr4::ParserRuleContext* ctx) {
    return arena_.make<T>(range(ctx));
  }
  /// Builds every item that is not broken.
  template <typename Node, typename Context, typename... Args>
  ast::List<Node> list(const std::vector<Context*>& contexts, Args... args) {
    llvm::SmallVector<const Node*, 8> all;
    for (Context* ctx : contexts)
      if (!ctx->exception)
        if (const Node* node = build(ctx, args...))
          all.push_back(node);
    return arena_.copy(llvm::ArrayRef<const Node*>(all));
  }
  template <typename T> llvm::ArrayRef<T> copy(const llvm::SmallVectorImpl<T>& items) {
    return arena_.copy(llvm::ArrayRef<T>(items));
  }

  const SourceBuffer& source_;
  SourceTokens& tokens_;
  llvm::ArrayRef<Comment> comments_;
  ast::Arena& arena_;
  DiagnosticEngine& diags_;
  unsigned operatorDepth_ = 0;
  llvm::SmallVector<ast::Text> rowFiles_;
};

} // namespace retort
