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
    return geo::error_words(remark);
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
    return geo::with_values(words, {values.begin(), values.end()});
}

} // namespace data
