// Names, texts, numbers and ranges: what all other parts of the builder use.
#include "Syntax/AstBuilder.h"

#include "Syntax/Literal.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

SourceRange AstBuilder::range(antlr4::ParserRuleContext* ctx) {
  const SourceRange first = range(ctx->start);
  if (!ctx->stop || ctx->stop->getTokenIndex() < ctx->start->getTokenIndex())
    return {first.begin, first.begin};
  return SourceRange::join(first, range(ctx->stop));
}

/// False for a text or name without an end, which the tokenizer has reported.
static bool isWhole(llvm::StringRef written) {
  if (!written.starts_with("\"\"\""))
    return written.size() >= 2;
  const size_t fence = written.find_first_not_of('"');
  return fence != llvm::StringRef::npos && written.size() >= 2 * fence;
}

ast::Name AstBuilder::name(antlr4::Token* token) {
  if (!token)
    return {};
  ast::Name name;
  name.range = range(token);
  name.text = textOf(name.range);
  if (token->getType() == MigParser::QuotedName) {
    name.quoted = true;
    name.text = isWhole(name.text) ? value(quotedNameValue, name.text) : "";
  }
  return name;
}

/// A path is names and dots, so it is read off the tokens.
ast::Path AstBuilder::path(MigParser::PathContext* ctx, bool star) {
  if (!ctx)
    return {};
  llvm::SmallVector<ast::Name, 3> parts;
  for (size_t i = ctx->start->getTokenIndex(); i <= ctx->stop->getTokenIndex(); i += 2) {
    SourceToken& token = tokens_.at(i);
    if (token.getType() != MigParser::Star)
      parts.push_back(name(&token));
    else if (!star || i != ctx->stop->getTokenIndex())
      diags_.report(diag::MisplacedWord, at(&token), "`*` stands for all columns in a select list");
  }
  if (parts.size() > 3)
    diags_.report(diag::MisplacedWord, at(ctx),
                  "a name has at most three parts: schema, table and column");
  return {copy(parts)};
}

llvm::ArrayRef<ast::Path> AstBuilder::paths(const std::vector<MigParser::PathContext*>& list) {
  llvm::SmallVector<ast::Path, 4> all;
  for (MigParser::PathContext* item : list)
    all.push_back(path(item));
  return copy(all);
}

ast::Text AstBuilder::text(MigParser::TextContext* ctx) {
  if (!ctx)
    return {};
  ast::Text text;
  text.range = range(ctx);
  llvm::StringRef written = textOf(text.range);
  text.raw = ctx->start->getType() == MigParser::RawText;
  if (isWhole(written))
    text.value = value(text.raw ? rawTextValue : stringValue, written);
  return text;
}

/// The value of something written; in the arena if it stands nowhere in the source.
llvm::StringRef AstBuilder::value(llvm::StringRef (*read)(llvm::StringRef, std::string&),
                                  llvm::StringRef written) {
  std::string storage;
  llvm::StringRef value = read(written, storage);
  return value.data() == storage.data() ? arena_.copy(value) : value;
}

unsigned AstBuilder::number(antlr4::Token* token, unsigned least) {
  unsigned value = 0;
  if (token && (textOf(range(token)).getAsInteger(10, value) || value < least))
    diags_.report(diag::BadNumber, at(token), textOf(range(token)), least, UINT32_MAX);
  return value;
}

ast::Duration AstBuilder::duration(antlr4::Token* token) {
  if (!token)
    return {};
  ast::Duration duration;
  duration.range = range(token);
  duration.text = textOf(duration.range);
  llvm::StringRef unit = duration.text.ltrim("0123456789");
  const uint64_t scale = unit == "ms"    ? 1
                         : unit == "s"   ? 1000
                         : unit == "min" ? 60 * 1000
                                         : 60 * 60 * 1000;
  // The engines keep their timeouts in 32 bits of milliseconds.
  uint32_t amount = 0;
  if (duration.text.drop_back(unit.size()).getAsInteger(10, amount) || amount > INT32_MAX / scale)
    diags_.report(diag::LongDuration, at(token), duration.text);
  else
    duration.milliseconds = amount * scale;
  return duration;
}

llvm::StringRef AstBuilder::words(antlr4::ParserRuleContext* ctx) {
  if (ctx->start == ctx->stop)
    return textOf(range(ctx->start));
  std::string all;
  for (size_t i = ctx->start->getTokenIndex(); i <= ctx->stop->getTokenIndex(); ++i)
    all += (all.empty() ? "" : " ") + textOf(tokens_.at(i).range()).str();
  return arena_.copy(all);
}

} // namespace retort
