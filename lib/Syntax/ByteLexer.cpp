#include "Syntax/ByteLexer.h"

#include "MigLexer.h"

#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <array>
#include <vector>

namespace retort {
namespace {

/// The bytes of a file as ANTLR's input: one symbol a byte.
class ByteStream final : public antlr4::CharStream {
public:
  void open(llvm::StringRef text, size_t from) {
    text_ = text;
    next_ = from;
  }

  size_t at(size_t index) const {
    return index < text_.size() ? static_cast<unsigned char>(text_[index]) : EOF;
  }

  void consume() override { ++next_; }
  size_t LA(ssize_t i) override { return at(i > 0 ? next_ + i - 1 : next_ + i); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return next_; }
  void seek(size_t index) override { next_ = std::min(index, text_.size()); }
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return {}; }

private:
  llvm::StringRef text_;
  size_t next_ = 0;
};

/// An edge once found is kept, which is right as long as the grammar has no predicates.
class TableSimulator final : public antlr4::atn::LexerATNSimulator {
  using State = antlr4::dfa::DFAState;
  static constexpr size_t symbols = 257; // the bytes, and the end

public:
  TableSimulator(antlr4::Lexer& lexer, LexerATNSimulator& own, ByteStream& bytes)
      : LexerATNSimulator(&lexer, own.atn, own._decisionToDFA, own.getSharedContextCache()),
        bytes_(bytes) {}

  size_t match(antlr4::CharStream* input, size_t mode) override {
    _mode = mode;
    _startIndex = bytes_.index();
    State* start = _decisionToDFA[mode].s0;
    return start ? execATN(input, start) : matchATN(input);
  }

protected:
  /// The longest text of a token; the input stands behind it then.
  size_t execATN(antlr4::CharStream* input, State* state) override {
    const State* accepted = nullptr;
    size_t at = bytes_.index(), end = at;
    for (;;) {
      if (state->isAcceptState) {
        accepted = state;
        end = at;
      }
      const size_t symbol = bytes_.at(at);
      State* next = target(*state, symbol, at);
      if (next == ERROR.get())
        break;
      state = next;
      at += symbol != antlr4::IntStream::EOF;
    }
    if (!accepted && bytes_.at(_startIndex) == antlr4::IntStream::EOF)
      return antlr4::Token::EOF;
    if (!accepted)
      llvm_unreachable("whatever the input, some rule matches");
    accept(input, accepted->lexerActionExecutor, _startIndex, end, 0, 0);
    return accepted->prediction;
  }

private:
  using Row = std::array<State*, symbols>;

  State* target(State& state, size_t symbol, size_t at) {
    const auto number = static_cast<size_t>(state.stateNumber);
    if (number >= rows_.size())
      rows_.resize(number + 1);
    if (!rows_[number])
      rows_[number] = std::make_unique<Row>(); // all null
    State*& next = (*rows_[number])[std::min(symbol, symbols - 1)];
    if (!next) {
      bytes_.seek(at);
      next = getExistingTargetState(&state, symbol);
      if (!next)
        next = computeTargetState(&bytes_, &state, symbol);
    }
    return next;
  }

  ByteStream& bytes_;
  /// By the number of a state. The grammar has one mode, so that a number is one state's.
  std::vector<std::unique_ptr<Row>> rows_;
};

} // namespace

struct ByteLexer::Generated {
  Generated() {
    auto* own = lexer.getInterpreter<antlr4::atn::LexerATNSimulator>();
    lexer.setInterpreter(simulator = new TableSimulator(lexer, *own, bytes)); // which owns it
  }

  ByteStream bytes;
  MigLexer lexer{&bytes};
  TableSimulator* simulator;
};

ByteLexer::ByteLexer() : generated_(std::make_unique<Generated>()) {}
ByteLexer::~ByteLexer() = default;

void ByteLexer::open(llvm::StringRef text, size_t from) {
  generated_->lexer.setInputStream(&generated_->bytes); // which resets both
  generated_->bytes.open(text, from);
}

/// As Lexer::nextToken does it.
ByteLexer::Token ByteLexer::next() {
  auto& [bytes, lexer, simulator] = *generated_;
  for (;;) {
    lexer.type = antlr4::Token::INVALID_TYPE;
    lexer.channel = antlr4::Token::DEFAULT_CHANNEL;
    lexer.tokenStartCharIndex = bytes.index();
    const size_t kind = simulator->match(&bytes, lexer.mode);
    if (lexer.type == antlr4::Token::INVALID_TYPE)
      lexer.type = kind;
    if (lexer.type != antlr4::Lexer::SKIP)
      return {lexer.type, lexer.channel, lexer.tokenStartCharIndex, bytes.index()};
  }
}

} // namespace retort
