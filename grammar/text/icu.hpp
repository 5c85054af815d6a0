// ICU, opened when it is first asked: its libraries, and the C++ runtime that they bring, take as long to
// load as half of a decision from a saved program, and most decisions ask it nothing. Private to this folder.
#pragma once

#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ulistformatter.h>
#include <unicode/unorm2.h>
#include <unicode/unumberformatter.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>

// The functions that are used. ICU's headers put its version into their names.
#define CONVENIO_ICU_FUNCTIONS(FUNCTION)          \
  FUNCTION(u_charType)                            \
  FUNCTION(u_errorName)                           \
  FUNCTION(u_getIntPropertyValue)                 \
  FUNCTION(u_hasBinaryProperty)                   \
  FUNCTION(u_isdigit)                             \
  FUNCTION(u_isupper)                             \
  FUNCTION(u_strFromUTF8WithSub)                  \
  FUNCTION(u_strToUTF8)                           \
  FUNCTION(u_strToUpper)                          \
  FUNCTION(udat_close)                            \
  FUNCTION(udat_format)                           \
  FUNCTION(udat_open)                             \
  FUNCTION(ulistfmt_close)                        \
  FUNCTION(ulistfmt_format)                       \
  FUNCTION(ulistfmt_open)                         \
  FUNCTION(uloc_getDisplayCountry)                \
  FUNCTION(unorm2_getNFCInstance)                 \
  FUNCTION(unorm2_normalize)                      \
  FUNCTION(unumf_close)                           \
  FUNCTION(unumf_closeResult)                     \
  FUNCTION(unumf_formatDecimal)                   \
  FUNCTION(unumf_openForSkeletonAndLocale)        \
  FUNCTION(unumf_openResult)                      \
  FUNCTION(unumf_resultToString)                  \
  FUNCTION(uspoof_check2UTF8)                     \
  FUNCTION(uspoof_close)                          \
  FUNCTION(uspoof_closeCheckResult)               \
  FUNCTION(uspoof_getCheckResultRestrictionLevel) \
  FUNCTION(uspoof_getSkeletonUTF8)                \
  FUNCTION(uspoof_open)                           \
  FUNCTION(uspoof_openCheckResult)                \
  FUNCTION(uspoof_setChecks)

namespace convenio::text {

struct Icu {
#define CONVENIO_ICU_MEMBER(name) decltype(&::name) name = nullptr;
  CONVENIO_ICU_FUNCTIONS(CONVENIO_ICU_MEMBER)
#undef CONVENIO_ICU_MEMBER
};

// Throws std::runtime_error where the ICU with which this was compiled is not there; packages depend on it.
Icu const& icu();

// Throws what ICU calls the error, if it is one.
void require(UErrorCode status);

}  // namespace convenio::text
