#include "Driver/Completion.h"
#include "Support/English.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

//===--- What each shell asks us with; the rest is in Completion.cpp ---------===//

static constexpr llvm::StringLiteral forBash =
    R"(# retort completion bash > ~/.local/share/bash-completion/completions/retort
_retort() {
  local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    COMPREPLY+=("$word")
  done < <(retort completion words -- "${words[@]}" 2> /dev/null)
}
complete -o default -F _retort retort
)";

static constexpr llvm::StringLiteral forZsh =
    R"(#compdef retort
# retort completion zsh > ~/.zfunc/_retort, where `fpath` has ~/.zfunc
_retort() {
  local -a found
  local word about
  while IFS=$'\t' read -r word about; do
    found+=("${word//:/\\:}:$about")
  done < <(retort completion words -- "${(@)words[2,CURRENT]}" 2> /dev/null)
  if (( $#found )); then
    _describe retort found
  else
    _files
  fi
}
compdef _retort retort
)";

static constexpr llvm::StringLiteral forFish =
    R"(# retort completion fish > ~/.config/fish/completions/retort.fish
function __retort_complete
  set -l typed (commandline -opc)
  retort completion words -- $typed[2..] (commandline -ct) 2> /dev/null
end
complete -c retort -a '(__retort_complete)'
)";

struct Shell {
  llvm::StringLiteral name;
  llvm::StringLiteral script;
};
static constexpr Shell shells[] = {{"bash", forBash}, {"zsh", forZsh}, {"fish", forFish}};

/// What a shell's script calls: a candidate a line, and a tab before what is said about it.
static Outcome printCandidates(Session& session) {
  llvm::ArrayRef<llvm::StringRef> words = session.arguments().positionals().drop_front();
  for (const Candidate& candidate : complete(session, words)) {
    session.out() << candidate.text;
    if (!candidate.about.empty())
      session.out() << '\t' << candidate.about;
    session.out() << '\n';
  }
  return ExitCode::Success;
}

static Outcome run(Session& session) {
  llvm::StringRef name = session.arguments().positional(0);
  if (name == "words")
    return printCandidates(session);
  for (const Shell& shell : shells)
    if (shell.name == name) {
      session.out() << shell.script;
      return ExitCode::Success;
    }
  return llvm::make_error<UsageError>("no shell " + quoted(name) + " is known",
                                      "it is bash, zsh or fish");
}

static constexpr Positional positionals[] = {
    {.name = "SHELL", .help = "bash, zsh or fish"},
    {.name = "WORD", .count = Positional::Any, .help = "of `words`, which the shell asks with"}};

constexpr CommandBody completionCommand = {
    .positionals = positionals,
    .options = {},
    .description =
        "Prints the lines that a shell needs to complete commands, options, environments, revisions\n"
        "and whatever else may stand where you are. Each says in its first line where to put it.",
    .examples = "retort completion bash > ~/.local/share/bash-completion/completions/retort",
    .run = run,
};

} // namespace retort
