// What is wrong with a file that the operator wrote: a configuration or a rule pack. All problems are collected, none
// is thrown.
#pragma once

#include <string>
#include <vector>

namespace recoil {

struct position { // in a file; both from 1, 0 where it is not known
    int line = 0;
    int column = 0; // in octets
};

struct problem {
    std::string file;
    int line = 0;     // from 1; 0 where the problem is of the file as a whole
    std::string key;  // dotted path to the key: listeners[0].address; or a rule's id; may be empty
    std::string what; // what is wrong, and what is accepted
    int column = 0;   // where a pattern starts, from 1; 0 where the line says enough
};

using problems = std::vector<problem>;

// "file:line:column: key: what"; line and column are left out where they are 0, the key where it is empty.
std::string to_string(const problem& p);

} // namespace recoil
