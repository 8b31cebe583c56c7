//===- SourcePrinter.h - prints an AST as source ---------------------------===//
//
// Says for every node which tokens it is made of and where lines may end; where they
// do end is Layout's business, comments are CommentPlacer's.
//
// Names are printed from their values, so a node that was made prints as well as one
// that was parsed. Texts and numbers are copied from the source where there is one.
//
// One member function a kind of node; they stand in files named after the groups of
// Nodes.def. No function prints space around what it prints.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Syntax/AST.h"
#include "Syntax/Format/Layout.h"
#include "Syntax/Format/Naming.h"
#include "Syntax/Formatter.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace retort {

/// Parts of the source that are printed in another order than they stand in: their
/// ranges, in printed order.
using Reordering = llvm::SmallVector<SourceRange>;

class SourcePrinter {
public:
  /// `source` is null for nodes that were made. `blankBefore` tells whether an empty
  /// line of the source precedes the item that begins at an offset; it must outlive this.
  SourcePrinter(layout::Layout& out, const SourceBuffer* source,
                llvm::function_ref<bool(uint32_t)> blankBefore)
      : out_(out), source_(source), blankBefore_(blankBefore) {}

  void print(const ast::Node& node);

  /// What to say about nodes, in comments behind them; it must outlive this.
  void setRemarks(Remarks remarks) { remarks_ = remarks; }

  llvm::ArrayRef<Reordering> reorderings() const { return reorderings_; }

private:
  using Group = layout::Layout::Group;
  using Nest = layout::Layout::Nest;
  using Bracket = layout::Layout::Bracket;

  //===--- Words, names, texts --------------------------------------------===//

  /// Hangs the remark about a node on what was printed of it, from token `first` on.
  void remark(const ast::Node& node, size_t first);

  /// Tokens with one space between them: `create or replace`.
  void words(llvm::StringRef words);
  /// The same with a space before them.
  void then(llvm::StringRef words);
  void punctuation(llvm::StringRef text) { out_.token(text); }
  std::string spelled(const ast::Name& name, NamePlace place) const;
  void printName(const ast::Name& name, NamePlace place = NamePlace::Any);
  void printPath(const ast::Path& path, NamePlace first = NamePlace::Any);
  void printText(const ast::Text& text);
  /// ` using (EXPR)`, behind a type; nothing if there is none.
  void printConversion(const ast::Expr* value);
  /// ` before 'b'`, ` after 'a'`; nothing if neither is there.
  void printNeighbour(const ast::Text& before, const ast::Text& after);
  void printNumber(uint64_t number);
  void printDuration(const ast::Duration& duration);
  void printRevisionId(const ast::Name& id);

  //===--- Lists and blocks -----------------------------------------------===//

  /// `a, b, c`, with a line of the kind given after each comma.
  template <typename Range, typename Function>
  void commaList(const Range& items, Function&& each, void (layout::Layout::*line)()) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) {
        punctuation(",");
        (out_.*line)();
      }
      first = false;
      each(item);
    }
  }
  /// `(`, what `inside` prints, `)`: on one line, or what is inside on lines of its own.
  template <typename Function>
  void brackets(llvm::StringRef open, llvm::StringRef close, Function&& inside) {
    Group group(out_);
    punctuation(open);
    Bracket bracket(out_);
    {
      Nest nest(out_);
      out_.softLine();
      inside();
    }
    out_.softLine();
    out_.closer(close);
  }
  template <typename Function> void parens(Function&& inside) { brackets("(", ")", inside); }
  /// `(a, b, c)`: on one line, or one item a line.
  template <typename Range, typename Function>
  void parenList(const Range& items, Function&& each,
                 void (layout::Layout::*line)() = &layout::Layout::line) {
    if (items.empty()) {
      punctuation("(");
      return out_.closer(")");
    }
    parens([&] { commaList(items, each, line); });
  }
  /// `(a, b, c)`: as many on each line as fit.
  template <typename Range, typename Function>
  void filledList(const Range& items, Function&& each) {
    parenList(items, each, &layout::Layout::fillLine);
  }
  /// The same without parentheses.
  template <typename Range, typename Function> void bareList(const Range& items, Function&& each) {
    Group group(out_);
    Nest nest(out_);
    commaList(items, each, &layout::Layout::fillLine);
  }
  void nameList(ast::Names names);     // `(a, b)`
  void bareNameList(ast::Names names); // `a, b`

  /// `{`, the items, `}`.
  void block(llvm::ArrayRef<const ast::Node*> items);
  void item(const ast::Node& item);
  /// `;`, unless what was printed ends in `}` already; or the undo, which ends it.
  void end(const ast::Undo* undo = nullptr);

  //===--- Expressions and queries ----------------------------------------===//

  /// With parentheses if it binds looser than `least`; a parsed tree has them already.
  void operand(const ast::Expr& expr, Precedence least);
  /// `(` expression `)`, where the language asks for the parentheses.
  void inParens(const ast::Expr& expr);
  /// Operators of one precedence in a row; its lines are those of the group around it.
  void chain(const ast::Binary& last);
  void expressionList(llvm::ArrayRef<const ast::Expr*> items);
  void subquery(const ast::QueryPart& query);
  void setOperand(const ast::QueryPart& part, bool needsParens);
  void fromList(llvm::ArrayRef<const ast::QueryPart*> tables);
  /// A line and `words expr`, if there is an expression.
  void clause(llvm::StringRef words, const ast::Expr* expr);
  /// `words`, and the items behind it, or one a line below it.
  template <typename Range, typename Function>
  void clauseList(llvm::StringRef head, const Range& items, Function&& each) {
    Group group(out_);
    words(head);
    Nest nest(out_);
    out_.line();
    commaList(items, each, &layout::Layout::line);
  }

  //===--- Parts of declarations and statements ---------------------------===//

  /// Widths of the first two cells of columns that stand in a row.
  struct Columns {
    size_t name = 0;
    size_t type = 0;
    unsigned gap = 1; // between the cells
  };
  Columns measure(llvm::ArrayRef<const ast::Node*> items);
  void column(const ast::ColumnItem& column, Columns widths);
  void attributes(llvm::ArrayRef<const ast::ColumnAttribute*> written, unsigned gap,
                  bool checksLast = false);
  void dialects(ast::Names dialects); // `for a, b`
  void options(llvm::StringRef head, llvm::ArrayRef<const ast::Option*> options);
  void optionValue(const ast::Expr& value);
  void sequenceOptions(llvm::ArrayRef<const ast::SequenceOption*> options);

  /// ` if not exists`, where it was said of the declaration or item being printed.
  void ifNotExists();
  void constraintName(const ast::ConstraintName& name, NamePlace place = NamePlace::Any);
  void partForm(const ast::PartForm& form);
  void keyColumns(llvm::ArrayRef<const ast::KeyColumn*> columns);
  void modifiers(const ast::ConstraintModifiers& modifiers);
  void indexParts(llvm::ArrayRef<const ast::IndexPart*> parts);
  void indexHead(const ast::IndexSpec& spec);
  void indexModifiers(const ast::IndexSpec& spec);
  /// A fill line and the clause, for each that is there.
  void comment(const ast::Text& text);
  void was(const ast::Name& name);
  void with(llvm::ArrayRef<const ast::Option*> list);
  void uses(llvm::ArrayRef<ast::Path> paths);
  void rawBodies(llvm::ArrayRef<const ast::RawBody*> bodies);

  void object(const ast::ObjectRef& object);
  /// Without its kind: `slug(text, int)`, `ix_a on t`.
  void objectName(const ast::ObjectRef& object);
  void signature(llvm::ArrayRef<const ast::TypeRef*> types);
  void objectPath(ObjectKind kind, const ast::Path& path);

#define RETORT_NODE(Name, Base) void visit(const ast::Name& node);
#include "Syntax/Nodes.def"

  layout::Layout& out_;
  const SourceBuffer* source_;
  llvm::function_ref<bool(uint32_t)> blankBefore_;
  Remarks remarks_;
  std::vector<Reordering> reorderings_;
  bool ifNotExists_ = false; // ifNotExists() has to print it
};

} // namespace retort
