#include "Migrate/ScriptWriter.h"

#include "Dialect/RowLoad.h"
#include "Migrate/RevisionText.h"
#include "Support/Snippet.h"
#include "Support/ToolVersion.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static void writeComment(Origin origin, llvm::StringRef text, llvm::raw_ostream& out) {
  out << "-- ";
  if (origin)
    out << ':' << origin.buffer->locate(origin.range.begin).line << "  ";
  out << printable(text) << '\n';
}

/// Where the operation was written and what it is; a block has a line for each action.
static void writeHeading(const CompiledOperation& compiled, llvm::raw_ostream& out) {
  const LocatedOperation& located = compiled.operation;
  const auto* alter = std::get_if<op::AlterTable>(&located.operation);
  if (alter && alter->actions.size() == located.actionOrigins.size()) {
    for (auto [action, origin] : llvm::zip(alter->actions, located.actionOrigins))
      writeComment(origin, describe(action), out);
  } else {
    writeComment(located.origin, describe(located.operation), out);
  }
  // That something is not known is all there is to say of it.
  if (compiled.statements.empty() && !std::holds_alternative<op::Unsettle>(located.operation))
    writeComment({}, "nothing to do", out);
}

/// The data of a command is for the engine's own client: any other one, and that client where it
/// goes on after an error, would take it for statements.
static void writeLoad(const RowLoad& load, const Dialect& dialect, bool clientLines,
                      llvm::raw_ostream& out) {
  if (load.command().empty() || !clientLines) {
    llvm::cantFail(load.forEachStatement([&](const RowPiece& piece) {
      out << dialect.terminated(piece.text) << '\n';
      return llvm::Error::success();
    }));
    return;
  }
  out << dialect.terminated(load.command()) << '\n';
  llvm::cantFail(load.forEachBlock([&](const RowPiece& piece) {
    out << piece.text;
    return llvm::Error::success();
  }));
  out << endOfData << '\n';
}

static void writeBody(const Segment& segment, const Dialect& dialect, bool clientLines,
                      llvm::raw_ostream& out) {
  llvm::ArrayRef<Segment::Heading> headings = segment.headings;
  auto writeHeadingsAt = [&](size_t index) {
    for (; !headings.empty() && headings.front().index == index; headings = headings.drop_front())
      writeHeading(*headings.front().operation, out);
  };
  for (auto [index, statement] : llvm::enumerate(segment.statements)) {
    if (index == segment.guarded)
      for (const std::string& guard : segment.guard)
        out << dialect.terminated(guard) << '\n';
    writeHeadingsAt(index);
    if (!statement.purpose.empty())
      writeComment({}, statement.purpose, out);
    if (statement.load)
      writeLoad(*statement.load, dialect, clientLines, out);
    else
      out << dialect.terminated(statement.sql) << '\n';
  }
  writeHeadingsAt(segment.statements.size());
}

static void writeLosses(const CompiledSection& section, llvm::raw_ostream& out) {
  for (llvm::StringRef loss : section.losses)
    out << "-- loses " << printable(loss) << '\n';
}

static void writeStepHeading(const CompiledStep& step, llvm::StringRef root,
                             llvm::raw_ostream& out) {
  const Revision& revision = *step.revision;
  llvm::StringRef path = revision.file.path;
  if (!root.empty() && path.consume_front(root))
    path = path.ltrim('/');
  out << "-- " << (step.direction == Direction::Down ? "back from " : "") << revision.id() << " '"
      << printable(revision.message()) << "'  " << printable(path) << '\n';
  writeLosses(step.section, out);
}

static void writeLines(llvm::ArrayRef<std::string> lines, llvm::raw_ostream& out,
                       llvm::StringRef end) {
  for (llvm::StringRef line : lines)
    out << line << end;
}

/// Each within its frame; the heading stands within the first one.
static void writeSegments(llvm::ArrayRef<Segment> segments, const Dialect& dialect,
                          bool clientLines, llvm::raw_ostream& out,
                          llvm::function_ref<void()> writeHeading) {
  for (const Segment& segment : segments) {
    if (&segment != &segments.front())
      out << '\n';
    if (clientLines)
      writeLines(segment.frame.shellCommands, out, "\n");
    writeLines(segment.frame.open, out, ";\n");
    if (&segment == &segments.front())
      writeHeading();
    writeBody(segment, dialect, clientLines, out);
    writeLines(segment.frame.commit, out, ";\n");
  }
}

void writeScript(const Plan& plan, llvm::ArrayRef<CompiledStep> steps, const Dialect& dialect,
                 const ScriptOptions& options, llvm::raw_ostream& out) {
  out << "-- retort " << toolVersion() << " · " << dialect.name() << ' ' << dialect.version().str()
      << " · " << placeOf(plan.before) << " -> " << placeOf(plan.after) << '\n';
  if (options.clientLines && !dialect.facts().stopLine.empty())
    out << dialect.facts().stopLine << '\n';
  writeLines(options.sessionSettings, out, ";\n");
  std::vector<std::vector<Segment>> segments =
      segmentsOf(steps, dialect, options.preamble, {options.transaction});
  for (auto [step, own] : llvm::zip(steps, segments)) {
    out << '\n';
    writeSegments(own, dialect, options.clientLines, out,
                  [&, &step = step] { writeStepHeading(step, options.root, out); });
  }
}

void writeSection(const CompiledSection& section, const Dialect& dialect, llvm::raw_ostream& out) {
  writeSegments(segmentsOf(section, dialect), dialect, /*clientLines=*/true, out,
                [&] { writeLosses(section, out); });
}

} // namespace retort
