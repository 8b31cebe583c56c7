# retort_antlr_grammar(TARGET LEXER.g4 PARSER.g4) makes the object library TARGET
# from a split grammar, in the build folder. Who links to it gets the directory of
# the generated headers, the runtime, and the one flag that both need.
#
# Debian's tool is 4.7.2 and its C++ runtime 4.9; they fit together, but the
# runtime's headers hold u8 literals in std::string, which C++20 forbids without
# -fno-char8_t.
find_program(ANTLR4 antlr4 REQUIRED DOC "ANTLR's tool; Debian: antlr4")
find_path(ANTLR4_INCLUDE antlr4-runtime.h REQUIRED
  PATH_SUFFIXES antlr4-runtime DOC "Debian: libantlr4-runtime-dev")
find_library(ANTLR4_RUNTIME libantlr4-runtime.a REQUIRED DOC "ANTLR's C++ runtime, static")

set(LAZY_TABLES ${CMAKE_CURRENT_LIST_DIR}/LazyAntlrTables.cmake)

function(retort_antlr_grammar target lexer parser)
  get_filename_component(lexer_name ${lexer} NAME_WE)
  get_filename_component(parser_name ${parser} NAME_WE)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${target})
  set(antlr ${ANTLR4} -Dlanguage=Cpp -no-listener -no-visitor -package retort -Werror
            -Xexact-output-dir -o ${directory})

  add_custom_command(
    OUTPUT ${directory}/${lexer_name}.cpp ${directory}/${lexer_name}.h
           ${directory}/${lexer_name}.tokens
    COMMAND ${antlr} ${lexer}
    COMMAND ${CMAKE_COMMAND} -DFILE=${directory}/${lexer_name}.cpp -DCLASS=${lexer_name}
            -P ${LAZY_TABLES}
    DEPENDS ${lexer} ${LAZY_TABLES}
    COMMENT "Generating ${lexer_name}" VERBATIM)
  add_custom_command(
    OUTPUT ${directory}/${parser_name}.cpp ${directory}/${parser_name}.h
    COMMAND ${antlr} -lib ${directory} ${parser}
    COMMAND ${CMAKE_COMMAND} -DFILE=${directory}/${parser_name}.cpp -DCLASS=${parser_name}
            -P ${LAZY_TABLES}
    DEPENDS ${parser} ${directory}/${lexer_name}.tokens ${LAZY_TABLES}
    COMMENT "Generating ${parser_name}" VERBATIM)

  add_library(${target} STATIC
    ${directory}/${lexer_name}.cpp ${directory}/${lexer_name}.h
    ${directory}/${parser_name}.cpp ${directory}/${parser_name}.h)
  # Warnings off: nobody reads this code.
  target_compile_options(${target} PUBLIC -fno-char8_t PRIVATE -w)
  target_include_directories(${target} SYSTEM PUBLIC ${directory} ${ANTLR4_INCLUDE})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${target} PUBLIC ${ANTLR4_RUNTIME})
endfunction()
