#pragma once
// An empty workspace in a folder of its own, files beside it, and imports at one fixed moment.

#include "data/import/import.h"
#include "data/store/store.h"
#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

inline const data::TimePoint import_moment = data::time_from_micros(1'700'000'000'000'000);

class ImportFixture : public testing::Test {
protected:
    FreshFolder folder_;
    data::Store store_ = data::Store::create(folder_ / "city.sqlite");

    std::string file(const std::string& name, const std::string& bytes)
    {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return (folder_ / name).string();
    }
    data::ImportReport take(data::ImportJob job, std::stop_token stop = {})
    {
        job.now = import_moment;
        return data::import_into(store_, job, {}, stop);
    }
};
