#include "Catalog/QualifiedName.h"

#include "Support/Quoting.h"

namespace retort {

std::string spelling(const QualifiedName& name) {
  if (name.schema.empty())
    return quotedName(name.name);
  return quotedName(name.schema) + "." + quotedNameAfterDot(name.name);
}

} // namespace retort
