//===- Corpus.h - the programs of test/Syntax/corpus ----------------------===//
#pragma once

#include "Support/SourceBuffer.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <vector>

namespace retort {

/// Every program of the corpus, by name.
inline std::vector<std::unique_ptr<SourceBuffer>> readCorpus() {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(RETORT_TEST_DIR "/Syntax/corpus", error), end;
       entry != end && !error; entry.increment(error))
    paths.push_back(entry->path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::unique_ptr<SourceBuffer>> corpus;
  for (const std::string& path : paths)
    corpus.push_back(llvm::cantFail(SourceBuffer::read(path)));
  EXPECT_GT(corpus.size(), 20u) << "the corpus is not where it should be";
  return corpus;
}

} // namespace retort
