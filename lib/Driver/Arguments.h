//===- Arguments.h - a command line, read ----------------------------------===//
#pragma once

#include "Driver/Command.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>
#include <vector>

namespace retort {

/// The command cannot go on, and `help` is what to do about it; it may be empty.
class CommandError : public llvm::ErrorInfo<CommandError> {
public:
  static char ID;

  explicit CommandError(std::string message, std::string help = "")
      : message_(std::move(message)), help_(std::move(help)) {}

  llvm::StringRef help() const { return help_; }
  void log(llvm::raw_ostream& os) const override;
  std::error_code convertToErrorCode() const override;

private:
  std::string message_;
  std::string help_;
};

/// The words of a command line are wrong: exit code 2.
class UsageError : public llvm::ErrorInfo<UsageError, CommandError> {
public:
  static char ID;
  using ErrorInfo::ErrorInfo;
};

/// Something is wrong, and a diagnostic has already said so: nothing more is printed.
class Reported : public llvm::ErrorInfo<Reported> {
public:
  static char ID;
  void log(llvm::raw_ostream& os) const override;
  std::error_code convertToErrorCode() const override;
};

/// Options and positional words of one command, each already checked against its
/// row. Borrows the words, which live as long as the process.
class Arguments {
public:
  /// `words` is everything after the program's name. Global options may stand before
  /// and after the command. Fails with a UsageError.
  static llvm::Expected<Arguments> parse(llvm::ArrayRef<const char*> words);

  /// Null: no command was given (`retort --version`).
  const Command* command() const { return command_; }

  bool has(const Option& option) const;
  /// The last value given; nothing if the option is absent.
  std::optional<llvm::StringRef> value(const Option& option) const;
  llvm::SmallVector<llvm::StringRef> values(const Option& option) const;

  struct Given {
    const Option* option;
    llvm::StringRef value;
  };
  /// All options in the order in which they were given.
  llvm::ArrayRef<Given> given() const { return given_; }

  llvm::ArrayRef<llvm::StringRef> positionals() const { return positionals_; }
  /// The word at `index`, or `otherwise` if there are fewer.
  llvm::StringRef positional(size_t index, llvm::StringRef otherwise = "") const {
    return index < positionals_.size() ? positionals_[index] : otherwise;
  }

private:
  friend class ArgumentParser;

  const Command* command_ = nullptr;
  std::vector<Given> given_;
  std::vector<llvm::StringRef> positionals_;
};

} // namespace retort
