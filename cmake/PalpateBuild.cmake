# Compiler settings, as one interface target that every module links privately, and the
# function that declares a module. Nothing here touches CMAKE_CXX_FLAGS.
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

find_program(PALPATE_CCACHE ccache)
if(PALPATE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PALPATE_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${PALPATE_CCACHE}")
endif()

add_library(palpate_settings INTERFACE)
target_compile_features(palpate_settings INTERFACE cxx_std_20 c_std_11)
target_compile_options(palpate_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wimplicit-fallthrough
  -fvisibility=hidden
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wdouble-promotion -fvisibility-inlines-hidden>
  $<$<BOOL:${PALPATE_WARNINGS_AS_ERRORS}>:-Werror>
  $<$<CONFIG:Release>:-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
# g++ 12 takes std::string's operator+ for an overlapping copy when it optimises (GCC bug 105651).
target_compile_options(palpate_settings INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:$<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>>)
target_compile_definitions(palpate_settings INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_link_options(palpate_settings INTERFACE $<$<CONFIG:Release>:-Wl,-z,relro,-z,now>)

# palpate_module(<name> [DIRECTORY dir] [USES module...] [LIBRARIES target...])
# One static library a module. USES is the layer table of docs/architecture.md: a module sees
# the modules that it names and what those see. LIBRARIES are third-party and stay private.
function(palpate_module name)
  cmake_parse_arguments(ARG "" "DIRECTORY" "USES;LIBRARIES" ${ARGN})
  if(NOT ARG_DIRECTORY)
    set(ARG_DIRECTORY ${name})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${ARG_DIRECTORY}/*.cpp")
  set(target palpate_${name})
  add_library(${target} STATIC ${sources})
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/engine")
  list(TRANSFORM ARG_USES PREPEND palpate_)
  target_link_libraries(${target} PUBLIC ${ARG_USES} PRIVATE palpate_settings ${ARG_LIBRARIES})
endfunction()
