// A header is read by hand: a few words, names and texts up to a `;`. Whatever is
// not plainly a header goes to the parser, which knows what to say about it, so the
// scanner below never has to be lenient, or to report.
#include "Syntax/RevisionHeader.h"

#include "Support/Quoting.h"
#include "Support/Unicode.h"
#include "Syntax/Literal.h"
#include "Syntax/Parser.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort {

//===--- By hand ----------------------------------------------------------===//

namespace {

/// Each function takes what it is named after and says whether it was there; the
/// rules are those of grammar/MigLexer.g4 and of `revision` in grammar/MigParser.g4.
class HeaderScanner {
public:
  explicit HeaderScanner(const SourceBuffer& buffer) : buffer_(buffer), text_(buffer.text()) {
    if (text_.starts_with("\xEF\xBB\xBF"))
      at_ = 3;
  }

  std::optional<RevisionHeader> header() {
    RevisionHeader header;
    std::string message;
    if (!keyword("revision") || !id(header.id))
      return std::nullopt;
    if (text(message))
      header.message = std::move(message);
    bool base = false, created = false;
    while (!sign(';')) {
      if (keyword("revises")) {
        if (base || !header.revises.empty() || !ids(header.revises, &base))
          return std::nullopt;
      } else if (keyword("labels")) {
        if (!header.labels.empty() || !labels(header.labels))
          return std::nullopt;
      } else if (keyword("depends")) {
        if (!keyword("on") || !header.dependsOn.empty() || !ids(header.dependsOn, nullptr))
          return std::nullopt;
      } else if (!keyword("created") || std::exchange(created, true) || !text(header.created)) {
        return std::nullopt;
      }
    }
    // The bytes behind the header are not looked at; those before must be text.
    llvm::StringRef read = text_.take_front(at_);
    if (read.contains('\0') || findInvalidUtf8(read))
      return std::nullopt;
    return header;
  }

private:
  static bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_'; }

  /// Spaces and comments. An unclosed comment stays, and fits nothing.
  void skip() {
    for (;;) {
      llvm::StringRef rest = text_.substr(at_);
      llvm::StringRef blank = rest.take_while(
          [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; });
      size_t length = blank.size();
      rest = rest.drop_front(length);
      if (rest.starts_with("//")) {
        length += std::min(rest.find_first_of("\r\n"), rest.size());
      } else if (rest.starts_with("/*")) {
        size_t end = rest.find("*/", 2);
        length += end == llvm::StringRef::npos ? 0 : end + 2;
      }
      if (length == 0)
        return;
      at_ += length;
    }
  }

  llvm::StringRef word() const { return text_.substr(at_).take_while(isWordChar); }

  bool keyword(llvm::StringRef spelling) {
    skip();
    if (word() != spelling)
      return false;
    at_ += spelling.size();
    return true;
  }

  bool sign(char c) {
    skip();
    if (at_ == text_.size() || text_[at_] != c)
      return false;
    ++at_;
    return true;
  }

  /// Up to the closing quote on the same line; nothing if there is none.
  llvm::StringRef quoted(char quote) const {
    llvm::StringRef rest = text_.substr(at_);
    for (size_t i = 1; i < rest.size() && rest[i] != '\n' && rest[i] != '\r'; ++i) {
      if (rest[i] != quote)
        continue;
      if (i + 1 < rest.size() && rest[i + 1] == quote)
        ++i;
      else
        return rest.take_front(i + 1);
    }
    return {};
  }

  bool take(HeaderName& name, llvm::StringRef written, llvm::StringRef value) {
    const auto begin = static_cast<uint32_t>(at_);
    at_ += written.size();
    name = {value.str(), {&buffer_, {begin, static_cast<uint32_t>(at_)}}};
    return true;
  }

  bool quotedName(HeaderName& name) {
    llvm::StringRef rest = text_.substr(at_);
    if (!rest.starts_with("\"") || rest.starts_with("\"\""))
      return false;
    llvm::StringRef written = quoted('"');
    std::string storage;
    return !written.empty() && take(name, written, quotedNameValue(written, storage));
  }

  bool id(HeaderName& name) {
    skip();
    llvm::StringRef bare = word();
    if (bare.empty() ? !quotedName(name) : !take(name, bare, bare))
      return false;
    return name.origin.range.end - name.origin.range.begin <= maxRevisionId;
  }

  bool label(HeaderName& name) {
    skip();
    llvm::StringRef bare = word();
    if (bare.empty())
      return quotedName(name);
    return !llvm::isDigit(bare.front()) && !isReservedWord(bare) && take(name, bare, bare);
  }

  bool labels(std::vector<HeaderName>& list) {
    do {
      if (!label(list.emplace_back()))
        return false;
    } while (sign(','));
    return true;
  }

  /// `base` stands alone and means nothing before; `base` is null where it is an id
  /// like others.
  bool ids(std::vector<HeaderName>& list, bool* base) {
    do {
      if (!id(list.emplace_back()))
        return false;
    } while (sign(','));
    auto isBase = [&](const HeaderName& id) {
      return id.text == "base" && buffer_.text(id.origin.range) == "base";
    };
    if (!base || llvm::none_of(list, isBase))
      return true;
    *base = true;
    const bool alone = list.size() == 1;
    list.clear();
    return alone;
  }

  bool text(std::string& value) {
    skip();
    llvm::StringRef rest = text_.substr(at_);
    llvm::StringRef written;
    std::string storage;
    if (rest.starts_with("'")) {
      written = quoted('\'');
      if (written.empty())
        return false;
      value = stringValue(written, storage).str();
    } else if (rest.starts_with("\"\"\"")) {
      llvm::StringRef fence = rest.take_while([](char c) { return c == '"'; });
      size_t end = rest.find(fence, fence.size());
      if (end == llvm::StringRef::npos)
        return false;
      written = rest.take_front(end + fence.size());
      value = rawTextValue(written, storage).str();
    } else {
      return false;
    }
    at_ += written.size();
    return true;
  }

  const SourceBuffer& buffer_;
  llvm::StringRef text_;
  size_t at_ = 0;
};

} // namespace

//===--- By the parser ----------------------------------------------------===//

static std::vector<HeaderName> toHeader(ast::Names names, const SourceBuffer& buffer) {
  std::vector<HeaderName> all;
  for (const ast::Name& name : names)
    all.push_back({name.text.str(), {&buffer, name.range}});
  return all;
}

static std::optional<RevisionHeader> parseHeader(const SourceBuffer& buffer,
                                                 DiagnosticEngine& diags) {
  const Program program = Parser().parse(buffer, diags);
  if (!program.file)
    return std::nullopt;
  const ast::Revision* revision = program.file->revision;
  if (!revision) {
    diags.report(diag::NotARevision, {&buffer, {0, 0}})
        .help("begin the file with `revision ID 'message';`");
    return std::nullopt;
  }
  RevisionHeader header;
  header.id = toHeader(revision->id, buffer).front();
  header.message = revision->message.value.str();
  header.revises = toHeader(revision->revises, buffer);
  header.labels = toHeader(revision->labels, buffer);
  header.dependsOn = toHeader(revision->dependsOn, buffer);
  header.created = revision->created.value.str();
  return header;
}

std::optional<RevisionHeader> readRevisionHeader(const SourceBuffer& buffer,
                                                 DiagnosticEngine& diags) {
  if (auto header = HeaderScanner(buffer).header())
    return header;
  return parseHeader(buffer, diags);
}

} // namespace retort
