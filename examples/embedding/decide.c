/* Decides one case and prints the decision: decide RULES CASE.json */
#include <convenio/convenio.h>
#include <stdio.h>

int main(int argc, char** argv) {
  static char text[1 << 20];
  convenio_error error;
  convenio_sources sources;
  convenio_rules rules;
  convenio_decision decision;
  char* json;
  FILE* file = argc == 3 ? fopen(argv[2], "rb") : NULL;
  size_t size = file ? fread(text, 1, sizeof text, file) : 0;
  if (convenio_sources_new(argv[1], &sources, &error) || convenio_load(sources, NULL, 0, &rules, &error) ||
      convenio_decide(rules, text, size, &decision, &error) ||
      convenio_decision_json(decision, CONVENIO_INDENTED, &json, NULL, &error))
    return fprintf(stderr, "%s\n", error.sentence), 1;
  puts(json);
  return 0;
}
