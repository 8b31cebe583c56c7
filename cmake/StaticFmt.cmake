# Gives the target retortFmt, which is what the layers link to: fmt as an archive
# where Fmt.cpp knows its version, Debian's shared library elsewhere.
find_package(fmt REQUIRED)

if(fmt_VERSION VERSION_GREATER_EQUAL 9.1 AND fmt_VERSION VERSION_LESS 10)
  get_target_property(fmt_headers fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
  add_library(retortFmt STATIC ${CMAKE_CURRENT_LIST_DIR}/Fmt.cpp)
  target_include_directories(retortFmt SYSTEM PUBLIC ${fmt_headers})
else()
  add_library(retortFmt INTERFACE)
  target_link_libraries(retortFmt INTERFACE fmt::fmt)
endif()
