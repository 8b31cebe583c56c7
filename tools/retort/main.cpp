#include "Driver/Driver.h"

#include <string>
#include <vector>

int main(int argc, char** argv) {
  const std::vector<std::string> copies(argv + 1, argv + argc);
  retort::hidePasswords(llvm::ArrayRef<char*>(argv + 1, argv + argc));
  std::vector<const char*> words;
  for (const std::string& copy : copies)
    words.push_back(copy.c_str());
  return retort::drive(words);
}
