#include "console/text.h"

#include "embedded/embedded_texts.h"

#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <set>
#include <stdexcept>

namespace console {

struct Texts::Table {
    std::map<std::string, std::array<std::string, 2>, std::less<>> words; // by Language
    mutable std::set<std::string, std::less<>> missing; // keys shown as themselves; std::set keeps their addresses
};

Texts::Texts() : table_(std::make_unique<Table>())
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

void Texts::set_language(Language language) { language_ = language; }

const char* Texts::operator()(std::string_view key) const
{
    const auto at = table_->words.find(key);
    if (at != table_->words.end())
        return at->second[static_cast<std::size_t>(language_)].c_str();
    return table_->missing.emplace(key).first->c_str();
}

std::string Texts::format(std::string_view key, std::initializer_list<std::string_view> values) const
{
    std::string text = (*this)(key);
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_slot = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' &&
                             static_cast<std::size_t>(text[i + 1] - '0') < values.size();
        if (!is_slot) {
            result += text[i];
            continue;
        }
        result += *(values.begin() + (text[i + 1] - '0'));
        i += 2;
    }
    return result;
}

}
