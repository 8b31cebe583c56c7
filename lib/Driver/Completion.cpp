#include "Driver/Completion.h"

#include "Driver/GlobalOptions.h"
#include "Driver/ProjectTemplate.h"
#include "Revision/Expression.h"
#include "Support/Snippet.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

namespace {

/// What a value is called says what it may be.
struct ValueKind {
  llvm::StringLiteral name;
  std::vector<Candidate> (*candidates)(Session& session);
};

/// The line as far as it was typed.
class CompletionLine {
public:
  CompletionLine(Session& session, llvm::ArrayRef<llvm::StringRef> words);
  std::vector<Candidate> complete() const;

private:
  llvm::SmallVector<const Option*> options() const;
  const Option* find(llvm::StringRef word) const;
  std::vector<Candidate> valuesOf(const Option& option) const;
  std::vector<Candidate> positionals() const;

  Session& session_;
  llvm::StringRef typed_;
  const Command* command_ = nullptr;
  size_t positionals_ = 0;
  /// Whose value is being typed; null: nobody's.
  const Option* pending_ = nullptr;
};

} // namespace

//===--- Values -----------------------------------------------------------===//

static std::vector<Candidate> revisions(Session& session) {
  std::vector<Candidate> found;
  for (llvm::StringRef word : anchorWords())
    found.push_back({word.str(), ""});
  llvm::Expected<const History*> history = session.history();
  if (!history) {
    llvm::consumeError(history.takeError());
    return found;
  }
  for (const Revision& revision : llvm::reverse((*history)->revisions())) {
    const std::string about = printable(revision.message());
    found.push_back({revision.id().str(), about});
    for (const HeaderName& label : revision.file.header.labels)
      found.push_back({label.text, about});
  }
  return found;
}

static std::vector<Candidate> environments(Session& session) {
  llvm::Expected<const Configuration*> project = session.configurationIfAny();
  std::vector<Candidate> found;
  if (!project)
    llvm::consumeError(project.takeError());
  else if (*project)
    for (const Environment& environment : (*project)->environments)
      found.push_back({environment.name, ""});
  return found;
}

static std::vector<Candidate> commands(Session&) {
  std::vector<Candidate> found;
  for (const Command& command : allCommands())
    found.push_back({command.name.str(), command.summary.str()});
  return found;
}

static std::vector<Candidate> diagnostics(Session&) {
  std::vector<Candidate> found;
  for (const DiagnosticInfo& info : allDiagnostics())
    found.push_back({info.spelling.str(), ""});
  return found;
}

static std::vector<Candidate> templates(Session&) {
  std::vector<Candidate> found;
  for (const ProjectTemplate& each : allTemplates())
    found.push_back({each.name.str(), each.summary.str()});
  return found;
}

static std::vector<Candidate> candidatesFor(llvm::StringRef name, Session& session) {
  static constexpr ValueKind kinds[] = {{"REV", revisions},
                                        {"ENV", environments},
                                        {"COMMAND", commands},
                                        {"CODE", diagnostics},
                                        {"TEMPLATE", templates}};
  for (const ValueKind& kind : kinds)
    if (kind.name == name)
      return kind.candidates(session);
  return {};
}

//===--- The line ---------------------------------------------------------===//

CompletionLine::CompletionLine(Session& session, llvm::ArrayRef<llvm::StringRef> words)
    : session_(session), typed_(words.empty() ? "" : words.back()) {
  for (llvm::StringRef word : words.drop_back(words.empty() ? 0 : 1)) {
    if (pending_) {
      if (word != "=") // which bash makes a word of its own
        pending_ = nullptr;
      continue;
    }
    if (word.starts_with("-") && word.size() > 1) {
      const Option* option = find(word);
      pending_ = option && option->takesValue() ? option : nullptr;
    } else if (command_) {
      ++positionals_;
    } else {
      command_ = findCommand(word);
    }
  }
  if (pending_ && typed_ == "=")
    typed_ = "";
}

llvm::SmallVector<const Option*> CompletionLine::options() const {
  llvm::SmallVector<const Option*> all;
  if (command_)
    llvm::append_range(all, command_->body.options);
  if (!command_ || command_->body.usesProject)
    llvm::append_range(all, options::project());
  llvm::append_range(all, options::global());
  return all;
}

/// `-e` and `--env`; not `--env=prod`, which has its value.
const Option* CompletionLine::find(llvm::StringRef word) const {
  for (const Option* option : options())
    if (option->name == word ||
        (word.size() == 2 && word[0] == '-' && option->letter == word[1]))
      return option;
  return nullptr;
}

std::vector<Candidate> CompletionLine::valuesOf(const Option& option) const {
  if (option.choices.empty())
    return candidatesFor(option.value, session_);
  std::vector<Candidate> found;
  for (llvm::StringRef choice : option.choices)
    found.push_back({choice.str(), ""});
  return found;
}

std::vector<Candidate> CompletionLine::positionals() const {
  if (!command_)
    return commands(session_);
  llvm::ArrayRef<Positional> expected = command_->body.positionals;
  if (expected.empty() || (positionals_ >= expected.size() && !expected.back().many()))
    return {};
  return candidatesFor(expected[std::min(positionals_, expected.size() - 1)].name, session_);
}

std::vector<Candidate> CompletionLine::complete() const {
  std::vector<Candidate> found;
  auto [name, value] = typed_.split('=');
  const Option* withValue = typed_.contains('=') ? find(name) : nullptr;
  if (pending_) {
    found = valuesOf(*pending_);
  } else if (withValue) {
    for (const Candidate& each : valuesOf(*withValue))
      found.push_back({name.str() + "=" + each.text, each.about});
  } else if (typed_.starts_with("-")) {
    for (const Option* option : options())
      found.push_back({option->name.str(), option->help.str()});
  } else {
    found = positionals();
  }
  llvm::erase_if(found, [&](const Candidate& it) {
    return !llvm::StringRef(it.text).starts_with(typed_);
  });
  return found;
}

std::vector<Candidate> complete(Session& session, llvm::ArrayRef<llvm::StringRef> words) {
  std::vector<Candidate> found = CompletionLine(session, words).complete();
  session.diags().take();
  return found;
}

} // namespace retort
