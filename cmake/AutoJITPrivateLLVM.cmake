# autojit_private_llvm(NAME EXPORTS FILE SOURCES...): LLVM's and lld's static archives linked with SOURCES
# into one shared library that only knows X86 and shows nothing but the symbols FILE asks for.
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

# What the runtime uses of LLVM; `lto` is what lld's driver refers to.
set(AUTOJIT_LLVM_COMPONENTS orcjit orcdebugging x86codegen x86asmparser asmparser irreader
  bitreader bitwriter linker passes lto)

# Writes empty LLVMInitialize<Target>* functions for every target but X86. lld's LTO code names them all,
# and the real ones would pull 100 MB of back ends in.
function(_autojit_write_foreign_targets path)
  autojit_llvm_config(targets --targets-built)
  list(REMOVE_ITEM targets X86)
  set(text "")
  foreach(target IN LISTS targets)
    string(APPEND text "FOREIGN_TARGET(${target})\n")
  endforeach()
  file(CONFIGURE OUTPUT "${path}" CONTENT "${text}" @ONLY)
endfunction()

function(autojit_private_llvm name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXPORTS" "SOURCES")

  _autojit_write_foreign_targets("${CMAKE_CURRENT_BINARY_DIR}/foreign-targets.def")
  set(version_script "${CMAKE_CURRENT_BINARY_DIR}/${name}.map")
  set(keep "${CMAKE_CURRENT_BINARY_DIR}/${name}.keep")
  set(writer "${PROJECT_SOURCE_DIR}/cmake/write-llvm-exports.py")
  # Files that `list` lines of EXPORTS name.
  file(STRINGS "${arg_EXPORTS}" lists REGEX "^list ")
  list(TRANSFORM lists REPLACE "^list +" "${CMAKE_CURRENT_SOURCE_DIR}/")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${arg_EXPORTS}")
  add_custom_command(OUTPUT "${version_script}" "${keep}"
    COMMAND Python3::Interpreter "${writer}" "${arg_EXPORTS}" "${version_script}" "${keep}"
    DEPENDS "${arg_EXPORTS}" ${lists} "${writer}"
    COMMENT "Listing the exports of ${name}" VERBATIM)
  add_custom_target(${name}-exports DEPENDS "${version_script}" "${keep}")

  # One set of objects, linked twice: NAME-training with names and in any order, for training (order-functions.py), NAME in the
  # order that came of it.
  add_library(${name}-objects OBJECT ${arg_SOURCES})
  autojit_warnings(${name}-objects)
  target_include_directories(${name}-objects SYSTEM PRIVATE "${AUTOJIT_LLVM_INCLUDEDIR}")
  target_include_directories(${name}-objects PRIVATE "${CMAKE_CURRENT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}/runtime/abi")
  target_compile_options(${name}-objects PRIVATE -ffunction-sections -fdata-sections
    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions -fvisibility-inlines-hidden>)
  target_compile_definitions(${name}-objects PRIVATE _GNU_SOURCE
    __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)

  set(order "${PROJECT_BINARY_DIR}/training/${name}.order")
  _autojit_link_private_llvm(${name}-training ${name} "${PROJECT_BINARY_DIR}/training" -Wl,--strip-debug)
  _autojit_link_private_llvm(${name} ${name} "${AUTOJIT_STAGE_DIR}/lib"
    "-Wl,--symbol-ordering-file=${order}" -Wl,--no-warn-symbol-ordering $<$<CONFIG:Release>:-Wl,--strip-all>)
  set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS "${order}")
endfunction()

# TARGET is the library of NAME-objects in DIRECTORY; further arguments are for the linker.
function(_autojit_link_private_llvm target name directory)
  set(version_script "${CMAKE_CURRENT_BINARY_DIR}/${name}.map")
  set(keep "${CMAKE_CURRENT_BINARY_DIR}/${name}.keep")
  add_library(${target} SHARED $<TARGET_OBJECTS:${name}-objects> $<TARGET_OBJECTS:autojit-private-libc>)
  add_dependencies(${target} ${name}-exports)
  # Polly is an optional Debian package of its own that `lto` claims to need; nothing here calls it.
  autojit_llvm_config(libraries --link-static --libs ${AUTOJIT_LLVM_COMPONENTS})
  list(FILTER libraries EXCLUDE REGEX "Polly")
  # lld, unlike the GNU linkers, takes archives in any order.
  target_link_libraries(${target} PRIVATE -llldELF -llldCommon -lLLVMDTLTO ${libraries}
    # zlib and zstd statically: a program that carries its own copies must not interpose ours.
    -l:libz.a -l:libzstd.a)
  target_link_options(${target} PRIVATE
    -fuse-ld=lld "-L${AUTOJIT_LLVM_LIBDIR}"
    # libstdc++ inside (a program may bring another); libgcc_s stays shared, because JITed unwind tables
    # must be registered with the one unwinder the whole process uses.
    -static-libstdc++
    -Wl,@${keep} -Wl,--version-script=${version_script}
    -Wl,--gc-sections -Wl,-O2 -Wl,-z,defs -Wl,-z,pack-relative-relocs
    # Calls inside stay inside, even when the program itself links libLLVM.
    -Wl,-Bsymbolic
    -Wl,--wrap=sigaction -Wl,--wrap=sigaltstack
    # Link.cpp: lld's files stay in memory.
    -Wl,--wrap=_ZN4llvm12MemoryBuffer7getFileERKNS_5TwineEbbbSt8optionalINS_5AlignEE
    -Wl,--wrap=_ZN4llvm16FileOutputBuffer6createENS_9StringRefEmj
    # Link.cpp: nobody sets options that every link would have to reset.
    -Wl,--wrap=_ZN4llvm2cl25ResetAllOptionOccurrencesEv
    # Source.cpp: bitcode is of this LLVM.
    -Wl,--wrap=_ZN4llvm25UpgradeFunctionAttributesERNS_8FunctionE
    # Source.cpp: variables are not aligned better than they are.
    -Wl,--wrap=_ZNK4llvm12GlobalObject20canIncreaseAlignmentEv
    # Source.cpp: types without identifiers.
    -Wl,--wrap=_ZN4llvm15DICompositeType7getImplERNS_11LLVMContextEjPNS_8MDStringEPNS_8MetadataEjS6_S6_S6_jS6_NS_6DINode7DIFlagsES6_jSt8optionalIjES6_S6_S4_S6_S6_S6_S6_S6_S6_S6_jS6_NS5_11StorageTypeEb
    # Identity.cpp: source files without checksums.
    -Wl,--wrap=_ZN4llvm6DIFile7getImplERNS_11LLVMContextEPNS_8MDStringES4_St8optionalINS0_12ChecksumInfoIS4_EEES4_NS_8Metadata11StorageTypeEb
    # Identity.cpp: what is only hashed begins without LLVM's own names.
    -Wl,--wrap=_ZNK4llvm6Module14getMDKindNamesERNS_15SmallVectorImplINS_9StringRefEEE
    -Wl,--wrap=_ZNK4llvm6Module20getOperandBundleTagsERNS_15SmallVectorImplINS_9StringRefEEE
    ${ARGN})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} PREFIX lib SUFFIX .so LINKER_LANGUAGE CXX SKIP_BUILD_RPATH ON
    LIBRARY_OUTPUT_DIRECTORY "${directory}"
    LINK_DEPENDS "${version_script};${keep};${AUTOJIT_LLVM_LIBDIR}/libLLVMCore.a;${AUTOJIT_LLVM_LIBDIR}/liblldELF.a")
endfunction()

# Sets OUT to the command that compiles C++ with the plugin and puts module files into MODULES.
function(autojit_lazy_compiler out modules)
  set(${out} "${CMAKE_COMMAND}" -E env --unset=AUTOJIT_DISABLE --unset=AUTOJIT_KEEP "AUTOJIT_STORE=dir=${modules}"
    "${AUTOJIT_LLVM_BINDIR}/clang++" -std=c++17 "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=" "-fpass-plugin=$<TARGET_FILE:autojit>" PARENT_SCOPE)
endfunction()

# In which order the runtime needs the functions of NAME, which autojit_private_llvm made: of code that is not optimised, then of
# code that is hot.
function(autojit_train_private_llvm name)
  set(training "${PROJECT_BINARY_DIR}/training")
  set(order "${training}/${name}.order")
  autojit_lazy_compiler(compile "${training}/modules")
  set(train "")
  foreach(options IN ITEMS "-O0;-g" "-O2")
    list(GET options 0 level)
    set(program "${training}/program${level}")
    list(APPEND train
      COMMAND ${compile} ${options} -c "${PROJECT_SOURCE_DIR}/cmake/training.cpp" -o "${program}.o"
      COMMAND "${AUTOJIT_LLVM_BINDIR}/clang++" "${program}.o" "${training}/libautojit-runtime.so" "-Wl,-rpath,${training}" -o "${program}"
      COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/cmake/order-functions.py" $<TARGET_FILE:${name}-training> "${order}"
        "AUTOJIT_CACHE_DIR=${training}/cache" AUTOJIT_TIER_CALLS=500 "${program}")
  endforeach()
  add_custom_command(OUTPUT "${order}"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${order}" "${training}/cache" "${training}/modules"
    COMMAND "${CMAKE_COMMAND}" -E touch "${order}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${training}/modules"
    COMMAND "${CMAKE_COMMAND}" -E copy "${AUTOJIT_STAGE_DIR}/lib/libautojit-runtime.so" "${training}"
    ${train}
    DEPENDS autojit ${name}-training "${AUTOJIT_STAGE_DIR}/lib/libautojit-runtime.so"
      "${PROJECT_SOURCE_DIR}/cmake/training.cpp" "${PROJECT_SOURCE_DIR}/cmake/order-functions.py"
    COMMENT "Training the order of ${name}'s functions" VERBATIM)
  add_custom_target(${name}-order DEPENDS "${order}")
  add_dependencies(${name} ${name}-order)
endfunction()
