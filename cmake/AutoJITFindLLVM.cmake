# Locates the LLVM 22 and lld development files.
# Sets AUTOJIT_LLVM_{VERSION,BINDIR,INCLUDEDIR,LIBDIR} and the function autojit_llvm_config(OUT ARGS...).
set(AUTOJIT_LLVM_MAJOR 22)

find_program(AUTOJIT_LLVM_CONFIG
  NAMES llvm-config-${AUTOJIT_LLVM_MAJOR} llvm-config
  HINTS /usr/lib/llvm-${AUTOJIT_LLVM_MAJOR}/bin
  DOC "llvm-config of LLVM ${AUTOJIT_LLVM_MAJOR}")
if(NOT AUTOJIT_LLVM_CONFIG)
  message(FATAL_ERROR "LLVM ${AUTOJIT_LLVM_MAJOR} is not installed: llvm-config-${AUTOJIT_LLVM_MAJOR} was not found. "
    "Run scripts/bootstrap.sh, or set -DAUTOJIT_LLVM_CONFIG=/path/to/llvm-config.")
endif()

# Answers of llvm-config as a list.
function(autojit_llvm_config out)
  execute_process(COMMAND "${AUTOJIT_LLVM_CONFIG}" ${ARGN}
    OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(answer UNIX_COMMAND "${answer}")
  set(${out} "${answer}" PARENT_SCOPE)
endfunction()

autojit_llvm_config(AUTOJIT_LLVM_VERSION --version)
autojit_llvm_config(AUTOJIT_LLVM_BINDIR --bindir)
autojit_llvm_config(AUTOJIT_LLVM_INCLUDEDIR --includedir)
autojit_llvm_config(AUTOJIT_LLVM_LIBDIR --libdir)

if(NOT AUTOJIT_LLVM_VERSION MATCHES "^${AUTOJIT_LLVM_MAJOR}\\.")
  message(FATAL_ERROR "RustJit needs LLVM ${AUTOJIT_LLVM_MAJOR}, but ${AUTOJIT_LLVM_CONFIG} is LLVM ${AUTOJIT_LLVM_VERSION}. "
    "Run scripts/bootstrap.sh, or set -DAUTOJIT_LLVM_CONFIG=/path/to/llvm-config-${AUTOJIT_LLVM_MAJOR}.")
endif()
foreach(needed include/llvm/Passes/PassBuilder.h include/lld/Common/Driver.h lib/libLLVMOrcJIT.a lib/liblldELF.a bin/ld.lld)
  if(NOT EXISTS "${AUTOJIT_LLVM_BINDIR}/../${needed}")
    message(FATAL_ERROR "LLVM ${AUTOJIT_LLVM_VERSION} is incomplete: ${needed} is missing beside ${AUTOJIT_LLVM_BINDIR}. "
      "Run scripts/bootstrap.sh (packages llvm-22-dev, liblld-22-dev, lld-22).")
  endif()
endforeach()
message(STATUS "LLVM ${AUTOJIT_LLVM_VERSION} in ${AUTOJIT_LLVM_LIBDIR}")
