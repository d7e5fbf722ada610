# autojit_stage_packaging(): headers, CMake package and pkg-config file in the staged install tree.

# Copies (or, for *.in, configures) SOURCE to DESTINATION inside the stage whenever it changed.
function(_autojit_stage_file source destination)
  if(source MATCHES "\\.in$")
    configure_file("${source}" "${AUTOJIT_STAGE_DIR}/${destination}" @ONLY)
  else()
    configure_file("${source}" "${AUTOJIT_STAGE_DIR}/${destination}" COPYONLY)
  endif()
endfunction()

function(autojit_stage_packaging)
  _autojit_stage_file("${PROJECT_SOURCE_DIR}/runtime/abi/autojit_abi.h" include/autojit_abi.h)
  foreach(file AutoJITConfig.cmake AutoJITConfigVersion.cmake)
    _autojit_stage_file("${PROJECT_SOURCE_DIR}/cmake/package/${file}.in" lib/cmake/AutoJIT/${file})
  endforeach()
  _autojit_stage_file("${PROJECT_SOURCE_DIR}/cmake/package/autojit.pc.in" lib/pkgconfig/autojit.pc)
  _autojit_stage_file("${PROJECT_SOURCE_DIR}/tool/RustJit.CacheTool/autojit-cache.1" share/man/man1/autojit-cache.1)
endfunction()
