#include "console/text/text.h"

#include "console/text/crs_words.h"
#include "data/import/remark_words.h"
#include "embedded/embedded_texts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

namespace console {

struct Texts::Table {
    std::map<std::string, std::array<std::string, 2>, std::less<>> words; // by Language
    mutable std::set<std::string, std::less<>> missing; // keys shown as themselves; std::set keeps their addresses
};

Texts::Texts() : table_(std::make_shared<Table>())
{
    for (const embedded::EmbeddedFile& file : embedded::embedded_texts()) {
        const auto texts = nlohmann::json::parse(file.bytes);
        for (const auto& [key, both] : texts.items()) {
            const bool is_new =
                table_->words.emplace(key, std::array{both.at("zh").get<std::string>(), both.at("en").get<std::string>()})
                    .second;
            if (!is_new)
                throw std::logic_error("text key twice: " + key + " in " + std::string(file.name));
        }
    }
}

Texts::~Texts() = default;
Texts::Texts(Texts&&) noexcept = default;

Texts Texts::speaking(Language language) const
{
    Texts other(table_);
    other.language_ = language;
    return other;
}

void Texts::set_language(Language language) { language_ = language; }

const char* Texts::in(Language language, std::string_view key) const
{
    const auto at = table_->words.find(key);
    return at == table_->words.end() ? nullptr : at->second[static_cast<std::size_t>(language)].c_str();
}

const char* Texts::operator()(std::string_view key) const
{
    if (const char* words = in(language_, key))
        return words;
    return table_->missing.emplace(key).first->c_str();
}

std::string Texts::format(std::string_view key, std::initializer_list<std::string_view> values) const
{
    const std::vector<std::string> owned(values.begin(), values.end());
    return format(key, owned);
}

std::string Texts::format(std::string_view key, std::span<const std::string> values) const
{
    return data::with_values((*this)(key), values);
}

namespace {

/// Of a finding, an error, or a cause that stands in the table by its own name.
std::string key_of(const Texts& text, const std::string& name)
{
    for (const char* start : {"finding.", "error.", ""})
        if (const std::string key = start + name; text.in(Language::en, key))
            return key;
    return name;
}

/// Its values are names of coordinate systems as their tables have them, or of the areas these are for.
bool names_systems(const std::string& key)
{
    static constexpr std::array keys{"crs_no_way", "crs_borrowed", "crs_axes", "crs_nowhere", "operation_used", "system_remembered", "other_system_fits"};
    return std::ranges::find(keys, key) != keys.end();
}

}

std::string words_of(const Texts& text, std::span<const geo::Remark> remarks)
{
    std::string words;
    for (const geo::Remark& remark : remarks) {
        if (!words.empty())
            words += text.language() == Language::zh ? "；" : "; ";
        words += words_of(text, Said(remark));
    }
    return words;
}

std::string words_of(const Texts& text, const Fault& fault) { return words_of(text, Said(fault)); }

std::string words_of(const Texts& text, const Said& said) { return words_of(text, said, text.language()); }

std::string words_of(const Texts& text, const Said& said, Language language)
{
    std::vector<std::string> values;
    for (const Said& value : said.values)
        values.push_back(words_of(text, value, language));
    if (language == Language::zh && names_systems(said.key))
        for (std::string& value : values)
            value = worded_system(value, [&](const char* key, const std::string& first, const std::string& second) {
                const char* words = text.in(language, key);
                return data::with_values(words ? words : key, std::array{first, second});
            });
    if (said.key.empty()) {
        std::string words = said.words;
        for (const std::string& part : values)
            words += (words.empty() ? "" : " ") + part;
        return words;
    }
    if (language == Language::en && !said.words.empty())
        return said.words;
    const std::string key = key_of(text, said.key);
    const char* words = text.in(language, key);
    return data::with_values(words ? words : key, values);
}

}
