#include "Driver/HistoryPicture.h"

#include "Support/Snippet.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

/// What a revision is drawn as: its id and what it is about.
static std::vector<std::string> labelOf(const Revision& revision) {
  std::vector<std::string> lines = {revision.id().str(), printable(revision.message())};
  for (const HeaderName& label : revision.file.header.labels)
    lines.push_back("[" + label.text + "]");
  return lines;
}

/// Calls `edge(from, to, isDependency)` for every edge between two that are shown.
template <typename Edge>
static void forEachEdge(llvm::ArrayRef<const Revision*> revisions, Edge edge) {
  const llvm::DenseSet<const Revision*> shown(revisions.begin(), revisions.end());
  for (const Revision* revision : revisions) {
    for (const Revision* parent : revision->parents)
      if (shown.contains(parent))
        edge(*revision, *parent, false);
    for (const Revision* needed : revision->dependencies)
      if (shown.contains(needed))
        edge(*revision, *needed, true);
  }
}

bool HistoryPicture::isCurrent(const Revision& revision) const {
  return current && llvm::is_contained(*current, &revision);
}

//===--- Graphviz ---------------------------------------------------------===//

static std::string dotText(llvm::StringRef text) {
  std::string escaped;
  for (char c : text) {
    if (c == '"' || c == '\\')
      escaped += '\\';
    escaped += c;
  }
  return escaped;
}

void HistoryPicture::printDot(llvm::raw_ostream& out) const {
  out << "digraph history {\n  rankdir=BT;\n"
         "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  for (const Revision* revision : revisions) {
    std::string label;
    for (const std::string& line : labelOf(*revision))
      label += (label.empty() ? "" : "\\n") + dotText(line);
    out << "  \"" << dotText(revision->id()) << "\" [label=\"" << label << '"'
        << (isCurrent(*revision) ? ", penwidth=3" : "") << "];\n";
  }
  forEachEdge(revisions, [&](const Revision& from, const Revision& to, bool isDependency) {
    out << "  \"" << dotText(from.id()) << "\" -> \"" << dotText(to.id()) << '"'
        << (isDependency ? " [style=dashed]" : "") << ";\n";
  });
  out << "}\n";
}

//===--- Mermaid ----------------------------------------------------------===//

/// A text in double quotes has no escapes but entities, written with `#`.
static std::string mermaidText(llvm::StringRef text) {
  std::string escaped;
  for (char c : text)
    if (llvm::StringRef("\"#<>&`").contains(c))
      escaped += "#" + std::to_string(static_cast<unsigned char>(c)) + ";";
    else
      escaped += c;
  return escaped;
}

void HistoryPicture::printMermaid(llvm::raw_ostream& out) const {
  out << "flowchart BT\n";
  for (const Revision* revision : revisions) {
    std::string label;
    for (const std::string& line : labelOf(*revision))
      label += (label.empty() ? "" : "<br/>") + mermaidText(line);
    out << "  r" << revision->rank << "(\"" << label << "\")\n";
  }
  forEachEdge(revisions, [&](const Revision& from, const Revision& to, bool isDependency) {
    out << "  r" << from.rank << (isDependency ? " -.-> " : " --> ") << 'r' << to.rank << '\n';
  });
  for (const Revision* revision : revisions)
    if (isCurrent(*revision))
      out << "  style r" << revision->rank << " stroke-width:4px\n";
}

} // namespace retort
