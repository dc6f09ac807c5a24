# gridwatch_embed(TARGET NAME FILE...): the files as bytes in the library, listed by
#   std::span<const EmbeddedFile> NAME();    see <embedded/NAME.h> : struct EmbeddedFile { std::string_view name, bytes; }
function(gridwatch_embed target name)
  set(dir ${CMAKE_BINARY_DIR}/embedded)
  list(SORT ARGN)
  list(JOIN ARGN "|" joined)
  add_custom_command(
    OUTPUT ${dir}/${name}.cpp ${dir}/embedded/${name}.h
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DDIR=${dir} "-DFILES=${joined}" -P ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake
    COMMENT "Embedding ${name}" VERBATIM)
  # A target of its own, so that ./dev lint makes these files without building anything else.
  add_custom_target(${name} DEPENDS ${dir}/${name}.cpp)
  add_dependencies(${target} ${name})
  target_sources(${target} PRIVATE ${dir}/${name}.cpp ${dir}/embedded/${name}.h)
  set_source_files_properties(${dir}/${name}.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_include_directories(${target} PUBLIC ${dir})
endfunction()
