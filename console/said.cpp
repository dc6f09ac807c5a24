#include "console/said.h"

namespace console {

Said::Said(const Fault& fault)
{
    if (!fault.why.empty())
        *this = Said(fault.why);
    else if (fault.is_worded)
        words = fault.english;
    else
        key = "error.unforeseen", words = fault.english;
}

Said said_together(std::vector<Said> parts)
{
    Said made;
    made.values = std::move(parts);
    return made;
}

Said said_list(std::span<const geo::Remark> remarks)
{
    Said made;
    for (const geo::Remark& remark : remarks)
        made = made.empty() ? Said(remark) : said("message.two", std::move(made), Said(remark));
    return made;
}

std::string english_of(const Said& said) { return said.key.empty() || !said.words.empty() ? said.words : geo::error_words(remark_of(said)); }

geo::Remark remark_of(const Said& said)
{
    geo::Remark remark(said.key);
    if (!said.key.empty())
        for (const Said& value : said.values)
            remark.values.push_back(english_of(value));
    return remark;
}

}
