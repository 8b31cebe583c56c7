#include "Syntax/Dump.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace retort {

//===--- Enumerators ------------------------------------------------------===//

// In the order of the enumerators; an empty one says nothing and is left out.
namespace {
template <typename Enum> struct Spellings;
#define RETORT_SPELLINGS(Enum, ...)                                                                \
  template <> struct Spellings<Enum> {                                                             \
    static constexpr llvm::StringLiteral all[] = {__VA_ARGS__};                                    \
  };
RETORT_SPELLINGS(ast::ReferentialAction, "", "no action", "restrict", "cascade", "set null",
                 "set default")
RETORT_SPELLINGS(ast::MatchKind, "", "simple", "full")
RETORT_SPELLINGS(ast::Deferral, "", "not deferrable", "deferrable", "deferrable initially deferred")
RETORT_SPELLINGS(ast::IdentityMode, "", "always", "by default", "by sequence")
RETORT_SPELLINGS(ast::GeneratedStorage, "", "stored", "virtual")
RETORT_SPELLINGS(ast::BoundKind, "range", "in", "modulus", "default")
RETORT_SPELLINGS(ast::IsWhat, "null", "true", "false", "distinct from")
RETORT_SPELLINGS(ast::NullsOrder, "", "first", "last")
RETORT_SPELLINGS(ast::SetOperator, "union", "union all", "intersect", "except")
RETORT_SPELLINGS(ast::ColumnChange, "type", "not null", "null", "default", "no default", "identity",
                 "no identity", "generated", "no generated", "on update", "no on update", "collate",
                 "comment", "no comment", "place", "with", "reset")
RETORT_SPELLINGS(ast::DomainChange, "type", "add check", "drop constraint", "not null", "null",
                 "default", "no default", "validate constraint")
RETORT_SPELLINGS(ast::AssertKind, "exists", "none", "sql")
RETORT_SPELLINGS(ast::SectionKind, "require", "upgrade", "verify", "downgrade")
RETORT_SPELLINGS(ast::DowngradeForm, "", "auto", "impossible")
#undef RETORT_SPELLINGS

//===--- The visitor ------------------------------------------------------===//

class Dumper {
public:
  Dumper(const SourceBuffer* source, DumpOptions options) : source_(source), options_(options) {}

  void node(const ast::Node& node, llvm::StringRef label) {
    line(label, fmt::format("{}{}", ast::spelling(node.kind).str(), place(node.range)));
    ++depth_;
    ast::visit(node, [&](const auto& actual) { actual.fields(*this); });
    --depth_;
  }

  std::string take() { return std::move(text_); }

  // What `fields` calls, for each type that a field has.
  void operator()(llvm::StringRef label, bool value) {
    if (value)
      line(label, "");
  }
  void operator()(llvm::StringRef label, unsigned value) { (*this)(label, uint64_t(value)); }
  void operator()(llvm::StringRef label, uint64_t value) {
    if (value)
      line(label, std::to_string(value));
  }
  void operator()(llvm::StringRef label, llvm::StringRef value) {
    if (!value.empty())
      line(label, value.str());
  }
  void operator()(llvm::StringRef label, const ast::Name& name) {
    if (name)
      line(label, spell(name));
  }
  void operator()(llvm::StringRef label, ast::Names names) {
    if (!names.empty())
      line(label, joined(names, ", "));
  }
  void operator()(llvm::StringRef label, const ast::Path& path) {
    if (path)
      line(label, joined(path.parts, "."));
  }
  void operator()(llvm::StringRef label, llvm::ArrayRef<ast::Path> paths) {
    for (const ast::Path& path : paths)
      (*this)(label, path);
  }
  void operator()(llvm::StringRef label, const ast::Text& text) {
    if (text)
      line(label, fmt::format("'{}'", escaped(text.value)));
  }
  void operator()(llvm::StringRef label, llvm::ArrayRef<ast::Text> texts) {
    for (const ast::Text& text : texts)
      (*this)(label, text);
  }
  void operator()(llvm::StringRef label, const ast::Duration& duration) {
    if (duration)
      line(label, fmt::format("{} ms", duration.milliseconds));
  }
  void operator()(llvm::StringRef label, ObjectKind kind) { line(label, spelling(kind).str()); }
  void operator()(llvm::StringRef label, JoinKind kind) { line(label, spelling(kind).str()); }
  void operator()(llvm::StringRef label, TriggerTime time) { line(label, spelling(time).str()); }
  void operator()(llvm::StringRef label, BinaryOperator op) { line(label, spelling(op).str()); }
  void operator()(llvm::StringRef label, UnaryOperator op) { line(label, spelling(op).str()); }
  template <typename Enum>
    requires std::is_enum_v<Enum>
  void operator()(llvm::StringRef label, Enum value) {
    llvm::StringRef spelling = Spellings<Enum>::all[static_cast<size_t>(value)];
    if (!spelling.empty())
      line(label, spelling.str());
  }
  template <typename T>
    requires std::is_base_of_v<ast::Node, T>
  void operator()(llvm::StringRef label, const T* child) {
    if (child)
      node(*child, label);
  }
  template <typename T>
    requires std::is_base_of_v<ast::Node, T>
  void operator()(llvm::StringRef label, llvm::ArrayRef<const T*> children) {
    for (const T* child : children)
      node(*child, label);
  }
  void operator()(llvm::StringRef label, llvm::ArrayRef<ast::List<ast::Expr>> rows) {
    for (ast::List<ast::Expr> row : rows) {
      line(label, "");
      ++depth_;
      (*this)("value", row);
      --depth_;
    }
  }

private:
  void line(llvm::StringRef label, const std::string& rest) {
    text_.append(2 * depth_, ' ');
    text_ += label;
    text_ += label.empty() || rest.empty() ? "" : ": ";
    text_ += rest;
    text_ += '\n';
  }

  std::string place(SourceRange range) const {
    if (!source_ || !options_.places)
      return {};
    const LineColumn begin = source_->locate(range.begin);
    const LineColumn end = source_->locate(range.end);
    return fmt::format(" {}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
  }

  static bool isPlain(llvm::StringRef name) {
    return !name.empty() && llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  }
  static std::string spell(const ast::Name& name) {
    return isPlain(name.text) ? name.text.str() : fmt::format("\"{}\"", escaped(name.text));
  }
  static std::string joined(ast::Names names, llvm::StringRef separator) {
    std::string all;
    for (const ast::Name& name : names)
      all += (all.empty() ? "" : separator.str()) + spell(name);
    return all;
  }
  /// On one line, however the text is.
  static std::string escaped(llvm::StringRef text) {
    std::string result;
    for (char c : text) {
      switch (c) {
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\\':
        result += "\\\\";
        break;
      default:
        result += c;
      }
    }
    return result;
  }

  const SourceBuffer* source_;
  DumpOptions options_;
  std::string text_;
  unsigned depth_ = 0;
};

llvm::StringRef commentName(Comment::Kind kind) {
  switch (kind) {
  case Comment::Line:
    return "LineComment";
  case Comment::Block:
    return "BlockComment";
  case Comment::Doc:
    return "DocComment";
  }
  llvm_unreachable("all kinds of comments are covered");
}
} // namespace

//===--- Entry points -----------------------------------------------------===//

llvm::StringRef ast::spelling(NodeKind kind) {
  static constexpr llvm::StringLiteral names[] = {
#define RETORT_NODE(Name, Base) #Name,
#include "Syntax/Nodes.def"
  };
  return names[static_cast<size_t>(kind)];
}

std::string dump(const ast::Node& node, const SourceBuffer* source, DumpOptions options) {
  Dumper dumper(source, options);
  dumper.node(node, "");
  return dumper.take();
}

std::string dumpTree(const Program& program, DumpOptions options) {
  return dump(*program.file, program.source, options);
}

std::string dumpTokens(const Program& program) {
  std::string text;
  auto line = [&](SourceRange range, llvm::StringRef name) {
    const LineColumn at = program.source->locate(range.begin);
    std::string written = program.source->text(range).str();
    for (size_t i = 0; (i = written.find_first_of("\r\n", i)) != std::string::npos; i += 2)
      written.replace(i, 1, written[i] == '\n' ? "\\n" : "\\r");
    text += fmt::format("{}:{}\t{}\t{}\n", at.line, at.column, name.str(), written);
  };
  auto comment = program.comments.begin();
  auto commentsUpTo = [&](uint32_t offset) {
    for (; comment != program.comments.end() && comment->range.begin < offset; ++comment)
      line(comment->range, commentName(comment->kind));
  };
  for (const Token& token : program.tokens) {
    commentsUpTo(token.range.begin);
    line(token.range, tokenName(token.kind));
  }
  commentsUpTo(UINT32_MAX);
  return text;
}

} // namespace retort
