#include "Dialect/Common/Functions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <array>

namespace retort {
namespace {

constexpr llvm::StringLiteral names[] = {
#define RETORT_FUNCTION(Name, ...) Name,
#include "Dialect/Common/Functions.def"
};

constexpr std::array<llvm::StringLiteral, 4> patterns[] = {
// by DialectColumn
#define RETORT_FUNCTION(Name, ...) {__VA_ARGS__},
#include "Dialect/Common/Functions.def"
};

/// `item][between]...`: the two bracketed texts; `rest` moves past them.
std::pair<llvm::StringRef, llvm::StringRef> takeRepetition(llvm::StringRef& rest) {
  auto [item, afterItem] = rest.split("][");
  auto [between, afterBetween] = afterItem.split(']');
  rest = afterBetween;
  return {item, between};
}

std::string repeat(llvm::StringRef item, llvm::StringRef between,
                   llvm::ArrayRef<std::string> arguments) {
  auto [before, after] = item.split('%');
  std::string text;
  for (const std::string& argument : arguments) {
    if (!text.empty())
      text += between;
    text += (before + argument + after).str();
  }
  return text;
}

} // namespace

std::optional<llvm::StringRef> functionPattern(llvm::StringRef name, DialectColumn dialect) {
  const auto* row = llvm::find(names, name);
  if (row == std::end(names))
    return std::nullopt;
  return patterns[row - std::begin(names)][static_cast<size_t>(dialect)];
}

/// What stands before the arguments of a pattern that is a call; empty for others.
static llvm::StringRef calledName(llvm::StringRef pattern, size_t arguments) {
  for (llvm::StringRef tail : {"($*)", "($1)", "()"})
    if (pattern.ends_with(tail) && (tail == "()") <= (arguments == 0)) {
      llvm::StringRef name = pattern.drop_back(tail.size());
      auto isPart = [](char c) { return llvm::isAlnum(c) || c == '_'; };
      return llvm::all_of(name, isPart) ? name : "";
    }
  return "";
}

std::optional<std::string> portableFunction(llvm::StringRef name, size_t arguments,
                                            DialectColumn dialect) {
  for (size_t i = 0; i < std::size(names); ++i) {
    llvm::StringRef pattern = patterns[i][static_cast<size_t>(dialect)];
    llvm::StringRef called =
        pattern == "=" ? llvm::StringRef(names[i]) : calledName(pattern, arguments);
    if (!called.empty() && called.equals_insensitive(name))
      return names[i].str();
  }
  return std::nullopt;
}

std::optional<std::string> functionOfKeyword(llvm::StringRef word, DialectColumn dialect) {
  for (size_t i = 0; i < std::size(names); ++i)
    if (word.equals_insensitive(patterns[i][static_cast<size_t>(dialect)]))
      return names[i].str();
  return std::nullopt;
}

std::string applyPattern(llvm::StringRef pattern, llvm::StringRef name,
                         llvm::ArrayRef<std::string> arguments) {
  std::string text;
  if (pattern == "=")
    return (name + "(" + llvm::join(arguments, ", ") + ")").str();
  while (!pattern.empty()) {
    auto [literal, rest] = pattern.split('$');
    text += literal;
    pattern = rest;
    if (pattern.consume_front("*")) {
      text += llvm::join(arguments, ", ");
    } else if (pattern.consume_front("[")) {
      auto [item, between] = takeRepetition(pattern);
      text += repeat(item, between, arguments);
    } else if (!pattern.empty()) {
      size_t index = pattern.front() - '1';
      assert(index < arguments.size() && "Sema checks how many arguments there are");
      text += arguments[index];
      pattern = pattern.drop_front();
    }
  }
  return text;
}

llvm::ArrayRef<llvm::StringLiteral> portableFunctions() {
  return names;
}

} // namespace retort
