# autojit_warnings(TARGET): the warnings all native code is built with.
option(AUTOJIT_WERROR "Treat warnings in native code as errors" ON)

function(autojit_warnings target)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:C,CXX>:-Wall -Wextra -Wshadow -Wimplicit-fallthrough -Wvla
      -Wno-missing-field-initializers>
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes>
    $<$<AND:$<COMPILE_LANGUAGE:C,CXX>,$<BOOL:${AUTOJIT_WERROR}>>:-Werror>)
endfunction()
