#include "Driver/Erd/DiagramWriter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace retort::erd {

std::string xmlText(llvm::StringRef text) {
  std::string escaped;
  llvm::raw_string_ostream out(escaped);
  llvm::printHTMLEscaped(text, out);
  return escaped;
}

//===--- Graphviz ---------------------------------------------------------===//

void writeDot(const Diagram& diagram, llvm::raw_ostream& out) {
  out << "digraph schema {\n  rankdir=LR;\n  node [shape=plain, fontname=\"Helvetica\"];\n"
         "  edge [dir=both];\n";
  for (auto [number, table] : llvm::enumerate(diagram.tables)) {
    out << "  t" << number << " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">"
        << "<tr><td colspan=\"2\"><b>" << xmlText(table.name) << "</b></td></tr>";
    for (auto [row, column] : llvm::enumerate(table.columns)) {
      std::string name = xmlText(column.name);
      if (column.isKey)
        name = "<u>" + name + "</u>";
      out << "<tr><td align=\"left\" port=\"c" << row << "\">" << name << "</td><td align=\"left\">"
          << xmlText(column.type) << (column.notNull || column.isKey ? "" : "?") << "</td></tr>";
    }
    out << "</table>>];\n";
  }
  for (const Relation& relation : diagram.relations)
    out << "  t" << relation.parent << ":c" << relation.parentColumn << " -> t" << relation.child
        << ":c" << relation.childColumn
        << " [arrowtail=" << (relation.isOptional ? "teeodot" : "teetee")
        << ", arrowhead=" << (relation.isOneToOne ? "teeodot" : "crowodot") << "];\n";
  out << "}\n";
}

//===--- Mermaid ----------------------------------------------------------===//

/// A word of Mermaid's: letters, digits, `_` and `-`.
static std::string word(llvm::StringRef text) {
  std::string result;
  for (char c : text)
    result += llvm::isAlnum(c) || c == '-' || (static_cast<unsigned char>(c) & 0x80) ? c : '_';
  return result;
}

static std::string quotedWord(llvm::StringRef text) {
  std::string result = text.str();
  std::replace(result.begin(), result.end(), '"', '\'');
  return "\"" + result + "\"";
}

void writeMermaid(const Diagram& diagram, llvm::raw_ostream& out) {
  out << "erDiagram\n";
  for (const DiagramTable& table : diagram.tables) {
    out << "  " << quotedWord(table.name) << " {\n";
    for (const DiagramColumn& column : table.columns) {
      out << "    " << word(column.type) << ' ' << word(column.name);
      if (column.isKey || column.refers)
        out << (column.isKey ? " PK" : "") << (column.isKey && column.refers ? "," : "")
            << (column.refers ? " FK" : "");
      out << '\n';
    }
    out << "  }\n";
  }
  for (const Relation& relation : diagram.relations)
    out << "  " << quotedWord(diagram.tables[relation.parent].name) << ' '
        << (relation.isOptional ? "|o" : "||") << "--" << (relation.isOneToOne ? "o|" : "o{") << ' '
        << quotedWord(diagram.tables[relation.child].name) << " : "
        << quotedWord(diagram.tables[relation.child].columns[relation.childColumn].name) << '\n';
}

} // namespace retort::erd
