#include "data/demo/demo.h"

#include "data/demo/contents.h"
#include "data/error.h"
#include "data/store/store.h"
#include "geo/error.h"
#include "geo/new_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace data {
namespace {

namespace fs = std::filesystem;

class Writer {
public:
    Writer(Store& store, const fs::path& out, const std::function<void(double)>& progress, std::stop_token stop, std::size_t rows)
        : store_(store), out_(out), progress_(progress), stop_(std::move(stop)), rows_(rows)
    {
    }

    /// In slices, so that a stop is heard within a second.
    template <class Record> void put(const std::vector<Record>& records)
    {
        for (std::size_t i = 0; i < records.size(); i += slice) {
            const std::span<const Record> part = std::span(records).subspan(i, std::min(slice, records.size() - i));
            store_.put(part);
            step(part.size());
        }
    }

    /// Events lie in the order of their incidents.
    void put(const std::vector<Incident>& incidents, std::span<const IncidentEvent> events)
    {
        for (std::size_t i = 0; i < incidents.size(); i += slice) {
            const std::span<const Incident> part = std::span(incidents).subspan(i, std::min(slice, incidents.size() - i));
            const auto end = std::find_if(events.begin(), events.end(),
                                          [&](const IncidentEvent& event) { return event.incident > part.back().id; });
            const std::span<const IncidentEvent> history(events.begin(), end);
            store_.put(part, history);
            events = events.subspan(history.size());
            step(part.size());
        }
    }

private:
    static constexpr std::size_t slice = 5000;

    void step(std::size_t rows)
    {
        done_ += rows;
        if (progress_)
            progress_(0.2 + 0.8 * double(done_) / double(rows_));
        if (stop_.stop_requested())
            throw Error(geo::remark("demo_stopped", out_.string()));
    }

    Store& store_;
    const fs::path& out_;
    const std::function<void(double)>& progress_;
    std::stop_token stop_;
    std::size_t rows_, done_ = 0;
};

void write(Store& store, const demo::Contents& c, const fs::path& out, const std::function<void(double)>& progress, std::stop_token stop)
{
    for (const auto& [key, value] : c.settings)
        store.put_setting(key, value);
    store.put(std::span<const Account>(c.accounts));
    store.put(std::span<const Post>(c.posts));
    store.put(std::span<const Unit>(c.units));
    for (const Layer& layer : c.layers)
        store.put(layer);
    Writer writer(store, out, progress, std::move(stop), c.grids.size() + c.places.size() + c.cameras.size() + c.incidents.size());
    writer.put(c.grids);
    writer.put(c.places);
    writer.put(c.cameras);
    writer.put(c.incidents, c.events);
}

} // namespace

void make_demo(const fs::path& out, const DemoOptions& options, const std::function<void(double)>& progress, std::stop_token stop)
{
    geo::clear_unfinished(out.parent_path());
    if (fs::exists(out))
        throw Error(geo::remark("demo_is_there", out.string()));
    const demo::Contents contents = options.size == DemoSize::street ? demo::make_street(options.seed, options.now)
                                                                     : demo::make_city(options.size, options.seed, options.now);
    if (progress)
        progress(0.2);
    try {
        geo::NewFile fresh(out); // a demo that was stopped is never found half made
        {
            Store store = Store::create(fresh.path());
            write(store, contents, out, progress, std::move(stop));
            store.settle();
        }
        fresh.place();
    } catch (const fs::filesystem_error& error) {
        throw Error(geo::remark("demo_not_made", out.string(), error.code().message()));
    } catch (const geo::Error& error) {
        throw Error(geo::remark("demo_not_made", out.string(), error.what()));
    }
}

}
