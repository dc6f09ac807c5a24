// Nothing English in the Chinese console and nothing Chinese in the English one: errors, the session log, the names of tasks.

#include "console/text/log_words.h"
#include "console/text/text.h"
#include "data/error.h"
#include "embedded/embedded_errors.h"
#include "video/error.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>

namespace {

using console::Language;
using console::Texts;

/// Three words of small letters in a row, that are no name, unit or code.
bool has_english_sentence(const std::string& words)
{
    static const std::regex sentence(R"([a-z]{2,} [a-z]{2,} [a-z]{2,})");
    return std::regex_search(words, sentence);
}

bool has_chinese(const std::string& words)
{
    return std::ranges::any_of(words, [](char c) { return (static_cast<unsigned char>(c) & 0xf0) == 0xe0 && static_cast<unsigned char>(c) >= 0xe4; });
}

TEST(Words, every_error_is_told_in_both_languages)
{
    Texts text;
    int count = 0;
    for (const auto& file : embedded::embedded_errors()) {
        const nlohmann::json table = nlohmann::json::parse(file.bytes);
        for (const auto& [key, both] : table.items()) {
            ++count;
            const geo::Remark why(key.substr(std::string("error.").size()), {"A1", "B2", "C3", "D4"});
            const data::Error error(why);
            EXPECT_FALSE(has_chinese(error.what())) << key;
            text.set_language(Language::zh);
            const std::string zh = words_of(text, console::fault_of(error));
            EXPECT_TRUE(has_chinese(zh)) << key << ": " << zh;
            EXPECT_FALSE(has_english_sentence(zh)) << key << ": " << zh;
            text.set_language(Language::en);
            const std::string en = words_of(text, console::fault_of(error));
            EXPECT_FALSE(has_chinese(en)) << key << ": " << en;
            EXPECT_EQ(en, error.what()) << key;
        }
    }
    EXPECT_GT(count, 150);
}

TEST(Words, what_nobody_foresaw_stays_english_in_the_log_only)
{
    Texts text;
    const console::Fault fault = console::fault_of(std::runtime_error("std::bad_thing happened here somewhere"));
    text.set_language(Language::zh);
    EXPECT_EQ(words_of(text, fault), text("error.unforeseen"));
    text.set_language(Language::en);
    EXPECT_EQ(words_of(text, fault), "std::bad_thing happened here somewhere");
    text.set_language(Language::zh);
    EXPECT_EQ(words_of(text, console::fault_of(console::Error("已是本语言的话"))), "已是本语言的话");
    EXPECT_EQ(words_of(text, console::fault_of(video::Error(video::Cause::no_answer, "receive: no answer"))), text("cause.no_answer"));
}

TEST(Words, the_session_log_is_read_in_both_languages)
{
    using namespace std::chrono_literals;
    Texts text;
    text.set_language(Language::zh);
    EXPECT_EQ(console::log_kind_words(text, "camera_hidden"), "摄像机不再显示");
    EXPECT_EQ(console::log_kind_words(text, "of_a_newer_program"), "of_a_newer_program");
    EXPECT_EQ(console::log_subject_words(text, "camera 217"), "摄像机 217");
    EXPECT_EQ(console::log_subject_words(text, "/home/seat/street.sqlite"), "/home/seat/street.sqlite");
    EXPECT_EQ(console::log_detail_words(text, "where=wall 3 why=replaced", 8h), "位置：电视墙 3，原因：换成另一路");
    EXPECT_EQ(console::log_detail_words(text, "state=frozen cause=no_answer", 8h), std::string("状态：") + text("state.frozen") + "，原因：" + text("cause.no_answer"));
    EXPECT_EQ(console::log_detail_words(text, "cause=being_drawn", 8h), "原因：正在绘制") << "without the mark of what a tile counts";
    EXPECT_EQ(console::log_detail_words(text, "state=answered cause=none", 8h), "状态：有应答，原因：无");
    EXPECT_EQ(console::log_detail_words(text, "where=wall 3 why=number", 8h), "位置：电视墙 3，原因：输入编号");
    EXPECT_EQ(console::log_detail_words(text, "where=wall 3 why=tree", 8h), "位置：电视墙 3，原因：摄像机列表");
    EXPECT_EQ(console::log_detail_words(text, "from=2026-11-29T16:30:00Z purpose=theft why=at the gate", 8h), "起：2026-11-30 00:30:00，用途：theft why=at the gate")
        << "what somebody typed stays";
    text.set_language(Language::en);
    EXPECT_EQ(console::log_kind_words(text, "seat_locked"), "Seat locked");
    EXPECT_EQ(console::log_detail_words(text, "why=untouched minutes=15", 8h), "why: untouched, minutes: 15");
}

TEST(Words, tasks_are_named_in_both_languages)
{
    Texts text;
    text.set_language(Language::zh);
    EXPECT_EQ(console::task_words(text, "footage 217"), "绘制演示视频 217");
    EXPECT_EQ(console::task_words(text, "search_index"), "搜索索引");
    EXPECT_EQ(console::task_words(text, "识别 grids.csv"), "识别 grids.csv");
    text.set_language(Language::en);
    EXPECT_EQ(console::task_words(text, "footage 217"), "footage 217");
}

}
