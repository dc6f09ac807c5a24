#pragma once
// GDAL for one task on one thread: drivers registered once a program, GDAL's messages caught instead of printed.
// Made at the start of a task and destroyed on the same thread; sessions nest.

#include <string>
#include <vector>

class OGRSpatialReference;

namespace geo {

class GdalSession {
public:
    GdalSession();
    ~GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;

    /// What GDAL said since the session began or since the last call, warnings included, each once, without line
    /// breaks.
    std::vector<std::string> take_messages();
    /// The last failure in GDAL's words, or `otherwise` when it gave none.
    std::string last_failure(const std::string& otherwise) const;

private:
    struct Caught;
    Caught* caught_; // owned; a plain pointer because GDAL hands it back to a C callback
};

/// A coordinate system as WKT2 of 2019; empty for null.
std::string wkt_of(const OGRSpatialReference* srs);

/// Names of the vector drivers that read local data only: nothing that dials a server, follows references to other
/// sources or runs another program. In the order GDAL tries them.
const std::vector<std::string>& local_vector_drivers();

} // namespace geo
