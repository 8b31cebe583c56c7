#include "Database/DatabaseError.h"

#include "llvm/Support/raw_ostream.h"

namespace retort {

char DatabaseError::ID = 0;

void DatabaseError::log(llvm::raw_ostream& os) const {
  os << "cannot " << attempted << ": " << message;
  if (!code.empty())
    os << " [" << code << ']';
}

std::error_code DatabaseError::convertToErrorCode() const {
  return llvm::inconvertibleErrorCode();
}

} // namespace retort
