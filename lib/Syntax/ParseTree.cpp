#include "Syntax/ParseTree.h"

#include "MigParser.h"
#include "Syntax/Tokenizer.h"

namespace retort {

static void write(antlr4::tree::ParseTree* tree, const std::vector<std::string>& rules,
                  std::string& text) {
  if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(tree)) {
    text += " " + std::to_string(leaf->getSymbol()->getTokenIndex());
    return;
  }
  auto* rule = static_cast<antlr4::RuleContext*>(tree);
  text += " (" + rules[rule->getRuleIndex()];
  for (antlr4::tree::ParseTree* child : tree->children)
    write(child, rules, text);
  text += ")";
}

std::string parseTree(const SourceBuffer& source, Prediction prediction) {
  SourceTokens tokens;
  std::vector<Comment> comments;
  DiagnosticEngine diags;
  if (!Tokenizer().tokenize(source, tokens, comments, diags))
    return "!";
  MigParser parser(&tokens);
  parser.removeErrorListeners();
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
      prediction == Prediction::SLL ? antlr4::atn::PredictionMode::SLL
                                    : antlr4::atn::PredictionMode::LL);
  std::string text;
  try {
    write(parser.file(), parser.getRuleNames(), text);
  } catch (const antlr4::ParseCancellationException&) {
    text += "!";
  }
  return text;
}

} // namespace retort
