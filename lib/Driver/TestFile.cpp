#include "Driver/TestFile.h"

#include "Support/ToolVersion.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr llvm::StringLiteral note = "NOTE: `retort test --update` writes the checks below.";

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// Where the last `|` outside quotes is, or npos.
static size_t lastPipe(llvm::StringRef command) {
  size_t last = llvm::StringRef::npos;
  char quote = 0;
  for (size_t i = 0; i < command.size(); ++i) {
    char c = command[i];
    if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '\'' || c == '"')
      quote = c;
    else if (c == '|')
      last = i;
  }
  return last;
}

/// The first prefix that these arguments of FileCheck name.
static llvm::StringRef prefixOf(llvm::StringRef arguments) {
  for (llvm::StringRef option : {"-check-prefixes", "-check-prefix"}) {
    size_t at = arguments.find(option);
    if (at != llvm::StringRef::npos)
      return arguments.substr(at + option.size()).ltrim("= ").take_until([](char c) {
        return c == ' ' || c == ',';
      });
  }
  return "CHECK";
}

static TestFile::Run runOf(llvm::StringRef command) {
  size_t pipe = lastPipe(command);
  if (pipe == llvm::StringRef::npos)
    return {command.trim().str(), ""};
  llvm::StringRef last = command.substr(pipe + 1).trim();
  if (!last.consume_front("FileCheck") || !last.contains("%s"))
    return {command.trim().str(), ""};
  return {command.take_front(pipe).trim().str(), prefixOf(last).str()};
}

std::optional<TestFile> TestFile::parse(llvm::StringRef text) {
  TestFile file;
  file.text_ = text.str();
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n');
  std::string command;
  for (llvm::StringRef line : lines) {
    auto [leader, rest] = line.split("RUN:");
    if (leader.size() == line.size() || llvm::any_of(leader, llvm::isAlnum))
      continue;
    if (file.runs_.empty() && command.empty())
      file.leader_ = leader.str();
    rest = rest.trim();
    bool goesOn = rest.consume_back("\\");
    command += rest.str() + (goesOn ? " " : "");
    if (!goesOn)
      file.runs_.push_back(runOf(std::exchange(command, "")));
  }
  file.note_ = text.find(file.leader_ + note.str());
  return file.runs_.empty() ? std::nullopt : std::optional(std::move(file));
}

bool TestFile::hasOwnChecks() const {
  return !hasNote() && llvm::any_of(runs_, [&](const Run& run) {
    return !run.prefix.empty() && (llvm::StringRef(text_).contains(run.prefix + ":") ||
                                   llvm::StringRef(text_).contains(run.prefix + "-"));
  });
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static std::string replaced(llvm::StringRef text, llvm::StringRef what, llvm::StringRef with) {
  std::string result;
  for (size_t at; (at = text.find(what)) != llvm::StringRef::npos;
       text = text.substr(at + what.size()))
    result += text.take_front(at).str() + with.str();
  return result + text.str();
}

/// The line as FileCheck reads it: what would begin a pattern is made one that matches it, and
/// our version is any.
static std::string patternOf(llvm::StringRef line) {
  std::string pattern = replaced(line, "{{", "{{[{][{]}}");
  pattern = replaced(pattern, "[[", "{{\\[\\[}}");
  return replaced(pattern, "-- retort " + toolVersion().str() + " ", "-- retort {{[^ ]+}} ");
}

/// Ties each line to the one before.
static void writeChecks(llvm::StringRef leader, llvm::StringRef prefix, llvm::StringRef output,
                        llvm::raw_ostream& out) {
  llvm::SmallVector<llvm::StringRef> lines;
  output.trim('\n').split(lines, '\n');
  size_t width = prefix.size() + llvm::StringRef("-NEXT: ").size();
  for (auto [index, line] : llvm::enumerate(lines)) {
    bool first = index == 0;
    bool empty = line.trim().empty();
    std::string word = (prefix + (empty ? "-EMPTY:" : first ? ":" : "-NEXT:")).str();
    word.resize(std::max(word.size(), width), ' ');
    std::string check = leader.str() + word + patternOf(line);
    out << llvm::StringRef(check).rtrim() << '\n';
  }
}

std::string TestFile::withChecks(llvm::ArrayRef<std::string> outputs) const {
  llvm::StringRef text = text_;
  std::string result = hasNote() ? text.take_front(note_).str() : (text.rtrim() + "\n\n").str();
  llvm::raw_string_ostream out(result);
  out << leader_ << note << '\n';
  llvm::StringRef separator = "";
  for (auto [run, output] : llvm::zip_equal(runs_, outputs)) {
    if (run.prefix.empty())
      continue;
    out << separator;
    writeChecks(leader_, run.prefix, output, out);
    separator = "\n";
  }
  return result;
}

} // namespace retort
