//===- SourceTokens.h - the tokens of one file, as ANTLR wants them -------===//
#pragma once

#include "Support/SourceBuffer.h"
#include "Syntax/Token.h"

#include "antlr4-runtime.h"

#include <memory>
#include <vector>

namespace retort {

/// A token without a text of its own: a kind and a range.
class SourceToken final : public antlr4::Token {
public:
  SourceToken(size_t kind, SourceRange range, size_t index)
      : kind_(kind), range_(range), index_(index) {}

  SourceRange range() const { return range_; }
  /// A misspelt keyword becomes what it was meant to be, and is parsed again.
  void becomes(size_t kind) { kind_ = kind; }

  size_t getType() const override { return kind_; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return range_.begin; }
  size_t getStopIndex() const override { return range_.end - 1; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  // Places and texts come from the source buffer; the runtime asks for these only
  // to word messages, which are ours.
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() const override { return 0; }
  std::string getText() const override { return {}; }
  std::string toString() const override { return {}; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }

private:
  size_t kind_;
  SourceRange range_;
  size_t index_;
};

/// All tokens of a file, ended by EOF. Filled once, read many times.
class SourceTokens final : public antlr4::TokenStream {
public:
  void clear();
  void add(size_t kind, SourceRange range) { tokens_.emplace_back(kind, range, tokens_.size()); }

  size_t added() const { return tokens_.size(); }
  /// Without EOF.
  size_t count() const { return tokens_.size() - 1; }
  SourceToken& at(size_t index) { return tokens_[index]; }
  const SourceToken& at(size_t index) const { return tokens_[index]; }

  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(size_t index) const override;
  void consume() override { next_ += next_ + 1 < tokens_.size(); }
  size_t LA(ssize_t k) override { return LT(k)->getType(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return next_; }
  void seek(size_t index) override { next_ = std::min(index, tokens_.size() - 1); }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return {}; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

private:
  mutable std::vector<SourceToken> tokens_;
  size_t next_ = 0;
};

} // namespace retort
