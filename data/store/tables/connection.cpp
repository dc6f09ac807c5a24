#include "data/store/tables/connection.h"

#include <soci/soci.h>

namespace data::store {

std::int64_t Connection::number(const std::string& query)
{
    long long value = 0;
    soci::indicator there = soci::i_null;
    sql() << query, soci::into(value, there);
    return sql().got_data() && there == soci::i_ok ? value : 0;
}

Transaction::Transaction(Connection& connection, bool locks) : connection_(connection), locks_(locks)
{
    connection_.begin(locks);
}

Transaction::~Transaction()
{
    if (!open_)
        return;
    try {
        connection_.sql() << "rollback";
    } catch (const soci::soci_error&) {
        // The engine has rolled back by itself, as it may when the disk is full.
    }
}

void Transaction::commit()
{
    if (locks_)
        connection_.seal();
    connection_.sql() << "commit";
    open_ = false;
}

} // namespace data::store
