#pragma once
// Remarks of importers and readers (geo::Remark) in English words, for the command line, logs and records. The console has its
// own table of both languages. Reads the embedded table once; one object for many remarks, any one thread.

#include "geo/remark.h"

#include <map>
#include <span>
#include <string>

namespace data {

class RemarkWords {
public:
    RemarkWords();
    /// A remark without words in the table shows as its key and values.
    std::string operator()(const geo::Remark& remark) const;
    /// Several about one thing, joined by "; ".
    std::string operator()(std::span<const geo::Remark> remarks) const;

private:
    std::map<std::string, std::string, std::less<>> english_;
};

/// `words` with its marks {0} … {9} replaced; {0:row|rows} is the first word where that value is 1, else the second.
std::string with_values(const std::string& words, std::span<const std::string> values);

} // namespace data
