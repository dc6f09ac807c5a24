# Sources compiled several at once (CMake's unity build): a whole build takes about half the processor time. Each source still stands on
# its own: the build without (GRIDWATCH_UNITY=OFF) is the same program; ./dev lint uses it, and so does whoever changes one file at a time.
option(GRIDWATCH_UNITY "Compile several sources at once" ${GRIDWATCH_PRECOMPILED})
set(unity_least 4)
set(unity_most 16)

# gridwatch_unity(TARGET SOURCE...): the sources named are compiled alone. The others go together by folder, in the order of their names:
# between unity_least and unity_most of them, so that a new source shifts its own folder's only.
function(gridwatch_unity target)
  if(NOT GRIDWATCH_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # A class's hidden half may hold what its source alone knows.
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  set(group 0)
  set(size 0)
  set(folder "")
  foreach(source IN LISTS sources)
    get_filename_component(own_folder ${source} DIRECTORY)
    if(size GREATER_EQUAL unity_most OR (size GREATER_EQUAL unity_least AND NOT own_folder STREQUAL folder))
      math(EXPR group "${group} + 1")
      set(size 0)
    endif()
    math(EXPR size "${size} + 1")
    set(folder ${own_folder})
    set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
  endforeach()
endfunction()
