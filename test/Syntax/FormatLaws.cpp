#include "Syntax/FormatLaws.h"

#include "Syntax/Dump.h"
#include "Syntax/Formatter.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

#include <vector>

namespace retort {

namespace {

/// A dump as the tree that it shows.
struct Entry {
  llvm::StringRef text;
  std::vector<Entry> children;
};

size_t depthOf(llvm::StringRef line) {
  return (line.size() - line.ltrim(' ').size()) / 2;
}

std::vector<Entry> readEntries(llvm::ArrayRef<llvm::StringRef>& lines, size_t depth) {
  std::vector<Entry> entries;
  while (!lines.empty() && depthOf(lines.front()) == depth) {
    Entry entry{lines.front(), {}};
    lines = lines.drop_front();
    entry.children = readEntries(lines, depth + 1);
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// In the order of Nodes.def.
size_t rankOf(llvm::StringRef kind) {
  static const llvm::StringMap<size_t> ranks = [] {
    llvm::StringMap<size_t> result;
#define RETORT_NODE(Name, Base) result[#Name] = result.size();
#include "Syntax/Nodes.def"
    return result;
  }();
  return ranks.lookup(kind);
}

void writeSorted(std::vector<Entry>& entries, std::string& out) {
  static constexpr llvm::StringLiteral label = "attributes: ";
  auto isAttribute = [](const Entry& entry) { return entry.text.ltrim(' ').starts_with(label); };
  auto rank = [](const Entry& entry) {
    return rankOf(entry.text.ltrim(' ').drop_front(label.size()));
  };
  auto first = llvm::find_if(entries, isAttribute);
  auto last = std::find_if_not(first, entries.end(), isAttribute);
  std::stable_sort(first, last, [&](const Entry& a, const Entry& b) { return rank(a) < rank(b); });
  for (Entry& entry : entries) {
    out += entry.text;
    out += '\n';
    writeSorted(entry.children, out);
  }
}

/// The tree without places, with attributes in one order.
std::string treeOf(const Program& program) {
  const std::string dump = dumpTree(program, {.places = false});
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(dump).split(lines, '\n', -1, /*KeepEmpty=*/false);
  llvm::ArrayRef<llvm::StringRef> rest = lines;
  std::vector<Entry> entries = readEntries(rest, 0);
  std::string sorted;
  writeSorted(entries, sorted);
  return sorted;
}

/// Comments without the white space at the ends of their lines. Sorted, since they
/// move with attributes.
std::vector<std::string> commentsOf(const Program& program) {
  std::vector<std::string> comments;
  for (const Comment& comment : program.comments) {
    std::string text;
    for (llvm::StringRef line : llvm::split(program.source->text(comment.range), '\n'))
      text += line.trim().str() + '\n';
    comments.push_back(std::move(text));
  }
  return comments;
}

/// The first lines in which two texts differ.
std::string difference(llvm::StringRef before, llvm::StringRef after) {
  while (!before.empty() || !after.empty()) {
    const auto [left, leftRest] = before.split('\n');
    const auto [right, rightRest] = after.split('\n');
    if (left != right)
      return ("before: " + left + "\nafter:  " + right + "\n").str();
    before = leftRest;
    after = rightRest;
  }
  return "";
}

} // namespace

std::optional<std::string> brokenFormatLaw(llvm::StringRef text, bool& parses) {
  Parser parser;
  DiagnosticEngine diags;
  const SourceBuffer source("source.mig", text.str());
  const Program program = parser.parse(source, diags);
  parses = program.file != nullptr;
  if (!parses)
    return std::nullopt;

  const SourceBuffer formatted("formatted.mig", format(program));
  auto broken = [&](llvm::StringRef law, const std::string& details) {
    return (law + "\n--- source\n" + text + "\n--- formatted\n" + formatted.text() +
            "\n--- details\n" + details)
        .str();
  };

  const Program second = parser.parse(formatted, diags);
  if (!second.file)
    return broken("a formatted program parses", diags.diagnostics().back().message);

  const std::string tree = treeOf(program);
  const std::string secondTree = treeOf(second);
  if (tree != secondTree)
    return broken("formatting keeps the tree", difference(tree, secondTree));

  std::vector<std::string> comments = commentsOf(program);
  std::vector<std::string> secondComments = commentsOf(second);
  const bool moved = dumpTree(program, {.places = false}) != dumpTree(second, {.places = false});
  if (moved) {
    llvm::sort(comments);
    llvm::sort(secondComments);
  }
  if (comments != secondComments)
    return broken("formatting keeps the comments",
                  difference(llvm::join(comments, ""), llvm::join(secondComments, "")));

  const std::string again = format(second);
  if (formatted.text() != again)
    return broken("formatting twice changes nothing", difference(formatted.text(), again));

  const SourceBuffer printed("printed.mig", print(*program.file));
  const Program made = parser.parse(printed, diags);
  if (!made.file)
    return broken("a program printed from its values parses",
                  diags.diagnostics().back().message + "\n" + printed.text().str());
  const std::string madeTree = treeOf(made);
  if (tree != madeTree)
    return broken("printing from values keeps the tree", difference(tree, madeTree));
  return std::nullopt;
}

} // namespace retort
