#include "console/doctor/doctor.h"

#include "data/records/plain_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <functional>

namespace console {
namespace {

constexpr std::array health_names{"good", "advice", "fault", "skipped"};

struct Check {
    const char* name;
    std::function<Finding(const std::string& workspace)> look;
};

const std::vector<Check>& checks()
{
    static const std::vector<Check> all{
        {"gl", [](const std::string&) { return check_gl(); }},
        {"monitors", [](const std::string&) { return check_monitors(); }},
        {"blanking", [](const std::string&) { return check_blanking(); }},
        {"fonts", [](const std::string&) { return check_fonts(); }},
        {"input_method", [](const std::string&) { return check_input_method(); }},
        {"sound", [](const std::string&) { return check_sound(); }},
        {"clock", [](const std::string&) { return check_clock(); }},
        {"memory", [](const std::string&) { return check_memory(); }},
        {"ceilings", [](const std::string&) { return check_ceilings(); }},
        {"disk", check_disk},
        {"codecs", [](const std::string&) { return check_codecs(); }},
        {"hardening", [](const std::string&) { return check_hardening(); }},
        {"secret_store", [](const std::string&) { return check_secret_store(); }},
        {"settings", [](const std::string&) { return check_settings(); }},
        {"workspace", check_workspace},
    };
    return all;
}

}

Diagnosis examine(const std::string& workspace)
{
    const auto begin = std::chrono::steady_clock::now();
    Diagnosis diagnosis;
    for (const Check& check : checks()) {
        Finding finding;
        try {
            finding = check.look(workspace);
        } catch (const std::exception& error) {
            finding = {Health::fault, data::one_line(error.what()), "", {}, {}};
        }
        diagnosis.rows.push_back({check.name, std::move(finding)});
    }
    diagnosis.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return diagnosis;
}

std::string json_from(const Diagnosis& diagnosis)
{
    std::array<int, health_names.size()> counts{};
    nlohmann::ordered_json findings = nlohmann::ordered_json::array();
    for (const auto& [name, finding] : diagnosis.rows) {
        ++counts[static_cast<std::size_t>(finding.health)];
        nlohmann::ordered_json one{
            {"name", name}, {"health", health_names[static_cast<std::size_t>(finding.health)]}, {"what", finding.what}, {"advice", finding.advice}};
        for (const auto& [key, value] : finding.figures)
            one[key] = std::round(value * 1000) / 1000;
        for (const auto& [key, value] : finding.words)
            one[key] = value;
        findings.push_back(std::move(one));
    }
    nlohmann::ordered_json result;
    for (std::size_t i = 0; i < counts.size(); ++i)
        result[health_names[i]] = counts[i];
    result["findings"] = std::move(findings);
    result["seconds"] = std::round(diagnosis.seconds * 100) / 100;
    return result.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string text_from(const Diagnosis& diagnosis)
{
    std::string text;
    for (const auto& [name, finding] : diagnosis.rows) {
        text += fmt::format("{:<8} {:<13} {}\n", health_names[static_cast<std::size_t>(finding.health)], name, finding.what);
        if (!finding.advice.empty())
            text += fmt::format("{:<22} → {}\n", "", finding.advice);
    }
    return text;
}

}
