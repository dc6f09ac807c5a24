#pragma once

#include "data/error.h"

#include <string>

/// What the Error of `work` says; "" where it throws none.
template <class Work> std::string refusal(Work work)
{
    try {
        work();
    } catch (const data::Error& error) {
        return error.what();
    }
    return "";
}
