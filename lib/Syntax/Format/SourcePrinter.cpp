// Words, names, texts, lists and blocks: what all the other printers are made of.
#include "Syntax/Format/SourcePrinter.h"

#include "Support/Quoting.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

using namespace ast;

void SourcePrinter::print(const Node& node) {
  const size_t first = out_.tokens().size();
  ast::visit(node, [this](const auto& concrete) { visit(concrete); });
  // Most nodes begin with a keyword, whose place only the node knows.
  if (!node.range.empty() && first < out_.tokens().size()) {
    layout::PrintedToken& token = out_.tokens()[first];
    if (!token.offset)
      token.offset = node.range.begin;
  }
  if (remarks_)
    remark(node, first);
}

/// What has a block is told about at the block's beginning, where people look.
void SourcePrinter::remark(const Node& node, size_t first) {
  std::string text = remarks_(node);
  if (text.empty())
    return;
  // A line end would let the rest of it out of the comment.
  std::replace(text.begin(), text.end(), '\n', ' ');
  auto printed = llvm::MutableArrayRef(out_.tokens()).drop_front(first);
  auto brace = llvm::find_if(printed, [](const auto& token) { return token.text == "{"; });
  layout::PlacedComment comment;
  comment.place = layout::PlacedComment::Place::Trailing;
  comment.text = out_.save("// " + text);
  (brace != printed.end() ? *brace : printed.back()).after.push_back(comment);
}

//===--- Words, names, texts ----------------------------------------------===//

void SourcePrinter::words(llvm::StringRef words) {
  bool first = true;
  for (llvm::StringRef word : llvm::split(words, ' ')) {
    if (!first)
      out_.space();
    first = false;
    out_.token(word);
  }
}

void SourcePrinter::then(llvm::StringRef text) {
  out_.space();
  words(text);
}

static std::optional<uint32_t> offsetOf(SourceRange range) {
  return range.empty() ? std::nullopt : std::optional(range.begin);
}

std::string SourcePrinter::spelled(const Name& name, NamePlace place) const {
  return spelledName(name, place, source_ != nullptr);
}

void SourcePrinter::printName(const Name& name, NamePlace place) {
  out_.token(out_.save(spelled(name, place)), offsetOf(name.range));
}

void SourcePrinter::printPath(const Path& path, NamePlace first) {
  // A first part that is quoted may be so to be told from a dialect's name.
  if (path.parts.size() > 1)
    first = NamePlace::Meaning;
  for (size_t i = 0; i < path.parts.size(); ++i) {
    if (i > 0)
      punctuation(".");
    printName(path.parts[i], i == 0 ? first : NamePlace::Word);
  }
}

void SourcePrinter::printText(const Text& text) {
  const bool isParsed = source_ && !text.range.empty();
  out_.token(isParsed ? source_->text(text.range) : out_.save(quotedText(text.value)),
             offsetOf(text.range));
}

void SourcePrinter::printNumber(uint64_t number) {
  out_.token(out_.save(std::to_string(number)));
}

void SourcePrinter::printDuration(const Duration& duration) {
  out_.token(duration.text, offsetOf(duration.range));
}

/// Any word of letters, digits and `_` is a bare id; `base` is none.
void SourcePrinter::printRevisionId(const Name& id) {
  const bool isBare = llvm::all_of(id.text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (isBare && id.text != "base")
    out_.token(id.text, offsetOf(id.range));
  else
    printName({id.text, id.range, /*quoted=*/true}, NamePlace::Meaning);
}

void SourcePrinter::nameList(Names names) {
  filledList(names, [this](const Name& name) { printName(name); });
}

void SourcePrinter::bareNameList(Names names) {
  bareList(names, [this](const Name& name) { printName(name); });
}

//===--- Blocks -----------------------------------------------------------===//

void SourcePrinter::block(llvm::ArrayRef<const Node*> items) {
  if (items.empty()) {
    Group group(out_);
    punctuation("{");
    out_.softLine();
    out_.closer("}");
    return;
  }
  punctuation("{");
  Bracket bracket(out_);
  {
    Nest nest(out_);
    Columns widths;
    for (size_t i = 0; i < items.size(); ++i) {
      out_.itemLine();
      const auto* columnItem = llvm::dyn_cast<ColumnItem>(items[i]);
      if (!columnItem) {
        item(*items[i]);
        continue;
      }
      // A new row of columns begins after anything else, and after an empty line.
      const bool continues =
          i > 0 && llvm::isa<ColumnItem>(items[i - 1]) && !blankBefore_(columnItem->range.begin);
      if (!continues)
        widths = measure(items.drop_front(i));
      column(*columnItem, widths);
      end();
    }
  }
  out_.itemLine();
  out_.closer("}");
}

void SourcePrinter::item(const Node& item) {
  print(item);
  // Statements and actions end themselves, since an undo may be their end.
  const bool isTableItem = ast::visit(item, [](const auto& node) {
    return std::is_base_of_v<TableItem, std::decay_t<decltype(node)>>;
  });
  if (isTableItem)
    end();
}

void SourcePrinter::end(const Undo* undo) {
  if (undo) {
    out_.space();
    visit(*undo);
  }
  if (out_.lastToken() == "}")
    return;
  auto remarks = std::exchange(out_.tokens().back().after, {});
  punctuation(";");
  out_.tokens().back().after = std::move(remarks);
}

void SourcePrinter::visit(const Undo& undo) {
  words("undo");
  out_.space();
  if (undo.text)
    printText(undo.text);
  else
    block(undo.body);
}

} // namespace retort
