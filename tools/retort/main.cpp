#include "Driver/Driver.h"

int main(int argc, char** argv) {
  return retort::drive(llvm::ArrayRef<const char*>(argv + 1, argv + argc));
}
