#include "console/seat/toml_text.h"

#include <algorithm>

namespace console {
namespace {

/// Where the text in quotes that begins at `from` ends, past its quotes; a text of one line ends with that line at the latest.
std::size_t end_of_quoted(std::string_view text, std::size_t from)
{
    const char quote = text[from];
    const bool is_long = text.substr(from, 3) == std::string_view(quote == '"' ? "\"\"\"" : "'''");
    for (std::size_t at = from + (is_long ? 3 : 1); at < text.size(); ++at) {
        if (quote == '"' && text[at] == '\\')
            ++at;
        else if (!is_long && (text[at] == quote || text[at] == '\n'))
            return at + (text[at] == quote ? 1 : 0);
        else if (is_long && text[at] == quote && text.substr(at, 3) == text.substr(from, 3))
            return at + 3;
    }
    return text.size();
}

/// In the middle of a word quotes begin nothing: toml++ goes on looking for the word's end.
bool may_quote_after(char before) { return std::string_view(" \t\n\r=,[{.").find(before) != std::string_view::npos; }

}

int stray_character_line(std::string_view text)
{
    constexpr std::string_view mark = "\xef\xbb\xbf";
    for (std::size_t at = text.starts_with(mark) ? mark.size() : 0; at < text.size();) {
        if (text[at] == '#')
            at = std::min(text.find('\n', at), text.size());
        else if ((text[at] == '"' || text[at] == '\'') && (at == 0 || may_quote_after(text[at - 1])))
            at = end_of_quoted(text, at);
        else if (static_cast<unsigned char>(text[at]) >= 0x80)
            return 1 + static_cast<int>(std::ranges::count(text.substr(0, at), '\n'));
        else
            ++at;
    }
    return 0;
}

}
