//===- Diagnostics.h - what retort says about a user's text ---------------===//
//
// A diagnostic has a stable code, a severity, a message, the place it is about,
// and as many notes (a fact elsewhere) and helps (something the author can do)
// as are useful. Layers report; nobody but the driver prints.
//
//   diags.report(diag::UnknownColumn, origin, name, table)
//       .note(declared, "`users` declared here")
//       .fix(origin, "email", "did you mean `email`?");
//
//===----------------------------------------------------------------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include "llvm/ADT/ArrayRef.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace retort {

enum class Severity : uint8_t { Error, Warning, Remark };

/// `error`, `warning`, `remark`.
llvm::StringRef spelling(Severity severity);

namespace diag {
enum Code : uint16_t {
#define RETORT_DIAGNOSTIC(Name, Severity, Spelling, Message, Explanation) Name,
#include "Support/Diagnostics.def"
};
} // namespace diag

/// One row of Diagnostics.def.
struct DiagnosticInfo {
  diag::Code code;
  llvm::StringLiteral name;
  Severity severity;
  llvm::StringLiteral spelling;
  llvm::StringLiteral message;
  llvm::StringLiteral explanation;
};

/// All rows, in the order of the table.
llvm::ArrayRef<DiagnosticInfo> allDiagnostics();
const DiagnosticInfo& infoOf(diag::Code code);
/// Null if there is no such code.
const DiagnosticInfo* findDiagnostic(llvm::StringRef spelling);

struct Note {
  enum Kind : uint8_t { Fact, Help };
  Kind kind;
  std::string message;
  /// No place: printed as a line of its own under the diagnostic.
  Origin origin;
  /// The exact text to put at `origin`, where the help is an edit.
  std::optional<std::string> replacement;
};

struct Diagnostic {
  diag::Code code;
  Severity severity;
  std::string message;
  Origin origin;
  std::vector<Note> notes;
};

/// Adds notes to the diagnostic that was just reported. Use it within one
/// expression: the next report may move the diagnostic.
class DiagnosticBuilder {
public:
  explicit DiagnosticBuilder(Diagnostic& diagnostic) : diagnostic_(&diagnostic) {}

  DiagnosticBuilder& note(Origin origin, std::string message) {
    diagnostic_->notes.push_back({Note::Fact, std::move(message), origin, std::nullopt});
    return *this;
  }
  DiagnosticBuilder& help(std::string message) {
    diagnostic_->notes.push_back({Note::Help, std::move(message), Origin(), std::nullopt});
    return *this;
  }
  /// Replaces the text at `origin` (inserts, where it is empty) by `replacement`.
  DiagnosticBuilder& fix(Origin origin, std::string replacement, std::string message) {
    diagnostic_->notes.push_back({Note::Help, std::move(message), origin, std::move(replacement)});
    return *this;
  }
  DiagnosticBuilder& severity(Severity severity) {
    diagnostic_->severity = severity;
    return *this;
  }

private:
  Diagnostic* diagnostic_;
};

/// Collects diagnostics in the order in which they are reported.
class DiagnosticEngine {
public:
  template <typename... Args>
  DiagnosticBuilder report(diag::Code code, Origin origin, const Args&... args) {
    return add(code, origin, std::array<std::string, sizeof...(Args)>{toText(args)...});
  }

  bool hasErrors() const { return errors_ != 0; }
  size_t errorCount() const { return errors_; }
  llvm::ArrayRef<Diagnostic> diagnostics() const { return diagnostics_; }
  /// Puts what was reported from `first` on into the order of the text, for a layer that
  /// looks at it more than once. What has no place stays in front.
  void sortFrom(size_t first);
  /// Hands everything over and starts afresh.
  std::vector<Diagnostic> take();
  /// Adds what another engine has collected.
  void append(std::vector<Diagnostic> diagnostics);
  /// Owns, too, a text that diagnostics point into and that nobody else keeps so long.
  void keep(std::shared_ptr<const SourceBuffer> text) { texts_.push_back(std::move(text)); }

private:
  static std::string toText(llvm::StringRef text) { return text.str(); }
  static std::string toText(const char* text) { return text; }
  static std::string toText(const std::string& text) { return text; }
  static std::string toText(int64_t number) { return std::to_string(number); }
  static std::string toText(uint64_t number) { return std::to_string(number); }
  static std::string toText(int number) { return std::to_string(number); }
  static std::string toText(unsigned number) { return std::to_string(number); }

  DiagnosticBuilder add(diag::Code code, Origin origin, llvm::ArrayRef<std::string> args);

  std::vector<Diagnostic> diagnostics_;
  std::vector<std::shared_ptr<const SourceBuffer>> texts_;
  size_t errors_ = 0;
};

} // namespace retort
