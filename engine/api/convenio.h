/* Convenio as a library for C and, through it, for other languages: rules are loaded from sources, and cases
 * are decided with them. The same as convenio.hpp; see there for limits and formats.
 *
 * Every function that can fail gives a status, and a sentence in `error` where one is passed (it may be
 * NULL). Handles are numbers, not pointers: 0 is none, and a handle that was freed or that stands for
 * something else is recognised (CONVENIO_BAD_HANDLE). They stand in a table of the library, which is all that
 * it keeps; a call that uses a handle keeps what it stands for until the call is done, so that another thread
 * may free it meanwhile. Any number of threads may use the same rules and decisions at once. Nothing here
 * reads the environment, a clock or a locale, and nothing prints. No exception leaves a function.
 *
 * Texts are UTF-8. A text that is handed out ends in a NUL that `size` does not count, and belongs to the
 * caller until convenio_free_text. `size` may be NULL. When a call fails, what it would have handed out is 0
 * or NULL, unless it is said otherwise below. */
#ifndef CONVENIO_H
#define CONVENIO_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Raised when a program that was built against an earlier header would no longer run. */
#define CONVENIO_ABI_VERSION 1

/* The numbers never change their meaning. */
typedef enum convenio_status {
  CONVENIO_OK = 0,
  CONVENIO_FAULTY_RULES = 1, /* the rules have errors: convenio_diagnose tells them */
  CONVENIO_FAULTY_CASE = 2,  /* the case document has faults: convenio_decision_json tells them */
  CONVENIO_TOO_LARGE = 3,    /* a file, a package or the number of files passes its limit */
  CONVENIO_NO_PACKAGE = 4,   /* a package that was asked for is not there */
  CONVENIO_HOST = 5,         /* a file or folder cannot be read */
  CONVENIO_BAD_ARGUMENT = 6, /* a null pointer, a date that is none, an option that there is not */
  CONVENIO_BAD_HANDLE = 7,   /* a handle that is null, freed, or of something else */
  CONVENIO_NO_MEMORY = 8,
  CONVENIO_INTERNAL = 9, /* a fault of the library */
  CONVENIO_FAULTY_PROGRAM =
      10 /* the bytes are no saved program of this version; the sentence has a code P0xx */
} convenio_status;

typedef struct convenio_error {
  int32_t status;     /* the same number as the function gives */
  char sentence[508]; /* "" when ok; else one line, cut between characters where it is longer */
} convenio_error;

typedef uint64_t convenio_sources;  /* where rule texts come from */
typedef uint64_t convenio_rules;    /* loaded and checked; immutable */
typedef uint64_t convenio_decision; /* of one case; immutable; keeps what it needs of its rules */

/* ---- which library this is ---- */

CONVENIO_API char const* convenio_version(void);  /* "0.1.0" */
CONVENIO_API uint32_t convenio_abi_version(void); /* compare with CONVENIO_ABI_VERSION */

/* ---- sources: a folder, texts in memory, or unsaved texts over a folder ---- */

/* All files *.convenio below `path`, or none where it is NULL. It is read by convenio_load, not before. */
CONVENIO_API convenio_status convenio_sources_new(char const* path, convenio_sources* sources,
                                                  convenio_error* error);
/* A text in place of the file of that name, or beside the others. The name is that below the folder, with
 * `/`: "agreements/coast/coast.convenio". The text is copied; a later one of the same name takes its place.
 */
CONVENIO_API convenio_status convenio_sources_put(convenio_sources sources, char const* name,
                                                  char const* text, size_t size, convenio_error* error);

/* ---- rules ---- */

/* The packages that are named, and all that they import; all packages where `count` is 0. Their
 * tests are read too, so that all that is wrong is told. With CONVENIO_FAULTY_RULES there are rules, too:
 * they give diagnostics, and decide nothing. */
CONVENIO_API convenio_status convenio_load(convenio_sources sources, char const* const* packages,
                                           size_t count, convenio_rules* rules, convenio_error* error);

/* The rules as bytes, without their tests, for convenio_load_saved of the same version of the library. The
 * bytes are handed out as a text is, and `size` must not be NULL: there are NULs among them. */
CONVENIO_API convenio_status convenio_compile(convenio_rules rules, char** bytes, size_t* size,
                                              convenio_error* error);
/* Rules that decide as those that were compiled. Bytes that were cut, altered or made by another hand are
 * refused (CONVENIO_FAULTY_PROGRAM). They are not needed after the call. */
CONVENIO_API convenio_status convenio_load_saved(char const* bytes, size_t size, convenio_rules* rules,
                                                 convenio_error* error);

/* Numbers that are passed as int. */
enum convenio_form { CONVENIO_TEXT = 0, CONVENIO_JSON = 1 };

/* Errors and warnings with codes, places and hints. */
CONVENIO_API convenio_status convenio_diagnose(convenio_rules rules, int form, char** text, size_t* size,
                                               convenio_error* error);
/* What the rules contain, as text. `on`: only agreements in force on that day, "2026-01-31"; or NULL. */
CONVENIO_API convenio_status convenio_describe(convenio_rules rules, char const* on, char** text,
                                               size_t* size, convenio_error* error);
/* A JSON Schema (2020-12) of the cases that the rules read. */
CONVENIO_API convenio_status convenio_case_schema(convenio_rules rules, char** text, size_t* size,
                                                  convenio_error* error);

/* ---- decisions ---- */

/* With CONVENIO_FAULTY_CASE there is a decision, too: its JSON lists the faults. */
CONVENIO_API convenio_status convenio_decide(convenio_rules rules, char const* case_json, size_t size,
                                             convenio_decision* decision, convenio_error* error);

/* One case of many: gets the place of the case, the status, and the decision or the faults as one line of
 * JSON, which is gone after the call. Anything but 0 ends the run. */
typedef int (*convenio_each)(void* context, size_t place, convenio_status status, char const* json,
                             size_t size);
CONVENIO_API convenio_status convenio_decide_many(convenio_rules rules, char const* const* cases,
                                                  size_t const* sizes, size_t count, convenio_each each,
                                                  void* context, convenio_error* error);

enum { CONVENIO_INDENTED = 1, CONVENIO_EXPLANATION = 2, CONVENIO_ASCII = 4 }; /* options, to be added up */

/* INDENTED, else one line; EXPLANATION: every node of the explanation. */
CONVENIO_API convenio_status convenio_decision_json(convenio_decision decision, uint32_t options, char** text,
                                                    size_t* size, convenio_error* error);

enum convenio_detail { CONVENIO_BRIEF = 0, CONVENIO_SHEET = 1, CONVENIO_FULL = 2 };

/* The decision and its reasons as text for people, `columns` wide (40 to 400). ASCII: plain characters in the
 * drawing of the career. `language`: "en", "es", "pt", "fr"; NULL is English. */
CONVENIO_API convenio_status convenio_explain(convenio_decision decision, int detail, uint32_t columns,
                                              uint32_t options, char const* language, char** text,
                                              size_t* size, convenio_error* error);

/* ---- trying what a case might be ---- */

/* The awards of a case and those of the case in which `count` settings hold, each "fact=value", side by side,
 * and what changed them. JSON: convenio-what-if-1. */
CONVENIO_API convenio_status convenio_what_if(convenio_rules rules, char const* case_json, size_t case_size,
                                              char const* const* settings, size_t count, int form,
                                              char** text, size_t* size, convenio_error* error);
/* How low and how high each award can be over what is not known. JSON: convenio-bounds-1. */
CONVENIO_API convenio_status convenio_bounds(convenio_rules rules, char const* case_json, size_t case_size,
                                             int form, char** text, size_t* size, convenio_error* error);
/* The smallest changes by which there would be a right to an award that is refused. `award`: as a decision
 * names it, "pension(UY, old_age)". JSON: convenio-nearest-1. `options`: NULL, or words as the program has
 * them, with their values: "may", "residence=BR", "only", "time", "in", "UY", "route", "national", "months",
 * "120"; `count` is that of all these texts together. "may", "only" and "in" may come again. */
CONVENIO_API convenio_status convenio_nearest(convenio_rules rules, char const* case_json, size_t case_size,
                                              char const* award, char const* const* options, size_t count,
                                              int form, char** text, size_t* size, convenio_error* error);

/* ---- giving back ---- */

/* Any handle. What others still use stays until they have done. */
CONVENIO_API convenio_status convenio_free(uint64_t handle, convenio_error* error);
/* A text that was handed out; sets it to NULL. Nothing happens when it is NULL already. */
CONVENIO_API void convenio_free_text(char** text);

#ifdef __cplusplus
}
#endif

#endif
