# Precompiled headers: the standard library's and fmt's, which most sources read. Each source still includes what it uses, so that the
# build without them (GRIDWATCH_PRECOMPILED=OFF; ./dev lint needs it) is the same program.
option(GRIDWATCH_PRECOMPILED "Precompile the headers that most sources read" ON)

# gridwatch_precompile(TARGET [REUSE OTHER] [HEADER...]): TARGET's own, with HEADER... besides; or OTHER's, compiled once for all that name it.
function(gridwatch_precompile target)
  if(NOT GRIDWATCH_PRECOMPILED)
    return()
  endif()
  cmake_parse_arguments(arg "" "REUSE" "" ${ARGN})
  if(arg_REUSE AND NOT arg_REUSE STREQUAL target)
    target_precompile_headers(${target} REUSE_FROM ${arg_REUSE})
    return()
  endif()
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <atomic> <chrono> <cmath> <condition_variable> <cstdint> <cstring> <deque> <filesystem> <fstream> <functional>
    <limits> <map> <memory> <mutex> <numbers> <optional> <set> <span> <sstream> <stdexcept> <stop_token> <string> <string_view> <thread>
    <tuple> <unordered_map> <utility> <variant> <vector> <fmt/format.h> ${arg_UNPARSED_ARGUMENTS})
endfunction()
