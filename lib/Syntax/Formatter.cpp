#include "Syntax/Formatter.h"

#include "Syntax/Format/CommentPlacer.h"
#include "Syntax/Format/SourcePrinter.h"

namespace retort {

std::string format(const Program& program) {
  assert(program.file && "only what was understood can be formatted");
  CommentPlacer comments(program);
  layout::Layout out;
  const auto blankBefore = [&](uint32_t offset) { return comments.blankBefore(offset); };
  SourcePrinter printer(out, program.source, blankBefore);
  printer.print(*program.file);
  comments.place(out.tokens(), printer.reorderings());
  return out.render();
}

std::optional<std::string> formatSource(Parser& parser, const SourceBuffer& source,
                                        DiagnosticEngine& diags) {
  const Program program = parser.parse(source, diags);
  if (!program.file)
    return std::nullopt;
  return format(program);
}

std::string print(const ast::Node& node) {
  return print(node, nullptr);
}

std::string print(const ast::Node& node, Remarks remarks) {
  layout::Layout out;
  const auto blankBefore = [](uint32_t) { return false; };
  SourcePrinter printer(out, nullptr, blankBefore);
  printer.setRemarks(remarks);
  printer.print(node);
  return out.render();
}

} // namespace retort
