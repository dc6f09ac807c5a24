#include "geo/remark.h"

#include "embedded/embedded_errors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace geo {
namespace {

std::map<std::string, std::string> english_table()
{
    std::map<std::string, std::string> english;
    for (const embedded::EmbeddedFile& file : embedded::embedded_errors()) {
        const nlohmann::json table = nlohmann::json::parse(file.bytes);
        for (const auto& [key, both] : table.items())
            english.emplace(key, both.at("en").get<std::string>());
    }
    return english;
}

} // namespace

std::string mark_text(double value) { return fmt::format("{}", value); }

std::string error_words(const Remark& why)
{
    static const std::map<std::string, std::string> english = english_table();
    if (const auto at = english.find("error." + why.key); at != english.end())
        return with_values(at->second, why.values);
    std::string words = why.key;
    for (const std::string& value : why.values)
        words += " " + value;
    return words;
}

std::string with_values(const std::string& words, const std::vector<std::string>& values)
{
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t end = words[i] == '{' ? words.find('}', i) : std::string::npos;
        const bool is_mark = end != std::string::npos && end > i + 1 && words[i + 1] >= '0' && words[i + 1] <= '9' && std::size_t(words[i + 1] - '0') < values.size();
        const std::size_t bar = is_mark && words[i + 2] == ':' ? words.find('|', i) : std::string::npos;
        if (!is_mark || (end != i + 2 && bar > end)) {
            result += words[i];
            continue;
        }
        const std::string& value = values[std::size_t(words[i + 1] - '0')];
        if (end == i + 2)
            result += value;
        else
            result += value == "1" ? words.substr(i + 3, bar - i - 3) : words.substr(bar + 1, end - bar - 1);
        i = end;
    }
    return result;
}

} // namespace geo
