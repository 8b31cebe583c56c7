//===- Session.h - what a command has at hand -------------------------------===//
#pragma once

#include "Driver/Arguments.h"
#include "Driver/Console.h"
#include "Migrate/Target.h"
#include "Revision/HistoryLoader.h"
#include "Sema/Checker.h"

#include <memory>
#include <vector>

namespace retort {

/// One run of the program: its arguments, its console, the mistakes found so far and
/// the files that they point into.
///
/// The project, its history and its database are looked for when a command asks for
/// them, and then kept. Mistakes in a user's files are in `diags()` and come back as the
/// error Reported.
class Session {
public:
  explicit Session(Arguments arguments);
  ~Session();

  const Arguments& arguments() const { return arguments_; }
  Console& console() { return console_; }
  llvm::raw_ostream& out() { return console_.out(); }
  DiagnosticEngine& diags() { return diags_; }

  /// Reads a file (or standard input for `-`) and keeps it for as long as anything may
  /// point into it.
  llvm::Expected<const SourceBuffer*> read(llvm::StringRef path);

  /// Keeps a text that did not come from a file; `name` is what its diagnostics say.
  /// `folder` is where the files are that it names.
  const SourceBuffer& keep(std::string name, std::string text, std::string folder);

  /// Owns all that.
  SourceTexts& texts() { return texts_; }

  /// Prints what was reported and, after errors, `1 error; <conclusion>`. Failure if
  /// there were errors.
  ExitCode conclude(llvm::StringRef conclusion = "");
  /// Success, or Reported if there were errors.
  llvm::Error reported() const;

  //===--- The project ----------------------------------------------------===//

  /// That of `-c`, of the current folder or of one above.
  llvm::Expected<const Configuration*> configuration();
  /// The same; null if there is no project and none was asked for.
  llvm::Expected<const Configuration*> configurationIfAny();
  llvm::Expected<const std::vector<RevisionFile>*> revisionFiles();
  /// Where the revision's file is, or would be, as far as files were read.
  std::string folderOf(llvm::StringRef revision) const;
  /// One more, whose file is gone; before `history`.
  void addRevisionFile(RevisionFile file);
  llvm::Expected<const History*> history();

  //===--- Its database ---------------------------------------------------===//

  /// That of retort.toml that is meant; null where a URL was given, and where it has none of that
  /// name, which `target` reports.
  llvm::Expected<const Environment*> environment();
  /// As if --url had said so, and no project is needed; before anything is asked of the target.
  void useUrl(llvm::StringRef url) { url_ = url.str(); }
  /// Chosen by --url, -e, the process's variables and the configuration.
  llvm::Expected<const Target*> target();
  /// That of a URL, beside the session's own unless `useUrl` chose it.
  llvm::Expected<const Target*> targetAt(llvm::StringRef url);
  /// That of --dialect; else what is known of the target's without connecting to it.
  llvm::Expected<std::unique_ptr<Dialect>> chosenDialect();
  /// Those of the target, or of the environment that would be chosen.
  llvm::Expected<DatabaseSettings> settings();
  /// How names are resolved and chosen: the project's way.
  llvm::Expected<SemaOptions> semaOptions();

private:
  TargetRequest targetRequest() const;
  llvm::Expected<Target> choose(const TargetRequest& request, bool needsProject);

  Arguments arguments_;
  std::string url_;
  Console console_;
  DiagnosticEngine diags_;
  SourceTexts texts_;
  std::optional<Configuration> configuration_;
  std::optional<std::vector<RevisionFile>> files_;
  std::optional<History> history_;
  std::optional<Target> target_;
  std::vector<std::unique_ptr<Target>> others_;
};

} // namespace retort
