#include "console/drive/script.h"

#include "console/error.h"
#include "console/window/keys.h"
#include "data/records/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

namespace console {
namespace {

struct VerbRow {
    const char* name;
    DriveStep::Verb verb;
    std::size_t least, most; // words after it
};

constexpr std::size_t any = 1000;
constexpr std::array verbs{
    VerbRow{"wait", DriveStep::Verb::wait, 3, any},     VerbRow{"expect", DriveStep::Verb::expect, 2, any},
    VerbRow{"click", DriveStep::Verb::click, 1, 2},     VerbRow{"drag", DriveStep::Verb::drag, 2, 3},
    VerbRow{"move", DriveStep::Verb::move, 1, 1},       VerbRow{"wheel", DriveStep::Verb::wheel, 2, 2},
    VerbRow{"key", DriveStep::Verb::key, 1, 1},         VerbRow{"type", DriveStep::Verb::type, 1, any},
    VerbRow{"run", DriveStep::Verb::run, 1, any},       VerbRow{"shot", DriveStep::Verb::shot, 1, 1},
    VerbRow{"set-now", DriveStep::Verb::set_now, 1, 1}, VerbRow{"slow", DriveStep::Verb::slow, 1, 1},
    VerbRow{"say", DriveStep::Verb::say, 1, 1},         VerbRow{"point", DriveStep::Verb::point, 0, 1},
    VerbRow{"rest", DriveStep::Verb::rest, 1, 1},       VerbRow{"drop", DriveStep::Verb::drop, 1, any},     VerbRow{"window", DriveStep::Verb::window, 1, 1},
    VerbRow{"size", DriveStep::Verb::size, 2, 2},       VerbRow{"look", DriveStep::Verb::look, 1, 1},
    VerbRow{"measure", DriveStep::Verb::measure, 1, 2},
};

constexpr double longest_wait_s = 86400;

/// At most six digits: no sum of them leaves an int.
bool is_number(const std::string& word) { return !word.empty() && word.size() <= 6 && word.find_first_not_of("0123456789") == std::string::npos; }

constexpr std::array comparisons{"=", "!=", "<", "<=", ">", ">=", "~"};

/// PROBE = VALUE… [within SECONDS]
void read_condition(DriveStep& step)
{
    std::vector<std::string> words = step.words;
    step.probe = words[0];
    step.comparison = words[1];
    if (std::ranges::find(comparisons, step.comparison) == comparisons.end())
        throw Error("\"" + step.comparison + "\" does not compare; use = != < <= > >= or ~ (contains)");
    if (step.verb == DriveStep::Verb::wait && words.size() >= 4 && words[words.size() - 2] == "within") {
        char* end = nullptr;
        const double seconds = std::strtod(words.back().c_str(), &end);
        if (*end != 0 || !(seconds > 0 && seconds <= longest_wait_s))
            throw Error("\"" + words.back() + "\" is no number of seconds up to a day");
        step.limit = std::chrono::milliseconds(static_cast<long>(seconds * 1000));
        words.resize(words.size() - 2);
    }
    for (std::size_t i = 2; i < words.size(); ++i)
        step.value += (i > 2 ? " " : "") + words[i];
}

DriveStep read_step(const std::string& line)
{
    std::istringstream in(line);
    std::string name, word;
    in >> name;
    const auto row = std::ranges::find_if(verbs, [&](const VerbRow& verb) { return name == verb.name; });
    if (row == verbs.end())
        throw Error("\"" + name + "\" is no step of a script");
    DriveStep step{.verb = row->verb};
    std::getline(in >> std::ws, step.rest);
    std::istringstream rest(step.rest);
    while (rest >> word)
        step.words.push_back(word);
    if (step.words.size() < row->least || step.words.size() > row->most)
        throw Error(fmt::format("{} takes {}{} words", name, row->least, row->most == row->least ? "" : " or more"));
    if (step.verb == DriveStep::Verb::wait || step.verb == DriveStep::Verb::expect)
        read_condition(step);
    if (step.verb == DriveStep::Verb::key && !parse_chord(step.words[0]))
        throw Error("\"" + step.words[0] + "\" is no key");
    if (step.verb == DriveStep::Verb::click && step.words.size() == 2 && step.words[1] != "double" && step.words[1] != "right")
        throw Error("a click is plain, double or right");
    if (step.verb == DriveStep::Verb::window && (step.words[0].size() != 1 || step.words[0][0] < '1' || step.words[0][0] > '8'))
        throw Error("\"" + step.words[0] + "\" is no window of a seat");
    const bool has_number = step.verb == DriveStep::Verb::say || step.verb == DriveStep::Verb::rest;
    if (has_number && !is_number(step.words[0]))
        throw Error("\"" + step.words[0] + "\" is no number of seconds");
    if (step.verb == DriveStep::Verb::size)
        for (const std::string& side : step.words)
            if (side.size() > 4 || std::atoi(side.c_str()) < 1)
                throw Error("\"" + side + "\" is no number of pixels");
    if (step.verb == DriveStep::Verb::slow && !is_number(step.words[0]))
        throw Error("\"" + step.words[0] + "\" is no number of milliseconds");
    if (step.verb == DriveStep::Verb::set_now && !data::parse_time(step.rest))
        throw Error("\"" + step.rest + "\" is no time");
    return step;
}

}

std::vector<DriveStep> parse_script(std::string_view text, const std::string& file)
{
    std::vector<DriveStep> steps;
    std::istringstream in{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        const std::size_t first = line.find_first_not_of(" \t\r");
        if (first == std::string::npos || line[first] == '#')
            continue;
        while (line.ends_with('\r') || line.ends_with(' '))
            line.pop_back();
        try {
            steps.push_back(read_step(line.substr(first)));
        } catch (const Error& error) {
            throw Error(fmt::format("{}:{}: {}.", file, number, error.what()));
        }
        steps.back().line = number;
    }
    return steps;
}

bool compare(const std::string& actual, const std::string& comparison, const std::string& value)
{
    if (comparison == "=")
        return actual == value;
    if (comparison == "!=")
        return actual != value;
    if (comparison == "~")
        return actual.find(value) != std::string::npos;
    char *end_a = nullptr, *end_b = nullptr;
    const double a = std::strtod(actual.c_str(), &end_a), b = std::strtod(value.c_str(), &end_b);
    if (actual.empty() || *end_a != 0 || value.empty() || *end_b != 0)
        return false;
    return comparison == "<" ? a < b : comparison == "<=" ? a <= b : comparison == ">" ? a > b : a >= b;
}

}
