#include "video/stream/playlist.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace video {
namespace {

double number_of(std::string_view text)
{
    const double value = std::strtod(std::string(text.substr(0, 32)).c_str(), nullptr);
    return value > 0 && value < 1e15 ? value : 0;
}

}

std::optional<PlaylistNews> parse_playlist(std::string_view text)
{
    constexpr std::string_view begin = "#EXTM3U", sequence = "#EXT-X-MEDIA-SEQUENCE:", target = "#EXT-X-TARGETDURATION:", piece = "#EXTINF:", end = "#EXT-X-ENDLIST";
    constexpr double longest_s = 3600;
    if (!text.starts_with(begin))
        return std::nullopt;
    PlaylistNews news;
    std::vector<double> pieces_s;
    for (std::size_t at = 0; at < text.size();) {
        const auto line_end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, line_end - at);
        at = line_end + 1;
        if (line.starts_with(sequence))
            news.end = static_cast<std::int64_t>(number_of(line.substr(sequence.size())));
        else if (line.starts_with(target))
            news.piece_s = std::min(longest_s, number_of(line.substr(target.size())));
        else if (line.starts_with(piece))
            pieces_s.push_back(std::min(longest_s, number_of(line.substr(piece.size()))));
        else if (line.starts_with(end))
            news.is_over = true;
    }
    if (pieces_s.empty())
        return std::nullopt;
    news.end += static_cast<std::int64_t>(pieces_s.size());
    for (std::size_t i = pieces_s.size() > 3 ? pieces_s.size() - 3 : 0; i < pieces_s.size(); ++i)
        news.tail_s += pieces_s[i];
    news.piece_s = std::max(news.piece_s, *std::ranges::max_element(pieces_s));
    return news;
}

}
