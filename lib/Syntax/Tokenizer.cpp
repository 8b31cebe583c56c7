#include "Syntax/Tokenizer.h"

#include "MigLexer.h"
#include "Support/Unicode.h"
#include "Syntax/Parser.h"

#include <fmt/format.h>

namespace retort {

/// False if the bytes are not text.
static bool checkBytes(const SourceBuffer& source, DiagnosticEngine& diags) {
  llvm::StringRef text = source.text();
  size_t nul = text.find('\0');
  std::optional<size_t> invalid = findInvalidUtf8(text);
  auto at = [&](size_t offset) {
    auto begin = static_cast<uint32_t>(offset);
    return Origin{&source, {begin, begin + 1}};
  };
  if (nul != llvm::StringRef::npos && (!invalid || nul < *invalid)) {
    diags.report(diag::NulByte, at(nul), nul);
    return false;
  }
  if (invalid) {
    diags.report(diag::InvalidUtf8, at(*invalid),
                 fmt::format("{:02x}", static_cast<unsigned char>(text[*invalid])), *invalid);
    return false;
  }
  return true;
}

/// Reports tokens that are mistakes in themselves. The parser takes an unfinished
/// text as a whole one, so that nothing else is said about it.
static size_t checkToken(size_t kind, Origin origin, DiagnosticEngine& diags) {
  llvm::StringRef text = origin.buffer->text(origin.range);
  Origin opening = origin;
  switch (kind) {
  case MigLexer::UnterminatedString:
    diags.report(diag::UnterminatedString, origin)
        .help("a string ends on its line; text over several lines is written `\"\"\"...\"\"\"`");
    return MigLexer::String;
  case MigLexer::UnterminatedName:
    diags.report(diag::UnterminatedName, origin);
    return MigLexer::QuotedName;
  case MigLexer::EmptyName:
    diags.report(diag::EmptyName, origin).help("a string is written in single quotes: `''`");
    return MigLexer::QuotedName;
  case MigLexer::UnquotedName: {
    std::string quoted = fmt::format("\"{}\"", text.str());
    diags.report(diag::UnquotedName, origin, clipUtf8(text, 40))
        .fix(origin, quoted, fmt::format("write `{}`", quoted));
    return MigLexer::Identifier;
  }
  case MigLexer::UnterminatedRawText: {
    auto fence = static_cast<uint32_t>(text.take_while([](char c) { return c == '"'; }).size());
    opening.range.end = opening.range.begin + fence;
    diags.report(diag::UnterminatedRawText, opening)
        .help(fmt::format("it is closed by as many quotes: `{}`", std::string(fence, '"')));
    return MigLexer::RawText;
  }
  case MigLexer::UnterminatedComment:
    opening.range.end = opening.range.begin + 2;
    diags.report(diag::UnterminatedComment, opening);
    return kind;
  case MigLexer::SqlComment:
    opening.range.end = opening.range.begin + 2;
    diags.report(diag::SqlComment, opening).fix(opening, "//", "write `//`");
    return kind;
  case MigLexer::Unknown:
    diags.report(diag::UnknownCharacter, origin, clipUtf8(text, 40));
    return kind;
  default:
    return kind;
  }
}

static Comment::Kind commentKind(size_t kind) {
  switch (kind) {
  case MigLexer::DocComment:
    return Comment::Doc;
  case MigLexer::BlockComment:
  case MigLexer::UnterminatedComment:
    return Comment::Block;
  default:
    return Comment::Line;
  }
}

/// Counts what is open. Brackets that do not match are the parser's to report.
static bool checkNesting(const SourceBuffer& source, const SourceTokens& tokens,
                         DiagnosticEngine& diags) {
  unsigned brackets = 0, cases = 0;
  for (size_t i = 0; i < tokens.count(); ++i) {
    bool afterDot = i > 0 && tokens.at(i - 1).getType() == MigLexer::Dot;
    switch (tokens.at(i).getType()) {
    case MigLexer::LeftParen:
    case MigLexer::LeftBracket:
    case MigLexer::LeftBrace:
      ++brackets;
      break;
    case MigLexer::RightParen:
    case MigLexer::RightBracket:
    case MigLexer::RightBrace:
      brackets -= brackets > 0;
      break;
    case MigLexer::Semicolon:
      cases = 0;
      break;
    case MigLexer::Case:
      cases += !afterDot;
      break;
    case MigLexer::End:
      cases -= cases > 0 && !afterDot;
      break;
    default:
      continue;
    }
    if (brackets + cases > Parser::maxNesting) {
      diags.report(diag::NestingTooDeep, {&source, tokens.at(i).range()}, Parser::maxNesting);
      return false;
    }
  }
  return true;
}

bool Tokenizer::tokenize(const SourceBuffer& source, SourceTokens& tokens,
                         std::vector<Comment>& comments, DiagnosticEngine& diags) {
  tokens.clear();
  const auto end = static_cast<uint32_t>(source.text().size());
  if (!checkBytes(source, diags)) {
    tokens.add(antlr4::Token::EOF, {end, end});
    return false;
  }
  constexpr llvm::StringLiteral byteOrderMark("\xEF\xBB\xBF");
  lexer_.open(source.text(), source.text().starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
  for (;;) {
    const ByteLexer::Token token = lexer_.next();
    if (token.kind == antlr4::Token::EOF)
      break;
    SourceRange range{static_cast<uint32_t>(token.begin), static_cast<uint32_t>(token.end)};
    const size_t kind = checkToken(token.kind, {&source, range}, diags);
    if (tokens.added() + comments.size() == Parser::maxTokens) {
      diags.report(diag::FileTooLong, {&source, range}, Parser::maxTokens)
          .help("rows are loaded with `insert into T from csv 'file'`");
      tokens.add(antlr4::Token::EOF, {end, end});
      return false;
    }
    if (diags.errorCount() > Parser::maxErrors) {
      tokens.add(antlr4::Token::EOF, {end, end});
      return false;
    }
    if (token.channel == MigLexer::Comments)
      comments.push_back({commentKind(kind), range});
    else if (kind != MigLexer::Unknown)
      tokens.add(kind, range);
  }
  tokens.add(antlr4::Token::EOF, {end, end});
  return checkNesting(source, tokens, diags);
}

} // namespace retort
