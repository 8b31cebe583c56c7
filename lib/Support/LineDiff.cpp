#include "Support/LineDiff.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/raw_ostream.h"

#include <vector>

namespace retort {

namespace {

using Lines = llvm::SmallVector<llvm::StringRef>;

struct Line {
  char sign; // ' ', '-' or '+'
  llvm::StringRef text;
};

} // namespace

static Lines linesOf(llvm::StringRef text) {
  Lines lines;
  text.consume_back("\n");
  if (!text.empty())
    text.split(lines, '\n');
  return lines;
}

/// `common[i][j]`: how many lines a longest common part of `a` from `i` and `b` from `j` has.
static std::vector<std::vector<unsigned>> commonParts(const Lines& a, const Lines& b) {
  std::vector<std::vector<unsigned>> common(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  return common;
}

/// Both texts in one list: what is kept, taken away and put there.
static std::vector<Line> merged(const Lines& a, const Lines& b) {
  std::vector<std::vector<unsigned>> common = commonParts(a, b);
  std::vector<Line> lines;
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      lines.push_back({' ', a[i++]});
      ++j;
    } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
      lines.push_back({'-', a[i++]});
    } else {
      lines.push_back({'+', b[j++]});
    }
  }
  return lines;
}

static void writeHunk(llvm::ArrayRef<Line> lines, size_t oldLine, size_t newLine,
                      llvm::raw_ostream& out) {
  auto count = [&](char other) {
    return llvm::count_if(lines, [&](const Line& line) { return line.sign != other; });
  };
  out << "@@ -" << oldLine << ',' << count('+') << " +" << newLine << ',' << count('-') << " @@\n";
  for (const Line& line : lines)
    out << line.sign << line.text << '\n';
}

std::string lineDiff(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after) {
  if (before == after)
    return "";
  constexpr size_t context = 3;
  std::vector<Line> lines = merged(linesOf(before), linesOf(after));
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "--- a/" << path << "\n+++ b/" << path << '\n';
  size_t oldLine = 1;
  size_t newLine = 1;
  auto pass = [&](size_t from, size_t to) {
    for (const Line& line : llvm::ArrayRef(lines).slice(from, to - from)) {
      oldLine += line.sign != '+';
      newLine += line.sign != '-';
    }
  };
  for (size_t at = 0; at < lines.size();) {
    size_t first = at;
    while (first < lines.size() && lines[first].sign == ' ')
      ++first;
    if (first == lines.size())
      break;
    size_t begin = std::max(at, first - std::min(first, context));
    // Changes nearer than twice the context share a hunk.
    size_t last = first;
    for (size_t i = first; i < lines.size() && i <= last + 2 * context; ++i)
      if (lines[i].sign != ' ')
        last = i;
    size_t end = std::min(lines.size(), last + context + 1);
    pass(at, begin);
    writeHunk(llvm::ArrayRef(lines).slice(begin, end - begin), oldLine, newLine, out);
    pass(begin, end);
    at = end;
  }
  return text;
}

} // namespace retort
