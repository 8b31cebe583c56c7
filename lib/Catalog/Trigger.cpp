#include "Catalog/Trigger.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ErrorHandling.h"

namespace retort {

llvm::StringRef spelling(TriggerTime time) {
  switch (time) {
  case TriggerTime::Before:
    return "before";
  case TriggerTime::After:
    return "after";
  case TriggerTime::InsteadOf:
    return "instead of";
  }
  llvm_unreachable("not a time of a trigger");
}

llvm::StringRef spelling(TriggerEvent event) {
  switch (event) {
  case TriggerEvent::Insert:
    return "insert";
  case TriggerEvent::Update:
    return "update";
  case TriggerEvent::Delete:
    return "delete";
  case TriggerEvent::Truncate:
    return "truncate";
  }
  llvm_unreachable("not an event");
}

std::vector<std::string> columnsIn(const Trigger& trigger) {
  std::vector<std::string> columns = trigger.updateColumns;
  if (trigger.when)
    for (std::string& column : columnsIn(*trigger.when))
      if (!llvm::is_contained(columns, column))
        columns.push_back(std::move(column));
  return columns;
}

} // namespace retort
