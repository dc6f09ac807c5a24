#include "data/drafts/grid_condition.h"

#include <algorithm>
#include <charconv>
#include <cctype>
#include <vector>

namespace data {
namespace {

struct Token {
    enum class Kind { word, quoted, sign, end } kind = Kind::end;
    std::string text;
    std::size_t at = 0;
};

struct WordRow {
    const char* word;
    GridField field;
};
constexpr WordRow field_words[] = {
    {"编码", GridField::code},          {"名称", GridField::name},           {"类型", GridField::kind},      {"社区", GridField::community},
    {"责任单位", GridField::unit},      {"单位", GridField::unit},           {"户数", GridField::households}, {"人口", GridField::residents},
    {"居民", GridField::residents},     {"面积", GridField::area},           {"估算", GridField::estimated}, {"备注", GridField::remark},
    {"responsible_unit", GridField::unit}, {"people", GridField::residents},
};
// Chinese is written without spaces: a word that begins with one of these ends there.
constexpr const char* joined_words[] = {"并且", "或者", "没有", "且", "或", "非", "无", "含", "等于", "小于", "大于"};

std::string lower(std::string_view text)
{
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return made;
}

/// Full-width signs that a Chinese keyboard writes, as ASCII has them.
std::string plain(std::string_view text)
{
    static constexpr std::pair<std::string_view, char> wide[] = {{"＜", '<'}, {"＞", '>'}, {"＝", '='}, {"！", '!'}, {"（", '('}, {"）", ')'}, {"，", ','}, {"“", '"'}, {"”", '"'}, {"～", '~'}, {"　", ' '}};
    std::string made;
    for (std::size_t i = 0; i < text.size();) {
        const auto at = std::ranges::find_if(wide, [&](const auto& row) { return text.substr(i).starts_with(row.first); });
        if (at != std::end(wide))
            made += at->second, i += at->first.size();
        else
            made += text[i++];
    }
    return made;
}

bool is_sign(char c) { return std::string_view("<>=!~(),").find(c) != std::string_view::npos; }

std::optional<std::size_t> joined_at(std::string_view text)
{
    for (const char* word : joined_words)
        if (text.starts_with(word))
            return std::string_view(word).size();
    return std::nullopt;
}

/// The field whose Chinese word the text begins with, and the word's length.
std::optional<std::pair<GridField, std::size_t>> field_at(std::string_view text)
{
    for (const WordRow& row : field_words)
        if (static_cast<unsigned char>(row.word[0]) >= 128 && text.starts_with(row.word))
            return std::pair(row.field, std::string_view(row.word).size());
    return std::nullopt;
}

std::vector<Token> tokens_of(const std::string& text)
{
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t at = i;
        if (std::isspace(static_cast<unsigned char>(text[i]))) {
            ++i;
        } else if (text[i] == '"') {
            const std::size_t end = std::min(text.find('"', i + 1), text.size());
            tokens.push_back({Token::Kind::quoted, text.substr(i + 1, end - i - 1), at});
            i = std::min(end + 1, text.size());
        } else if (is_sign(text[i])) {
            const bool is_two = i + 1 < text.size() && text[i + 1] == '=' && std::string_view("<>!=").find(text[i]) != std::string_view::npos;
            tokens.push_back({Token::Kind::sign, text.substr(i, is_two ? 2 : 1), at});
            i += is_two ? 2 : 1;
        } else {
            const std::string_view rest = std::string_view(text).substr(i);
            std::size_t length = 0;
            // After a comparison stands a value, and a name may hold any of these words.
            const bool is_value = !tokens.empty() && tokens.back().kind == Token::Kind::sign && std::string_view("(),").find(tokens.back().text[0]) == std::string_view::npos;
            if (const auto joined = is_value ? std::nullopt : joined_at(rest))
                length = *joined;
            else if (const auto field = is_value ? std::nullopt : field_at(rest))
                length = field->second;
            else
                while (length < rest.size() && !std::isspace(static_cast<unsigned char>(rest[length])) && !is_sign(rest[length]) && rest[length] != '"' &&
                       (length == 0 || static_cast<unsigned char>(rest[length]) < 128 || is_value || !joined_at(rest.substr(length))))
                    ++length;
            tokens.push_back({Token::Kind::word, std::string(rest.substr(0, length)), at});
            i += length;
        }
    }
    tokens.push_back({Token::Kind::end, "", text.size()});
    return tokens;
}

std::optional<double> number_from(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool is_numeric(GridField field) { return field == GridField::households || field == GridField::residents || field == GridField::area; }

bool compare(double value, const std::string& sign, double other)
{
    return sign == "<" ? value < other : sign == "<=" ? value <= other : sign == ">" ? value > other : sign == ">=" ? value >= other : sign == "!=" ? value != other : value == other;
}

}

class ConditionParser {
public:
    using Test = std::function<bool(const GridCondition::Read&)>;
    explicit ConditionParser(std::string_view text) : tokens_(tokens_of(plain(text))) {}

    std::variant<GridCondition, ConditionRefused> parse()
    {
        if (now().kind == Token::Kind::end)
            return ConditionRefused{};
        try {
            Test test = any();
            if (now().kind != Token::Kind::end)
                refuse(ConditionFault::left_over);
            return GridCondition(std::move(test));
        } catch (const ConditionRefused& refused) {
            return refused;
        }
    }

private:
    const Token& now() const { return tokens_[at_]; }
    [[noreturn]] void refuse(ConditionFault fault) const { throw ConditionRefused{fault, now().text, now().at}; }
    bool take(std::initializer_list<const char*> words)
    {
        if (now().kind == Token::Kind::quoted || now().kind == Token::Kind::end)
            return false;
        const std::string text = lower(now().text);
        if (std::ranges::none_of(words, [&](const char* word) { return text == word; }))
            return false;
        ++at_;
        return true;
    }

    Test any()
    {
        Test left = all();
        while (take({"or", "或", "或者"}))
            left = [left, right = all()](const auto& read) { return left(read) || right(read); };
        return left;
    }

    Test all()
    {
        Test left = one();
        while (take({"and", ",", "且", "并且"}))
            left = [left, right = one()](const auto& read) { return left(read) && right(read); };
        return left;
    }

    Test one()
    {
        // A thousand brackets or "not" are no sentence, and deep recursion is no answer to them.
        if (++depth_ > 100)
            refuse(ConditionFault::open_bracket);
        Test test = bound();
        --depth_;
        return test;
    }

    Test bound()
    {
        if (take({"not", "非"}))
            return [inner = one()](const auto& read) { return !inner(read); };
        if (take({"("})) {
            Test inner = any();
            if (!take({")"}))
                refuse(ConditionFault::open_bracket);
            return inner;
        }
        if (take({"no", "无", "没有"}))
            return [field = field_word()](const auto& read) { return !read(field).is_known(); };
        const GridField field = field_word();
        return comparison(field);
    }

    GridField field_word()
    {
        if (now().kind != Token::Kind::word)
            refuse(now().kind == Token::Kind::end ? ConditionFault::order_of_words : ConditionFault::unknown_field);
        const std::string text = lower(now().text);
        std::optional<GridField> field = grid_field_from_name(text);
        for (const WordRow& row : field_words)
            if (text == row.word)
                field = row.field;
        if (!field)
            refuse(ConditionFault::unknown_field);
        ++at_;
        return *field;
    }

    Test comparison(GridField field)
    {
        static constexpr std::pair<const char*, const char*> signs[] = {{"<", "<"}, {"<=", "<="}, {">", ">"}, {">=", ">="}, {"=", "="}, {"==", "="}, {"!=", "!="}, {"~", "~"}, {"is", "="}, {"含", "~"}, {"等于", "="}, {"小于", "<"}, {"大于", ">"}};
        std::string sign;
        for (const auto& [written, meant] : signs)
            if (sign.empty() && take({written}))
                sign = meant;
        if (sign.empty())
            return [field](const auto& read) { return read(field).is_known(); };
        if (now().kind != Token::Kind::word && now().kind != Token::Kind::quoted)
            refuse(ConditionFault::no_value);
        const bool is_quoted = now().kind == Token::Kind::quoted;
        const std::string value = now().text, small = lower(value);
        if (!is_quoted && (sign == "=" || sign == "!=") && (small == "none" || small == "无" || small == "unknown")) {
            ++at_;
            return [field, wanted = sign == "!="](const auto& read) { return read(field).is_known() == wanted; };
        }
        if (is_numeric(field) && sign != "~") {
            const auto number = number_from(value);
            if (!number)
                refuse(ConditionFault::not_a_number);
            ++at_;
            return [field, sign, other = *number](const auto& read) {
                const GridValue known = read(field);
                return known.number && compare(*known.number, sign, other);
            };
        }
        if (sign != "=" && sign != "!=" && sign != "~")
            refuse(ConditionFault::order_of_words);
        ++at_;
        std::string wanted = small;
        // A name of several words needs no quotes.
        while (!is_quoted && now().kind == Token::Kind::word && !is_joint(now()))
            wanted += " " + lower(now().text), ++at_;
        return [field, sign, wanted = meant_by(field, wanted)](const auto& read) {
            const GridValue known = read(field);
            const std::string text = lower(known.text), also = lower(known.also);
            if (sign == "~")
                return text.find(wanted) != std::string::npos || also.find(wanted) != std::string::npos;
            const bool is_same = text == wanted || (!also.empty() && also == wanted);
            return is_same == (sign == "=");
        };
    }

    static bool is_joint(const Token& token)
    {
        static constexpr const char* joints[] = {"and", "or", "且", "并且", "或", "或者"};
        return std::ranges::find(joints, lower(token.text)) != std::end(joints);
    }

    /// Words for what is kept as another one.
    static std::string meant_by(GridField field, const std::string& word)
    {
        if (field == GridField::kind && (word == "基础" || word == "基础网格"))
            return "base";
        if (field == GridField::kind && (word == "专属" || word == "专属网格"))
            return "dedicated";
        if (field == GridField::estimated && (word == "是" || word == "true"))
            return "yes";
        return word;
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

std::variant<GridCondition, ConditionRefused> parse_condition(std::string_view text) { return ConditionParser(text).parse(); }

}
