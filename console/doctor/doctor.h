#pragma once
// `gridwatch doctor`: what this machine has and lacks for the console, each with what to do. Looks only (a test file of 4 KB is
// written and removed); works without a display. Each check is a function of one row in doctor.cpp's table.

#include <string>
#include <utility>
#include <vector>

namespace console {

enum class Health { good, advice, fault, skipped };

struct Finding {
    Health health = Health::good;
    std::string what;   // in words: what was found
    std::string advice; // what to do; empty when nothing is
    std::vector<std::pair<std::string, double>> figures;     // "fsync_ms": 1.2
    std::vector<std::pair<std::string, std::string>> words;  // "renderer": "llvmpipe …"
};

struct Diagnosis {
    struct Row {
        std::string name; // "gl", "fonts", "clock", …: fixed, for scripts
        Finding finding;
    };
    std::vector<Row> rows;
    double seconds = 0;
};

/// `workspace` may be empty: then that check is skipped. A check that fails is a finding, never an exception.
Diagnosis examine(const std::string& workspace);

/// {"good","advice","fault","skipped": counts, "findings":[{"name","health","what","advice", figures and words…}],"seconds"}
std::string json_from(const Diagnosis& diagnosis);
/// For people: a line a check, what to do below it.
std::string text_from(const Diagnosis& diagnosis);

// The checks: screen_checks.cpp, machine_checks.cpp, hardening_checks.cpp, store_checks.cpp.
Finding check_gl();
Finding check_monitors();
Finding check_blanking();
Finding check_fonts();
Finding check_input_method();
Finding check_sound();
Finding check_clock();
Finding check_memory();
Finding check_secret_store();
Finding check_codecs();
Finding check_ceilings();
Finding check_hardening();
Finding check_disk(const std::string& workspace);
Finding check_settings();
Finding check_workspace(const std::string& workspace);

/// Programs of these names that run now, by /proc.
std::vector<std::string> running(const std::vector<std::string>& names);

}
