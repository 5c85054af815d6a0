// See icu.hpp.
#include "grammar/text/icu.hpp"

#include <stdexcept>
#include <string>

#include <dlfcn.h>
#include <unicode/uvernum.h>

namespace convenio::text {

namespace {

[[noreturn]] void missing() {
  char const* const why = ::dlerror();
  throw std::runtime_error(std::string("ICU cannot be used: ") + (why ? why : "a function is missing"));
}

Icu open() {
  // What it needs itself, libicuuc among it, is searched with it.
  void* const library = ::dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_LAZY | RTLD_LOCAL);
  if (!library) missing();
  Icu icu;
  auto const find = [&](auto& function, char const* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    if (!function) missing();
  };
#define CONVENIO_TEXT_OF(name) #name
#define CONVENIO_ICU_FIND(name) find(icu.name, CONVENIO_TEXT_OF(name));
  CONVENIO_ICU_FUNCTIONS(CONVENIO_ICU_FIND)
#undef CONVENIO_ICU_FIND
#undef CONVENIO_TEXT_OF
  return icu;
}

}  // namespace

Icu const& icu() {
  static Icu const opened = open();
  return opened;
}

void require(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(icu().u_errorName(status));
}

}  // namespace convenio::text
