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
        const bool is_mark = words[i] == '{' && i + 2 < words.size() && words[i + 2] == '}' && words[i + 1] >= '0' &&
                             words[i + 1] <= '9' && std::size_t(words[i + 1] - '0') < values.size();
        if (!is_mark) {
            result += words[i];
            continue;
        }
        result += values[std::size_t(words[i + 1] - '0')];
        i += 2;
    }
    return result;
}

} // namespace geo
