/* The C interface as a program in C uses it: what it promises, and what happens to every wrong use.
 * usage: c_test RULES CASE DECISION              compares with the bytes in the file DECISION
 *        c_test --control RULES CASE DECISION    expects wrongly, one thing at a time; each must be noticed,
 * alone */
#include "engine/api/convenio.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tried, failed;
static char const* last_failed = "";

static void expect(int holds, char const* what, int line) {
  ++tried;
  if (holds) return;
  ++failed;
  last_failed = what;
  printf("FAILED  line %d: %s\n", line, what);
}
#define CHECK(condition) expect(condition, #condition, __LINE__)
/* A status, and a sentence where it is not ok. */
#define GIVES(wanted, call)                                                                \
  do {                                                                                     \
    convenio_status const given = (call);                                                  \
    expect(given == (wanted), #call, __LINE__);                                            \
    expect(error.status == (int)given, "the error has the same status", __LINE__);         \
    expect((error.sentence[0] == '\0') == (given == CONVENIO_OK), "a sentence", __LINE__); \
  } while (0)

static convenio_error error;

static char const first_half[] =
    "package small\nfact one: whole \"How many?\"\nquestion one_more \"One more?\": whole = one + 1\n";
static char const small_case[] =
    "{\"format\": \"convenio-case-1\", \"id\": \"small\", \"facts\": {\"one\": 1}}";

static char* contents(char const* path, size_t* size) {
  FILE* const file = fopen(path, "rb");
  char* const text = malloc(4000000);
  if (file == NULL || text == NULL) exit(3);
  *size = fread(text, 1, 4000000, file);
  fclose(file);
  return text;
}

static convenio_rules small_rules(void) {
  convenio_sources sources = 0;
  convenio_rules rules = 0;
  GIVES(CONVENIO_OK, convenio_sources_new(NULL, &sources, &error));
  GIVES(CONVENIO_OK, convenio_sources_put(sources, "small.convenio", first_half, strlen(first_half), &error));
  GIVES(CONVENIO_OK, convenio_load(sources, NULL, 0, &rules, &error));
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
  CHECK(rules != 0);
  return rules;
}

/* `altered`: one byte of DECISION is taken for another. */
static void same_bytes(char const* folder, char const* case_path, char const* decision_path, int altered) {
  convenio_sources sources = 0;
  convenio_rules rules = 0;
  convenio_decision decision = 0;
  size_t case_size, wanted_size, size = 0;
  char* const document = contents(case_path, &case_size);
  char* const wanted = contents(decision_path, &wanted_size);
  char* text = NULL;
  if (altered) wanted[wanted_size / 2] ^= 1;
  GIVES(CONVENIO_OK, convenio_sources_new(folder, &sources, &error));
  GIVES(CONVENIO_OK, convenio_load(sources, NULL, 0, &rules, &error));
  GIVES(CONVENIO_OK, convenio_decide(rules, document, case_size, &decision, &error));
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
  GIVES(CONVENIO_OK, convenio_free(rules, &error)); /* the decision keeps what it needs */
  GIVES(CONVENIO_OK, convenio_decision_json(decision, CONVENIO_INDENTED, &text, &size, &error));
  CHECK(size + 1 == wanted_size && memcmp(text, wanted, size) == 0);
  CHECK(text != NULL && strlen(text) == size);
  convenio_free_text(&text);
  CHECK(text == NULL);
  convenio_free_text(&text);
  convenio_free_text(NULL);
  GIVES(CONVENIO_OK, convenio_explain(decision, CONVENIO_SHEET, 80, CONVENIO_ASCII, NULL, &text, &size, &error));
  CHECK(size > 1000);
  convenio_free_text(&text);
  GIVES(CONVENIO_OK, convenio_free(decision, &error));
  free(document);
  free(wanted);
}

static void wrong_handles(void) {
  convenio_rules const rules = small_rules();
  convenio_decision decision = 0, again = 0;
  convenio_sources sources = 0;
  convenio_rules other = 7;
  char* text = NULL;
  size_t size = 1;
  GIVES(CONVENIO_OK, convenio_decide(rules, small_case, strlen(small_case), &decision, &error));
  /* null */
  GIVES(CONVENIO_BAD_HANDLE, convenio_free(0, &error));
  CHECK(strcmp(error.sentence, "the handle is null") == 0);
  GIVES(CONVENIO_BAD_HANDLE, convenio_load(0, NULL, 0, &other, &error));
  CHECK(other == 0);
  GIVES(CONVENIO_BAD_HANDLE, convenio_sources_put(0, "a", "", 0, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_decide(0, small_case, strlen(small_case), &again, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_decide_many(0, NULL, NULL, 0, NULL, NULL, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_diagnose(0, CONVENIO_TEXT, &text, &size, &error));
  CHECK(text == NULL && size == 0);
  GIVES(CONVENIO_BAD_HANDLE, convenio_describe(0, NULL, &text, NULL, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_case_schema(0, &text, NULL, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_decision_json(0, 0, &text, NULL, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_explain(0, CONVENIO_BRIEF, 80, 0, NULL, &text, NULL, &error));
  /* of something else */
  GIVES(CONVENIO_BAD_HANDLE, convenio_decide(decision, small_case, strlen(small_case), &again, &error));
  CHECK(strcmp(error.sentence, "the handle is of a decision, not of rules") == 0);
  GIVES(CONVENIO_BAD_HANDLE, convenio_decision_json(rules, 0, &text, NULL, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_load(rules, NULL, 0, &other, &error));
  /* never given out */
  GIVES(CONVENIO_BAD_HANDLE, convenio_free(~(uint64_t)0, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_free(rules + 1, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_free(rules ^ ((uint64_t)1 << 40), &error));
  /* freed, and its place used again */
  GIVES(CONVENIO_OK, convenio_free(decision, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_free(decision, &error));
  GIVES(CONVENIO_OK, convenio_sources_new(NULL, &sources, &error));
  GIVES(CONVENIO_OK, convenio_decide(rules, small_case, strlen(small_case), &again, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_decision_json(decision, 0, &text, NULL, &error));
  CHECK(strcmp(error.sentence, "the handle was freed, or was never given out") == 0);
  GIVES(CONVENIO_OK, convenio_free(again, &error));
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
  GIVES(CONVENIO_OK, convenio_free(rules, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_decide(rules, small_case, strlen(small_case), &again, &error));
}

static void wrong_arguments(void) {
  convenio_rules const rules = small_rules();
  convenio_decision decision = 0;
  convenio_sources sources = 0;
  convenio_rules other = 0;
  char* text = NULL;
  char const* const no_name[] = {NULL};
  char const* const small[] = {"small"};
  char const* const smal[] = {"smal"};
  size_t const sizes[] = {3};
  GIVES(CONVENIO_OK, convenio_sources_new(NULL, &sources, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_sources_new(NULL, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_sources_put(sources, NULL, "", 0, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_sources_put(sources, "a", NULL, 1, &error));
  GIVES(CONVENIO_OK, convenio_sources_put(sources, "a\n", NULL, 0, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_load(sources, NULL, 0, &other, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_load(sources, NULL, 1, &other, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_load(sources, no_name, 1, &other, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_load(sources, NULL, 0, NULL, &error));
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
  GIVES(CONVENIO_OK, convenio_sources_new(NULL, &sources, &error));
  GIVES(CONVENIO_HOST, convenio_load(sources, NULL, 0, &other, &error)); /* no files */
  GIVES(CONVENIO_OK, convenio_sources_put(sources, "small.convenio", first_half, strlen(first_half), &error));
  GIVES(CONVENIO_NO_PACKAGE, convenio_load(sources, smal, 1, &other, &error));
  CHECK(strstr(error.sentence, "small") != NULL);
  GIVES(CONVENIO_OK, convenio_load(sources, small, 1, &other, &error));
  GIVES(CONVENIO_OK, convenio_free(other, &error));
  GIVES(CONVENIO_OK, convenio_free(sources, &error));

  GIVES(CONVENIO_BAD_ARGUMENT, convenio_diagnose(rules, 2, &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_diagnose(rules, CONVENIO_TEXT, NULL, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_describe(rules, "2026-02-30", &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_describe(rules, "\xff", &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_decide(rules, NULL, 1, &decision, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_decide(rules, small_case, strlen(small_case), NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_decide_many(rules, small, sizes, 1, NULL, NULL, &error));
  GIVES(CONVENIO_OK, convenio_decide(rules, small_case, strlen(small_case), &decision, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_decision_json(decision, 4, &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_decision_json(decision, 0, NULL, NULL, &error));
  GIVES(CONVENIO_OK, convenio_explain(decision, CONVENIO_SHEET, 80, 0, "es", &text, NULL, &error));
  convenio_free_text(&text);
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_explain(decision, 0, 80, 0, "xx", &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_explain(decision, 3, 80, 0, NULL, &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_explain(decision, 0, 39, 0, NULL, &text, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_explain(decision, 0, 80, 1, NULL, &text, NULL, &error));
  CHECK(text == NULL);
  GIVES(CONVENIO_OK, convenio_free(decision, &error));
  GIVES(CONVENIO_OK, convenio_free(rules, &error));
}

/* What a case might be: as the program says it, and refused where an argument makes no sense. */
static void trying(void) {
  convenio_rules const rules = small_rules();
  char const* const settings[] = {"no_such_fact=1", NULL};
  char const* const options[] = {"only", "later", "months", "12"};
  char const* const wrong[] = {"only", "yesterday"};
  char const* const unknown[] = {"until", "2030"};
  char const* const months[] = {"months", "0"};
  size_t const length = strlen(small_case);
  char* text = NULL;
  size_t size = 1;
  GIVES(CONVENIO_OK, convenio_bounds(rules, small_case, length, CONVENIO_JSON, &text, &size, &error));
  CHECK(text != NULL && strlen(text) == size && strstr(text, "convenio-bounds-1") != NULL);
  convenio_free_text(&text);
  GIVES(CONVENIO_OK,
        convenio_what_if(rules, small_case, length, NULL, 0, CONVENIO_JSON, &text, &size, &error));
  CHECK(text != NULL && strstr(text, "convenio-what-if-1") != NULL);
  convenio_free_text(&text);
  GIVES(CONVENIO_FAULTY_CASE,
        convenio_what_if(rules, small_case, length, settings, 1, CONVENIO_TEXT, &text, &size, &error));
  CHECK(text == NULL && size == 0);
  GIVES(CONVENIO_BAD_ARGUMENT,
        convenio_what_if(rules, small_case, length, settings, 2, CONVENIO_TEXT, &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT,
        convenio_what_if(rules, small_case, length, NULL, 1, CONVENIO_TEXT, &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_bounds(rules, NULL, 1, CONVENIO_TEXT, &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_bounds(rules, small_case, length, 2, &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_nearest(rules, small_case, length, "no_such(award)", options, 4,
                                                CONVENIO_TEXT, &text, &size, &error));
  CHECK(strstr(error.sentence, "A012") != NULL);
  GIVES(CONVENIO_BAD_ARGUMENT,
        convenio_nearest(rules, small_case, length, NULL, NULL, 0, CONVENIO_TEXT, &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_nearest(rules, small_case, length, "pension", wrong, 2, CONVENIO_TEXT,
                                                &text, &size, &error));
  CHECK(strstr(error.sentence, "A015") != NULL);
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_nearest(rules, small_case, length, "pension", wrong, 1, CONVENIO_TEXT,
                                                &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_nearest(rules, small_case, length, "pension", unknown, 2,
                                                CONVENIO_TEXT, &text, &size, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_nearest(rules, small_case, length, "pension", months, 2,
                                                CONVENIO_TEXT, &text, &size, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_bounds(0, small_case, length, CONVENIO_TEXT, &text, &size, &error));
  CHECK(text == NULL);
  GIVES(CONVENIO_OK, convenio_free(rules, &error));
}

static void bad_rules(void) {
  static char const broken[] = "package small\nquestion";
  convenio_sources sources = 0;
  convenio_rules rules = 0;
  convenio_decision decision = 0;
  char* text = NULL;
  GIVES(CONVENIO_OK, convenio_sources_new(NULL, &sources, &error));
  GIVES(CONVENIO_OK, convenio_sources_put(sources, "small.convenio", broken, strlen(broken), &error));
  GIVES(CONVENIO_FAULTY_RULES, convenio_load(sources, NULL, 0, &rules, &error));
  CHECK(strstr(error.sentence, "small.convenio:2") != NULL);
  GIVES(CONVENIO_OK, convenio_diagnose(rules, CONVENIO_JSON, &text, NULL, &error));
  CHECK(strstr(text, "\"C0101\"") != NULL);
  convenio_free_text(&text);
  GIVES(CONVENIO_FAULTY_RULES, convenio_decide(rules, small_case, strlen(small_case), &decision, &error));
  CHECK(decision == 0);
  GIVES(CONVENIO_FAULTY_RULES, convenio_case_schema(rules, &text, NULL, &error));
  GIVES(CONVENIO_OK, convenio_free(rules, &error));
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
  GIVES(CONVENIO_OK, convenio_sources_new("/nowhere/at/all", &sources, &error));
  GIVES(CONVENIO_HOST, convenio_load(sources, NULL, 0, &rules, &error));
  CHECK(rules == 0 && strcmp(error.sentence, "/nowhere/at/all is no folder") == 0);
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
}

static int count(void* context, size_t place, convenio_status status, char const* json, size_t size) {
  size_t* const seen = context;
  CHECK(place == *seen && strlen(json) == size);
  CHECK(status == (place == 1 ? CONVENIO_FAULTY_CASE : CONVENIO_OK));
  ++*seen;
  return place == 2;
}

static void bad_cases(void) {
  static char const not_utf8[] = "{\"format\": \"convenio-case-1\", \"id\": \"\xc3\x28\", \"facts\": {}}";
  convenio_rules const rules = small_rules();
  convenio_decision decision = 0;
  char* text = NULL;
  char const* const cases[] = {small_case, not_utf8, small_case, small_case};
  size_t const sizes[] = {sizeof small_case - 1, sizeof not_utf8 - 1, sizeof small_case - 1,
                          sizeof small_case - 1};
  size_t seen = 0;
  GIVES(CONVENIO_FAULTY_CASE, convenio_decide(rules, not_utf8, strlen(not_utf8), &decision, &error));
  CHECK(strstr(error.sentence, "[K") != NULL && decision != 0);
  GIVES(CONVENIO_OK, convenio_decision_json(decision, 0, &text, NULL, &error));
  CHECK(strncmp(text, "{\"id\":", 6) == 0);
  convenio_free_text(&text);
  GIVES(CONVENIO_OK, convenio_free(decision, &error));
  GIVES(CONVENIO_FAULTY_CASE, convenio_decide(rules, NULL, 0, &decision, &error));
  GIVES(CONVENIO_OK, convenio_free(decision, &error));
  GIVES(CONVENIO_OK, convenio_decide_many(rules, cases, sizes, 4, count, &seen, &error));
  CHECK(seen == 3);
  CHECK(convenio_free(rules, NULL) == CONVENIO_OK); /* without an error to tell */
  CHECK(convenio_free(rules, NULL) == CONVENIO_BAD_HANDLE);
}

static void saved_programs(void) {
  convenio_rules const rules = small_rules();
  convenio_rules saved = 7, other = 7;
  convenio_decision decision = 0, by_saved = 0;
  char *bytes = NULL, *text = NULL, *same = NULL;
  size_t size = 0;
  GIVES(CONVENIO_OK, convenio_compile(rules, &bytes, &size, &error));
  CHECK(size > 100 && bytes != NULL && strncmp(bytes, "convenio-program ", 17) == 0);
  GIVES(CONVENIO_OK, convenio_load_saved(bytes, size, &saved, &error));
  GIVES(CONVENIO_OK, convenio_decide(rules, small_case, strlen(small_case), &decision, &error));
  GIVES(CONVENIO_OK, convenio_decide(saved, small_case, strlen(small_case), &by_saved, &error));
  GIVES(CONVENIO_OK, convenio_decision_json(decision, CONVENIO_EXPLANATION, &text, NULL, &error));
  GIVES(CONVENIO_OK, convenio_decision_json(by_saved, CONVENIO_EXPLANATION, &same, NULL, &error));
  CHECK(strcmp(text, same) == 0);
  convenio_free_text(&text);
  convenio_free_text(&same);
  GIVES(CONVENIO_FAULTY_PROGRAM, convenio_load_saved(bytes, size - 1, &other, &error));
  CHECK(other == 0 && strncmp(error.sentence, "[P002] ", 7) == 0);
  GIVES(CONVENIO_FAULTY_PROGRAM, convenio_load_saved(NULL, 0, &other, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_load_saved(NULL, 1, &other, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_load_saved(bytes, size, NULL, &error));
  convenio_free_text(&bytes);
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_compile(rules, &bytes, NULL, &error));
  GIVES(CONVENIO_BAD_ARGUMENT, convenio_compile(rules, NULL, &size, &error));
  GIVES(CONVENIO_BAD_HANDLE, convenio_compile(decision, &bytes, &size, &error));
  CHECK(bytes == NULL && size == 0);
  GIVES(CONVENIO_OK, convenio_free(decision, &error));
  GIVES(CONVENIO_OK, convenio_free(by_saved, &error));
  GIVES(CONVENIO_OK, convenio_free(saved, &error));
  GIVES(CONVENIO_OK, convenio_free(rules, &error));
}

/* A sentence that is too long is cut between characters. */
static void long_sentence(void) {
  convenio_rules rules = 0;
  convenio_sources sources = 0;
  char name[2001];
  size_t n;
  char const* const names[] = {name};
  for (n = 0; n + 1 < sizeof name; n += 2) memcpy(name + n, "\xc3\xa9", 2);
  name[sizeof name - 1] = '\0';
  GIVES(CONVENIO_OK, convenio_sources_new(NULL, &sources, &error));
  GIVES(CONVENIO_OK, convenio_sources_put(sources, "small.convenio", first_half, strlen(first_half), &error));
  GIVES(CONVENIO_NO_PACKAGE, convenio_load(sources, names, 1, &rules, &error));
  n = strlen(error.sentence);
  CHECK(n > 500 && n < sizeof error.sentence && error.sentence[n - 1] == '\xa9');
  GIVES(CONVENIO_OK, convenio_free(sources, &error));
}

/* Whether one expectation has failed since the last time, and which. */
static int noticed(char const* begins) {
  int const alone = failed == 1 && strncmp(last_failed, begins, strlen(begins)) == 0;
  failed = 0;
  return alone;
}

static int control(char const* folder, char const* case_path, char const* decision_path) {
  int right = 0;
  GIVES(CONVENIO_OK, convenio_free(0, &error));
  right += noticed("convenio_free(0, &error)");
  same_bytes(folder, case_path, decision_path, 1);
  right += noticed("size + 1 == wanted_size && memcmp");
  same_bytes(folder, case_path, decision_path, 0);
  right += failed == 0;
  printf("control: %d of 3 expectations give their finding and no other\n", right);
  return right == 3 ? 0 : 1;
}

int main(int argc, char** argv) {
  if (argc == 5 && strcmp(argv[1], "--control") == 0) return control(argv[2], argv[3], argv[4]);
  if (argc != 4) return 2;
  CHECK(convenio_abi_version() == CONVENIO_ABI_VERSION && strchr(convenio_version(), '.') != NULL);
  same_bytes(argv[1], argv[2], argv[3], 0);
  wrong_handles();
  wrong_arguments();
  trying();
  bad_rules();
  bad_cases();
  saved_programs();
  long_sentence();
  printf("figure: C interface | %d expectations | %d failed\n", tried, failed);
  return failed == 0 ? 0 : 1;
}
