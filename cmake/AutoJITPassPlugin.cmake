# autojit_pass_plugin(NAME SOURCES...): an LLVM pass plugin that both clang and rustc can load.
function(autojit_pass_plugin name)
  add_library(${name} MODULE ${ARGN})
  autojit_warnings(${name})
  # LLVM's own headers are not ours to fix: SYSTEM.
  target_include_directories(${name} SYSTEM PRIVATE "${AUTOJIT_LLVM_INCLUDEDIR}")
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/runtime/abi")
  # Without RTTI and exceptions, as LLVM is built; anything else does not link against its classes.
  target_compile_options(${name} PRIVATE -fno-rtti -fno-exceptions -fvisibility=hidden
    -fvisibility-inlines-hidden -ffunction-sections -fdata-sections)
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE
    __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
  # LLVM stays undefined on purpose: it binds to whichever libLLVM the host compiler has loaded, and
  # lazily, so that a host with another LLVM lives long enough to be told so.
  # libstdc++ is linked dynamically: Debian's libLLVM uses the shared one, and a second, static copy would
  # be interposed by it half-way. rustc's libLLVM carries a private static copy, which does not
  # clash: what crosses the border are plain layouts, and memory from the one operator new/malloc.
  target_link_options(${name} PRIVATE -fuse-ld=lld -Wl,-z,lazy -Wl,--as-needed -Wl,--gc-sections
    -Wl,-soname,${name}.so $<$<CONFIG:Release>:-Wl,--strip-all>)
  set_target_properties(${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name} SUFFIX ".so"
    LIBRARY_OUTPUT_DIRECTORY "${AUTOJIT_STAGE_DIR}/lib")
endfunction()
