#include "geo/formats/osm_text.h"

#include <array>
#include <string_view>

namespace geo {
namespace {

/// Behind the '>' that ends the tag at `from`; a value may hold one.
std::size_t tag_end(std::string_view text, std::size_t from)
{
    char quote = 0;
    for (std::size_t i = from; i < text.size(); ++i)
        if (quote)
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '\'' || text[i] == '"')
            quote = text[i];
        else if (text[i] == '>')
            return i + 1;
    return text.size();
}

} // namespace

std::int64_t drop_deleted(std::string& osm)
{
    constexpr std::array<std::string_view, 3> elements{"node", "way", "relation"};
    const std::string_view text = osm;
    std::string kept;
    std::int64_t count = 0;
    std::size_t done = 0;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        const std::size_t end = tag_end(text, at);
        const std::string_view tag = text.substr(at, end - at);
        at = end;
        for (const std::string_view element : elements) {
            const bool is_element = tag.size() > element.size() + 1 && tag.substr(1, element.size()) == element && (tag[element.size() + 1] == ' ' || tag[element.size() + 1] == '\n');
            if (!is_element || (tag.find(" action='delete'") == std::string_view::npos && tag.find(" action=\"delete\"") == std::string_view::npos))
                continue;
            kept.append(text, done, end - tag.size() - done);
            const std::string close = "</" + std::string(element) + ">";
            const std::size_t closed = tag.ends_with("/>") ? end : text.find(close, end);
            done = at = closed == std::string_view::npos ? text.size() : closed + (tag.ends_with("/>") ? 0 : close.size());
            ++count;
        }
    }
    if (count > 0)
        osm = kept.append(text, done);
    return count;
}

} // namespace geo
