#pragma once
// What a number in a cell of a spreadsheet means: a number, or days since 1900 under a format of dates. Pure functions; any thread.
// Formats by number: ECMA-376 part 1, 18.8.30 "numFmt", with those of East Asian languages (27 to 36, 50 to 58).

#include <string>
#include <string_view>

namespace geo {

/// Whether a built-in format, or one spelt out ("yyyy/m/d\ h:mm", "[$-804]yyyy\"年\"m\"月\"d\"日\""), shows dates or times.
bool is_date_format(int builtin);
bool is_date_format(std::string_view code);

/// A number of days as "2024-01-05", with its time of day where it has one, to the millisecond: "2024-01-05T10:04:19"; below one day a time
/// alone, "10:04:19". `since_1904`: days are counted from 1904-01-01, else as Excel counts, which has a 29th of February 1900. Text that is
/// no such number comes back as it is.
std::string sheet_time(std::string_view number, bool since_1904);

/// A number as it stands, a whole one below 2^53 without a power of ten: "4.20106001001001E14" is "420106001001001". Beyond, spreadsheets do not
/// keep the digits, whatever the file says: as they show it, "4.20106E+19".
std::string sheet_number(std::string_view number);

} // namespace geo
