#include "Catalog/Options.h"

namespace retort {

Options changedOptions(const Options& before, const Options& after) {
  Options changed;
  for (const auto& [name, value] : after)
    if (auto old = before.find(name); old == before.end() || old->second != value)
      changed[name] = value;
  return changed;
}

std::vector<std::string> goneOptions(const Options& before, const Options& after) {
  std::vector<std::string> gone;
  for (const auto& [name, value] : before)
    if (!after.contains(name))
      gone.push_back(name);
  return gone;
}

} // namespace retort
