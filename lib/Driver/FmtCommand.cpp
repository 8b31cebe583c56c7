#include "Driver/Files.h"
#include "Driver/Session.h"
#include "Revision/Discovery.h"
#include "Support/English.h"
#include "Syntax/Formatter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static constexpr Option check = {
    .name = "--check", .help = "write nothing; list what is not formatted, exit with 1 if any is"};

namespace {

/// Formats one file after the other and counts what happened.
class FormatRun {
public:
  explicit FormatRun(Session& session)
      : session_(session), checkOnly_(session.arguments().has(check)) {}

  /// What is wrong with a file is reported, and the next one is looked at.
  llvm::Error format(llvm::StringRef path);
  Outcome conclude();

private:
  llvm::Error settle(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after);

  Session& session_;
  Parser parser_; // dear to make
  bool checkOnly_;
  size_t seen_ = 0;
  size_t changed_ = 0;
};

} // namespace

llvm::Error FormatRun::format(llvm::StringRef path) {
  llvm::Expected<const SourceBuffer*> source = session_.read(path);
  if (!source)
    return source.takeError();
  ++seen_;
  std::optional<std::string> formatted = formatSource(parser_, **source, session_.diags());
  if (!formatted)
    return llvm::Error::success();
  return settle(path, (*source)->text(), *formatted);
}

llvm::Error FormatRun::settle(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after) {
  if (path == "-" && !checkOnly_) {
    session_.out() << after;
    return llvm::Error::success();
  }
  if (before == after)
    return llvm::Error::success();
  ++changed_;
  if (checkOnly_) {
    session_.out() << path << '\n';
    return llvm::Error::success();
  }
  return replaceFile(path, after);
}

Outcome FormatRun::conclude() {
  if (session_.conclude("what has an error was not touched") != ExitCode::Success)
    return ExitCode::Failure;
  if (checkOnly_)
    return changed_ ? ExitCode::Failure : ExitCode::Success;
  if (changed_)
    session_.console().say("formatted " + std::to_string(changed_) + " of " +
                           counted(seen_, "file"));
  return ExitCode::Success;
}

static Outcome run(Session& session) {
  FormatRun formatRun(session);
  std::vector<llvm::StringRef> paths = session.arguments().positionals().vec();
  if (paths.empty())
    paths.push_back(".");
  for (llvm::StringRef path : paths) {
    if (path == "-" || !llvm::sys::fs::is_directory(path)) {
      if (llvm::Error error = formatRun.format(path))
        return error;
      continue;
    }
    llvm::Expected<std::vector<std::string>> files = discoverRevisions({path.str()});
    if (!files)
      return files.takeError();
    for (const std::string& file : *files)
      if (llvm::Error error = formatRun.format(file))
        return error;
  }
  return formatRun.conclude();
}

static constexpr Positional positionals[] = {
    {.name = "FILE",
     .count = Positional::Any,
     .help = "a file, a folder of .mig files, or - for standard input; this folder if left out"}};
static constexpr const Option* ownOptions[] = {&check};

constexpr CommandBody fmtCommand = {
    .positionals = positionals,
    .options = ownOptions,
    .usesProject = false,
    .description =
        "Formats source files in place, in the one layout there is (docs/formatting.md). Comments\n"
        "stay, raw text stays byte for byte. A file with a syntax error is not touched.",
    .examples = "retort fmt\nretort fmt --check versions schema\nretort fmt - < draft.mig",
    .run = run,
};

} // namespace retort
