# Makes a recognizer that ANTLR generated build its tables on first use: they cost
# milliseconds, in every process, where a static initialiser builds them.
#
#   cmake -DFILE=MigParser.cpp -DCLASS=MigParser -P LazyAntlrTables.cmake
#
# It fails if another version of the tool writes another text: better no build
# than a slow one that nobody notices.
file(READ ${FILE} text)

function(replace_once pattern replacement)
  string(REGEX MATCHALL "${pattern}" found "${text}")
  list(LENGTH found count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR
      "${FILE}: found ${count} times, not once: ${pattern}\n"
      "ANTLR's generated code has changed; adapt LazyAntlrTables.cmake.")
  endif()
  string(REGEX REPLACE "${pattern}" "${replacement}" text "${text}")
  set(text "${text}" PARENT_SCOPE)
endfunction()

# Semicolons and brackets mean lists to CMake; they are put aside for a while.
string(ASCII 1 semicolon)
string(ASCII 2 open)
string(ASCII 3 close)
string(REPLACE ";" "${semicolon}" text "${text}")
string(REPLACE "[" "${open}" text "${text}")
string(REPLACE "]" "${close}" text "${text}")

replace_once("${CLASS}::Initializer ${CLASS}::_init${semicolon}" "")
replace_once("(\n${CLASS}::${CLASS}\\([A-Za-z]+ \\*input\\) : [A-Za-z]+\\(input\\) {\n)"
             "\\1  static const Initializer tables${semicolon}\n")

string(REPLACE "${semicolon}" ";" text "${text}")
string(REPLACE "${open}" "[" text "${text}")
string(REPLACE "${close}" "]" text "${text}")
file(WRITE ${FILE} "${text}")
