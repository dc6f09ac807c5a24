#include "data/import/remark_words.h"

#include "embedded/embedded_findings.h"

#include <nlohmann/json.hpp>

namespace data {

RemarkWords::RemarkWords()
{
    for (const embedded::EmbeddedFile& file : embedded::embedded_findings()) {
        const auto table = nlohmann::json::parse(file.bytes);
        for (const auto& [key, both] : table.items())
            english_.emplace(key, both.at("en").get<std::string>());
    }
}

std::string RemarkWords::operator()(const geo::Remark& remark) const
{
    if (const auto at = english_.find("finding." + remark.key); at != english_.end())
        return with_values(at->second, remark.values);
    std::string words = remark.key;
    for (const std::string& value : remark.values)
        words += " " + value;
    return words;
}

std::string RemarkWords::operator()(std::span<const geo::Remark> remarks) const
{
    std::string words;
    for (const geo::Remark& remark : remarks)
        words += (words.empty() ? "" : "; ") + (*this)(remark);
    return words;
}

std::string with_values(const std::string& words, std::span<const std::string> values)
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

} // namespace data
