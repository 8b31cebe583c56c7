# Compiler and linker flags of the whole build, one block a purpose.

# For our own targets; generated code is not ours to warn about. A switch that
# forgets an enumerator does not build: that is how an operation is added.
# -Wunused-parameter objects to overriders that do not need all that they are given.
set(RETORT_WARNINGS -Wall -Wextra -Werror=switch -Wno-unused-parameter)

# -O2: -O3 makes the binary larger and nothing measurably faster.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# What nobody calls is left out, whole libraries included: each shared library
# costs a process about 0.3 ms before main().
add_compile_options($<$<CONFIG:Release>:-ffunction-sections>
                    $<$<CONFIG:Release>:-fdata-sections>)
add_link_options($<$<CONFIG:Release>:-Wl,--gc-sections> -Wl,--as-needed)

# libstdc++ in the binary saves another 0.5 ms. No library that we load at run time
# is C++, so there is never a second copy.
add_link_options($<$<CONFIG:Release>:-static-libstdc++> $<$<CONFIG:Release>:-static-libgcc>)

if(RETORT_SANITIZE)
  # A finding ends the process with a failure, so that a test can see it.
  add_compile_options(-fsanitize=${RETORT_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${RETORT_SANITIZE})
endif()

if(RETORT_FUZZ)
  # Coverage in every layer; main() comes with -fsanitize=fuzzer (test/fuzz).
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
