#include "Support/ChildProcess.h"

#include <gmock/gmock.h>
#include <string>
#include <vector>

using namespace retort;
using testing::ElementsAre;

namespace {
struct Heard {
  std::vector<std::string> out, err;
  int code = -1;
};
} // namespace

static Heard run(std::vector<std::string> words) {
  Heard heard;
  llvm::Expected<int> code =
      runChild(words, [&](OutputStream stream, llvm::StringRef line) {
        (stream == OutputStream::Out ? heard.out : heard.err).push_back(line.str());
      });
  if (code)
    heard.code = *code;
  else
    heard.err.push_back(llvm::toString(code.takeError()));
  return heard;
}

TEST(ChildProcess, LinesComeWholeAndTheLastOneWithoutItsEnd) {
  Heard heard = run({"/bin/sh", "-c", "echo one; printf 'tw'; echo o >&2; printf 'o\\n\\nlast'; exit 7"});
  EXPECT_THAT(heard.out, ElementsAre("one", "two", "", "last"));
  EXPECT_THAT(heard.err, ElementsAre("o"));
  EXPECT_EQ(heard.code, 7);
}

TEST(ChildProcess, HasNothingToReadAndTellsWhichSignalEndedIt) {
  EXPECT_EQ(run({"/bin/sh", "-c", "read line || exit 3"}).code, 3);
  EXPECT_EQ(run({"/bin/sh", "-c", "kill -9 $$"}).code, 128 + 9);
}

TEST(ChildProcess, MuchOnBothStreamsBlocksNobody) {
  Heard heard = run({"/bin/sh", "-c", "seq 1 20000; seq 1 20000 >&2; seq 1 20000"});
  EXPECT_EQ(heard.out.size(), 40000U);
  EXPECT_EQ(heard.err.size(), 20000U);
  EXPECT_EQ(heard.out.back(), "20000");
}

TEST(ChildProcess, AProgramThatIsNotThereIsAnError) {
  EXPECT_THAT(run({"/no/such/program"}).err,
              ElementsAre("cannot run `/no/such/program`: No such file or directory"));
}
