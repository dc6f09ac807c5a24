// Units, accounts and posts: small tables of labels.
#include "data/store/tables/batches.h"
#include "data/store/tables/tables.h"

#include <soci/soci.h>

namespace data::store {

std::vector<Unit> read_units(Connection& connection)
{
    std::vector<Unit> units;
    long long id = 0;
    std::string name, phone, remark;
    soci::statement statement =
        (connection.sql().prepare << "select id, name, duty_phone, remark from units order by id", soci::into(id),
         soci::into(name), soci::into(phone), soci::into(remark));
    statement.execute();
    while (statement.fetch())
        units.push_back({{id}, name, phone, remark});
    return units;
}

std::vector<UnitId> write(Connection& connection, std::span<const Unit> units)
{
    std::vector<UnitId> ids;
    long long id = 0;
    std::string name, phone, remark;
    Batches batches(connection, "units");
    soci::statement statement =
        (connection.sql().prepare
             << "insert into units (id, name, duty_phone, remark) values (:id, :name, :phone, :remark) on conflict "
                "(id) "
                "do update set name = excluded.name, duty_phone = excluded.duty_phone, remark = excluded.remark",
         soci::use(id), soci::use(name), soci::use(phone), soci::use(remark));
    for (const Unit& unit : units) {
        batches.next_row();
        id = batches.id_for(unit.id.value), name = unit.name, phone = unit.duty_phone, remark = unit.remark;
        statement.execute(true);
        ids.push_back({id});
    }
    batches.finish();
    return ids;
}

std::vector<Account> read_accounts(Connection& connection)
{
    std::vector<Account> accounts;
    long long id = 0;
    long long post = 0, has_pin = 0;
    std::string label, role, login;
    soci::statement statement =
        (connection.sql().prepare << "select id, label, role, coalesce(post_id, 0), coalesce(login, ''), case when pin is null then 0 else 1 end from accounts order by id",
         soci::into(id), soci::into(label), soci::into(role), soci::into(post), soci::into(login), soci::into(has_pin));
    statement.execute();
    while (statement.fetch())
        accounts.push_back({{id}, label, role, {post}, login, has_pin != 0});
    return accounts;
}

std::string read_pin(Connection& connection, AccountId account)
{
    long long id = account.value;
    std::string hash;
    soci::statement statement = (connection.sql().prepare << "select pin from accounts where id = :id and pin is not null", soci::use(id), soci::into(hash));
    statement.execute();
    return statement.fetch() ? hash : std::string();
}

void write_pin(Connection& connection, AccountId account, std::string hash)
{
    long long id = account.value;
    connection.sql() << "update accounts set pin = nullif(:hash, '') where id = :id", soci::use(hash), soci::use(id);
}

int read_wrong_pins(Connection& connection, AccountId account)
{
    long long id = account.value, wrong = 0;
    soci::statement statement = (connection.sql().prepare << "select wrong from pin_failures where account_id = :id", soci::use(id), soci::into(wrong));
    return statement.execute(true) ? static_cast<int>(wrong) : 0;
}

void add_wrong_pin(Connection& connection, AccountId account)
{
    long long id = account.value;
    connection.sql() << "insert into pin_failures (account_id, wrong) values (:id, 1) on conflict (account_id) do update set wrong = pin_failures.wrong + 1", soci::use(id);
}

void forget_wrong_pins(Connection& connection, AccountId account)
{
    long long id = account.value;
    connection.sql() << "delete from pin_failures where account_id = :id", soci::use(id);
}

std::vector<AccountId> write(Connection& connection, std::span<const Account> accounts)
{
    std::vector<AccountId> ids;
    long long id = 0, post = 0;
    std::string label, role, login;
    Batches batches(connection, "accounts");
    soci::statement statement =
        (connection.sql().prepare
             << "insert into accounts (id, label, role, post_id, login) values (:id, :label, :role, nullif(:post, 0), nullif(:login, '')) on "
                "conflict (id) do update set label = excluded.label, role = excluded.role, post_id = excluded.post_id, login = excluded.login",
         soci::use(id), soci::use(label), soci::use(role), soci::use(post), soci::use(login));
    for (const Account& account : accounts) {
        batches.next_row();
        id = batches.id_for(account.id.value), label = account.label, role = account.role, post = account.post.value, login = account.login;
        statement.execute(true);
        ids.push_back({id});
    }
    batches.finish();
    return ids;
}

std::vector<Post> read_posts(Connection& connection)
{
    std::vector<Post> posts;
    long long id = 0;
    std::string label, seat;
    soci::statement statement = (connection.sql().prepare << "select id, label, seat from posts order by id",
                                 soci::into(id), soci::into(label), soci::into(seat));
    statement.execute();
    while (statement.fetch())
        posts.push_back({{id}, label, seat});
    return posts;
}

std::vector<PostId> write(Connection& connection, std::span<const Post> posts)
{
    std::vector<PostId> ids;
    long long id = 0;
    std::string label, seat;
    Batches batches(connection, "posts");
    soci::statement statement =
        (connection.sql().prepare << "insert into posts (id, label, seat) values (:id, :label, :seat) on conflict (id) "
                                     "do update set label = excluded.label, seat = excluded.seat",
         soci::use(id), soci::use(label), soci::use(seat));
    for (const Post& post : posts) {
        batches.next_row();
        id = batches.id_for(post.id.value), label = post.label, seat = post.seat;
        statement.execute(true);
        ids.push_back({id});
    }
    batches.finish();
    return ids;
}

} // namespace data::store
