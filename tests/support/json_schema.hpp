// Holds YAML or JSON against a JSON Schema: the few keywords that the schemas of this project use. A keyword that is
// not known here fails, so that none is passed over.
#pragma once

#include "support/json.hpp"
#include "util/yaml.hpp"

#include <string>
#include <vector>

namespace recoil::test {

// What is wrong, each as "path: what"; nothing where the value fits.
std::vector<std::string> schema_problems(const json& schema, const yaml::node& value);
std::vector<std::string> schema_problems(const json& schema, const json& value);

} // namespace recoil::test
