# Compiler and linker flags of the whole build, one block a purpose. Warnings are
# not here: they belong to our own code, so retort_layer() in lib/ sets them.

# -O2: -O3 makes the binary larger and nothing measurably faster.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# What nobody calls is left out, whole libraries included: each shared library
# costs a process about 0.3 ms before main().
add_compile_options($<$<CONFIG:Release>:-ffunction-sections>
                    $<$<CONFIG:Release>:-fdata-sections>)
add_link_options($<$<CONFIG:Release>:-Wl,--gc-sections> -Wl,--as-needed)

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
