#include "Syntax/Format/Layout.h"

#include "Support/Unicode.h"
#include "Syntax/Format/Renderer.h"

#include "llvm/ADT/STLExtras.h"

namespace retort::layout {

void Layout::token(llvm::StringRef text, std::optional<uint32_t> offset) {
  add(Op::Token, static_cast<uint32_t>(tokens_.size()));
  PrintedToken token;
  token.text = text;
  token.offset = offset;
  tokens_.push_back(std::move(token));
}

void Layout::closer(llvm::StringRef text) {
  token(text);
  tokens_.back().closes = true;
}

size_t Layout::flatWidth(size_t firstOp) const {
  size_t width = 0;
  for (const Op& op : llvm::ArrayRef(ops_).drop_front(firstOp))
    width += op.kind == Op::Token ? displayWidth(tokens_[op.value].text) : op.value;
  return width;
}

std::string Layout::render() const {
  return Renderer(*this).run();
}

} // namespace retort::layout
