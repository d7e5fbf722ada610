# autojit_publish(PROJECT dir OUTPUT file DESTINATION dir [DEPENDS targets] [PROPERTIES name=value...]):
# publishes a C# project with NativeAOT and stages one file of it. Does nothing when no source changed.
find_program(AUTOJIT_DOTNET dotnet DOC "The .NET SDK's command line")
if(NOT AUTOJIT_DOTNET)
  message(FATAL_ERROR "The .NET SDK is not installed: dotnet was not found. Install the .NET 10 SDK and run again.")
endif()

# All projects write to artifacts/, and two that share a reference must not build it at the same time.
set_property(GLOBAL PROPERTY JOB_POOLS dotnet=1)

# Source files of a project and, through its ProjectReferences, of all it needs.
function(_autojit_project_sources out project)
  set(seen "")
  set(todo "${project}")
  while(todo)
    list(POP_FRONT todo current)
    if(current IN_LIST seen)
      continue()
    endif()
    list(APPEND seen "${current}")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${current}")
    get_filename_component(directory "${current}" DIRECTORY)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS "${directory}/*.cs")
    list(APPEND sources "${current}" ${found})
    file(STRINGS "${current}" references REGEX "<ProjectReference ")
    foreach(reference IN LISTS references)
      string(REGEX REPLACE ".*Include=\"([^\"]+)\".*" "\\1" path "${reference}")
      string(REPLACE "\\" "/" path "${path}")
      string(REPLACE "$(RepositoryRoot)" "${PROJECT_SOURCE_DIR}/" path "${path}")
      get_filename_component(path "${path}" ABSOLUTE BASE_DIR "${directory}")
      list(APPEND todo "${path}")
    endforeach()
  endwhile()
  set(${out} "${sources}" PARENT_SCOPE)
endfunction()

function(autojit_publish)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "PROJECT;OUTPUT;DESTINATION" "DEPENDS;PROPERTIES")
  get_filename_component(name "${arg_PROJECT}" NAME)
  set(project "${PROJECT_SOURCE_DIR}/${arg_PROJECT}/${name}.csproj")
  if(NOT EXISTS "${project}")
    return()
  endif()
  _autojit_project_sources(sources "${project}")
  list(TRANSFORM arg_PROPERTIES PREPEND "-p:")

  set(published "${CMAKE_BINARY_DIR}/publish/${name}")
  set(staged "${AUTOJIT_STAGE_DIR}/${arg_DESTINATION}/${arg_OUTPUT}")
  add_custom_command(OUTPUT "${staged}"
    COMMAND "${CMAKE_COMMAND}" -E env DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
      "${AUTOJIT_DOTNET}" publish "${project}" --configuration Release --output "${published}"
      --verbosity quiet -consoleLoggerParameters:NoSummary -nodeReuse:false
      "-p:CppCompilerAndLinker=${CMAKE_C_COMPILER}" ${arg_PROPERTIES}
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${AUTOJIT_STAGE_DIR}/${arg_DESTINATION}"
    # Removed first: a program that runs the old file keeps it.
    COMMAND "${CMAKE_COMMAND}" -E rm -f "${staged}"
    COMMAND "${CMAKE_COMMAND}" -E copy "${published}/${arg_OUTPUT}" "${staged}"
    DEPENDS ${sources} ${arg_DEPENDS} "${PROJECT_SOURCE_DIR}/Directory.Build.props"
      "${PROJECT_SOURCE_DIR}/Directory.Packages.props" "${PROJECT_SOURCE_DIR}/global.json"
    JOB_POOL dotnet COMMENT "Publishing ${name} (NativeAOT)" VERBATIM)
  add_custom_target(${name} ALL DEPENDS "${staged}")
endfunction()
