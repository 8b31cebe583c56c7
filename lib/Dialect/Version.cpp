#include "Dialect/Version.h"

namespace retort {

std::string Version::str() const {
  std::string text = std::to_string(major) + "." + std::to_string(minor);
  return patch ? text + "." + std::to_string(patch) : text;
}

} // namespace retort
