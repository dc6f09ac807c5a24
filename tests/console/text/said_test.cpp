// What was said stays in the language of whoever reads it, whenever it was said.

#include "console/text/text.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

struct SaidWords : testing::Test {
    Texts text;
    std::string in(Language language, const Said& said)
    {
        text.set_language(language);
        return words_of(text, said);
    }
};

TEST_F(SaidWords, FollowTheLanguage)
{
    const Said saved = said("message.report_saved", "4471");
    EXPECT_NE(in(Language::zh, saved), in(Language::en, saved));
    EXPECT_NE(in(Language::zh, saved).find("4471"), std::string::npos);
    EXPECT_NE(in(Language::en, saved).find("4471"), std::string::npos);
    EXPECT_EQ(words_of(text, saved, Language::zh), in(Language::zh, saved)) << "the log asks for a language of its own";
}

TEST_F(SaidWords, SoDoTheWordsWithinThem)
{
    const Said refused = said("message.refused", said("command.layout.wall"), said("why.workspace"));
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        EXPECT_EQ(words_of(text, refused), text.format("message.refused", {text("command.layout.wall"), text("why.workspace")}));
    }
}

TEST_F(SaidWords, WhatNobodyForesawIsEnglishInEnglishOnly)
{
    const Said unforeseen(Fault{"disk I/O error 10", {}});
    EXPECT_EQ(in(Language::en, unforeseen), "disk I/O error 10");
    EXPECT_EQ(in(Language::zh, unforeseen), text.in(Language::zh, "error.unforeseen"));
    const Said foreseen(Fault{"cannot write", geo::remark("not_writable")});
    EXPECT_EQ(in(Language::zh, foreseen), text.in(Language::zh, "error.not_writable"));
    EXPECT_EQ(english_of(foreseen), geo::error_words(geo::remark("not_writable")));
}

TEST_F(SaidWords, StandAfterOneAnother)
{
    const Said both = said_together({said("message.import_cancelled"), Said("a.csv")});
    for (const Language language : {Language::zh, Language::en}) {
        text.set_language(language);
        EXPECT_EQ(words_of(text, both), std::string(text("message.import_cancelled")) + " a.csv");
    }
    EXPECT_TRUE(Said().empty());
}

}
