#include "Database/Reflection.h"

#include "Database/Connection.h"

#include "llvm/ADT/STLExtras.h"

namespace retort {

llvm::Expected<Reflection> reflect(Connection& connection, const Dialect& dialect,
                                   const ReflectionScope& scope) {
  llvm::Expected<Reflection> reflection = connection.reflect(dialect, scope);
  if (reflection)
    llvm::sort(reflection->notRepresented);
  return reflection;
}

llvm::Expected<Reflection> Connection::reflect(const Dialect&, const ReflectionScope&) {
  auto error = std::make_unique<DatabaseError>();
  error->attempted = "read the schema of " + url().printable();
  error->message = "it is not known how to ask " + server().dialect;
  return llvm::Error(std::move(error));
}

} // namespace retort
