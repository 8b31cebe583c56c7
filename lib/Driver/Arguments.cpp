#include "Driver/Arguments.h"

#include "Database/Url.h"
#include "Driver/GlobalOptions.h"
#include "Support/English.h"
#include "Support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

char CommandError::ID;
char UsageError::ID;
char Reported::ID;

void CommandError::log(llvm::raw_ostream& os) const {
  os << message_;
}

std::error_code CommandError::convertToErrorCode() const {
  return llvm::inconvertibleErrorCode();
}

void Reported::log(llvm::raw_ostream& os) const {
  os << "already reported";
}

std::error_code Reported::convertToErrorCode() const {
  return llvm::inconvertibleErrorCode();
}

bool Arguments::has(const Option& option) const {
  return llvm::any_of(given_, [&](const Given& given) { return given.option == &option; });
}

std::optional<llvm::StringRef> Arguments::value(const Option& option) const {
  for (const Given& given : llvm::reverse(given_))
    if (given.option == &option)
      return given.value;
  return std::nullopt;
}

llvm::SmallVector<llvm::StringRef> Arguments::values(const Option& option) const {
  llvm::SmallVector<llvm::StringRef> values;
  for (const Given& given : given_)
    if (given.option == &option)
      values.push_back(given.value);
  return values;
}

/// Nothing, where nothing is near enough.
static std::string didYouMeanIfAny(llvm::StringRef nearest) {
  return nearest.empty() ? "" : didYouMean(nearest);
}

/// Reads the words one after the other; see Arguments::parse.
class ArgumentParser {
public:
  explicit ArgumentParser(llvm::ArrayRef<const char*> words) : words_(words) {}

  llvm::Expected<Arguments> parse();

private:
  using WordOr = llvm::Expected<llvm::StringRef>;

  llvm::Error read(llvm::StringRef word);
  llvm::Error readCommand(llvm::StringRef word);
  llvm::Error readPositional(llvm::StringRef word);
  llvm::Error readLong(llvm::StringRef word);
  llvm::Error readLetters(llvm::StringRef word);
  llvm::Error add(const Option& option, llvm::StringRef value);
  llvm::StringRef takeWord();
  WordOr nextValue(const Option& option);
  const Option* findLetter(char letter) const;
  llvm::Error checkOptionsFit();
  llvm::Error checkPositionalCount();

  /// Every option that may stand here. Those of a project may stand before the command
  /// is known, too: whether it takes them is checked at the end.
  llvm::SmallVector<const Option*, 24> options() const;
  /// What to read when the user is lost.
  std::string seeHelp() const;

  llvm::ArrayRef<const char*> words_;
  Arguments result_;
  bool onlyPositionals_ = false; // after `--`
};

/// `-1` and `-2:head` are revisions, `-` is standard input.
static bool isOption(llvm::StringRef word) {
  return word.size() > 1 && word[0] == '-' && !llvm::isDigit(word[1]);
}

llvm::Expected<Arguments> ArgumentParser::parse() {
  while (!words_.empty()) {
    llvm::StringRef word = takeWord();
    if (llvm::Error error = read(word))
      return error;
  }
  // Whoever asks for help has not finished the line yet.
  if (result_.command_ && !result_.has(options::help)) {
    if (llvm::Error error = checkOptionsFit())
      return error;
    if (llvm::Error error = checkPositionalCount())
      return error;
  }
  return std::move(result_);
}

llvm::Error ArgumentParser::read(llvm::StringRef word) {
  if (!onlyPositionals_) {
    if (word == "--") {
      onlyPositionals_ = true;
      return llvm::Error::success();
    }
    if (word.starts_with("--"))
      return readLong(word);
    if (isOption(word))
      return readLetters(word.drop_front());
  }
  return result_.command_ ? readPositional(word) : readCommand(word);
}

llvm::Error ArgumentParser::readCommand(llvm::StringRef word) {
  result_.command_ = findCommand(word);
  if (result_.command_)
    return llvm::Error::success();
  NearestName nearest(word);
  for (const Command& command : allCommands())
    nearest.consider(command.name);
  std::string help = didYouMeanIfAny(nearest.found());
  return llvm::make_error<UsageError>("no command " + quoted(word),
                                      help.empty() ? seeHelp() : help);
}

llvm::Error ArgumentParser::readPositional(llvm::StringRef word) {
  llvm::ArrayRef<Positional> expected = result_.command_->body.positionals;
  bool fits = result_.positionals_.size() < expected.size() ||
              (!expected.empty() && expected.back().many());
  if (!fits)
    return llvm::make_error<UsageError>("unexpected " + quoted(Url::shown(word)), seeHelp());
  result_.positionals_.push_back(word);
  return llvm::Error::success();
}

llvm::Error ArgumentParser::readLong(llvm::StringRef word) {
  auto [name, value] = word.split('=');
  bool hasValue = name.size() != word.size();
  NearestName nearest(name);
  for (const Option* option : options()) {
    nearest.consider(option->name);
    if (option->name != name)
      continue;
    if (!option->takesValue() && hasValue)
      return llvm::make_error<UsageError>(quoted(name) + " takes no value");
    if (option->takesValue() && !hasValue) {
      WordOr next = nextValue(*option);
      if (!next)
        return next.takeError();
      value = *next;
    }
    return add(*option, value);
  }
  std::string help = didYouMeanIfAny(nearest.found());
  return llvm::make_error<UsageError>(
      "no option " + quoted(name) +
          (result_.command_ ? " of " + quoted(result_.command_->name) : ""),
      help.empty() ? seeHelp() : help);
}

/// `-q`, `-e prod`, `-eprod`, `-vq`.
llvm::Error ArgumentParser::readLetters(llvm::StringRef letters) {
  while (!letters.empty()) {
    const Option* option = findLetter(letters.front());
    if (!option)
      return llvm::make_error<UsageError>("no option " + quoted("-" + letters.take_front().str()),
                                          seeHelp());
    letters = letters.drop_front();
    if (!option->takesValue()) {
      if (llvm::Error error = add(*option, ""))
        return error;
      continue;
    }
    if (!letters.empty())
      return add(*option, letters);
    WordOr next = nextValue(*option);
    return next ? add(*option, *next) : next.takeError();
  }
  return llvm::Error::success();
}

const Option* ArgumentParser::findLetter(char letter) const {
  for (const Option* option : options())
    if (option->letter == letter)
      return option;
  return nullptr;
}

llvm::StringRef ArgumentParser::takeWord() {
  llvm::StringRef word = words_.front();
  words_ = words_.drop_front();
  return word;
}

ArgumentParser::WordOr ArgumentParser::nextValue(const Option& option) {
  if (words_.empty() || isOption(words_.front()))
    return llvm::make_error<UsageError>(
        quoted(option.name) + " needs a value: " + option.name.str() + " " + option.value.str());
  return takeWord();
}

llvm::Error ArgumentParser::add(const Option& option, llvm::StringRef value) {
  if (!option.choices.empty() && !llvm::is_contained(option.choices, value)) {
    llvm::StringRef nearest = nearestName(value, option.choices);
    return llvm::make_error<UsageError>(
        quoted(option.name) + " cannot be " + quoted(value),
        nearest.empty() ? "it is one of " + llvm::join(option.choices, ", ") : didYouMean(nearest));
  }
  if (option.takesValue() && !option.repeatable && result_.has(option))
    return llvm::make_error<UsageError>(quoted(option.name) + " was given twice");
  result_.given_.push_back({&option, value});
  return llvm::Error::success();
}

llvm::Error ArgumentParser::checkOptionsFit() {
  for (const Option* option : options::project())
    if (!result_.command_->body.usesProject && result_.has(*option))
      return llvm::make_error<UsageError>(quoted(result_.command_->name) + " takes no " +
                                          quoted(option->name) + ": it works on no project");
  return llvm::Error::success();
}

llvm::Error ArgumentParser::checkPositionalCount() {
  llvm::ArrayRef<Positional> expected = result_.command_->body.positionals;
  if (result_.positionals_.size() >= expected.size() ||
      !expected[result_.positionals_.size()].required())
    return llvm::Error::success();
  const Positional& missing = expected[result_.positionals_.size()];
  return llvm::make_error<UsageError>(quoted(result_.command_->name) + " needs " +
                                          missing.name.str() + ": " + missing.help.str(),
                                      seeHelp());
}

llvm::SmallVector<const Option*, 24> ArgumentParser::options() const {
  llvm::SmallVector<const Option*, 24> all;
  if (result_.command_)
    llvm::append_range(all, result_.command_->body.options);
  llvm::append_range(all, options::project());
  llvm::append_range(all, options::global());
  return all;
}

std::string ArgumentParser::seeHelp() const {
  if (result_.command_)
    return "see " + quoted("retort " + result_.command_->name.str() + " --help");
  return "see " + quoted("retort --help");
}

llvm::Expected<Arguments> Arguments::parse(llvm::ArrayRef<const char*> words) {
  return ArgumentParser(words).parse();
}

} // namespace retort
