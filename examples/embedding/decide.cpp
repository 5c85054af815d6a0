// Decides one case and prints the decision: decide RULES CASE.json
#include <convenio/convenio.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  namespace api = convenio::api;
  std::ifstream file(argv[2], std::ios::binary);
  std::string const document{std::istreambuf_iterator<char>(file), {}};
  api::Rules const rules = api::load(*api::folder(argv[1]));
  api::Decision const decision = api::decide(rules, document);
  if (!decision.ok()) {
    std::cerr << api::diagnose(rules, {api::Form::text, false}) << decision.outcome().sentence << "\n";
    return 1;
  }
  std::cout << api::to_json(decision, {true, false, 0}) << "\n";
}
