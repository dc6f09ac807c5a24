#pragma once
// A condition over the fields of a grid, as a person types it, in English or Chinese:
//   households < 150 and no unit        户数 < 150 且 无 责任单位
//   community = "East 7" or name ~ river      not (kind = dedicated)
// Numbers compare with < <= > >= = !=, words with = != and ~ (holds); "no FIELD" and "FIELD" alone ask whether it is known. "not" binds
// before "and", "and" before "or". Pure functions; any thread.

#include "data/drafts/grid_fields.h"

#include <functional>
#include <variant>

namespace data {

enum class ConditionFault { empty, unknown_field, no_value, not_a_number, order_of_words, open_bracket, left_over };
inline constexpr std::array<const char*, 7> condition_fault_names{"empty",          "unknown_field", "no_value", "not_a_number",
                                                                  "order_of_words", "open_bracket",  "left_over"};

struct ConditionRefused {
    ConditionFault fault = ConditionFault::empty;
    std::string word;      // where it stands; empty: the end
    std::size_t at = 0;    // byte
};

class GridCondition {
public:
    using Read = std::function<GridValue(GridField)>;
    bool matches(const Read& read) const { return test_(read); }

private:
    friend class ConditionParser;
    explicit GridCondition(std::function<bool(const Read&)> test) : test_(std::move(test)) {}
    std::function<bool(const Read&)> test_;
};

std::variant<GridCondition, ConditionRefused> parse_condition(std::string_view text);

}
