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
  foreach(file autojit.pc autojit-static.pc)
    _autojit_stage_file("${PROJECT_SOURCE_DIR}/cmake/package/${file}.in" lib/pkgconfig/${file})
  endforeach()
  # A unit names its program by an absolute path: that of the stage here, of the prefix once it is installed.
  set(units "${PROJECT_SOURCE_DIR}/runtime/RustJit.Daemon/systemd")
  set(AUTOJIT_PREFIX "${AUTOJIT_STAGE_DIR}")
  _autojit_stage_file("${units}/autojitd.service.in" lib/systemd/user/autojitd.service)
  _autojit_stage_file("${units}/autojitd.socket" lib/systemd/user/autojitd.socket)
  _autojit_stage_file("${PROJECT_SOURCE_DIR}/tool/RustJit.CacheTool/autojit-cache.1" share/man/man1/autojit-cache.1)
endfunction()
