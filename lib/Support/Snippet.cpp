#include "Support/Snippet.h"

#include "Support/Unicode.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

namespace retort {

namespace {

constexpr size_t tabStop = 4;
constexpr llvm::StringRef replacementCharacter = "\xEF\xBF\xBD";
constexpr llvm::StringLiteral ellipsis = "...";

/// How much of a cut line stands before the marked part.
constexpr size_t contextBefore = 40;

bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The first code point of `text`, or its first byte where that is none.
llvm::StringRef firstCharacter(llvm::StringRef text) {
  size_t length = 1;
  while (length < text.size() && length < 4 && isContinuation(text[length]))
    ++length;
  llvm::StringRef character = text.take_front(length);
  return findInvalidUtf8(character) ? text.take_front(1) : character;
}

/// Appends characters as a terminal shows them and counts the columns they take.
class Screen {
public:
  size_t width() const { return width_; }

  void put(llvm::StringRef character, std::string& to) {
    if (character == "\t") {
      const size_t spaces = tabStop - width_ % tabStop;
      to.append(spaces, ' ');
      width_ += spaces;
      return;
    }
    const int columns = llvm::sys::unicode::columnWidthUTF8(character);
    to += columns < 0 ? replacementCharacter : character;
    width_ += columns < 0 ? 1 : columns;
  }

  void putAll(llvm::StringRef text, std::string& to) {
    while (!text.empty()) {
      llvm::StringRef character = firstCharacter(text);
      put(character, to);
      text = text.drop_front(character.size());
    }
  }

private:
  size_t width_ = 0;
};

/// The longest beginning of `text` that takes at most `columns` columns.
llvm::StringRef takeColumns(llvm::StringRef text, size_t columns) {
  Screen screen;
  std::string shown;
  llvm::StringRef rest = text;
  while (!rest.empty()) {
    llvm::StringRef character = firstCharacter(rest);
    screen.put(character, shown);
    if (screen.width() > columns)
      break;
    rest = rest.drop_front(character.size());
  }
  return text.drop_back(rest.size());
}

/// The longest end of `text` of at most `characters` code points.
llvm::StringRef takeLastCharacters(llvm::StringRef text, size_t characters) {
  size_t begin = text.size();
  for (; characters > 0 && begin > 0; --characters) {
    --begin;
    while (begin > 0 && isContinuation(text[begin]))
      --begin;
  }
  return text.substr(begin);
}

/// Where the character that holds `offset` begins.
size_t characterStart(llvm::StringRef line, size_t offset) {
  offset = std::min(offset, line.size());
  for (int steps = 0; steps < 3 && offset > 0 && offset < line.size(); ++steps, --offset)
    if (!isContinuation(line[offset]))
      break;
  return offset;
}

} // namespace

Snippet Snippet::of(llvm::StringRef line, size_t begin, size_t end) {
  begin = characterStart(line, begin);
  end = std::max(begin, std::min(end, line.size()));
  llvm::StringRef before = line.take_front(begin);
  llvm::StringRef marked = line.slice(begin, end);
  llvm::StringRef after = line.substr(end);

  // Bytes are never fewer than a fourth of the columns of what they spell, tabs
  // apart, so that most lines need no measuring; a minified file is one line of
  // megabytes, so that no more than what is shown is measured.
  const bool fits = line.size() <= 8 * maxWidth && [&] {
    Screen screen;
    std::string shown;
    screen.putAll(line, shown);
    return screen.width() <= maxWidth;
  }();

  Snippet snippet;
  if (!fits) {
    llvm::StringRef context = takeLastCharacters(before, contextBefore);
    if (context.size() < before.size()) {
      before = context.ltrim("\t ");
      snippet.before = ellipsis;
    }
  }
  Screen screen;
  std::string ignored;
  screen.putAll(snippet.before, ignored);
  screen.putAll(before, snippet.before);
  if (fits) {
    screen.putAll(marked, snippet.marked);
    screen.putAll(after, snippet.after);
    return snippet;
  }

  const size_t room = maxWidth - std::min(maxWidth, screen.width());
  llvm::StringRef shown = takeColumns(marked, room);
  screen.putAll(shown, snippet.marked);
  const size_t left = maxWidth - std::min(maxWidth, screen.width());
  llvm::StringRef shownAfter = shown.size() < marked.size() ? "" : takeColumns(after, left);
  screen.putAll(shownAfter, snippet.after);
  if (shown.size() + shownAfter.size() < marked.size() + after.size())
    snippet.after += ellipsis;
  return snippet;
}

std::string Snippet::underline() const {
  const size_t width = std::max<size_t>(1, displayWidth(marked));
  return std::string(displayWidth(before), ' ') + '^' + std::string(width - 1, '~');
}

std::string printable(llvm::StringRef text) {
  if (llvm::all_of(text, llvm::isPrint))
    return text.str(); // most text, and much of it
  std::string result;
  for (llvm::StringRef line : llvm::split(text, '\n')) {
    if (line.data() != text.data())
      result += '\n';
    Screen().putAll(line, result);
  }
  return result;
}

} // namespace retort
