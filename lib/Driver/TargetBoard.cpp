#include "Driver/TargetBoard.h"

#include "Support/Unicode.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace retort {

TargetBoard::TargetBoard(Console& console, llvm::ArrayRef<std::string> names)
    : console_(console), names_(names), rows_(names.size()) {
  for (const std::string& name : names)
    width_ = std::max(width_, displayWidth(name));
}

void TargetBoard::started(size_t target) {
  const std::lock_guard lock(mutex_);
  rows_[target].state = State::Running;
  wipe();
  draw();
}

/// In a log a line stands where it was said; on a terminal those of one database together.
void TargetBoard::line(size_t target, OutputStream stream, llvm::StringRef text) {
  const std::lock_guard lock(mutex_);
  Row& row = rows_[target];
  if (stream == OutputStream::Out && console_.json())
    return printJson(target, text);
  row.last = text.str();
  if (!console_.isInteractive())
    return print(target, stream, text);
  row.kept.emplace_back(stream, text);
  wipe();
  draw();
}

void TargetBoard::finished(size_t target, int code) {
  const std::lock_guard lock(mutex_);
  Row& row = rows_[target];
  row.state = code == 0 ? State::Done : State::Failed;
  wipe();
  for (const auto& [stream, text] : row.kept)
    print(target, stream, text);
  row.kept.clear();
  // It ended in the middle of a value: nothing that was said is lost.
  if (!row.json.empty())
    print(target, OutputStream::Err, row.json);
  draw();
}

void TargetBoard::print(size_t target, OutputStream stream, llvm::StringRef text) {
  const std::string& name = names_[target];
  llvm::raw_ostream& out = stream == OutputStream::Out ? console_.out() : console_.err();
  out << name << ": ";
  out.indent(width_ - displayWidth(name)) << text << '\n';
  out.flush();
}

/// A value may take several lines. An object gets the name as an attribute, anything else stands
/// beside it.
void TargetBoard::printJson(size_t target, llvm::StringRef line) {
  Row& row = rows_[target];
  row.json += line.str() + "\n";
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(row.json);
  if (!value) {
    llvm::consumeError(value.takeError());
    return;
  }
  row.json.clear();
  llvm::json::Object named;
  if (llvm::json::Object* object = value->getAsObject())
    named = std::move(*object);
  else
    named["result"] = std::move(*value);
  named["database"] = names_[target];
  console_.out() << llvm::json::Value(std::move(named)) << '\n';
  console_.out().flush();
}

//===--- The lines at the bottom ------------------------------------------===//

void TargetBoard::wipe() {
  for (; drawn_ > 0; --drawn_)
    console_.err() << "\x1b[A\x1b[2K";
}

void TargetBoard::draw() {
  if (!console_.isInteractive())
    return;
  const size_t columns = console_.errColumns();
  for (size_t target = 0; target < rows_.size(); ++target) {
    if (rows_[target].state != State::Running)
      continue;
    std::string text = names_[target] + ": ";
    text.append(width_ - displayWidth(names_[target]), ' ');
    text += rows_[target].last.empty() ? "running" : rows_[target].last;
    // A line that went over the edge would be two, and be wiped by half.
    if (columns > 1)
      text = clipToWidth(text, columns - 1).str();
    console_.err() << text << '\n';
    ++drawn_;
  }
  console_.err().flush();
}

} // namespace retort
