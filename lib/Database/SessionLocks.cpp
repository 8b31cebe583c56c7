#include "Database/SessionLocks.h"

namespace retort {

std::string LockHolder::describe() const {
  std::string text = application.empty() ? "another program" : application;
  text += " (session " + session;
  if (!user.empty())
    text += " of " + user;
  if (!host.empty())
    text += " from " + host;
  if (!since.empty())
    text += ", since " + since;
  return text + ")";
}

} // namespace retort
