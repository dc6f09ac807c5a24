# Sources compiled several at once (CMake's unity build): a whole build takes about half the processor time. Each source still stands on
# its own: the build without (GRIDWATCH_UNITY=OFF) is the same program; ./dev lint uses it, and so does whoever changes one file at a time.
option(GRIDWATCH_UNITY "Compile several sources at once" ${GRIDWATCH_PRECOMPILED})

# gridwatch_unity(TARGET SOURCE...): the sources named are compiled alone.
function(gridwatch_unity target)
  if(NOT GRIDWATCH_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  # A class's hidden half may hold what its source alone knows.
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
