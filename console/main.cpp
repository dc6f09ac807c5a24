#include "console/cli/arguments.h"

#include <iostream>

int main(int argc, char** argv) { return console::run_program(argc, argv, std::cout, std::cerr); }
