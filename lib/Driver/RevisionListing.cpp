#include "Driver/RevisionListing.h"

#include "Driver/GraphDrawing.h"
#include "Migrate/RevisionText.h"
#include "Support/Snippet.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

static std::vector<std::string> textsOf(llvm::ArrayRef<HeaderName> names) {
  std::vector<std::string> texts;
  for (const HeaderName& name : names)
    texts.push_back(name.text);
  return texts;
}

RevisionListing::RevisionListing(const History& history, Console& console,
                                 const RevisionList* current, llvm::StringRef place)
    : history_(history), console_(console), current_(current), place_(place) {}

bool RevisionListing::isHead(const Revision& revision) const {
  return revision.children.empty();
}

bool RevisionListing::isCurrent(const Revision& revision) const {
  return current_ && llvm::is_contained(*current_, &revision);
}

std::string RevisionListing::line(const Revision& revision) const {
  const bool coloured = console_.outColours() == Colours::On;
  std::string text = coloured ? "\x1b[33m" + revision.id().str() + "\x1b[0m" : revision.id().str();
  if (isHead(revision))
    text += revision.dependents.empty() ? " (head)" : " (head of its branch)";
  text += "  " + printable(revision.message());
  if (!revision.file.header.labels.empty())
    text += "  [" + llvm::join(textsOf(revision.file.header.labels), ", ") + "]";
  if (isCurrent(revision))
    text += "  <- " + place_.str();
  return text;
}

std::vector<std::string> RevisionListing::details(const Revision& revision) const {
  std::vector<std::string> rows;
  auto add = [&](llvm::StringRef name, std::string value) {
    if (!value.empty())
      rows.push_back(name.str() + std::string(12 - name.size(), ' ') + value);
  };
  add("revises", placeOf(revision.parents));
  add("depends on", llvm::join(idsOf(revision.dependencies), ", "));
  add("revised by", llvm::join(idsOf(revision.children), ", "));
  add("created", revision.file.header.created);
  add("file", revision.file.path);
  return rows;
}

void RevisionListing::print(llvm::ArrayRef<const Revision*> revisions) {
  if (console_.json())
    return printJson(revisions);
  for (const Revision* revision : revisions) {
    if (console_.isVerbose())
      printDetails(*revision);
    else
      console_.out() << line(*revision) << '\n';
  }
}

void RevisionListing::printDetails(const Revision& revision) {
  console_.out() << line(revision) << '\n';
  for (const std::string& row : details(revision))
    console_.out() << "    " << printable(row) << '\n';
}

void RevisionListing::printGraph(llvm::ArrayRef<const Revision*> revisions) {
  if (console_.json())
    return printJson(llvm::to_vector(llvm::reverse(revisions)));
  RevisionSet shown(history_);
  for (const Revision* revision : revisions)
    shown.insert(*revision);
  GraphDrawing drawing;
  llvm::raw_ostream& out = console_.out();
  for (const Revision* revision : llvm::reverse(revisions)) {
    llvm::SmallVector<unsigned> parents;
    for (const Revision* parent : revision->parents)
      if (shown.contains(*parent))
        parents.push_back(parent->rank);
    GraphDrawing::Rows rows = drawing.draw(revision->rank, parents);
    for (const std::string& row : rows.above)
      out << row << '\n';
    out << rows.node << ' ' << line(*revision) << '\n';
    if (console_.isVerbose())
      for (const std::string& row : details(*revision))
        out << rows.beside << "     " << printable(row) << '\n';
    for (const std::string& row : rows.below)
      out << row << '\n';
  }
}

void RevisionListing::printJson(llvm::ArrayRef<const Revision*> revisions) {
  llvm::json::OStream json(console_.out(), 2);
  json.array([&] {
    for (const Revision* revision : revisions)
      writeJson(json, *revision);
  });
  console_.out() << '\n';
}

void RevisionListing::writeJson(llvm::json::OStream& json, const Revision& revision) const {
  auto writeList = [&](llvm::StringRef name, const std::vector<std::string>& values) {
    json.attributeArray(name, [&] {
      for (const std::string& value : values)
        json.value(value);
    });
  };
  json.object([&] {
    json.attribute("id", revision.id());
    json.attribute("message", revision.message());
    writeList("revises", idsOf(revision.parents));
    writeList("dependsOn", idsOf(revision.dependencies));
    writeList("labels", textsOf(revision.file.header.labels));
    json.attribute("created", revision.file.header.created);
    json.attribute("file", llvm::json::fixUTF8(revision.file.path));
    json.attribute("head", isHead(revision));
    if (current_)
      json.attribute("current", isCurrent(revision));
  });
}

} // namespace retort
