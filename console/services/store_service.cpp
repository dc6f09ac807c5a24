#include "console/services/store_service.h"

#include "data/error.h"
#include "data/store/upgrade_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <optional>
#include <utility>

namespace console {
namespace {

using namespace std::chrono_literals;

// The session log may be at most one second behind.
constexpr auto log_pause = 500ms;
constexpr std::size_t log_rows_kept = 20000;

struct Opened {
    data::WorkspaceLoaded loaded;
    std::string read_only_because; // empty: may be written
    geo::Remark read_only_why;
    std::optional<data::UpgradePlan> upgraded;
    data::UpgradePlan older; // with steps: nothing was opened
    std::string file;        // that is open: the workspace, or a copy of an older one
};

}

struct StoreService::Desk {
    std::optional<data::Store> store;
};

StoreService::StoreService(Scheduler& scheduler, const AppClock& clock, StoreEvents events)
    : scheduler_(scheduler), clock_(clock), events_(std::move(events))
{
}

StoreService::~StoreService()
{
    close();
    for (TaskHandle& task : running_)
        task.detach();
}

void StoreService::open(const std::string& path, std::shared_ptr<data::Opening> opened)
{
    start(path, [path, opened] { return opened ? std::move(*opened) : data::Store::open_or_plan(path); });
}

void StoreService::upgrade(const std::string& path)
{
    start(path, [path] { return data::Opening{.store = data::Store::open(path, data::OpenMode::read_write)}; });
}

void StoreService::show_copy(const std::string& path, const std::string& folder, const std::string& words)
{
    start(path, [path, folder, words] {
        const std::string copy = folder + "/older.sqlite";
        data::copy_upgraded(path, copy);
        return data::Opening{.store = data::Store::open(copy, data::OpenMode::read_only), .read_only_because = words};
    });
}

void StoreService::start(const std::string& path, std::function<data::Opening()> work)
{
    close();
    path_ = path;
    writer_ = std::make_shared<Desk>();
    log_ = std::make_shared<std::vector<data::SessionLogEntry>>();
    reader_ = std::make_shared<Desk>();
    opening_ = scheduler_.run(
        Queue::archive, "open workspace",
        [desk = writer_, path, work = std::move(work), now = clock_.now()](std::stop_token, TaskProgress&) {
            Opened opened;
            data::Opening opening = work();
            if (!opening.store) {
                opened.older = std::move(opening.plan);
                return opened;
            }
            desk->store = std::move(opening.store);
            opened.upgraded = desk->store->upgraded();
            opened.read_only_because = std::move(opening.read_only_because);
            opened.read_only_why = std::move(opening.read_only_why);
            desk->store->apply_due_editions(now, {});
            opened.loaded = desk->store->load();
            // A copy is read under the name of what it is a copy of; the reader reads the file that is open.
            opened.file = opened.loaded.info.path;
            opened.loaded.info.path = path;
            return opened;
        },
        [this, path](Opened opened) {
            if (!opened.older.steps.empty()) {
                writer_.reset();
                reader_.reset();
                path_.clear();
                events_.older(path, opened.older);
                return;
            }
            is_open_ = true;
            is_read_only_ = !opened.read_only_because.empty();
            opened.loaded.info.read_only = is_read_only_;
            if (is_read_only_)
                events_.failed(opened.read_only_why.empty() ? Said(opened.read_only_because) : scheduler_.tell({opened.read_only_because, opened.read_only_why}));
            reader_opening_ = scheduler_.run(
                Queue::reader, "open workspace to read",
                [desk = reader_, path = opened.file](std::stop_token, TaskProgress&) {
                    desk->store.emplace(data::Store::open(path, data::OpenMode::read_only));
                    return 0;
                },
                [](int) {}, [this](Said words) { events_.failed(std::move(words)); });
            events_.opened(opened.loaded);
            events_.fact(std::move(opened.loaded));
            save_ok_ = !is_read_only_;
            events_.fact(data::SaveChanged{{save_ok_, opened.read_only_because, clock_.now(), 0, opened.read_only_why}});
            if (opened.upgraded)
                events_.upgraded(*opened.upgraded);
        },
        [this](Said words) {
            writer_.reset();
            path_.clear();
            events_.failed(std::move(words));
        });
}

void StoreService::reload()
{
    if (!is_open_)
        return;
    reloading_ = scheduler_.run(
        Queue::archive, "read the workspace again", [desk = writer_](std::stop_token, TaskProgress&) { return desk->store->load(); },
        [this](data::WorkspaceLoaded loaded) {
            loaded.info.read_only = is_read_only_;
            events_.fact(std::move(loaded));
        },
        [this](Said words) { events_.failed(std::move(words)); });
}

void StoreService::close()
{
    if (!writer_) {
        path_.clear();
        return;
    }
    opening_.cancel();
    reloading_.cancel();
    reader_opening_.cancel();
    reading_.clear();
    if (is_open_) {
        logging_.detach();
        send_log(); // with the path still known
        logging_.detach();
        events_.fact(data::WorkspaceClosed{});
    }
    looking_.cancel();
    waiting_ = 0;
    look_fault_ = {};
    // The connections go on the threads that used them, after whatever is still waiting there. The writing one goes last: only
    // that one can fold the write-ahead log into the file and remove it.
    auto read_closed = std::make_shared<std::promise<void>>();
    scheduler_.post(Queue::reader, "close workspace to read", [desk = reader_, read_closed](std::stop_token, TaskProgress&) {
        desk->store.reset();
        read_closed->set_value();
        return std::function<void()>();
    }).detach();
    scheduler_.post(Queue::archive, "close workspace",
                    [desk = writer_, read = std::make_shared<std::future<void>>(read_closed->get_future())](std::stop_token, TaskProgress&) {
                        read->wait_for(10s);
                        desk->store.reset();
                        return std::function<void()>();
                    }).detach();
    writer_.reset();
    reader_.reset();
    path_.clear();
    is_open_ = false;
}

void StoreService::report_save(bool ok, const Said& reason)
{
    save_ok_ = ok;
    events_.fact(data::SaveChanged{{ok, english_of(reason), clock_.now(), waiting_, remark_of(reason)}});
}

void StoreService::change(data::Change change, const data::Actor& actor, data::LogWords log)
{
    if (!is_open_)
        return;
    ++waiting_;
    while (!running_.empty() && !running_.front().is_running())
        running_.pop_front();
    auto kept = std::make_shared<const data::Change>(std::move(change));
    running_.push_back(scheduler_.run(
        Queue::archive, "save",
        [desk = writer_, kept, actor, log, now = clock_.now()](std::stop_token, TaskProgress&) {
            return desk->store->commit(*kept, actor, now, log);
        },
        [this, kept, log, desk = writer_](data::Fact fact) {
            if (events_.logged && !log.kind.empty())
                events_.logged(log);
            if (desk != writer_)
                return; // saved in a workspace that was closed meanwhile
            --waiting_;
            events_.saved(*kept, fact);
            events_.fact(std::move(fact));
            report_save(true, {});
        },
        [this, kept, desk = writer_](Said words) {
            if (desk == writer_) {
                --waiting_;
                events_.refused(*kept);
                report_save(false, words);
            }
            events_.failed(std::move(words));
        }));
}

void StoreService::log(data::SessionLogEntry entry)
{
    if (!writer_ || is_read_only_)
        return;
    log_->push_back(std::move(entry));
}

TaskHandle StoreService::ask(std::string name, std::function<std::function<void()>(data::Store&)> ask, std::function<void(Said)> failed)
{
    return scheduler_.post(
        Queue::reader, std::move(name),
        [this, desk = reader_, ask = std::move(ask)](std::stop_token, TaskProgress&) -> std::function<void()> {
            if (!desk || !desk->store)
                throw data::Error(geo::remark("not_open_reading"));
            return [this, desk, done = ask(*desk->store)] {
                if (desk == reader_)
                    done();
            };
        },
        std::move(failed));
}

TaskHandle StoreService::write(std::string name, std::function<std::function<void()>(data::Store&)> work, std::function<void(Said)> failed)
{
    return scheduler_.post(
        Queue::archive, std::move(name),
        [this, desk = writer_, work = std::move(work)](std::stop_token, TaskProgress&) -> std::function<void()> {
            if (!desk || !desk->store)
                throw data::Error(geo::remark("not_open"));
            return [this, desk, done = work(*desk->store)] {
                if (desk == writer_ && done)
                    done();
            };
        },
        std::move(failed));
}

void StoreService::send_log()
{
    if (log_->empty() || !is_open_ || is_read_only_)
        return;
    log_sent_ = std::chrono::steady_clock::now();
    auto rows = std::make_shared<std::vector<data::SessionLogEntry>>(std::exchange(*log_, {}));
    logging_ = scheduler_.run(
        Queue::archive, "session log",
        [desk = writer_, rows](std::stop_token, TaskProgress&) {
            desk->store->log(*rows);
            return 0;
        },
        [this, desk = writer_](int) {
            if (desk == writer_ && !save_ok_)
                report_save(true, {});
        },
        [this, rows, log = log_, desk = writer_, path = path_](Said words) {
            if (desk != writer_) {
                const geo::Remark lost = geo::remark("log_rows_lost", rows->size(), path, english_of(words));
                events_.failed(scheduler_.tell({geo::error_words(lost), lost}));
                return;
            }
            // Kept and tried again: what is not written now cannot be recovered later.
            log->insert(log->begin(), rows->begin(), rows->end());
            if (log->size() > log_rows_kept)
                log->erase(log->begin(), log->end() - log_rows_kept);
            report_save(false, words);
        });
}

void StoreService::look(const data::Actor& actor)
{
    const auto now = std::chrono::steady_clock::now();
    if (!is_open_ || looking_.is_running() || now - looked_ < look_pause)
        return;
    looked_ = now;
    // After a save that failed the next one tells whether the disk takes it again; nobody waits for an operator's.
    if (!save_ok_ && !is_read_only_ && look_fault_.empty() && log_->empty())
        log({clock_.now(), actor, "save_again", "", ""});
    looking_ = scheduler_.post(
        Queue::archive, "look for changes of others",
        [this, desk = writer_, read_only = is_read_only_, was_lost = is_lost(), actor, now = clock_.now()](std::stop_token, TaskProgress&) -> std::function<void()> {
            auto news = std::make_shared<std::vector<data::Fact>>(desk->store->news());
            if (desk->store->apply_due_editions(now, actor) > 0)
                news->emplace_back(desk->store->load());
            if (news->empty() && !was_lost)
                return {}; // nobody is woken: an idle console sleeps
            return [this, news, read_only] {
                look_fault_ = {};
                for (data::Fact& fact : *news) {
                    if (auto* loaded = std::get_if<data::WorkspaceLoaded>(&fact))
                        loaded->info.read_only = read_only;
                    events_.fact(std::move(fact));
                }
            };
        },
        [this](Said words) {
            // Each look says it again; the operator is told once.
            if (words == look_fault_)
                return;
            look_fault_ = words;
            report_save(false, words);
            events_.failed(std::move(words));
        });
}

void StoreService::follow(const data::World& world, const std::vector<data::IncidentId>& histories)
{
    const auto now = std::chrono::steady_clock::now();
    if (!log_->empty() && !logging_.is_running() && now - log_sent_ >= log_pause)
        send_log();
    // Reading goes on for what is wanted now; what nobody looks at any more is dropped.
    std::erase_if(reading_, [&](const auto& reading) { return std::ranges::find(histories, reading.first) == histories.end(); });
    if (!is_open_)
        return;
    for (const data::IncidentId id : histories) {
        if (world.histories.contains(id) || reading_.contains(id))
            continue;
        reading_[id] = scheduler_.run(
            Queue::reader, "history",
            [desk = reader_, id](std::stop_token, TaskProgress&) {
                return desk->store ? desk->store->history(id) : std::vector<data::IncidentEvent>();
            },
            [this, id](std::vector<data::IncidentEvent> events) { events_.fact(data::HistoryLoaded{id, std::move(events)}); },
            [this](Said words) { events_.failed(std::move(words)); });
    }
}

}
