// Names, texts, numbers and ranges: what all other parts of the builder use.
#include "Syntax/AstBuilder.h"

#include "llvm/ADT/StringExtras.h"

namespace retort {

SourceRange AstBuilder::range(antlr4::ParserRuleContext* ctx) {
  const SourceRange first = range(ctx->start);
  if (!ctx->stop || ctx->stop->getTokenIndex() < ctx->start->getTokenIndex())
    return {first.begin, first.begin};
  return SourceRange::join(first, range(ctx->stop));
}

/// Takes one of each pair of quotes.
static llvm::StringRef halve(llvm::StringRef text, char quote, ast::Arena& arena) {
  if (!text.contains(quote))
    return text;
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    i += text[i] == quote;
  }
  return arena.copy(result);
}

ast::Name AstBuilder::name(antlr4::Token* token) {
  if (!token)
    return {};
  ast::Name name;
  name.range = range(token);
  name.text = textOf(name.range);
  if (token->getType() == MigParser::QuotedName) {
    name.quoted = true;
    name.text = halve(name.text.drop_front().drop_back(), '"', arena_);
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
  text.value = text.raw ? rawText(written) : halve(written.drop_front().drop_back(), '\'', arena_);
  return text;
}

/// What stands between the fences, without the line ends beside them, and without
/// the closing fence's indentation where every line that is not blank has it.
llvm::StringRef AstBuilder::rawText(llvm::StringRef written) {
  const size_t fence = written.find_first_not_of('"');
  if (fence == llvm::StringRef::npos || written.size() < 2 * fence)
    return ""; // unfinished, which has been reported
  llvm::StringRef body = written.drop_front(fence).drop_back(fence);
  if (!body.consume_front("\r\n"))
    body.consume_front("\n");

  const size_t lastLine = body.rfind('\n') + 1; // 0: there is only one
  llvm::StringRef indentation = body.substr(lastLine);
  if (lastLine == 0 || !indentation.trim(" \t").empty())
    return body;
  body = body.take_front(lastLine - 1);
  body.consume_back("\r");
  if (indentation.empty())
    return body;

  llvm::SmallVector<llvm::StringRef> lines;
  body.split(lines, '\n');
  for (llvm::StringRef line : lines)
    if (!line.trim(" \t\r").empty() && !line.starts_with(indentation))
      return body;
  std::string result;
  for (llvm::StringRef line : lines) {
    line.consume_front(indentation);
    result += line;
    result += '\n';
  }
  result.pop_back();
  return arena_.copy(result);
}

unsigned AstBuilder::number(antlr4::Token* token) {
  unsigned value = 0;
  if (token && textOf(range(token)).getAsInteger(10, value))
    diags_.report(diag::BadNumber, at(token), textOf(range(token)),
                  "in the range of a number here");
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
    diags_.report(diag::BadNumber, at(token), duration.text, "a duration below 25 days");
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
