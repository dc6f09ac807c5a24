#include "data/store/tables/batches.h"

#include <algorithm>

namespace data::store {
namespace {

constexpr auto writing_time = std::chrono::milliseconds(30);

}

void Batches::next_row()
{
    const auto now = std::chrono::steady_clock::now();
    if (transaction_ && now - began_ < writing_time)
        return;
    finish();
    const Staging* staging = connection_.staging();
    if (staging)
        staging->check_stop();
    transaction_.emplace(connection_, !staging);
    began_ = now;
    last_id_ = staging ? 0 : connection_.last_id(table_);
}

std::int64_t Batches::id_for(std::int64_t wanted)
{
    if (Staging* staging = connection_.staging())
        return wanted ? wanted : staging->next_id(table_);
    const std::int64_t id = wanted ? wanted : last_id_ + 1;
    last_id_ = std::max(last_id_, id);
    return id;
}

void Batches::finish()
{
    if (transaction_)
        transaction_->commit();
    transaction_.reset();
}

} // namespace data::store
