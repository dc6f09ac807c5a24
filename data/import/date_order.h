#pragma once
// Which of the first two numbers of "05/01/2024" is the day: no value says so where both are below 13, its column may. A value.

namespace data {

enum class DateOrder { month_first, day_first };

} // namespace data
