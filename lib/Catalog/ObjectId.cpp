#include "Catalog/ObjectId.h"

namespace retort {

std::string describe(const ObjectId& id) {
  return spelling(id.kind).str() + " `" + id.name.str() + "`";
}

std::string spelling(const ObjectId& id) {
  return spelling(id.kind).str() + " " + spelling(id.name);
}

} // namespace retort
