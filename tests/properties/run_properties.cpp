// The relations of tests/properties over generated packages and cases. See property.hpp for the options.
#include "tests/properties/relations.hpp"

int main(int argc, char** argv) {
  using namespace convenio::properties;
  std::vector<Property> all = relations_of_form();
  for (auto const& more : {relations_of_law(), relations_of_degree()})
    all.insert(all.end(), more.begin(), more.end());
  return run(all, argc, argv);
}
