#include "Catalog/Opaque.h"

namespace retort {

std::string spelling(const std::vector<Type>& signature) {
  std::string text;
  for (const Type& type : signature)
    text += (text.empty() ? "" : ", ") + type.str();
  return "(" + text + ")";
}

bool isNamedAlone(ObjectKind kind) {
  switch (kind) {
  case ObjectKind::Function:
  case ObjectKind::Procedure:
  case ObjectKind::Aggregate:
  case ObjectKind::Operator:
  case ObjectKind::Policy:
  case ObjectKind::Rule:
  case ObjectKind::Trigger:
    return false;
  default:
    return true;
  }
}

} // namespace retort
