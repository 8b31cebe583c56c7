#include "Syntax/SourceTokens.h"

namespace retort {

void SourceTokens::clear() {
  tokens_.clear();
  next_ = 0;
}

antlr4::Token* SourceTokens::LT(ssize_t k) {
  if (k < 0)
    return next_ < static_cast<size_t>(-k) ? nullptr : &tokens_[next_ + k];
  return &tokens_[std::min(next_ + k - 1, tokens_.size() - 1)];
}

antlr4::Token* SourceTokens::get(size_t index) const {
  return &tokens_[index];
}

} // namespace retort
