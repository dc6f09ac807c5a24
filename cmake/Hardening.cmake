# What makes a program of this language harder to take over: Debian's flags (dpkg-buildflags with hardening=+all), containers that check their
# indices, targets of indirect calls where the processor knows them. Of releases; `gridwatch doctor` and tests/console/doctor read them from
# the program. What they cost: docs/BENCHMARKS.md, "Hardening".
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT GRIDWATCH_SANITIZE)
  add_compile_options(-fPIE -fstack-protector-strong -Wformat -Werror=format-security)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    add_compile_options(-fcf-protection=full)
  endif()
  add_compile_definitions(_FORTIFY_SOURCE=2 _GLIBCXX_ASSERTIONS)
  add_link_options(-pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()
