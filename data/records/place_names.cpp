#include "data/records/place_names.h"

#include "data/records/plain_text.h"

namespace data {
namespace {

template <class Each> void each_line(std::string_view names, const Each& each)
{
    while (!names.empty()) {
        const std::size_t end = std::min(names.find('\n'), names.size());
        const std::string_view line = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
        if (const std::size_t equals = line.find('='); equals != std::string_view::npos)
            each(line.substr(0, equals), line.substr(equals + 1));
    }
}

} // namespace

std::string place_title(const Place& place)
{
    if (place.name.empty() || place.number.empty())
        return place.name + place.number;
    // "解放大道12" but "Main Street 12"
    const bool is_latin = static_cast<unsigned char>(place.name.back()) < 0x80;
    return place.name + (is_latin ? " " : "") + place.number;
}

std::vector<std::pair<std::string, std::string>> other_names(const Place& place)
{
    std::vector<std::pair<std::string, std::string>> names;
    each_line(place.other_names, [&](std::string_view key, std::string_view name) { names.emplace_back(key, name); });
    return names;
}

std::string_view other_name(const Place& place, std::string_view key)
{
    std::string_view found;
    each_line(place.other_names, [&](std::string_view k, std::string_view name) {
        if (found.empty() && k == key)
            found = name;
    });
    return found;
}

void add_other_name(std::string& names, std::string_view key, std::string_view name)
{
    const std::string plain = one_line(name);
    if (plain.empty() || key.find_first_of("=\n") != std::string_view::npos)
        return;
    bool known = false;
    each_line(names, [&](std::string_view k, std::string_view n) { known = known || (k == key && n == plain); });
    if (known)
        return;
    if (!names.empty())
        names += '\n';
    names.append(key).append("=").append(plain);
}

bool has_han(std::string_view text)
{
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
        // U+3400–9FFF and U+F900–FAFF have three bytes, planes 2 and 3 four.
        const unsigned char c = byte(i);
        if ((c >= 0xE4 && c <= 0xE9) || (c == 0xE3 && byte(i + 1) >= 0x90) || (c == 0xEF && byte(i + 1) >= 0xA4 && byte(i + 1) <= 0xAB) ||
            (c == 0xF0 && byte(i + 1) >= 0xA0))
            return true;
    }
    return false;
}

} // namespace data
