// What Sema types, every dialect spells: the two tables of functions list the same names.
#include "Sema/FunctionTable.h"

#include "Dialect/Common/Functions.h"

#include <gmock/gmock.h>

using namespace retort;

namespace {

TEST(FunctionTable, HoldsWhatTheDialectsSpell) {
  std::vector<std::string> typed;
  for (const FunctionInfo& function : allFunctions())
    typed.push_back(function.name.str());
  std::vector<std::string> spelled;
  for (llvm::StringLiteral name : portableFunctions())
    spelled.push_back(name.str());
  EXPECT_THAT(typed, testing::UnorderedElementsAreArray(spelled));
}

TEST(FunctionTable, OffersOnlyWhatItHas) {
  for (const char* foreign : {"current_timestamp", "GETDATE", "char_length", "LOWER", "nvl"}) {
    llvm::StringRef portable = portableFunctionFor(foreign);
    portable.consume_back("()");
    EXPECT_NE(findFunction(portable), nullptr) << foreign;
  }
  EXPECT_EQ(portableFunctionFor("frobnicate"), "");
}

TEST(FunctionTable, SaysHowManyArguments) {
  EXPECT_EQ(findFunction("now")->arity(), "no arguments");
  EXPECT_EQ(findFunction("lower")->arity(), "1 argument");
  EXPECT_EQ(findFunction("substr")->arity(), "2 to 3 arguments");
  EXPECT_EQ(findFunction("coalesce")->arity(), "at least 1 argument");
}

} // namespace
