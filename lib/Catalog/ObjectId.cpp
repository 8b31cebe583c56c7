#include "Catalog/ObjectId.h"

namespace retort {

std::string describe(const ObjectId& id) {
  return spelling(id.kind).str() + " `" + id.name.str() + id.signature + "`" +
         (id.on.empty() ? "" : " on `" + id.on + "`");
}

std::string spelling(const ObjectId& id) {
  return spelling(id.kind).str() + " " + spelling(id.name) + id.signature +
         (id.on.empty() ? "" : " on " + spelling(QualifiedName{id.name.schema, id.on}));
}

} // namespace retort
