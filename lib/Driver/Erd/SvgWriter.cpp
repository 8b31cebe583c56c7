//===- SvgWriter.cpp - a diagram as a picture ---------------------------------===//
//
// Lines first, so that they pass behind tables; each leads from the row of the foreign key to the
// row that it refers to, with a crow's foot where there may be many. Colours follow the reader's
// light or dark. A table that the mouse is over shows its lines.
//
//===----------------------------------------------------------------------===//
#include "Driver/Erd/DiagramWriter.h"
#include "Driver/Erd/Layout.h"

#include "llvm/ADT/STLExtras.h"

#include <cmath>
#include <fmt/format.h>

namespace retort::erd {

static constexpr llvm::StringLiteral style = R"(
  :root { --back: #ffffff; --box: #fbfcfd; --edge: #c5ccd6; --head: #31588a; --title: #ffffff;
          --text: #1d2733; --faint: #6b7786; --line: #8a97a8; --key: #9a6700; }
  @media (prefers-color-scheme: dark) {
    :root { --back: #14181d; --box: #1c2229; --edge: #39434f; --head: #2b4d78; --title: #eef3f9;
            --text: #d9e1ea; --faint: #8b98a7; --line: #6d7b8c; --key: #d9a441; } }
  svg { background: var(--back); font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
  .back { fill: var(--back); }
  .box { fill: var(--box); stroke: var(--edge); }
  .head { fill: var(--head); }
  .title { fill: var(--title); font-weight: bold; }
  .name { fill: var(--text); }
  .key { fill: var(--text); font-weight: bold; }
  .type { fill: var(--faint); text-anchor: end; }
  .mark { fill: var(--key); font-size: 9px; }
  .line { fill: none; stroke: var(--line); stroke-width: 1.3; }
  .line:hover { stroke: var(--key); stroke-width: 2.4; }
)";

namespace {

/// Where a line ends at a table: on its left or its right side.
struct End {
  double x, y;
  int side; // -1: left, 1: right
};

class SvgWriter {
public:
  SvgWriter(const Diagram& diagram, llvm::raw_ostream& out)
      : diagram_(diagram), layout_(layOut(diagram)), out_(out) {}

  void write();

private:
  void writeTable(size_t table);
  void writeRelation(const Relation& relation);
  End endAt(size_t table, size_t column, int side) const;
  /// The foot of a crow where there may be many, a stroke where there is one, a ring where there
  /// may be none.
  void writeEnd(End end, bool many, bool optional);

  template <typename... Args> void put(fmt::format_string<Args...> format, Args&&... args) {
    out_ << fmt::format(format, std::forward<Args>(args)...);
  }

  const Diagram& diagram_;
  Layout layout_;
  llvm::raw_ostream& out_;
};

} // namespace

End SvgWriter::endAt(size_t table, size_t column, int side) const {
  const Box& box = layout_.boxes[table];
  return {side < 0 ? box.x : box.right(), box.y + headHeight + rowHeight * (column + 0.5), side};
}

void SvgWriter::writeEnd(End end, bool many, bool optional) {
  constexpr double length = 11, spread = 5.5, ring = 3.5;
  const double tip = end.x + end.side * length;
  if (many)
    put("<path class=\"line\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n", end.x,
        end.y - spread, tip, end.y, end.x, end.y + spread);
  else
    put("<path class=\"line\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/>\n", end.x + end.side * length / 2,
        end.y - spread, end.y + spread);
  if (optional)
    put("<circle class=\"line back\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>\n",
        tip + end.side * ring, end.y, ring);
}

void SvgWriter::writeRelation(const Relation& relation) {
  const Box &child = layout_.boxes[relation.child], &parent = layout_.boxes[relation.parent];
  const bool isRight = child.x > parent.right();
  const bool isLeft = child.right() < parent.x;
  const End from = endAt(relation.child, relation.childColumn, isRight ? -1 : 1);
  const End to = endAt(relation.parent, relation.parentColumn, isLeft ? -1 : 1);
  // One above the other they are joined by a bow.
  const double bend = isRight || isLeft ? std::max(30.0, std::abs(from.x - to.x) / 2)
                                        : 36 + std::abs(from.x - to.x) / 2;
  put("<g><title>{}</title><path class=\"line\" d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} "
      "{:.1f} {:.1f}\"/>\n",
      xmlText(diagram_.tables[relation.child].name + "." +
              diagram_.tables[relation.child].columns[relation.childColumn].name + " → " +
              diagram_.tables[relation.parent].name + "." +
              diagram_.tables[relation.parent].columns[relation.parentColumn].name),
      from.x, from.y, from.x + from.side * bend, from.y, to.x + to.side * bend, to.y, to.x, to.y);
  writeEnd(from, !relation.isOneToOne, /*optional=*/false);
  writeEnd(to, /*many=*/false, relation.isOptional);
  out_ << "</g>\n";
}

void SvgWriter::writeTable(size_t table) {
  const DiagramTable& drawn = diagram_.tables[table];
  const Box& box = layout_.boxes[table];
  constexpr double inset = 10, round = 5, letterDrop = 4;
  put("<g>\n<rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
      "rx=\"{}\"/>\n",
      box.x, box.y, box.width, box.height, round);
  put("<path class=\"head\" d=\"M{0:.1f} {1:.1f}v-{2:.1f}q0 -{3} {3} -{3}h{4:.1f}q{3} 0 {3} "
      "{3}v{2:.1f}z\"/>\n",
      box.x, box.y + headHeight, headHeight - round, round, box.width - 2 * round);
  put("<text class=\"title\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", box.x + inset,
      box.y + headHeight / 2 + letterDrop, xmlText(drawn.name));
  for (auto [row, column] : llvm::enumerate(drawn.columns)) {
    const double y = box.y + headHeight + rowHeight * (row + 0.5) + letterDrop;
    if (column.isKey || column.refers)
      put("<text class=\"mark\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", box.x + 5, y,
          column.isKey ? "◆" : "◇");
    put("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", column.isKey ? "key" : "name",
        box.x + inset + 8, y, xmlText(column.name));
    put("<text class=\"type\" x=\"{:.1f}\" y=\"{:.1f}\">{}{}</text>\n", box.right() - inset, y,
        xmlText(column.type), column.notNull || column.isKey ? "" : "?");
  }
  out_ << "</g>\n";
}

void SvgWriter::write() {
  put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
      "viewBox=\"0 0 {0:.0f} {1:.0f}\">\n<style>{2}</style>\n<rect class=\"back\" width=\"100%\" "
      "height=\"100%\"/>\n",
      layout_.width, layout_.height, style.str());
  for (const Relation& relation : diagram_.relations)
    writeRelation(relation);
  for (size_t table = 0; table < diagram_.tables.size(); ++table)
    writeTable(table);
  out_ << "</svg>\n";
}

void writeSvg(const Diagram& diagram, llvm::raw_ostream& out) {
  SvgWriter(diagram, out).write();
}

} // namespace retort::erd
