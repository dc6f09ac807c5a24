// What to do about each cause with each kind of address: in words that belong to it.

#include "console/text/diary_words.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using namespace console;

struct Kind {
    const char* url;
    std::vector<std::string> foreign; // what a remedy for it may not speak of
};

const Kind kinds[] = {
    {"/recordings/a.mp4", {"RTSP", "UDP", "TCP", "RTMP", "web", " port"}},
    {"rtsp://camera/1", {"RTMP", "web service"}},
    {"http://camera/1.jpg", {"RTSP", "UDP", "TCP", "RTMP"}},
    {"https://camera/list.m3u8", {"RTSP", "UDP", "TCP", "RTMP"}},
    {"rtmp://server/live/1", {"RTSP", "UDP", "TCP", "web"}},
    {"srt://server:9000", {"RTSP", "RTMP", "web"}},
};

TEST(DiaryWords, EveryCauseHasWordsAndARemedyThatFitsTheAddress)
{
    const Texts texts;
    // What is wrong with the address itself names other kinds; a file has no port that could be refused.
    using enum video::Cause;
    const std::set<video::Cause> of_addresses{bad_scheme, no_scheme, bad_port, refused_connection, not_rtsp, web_page, login_page};
    for (std::size_t i = 1; i < video::cause_names.size(); ++i)
        for (const Language language : {Language::en, Language::zh})
            for (const Kind& kind : kinds) {
                const Texts text = texts.speaking(language);
                const auto cause = static_cast<video::Cause>(i);
                video::Diary diary;
                diary.url = kind.url;
                diary.cause = cause;
                const std::string words = cause_words(text, diary), remedy = remedy_words(text, diary);
                EXPECT_FALSE(words.empty() || words.starts_with("cause.")) << video::cause_names[i];
                EXPECT_FALSE(remedy.empty() || remedy.starts_with("remedy.")) << video::cause_names[i];
                if (of_addresses.contains(cause) && (video::family_of(kind.url) == video::Family::file || (cause != refused_connection && cause != not_rtsp)))
                    continue;
                for (const std::string& foreign : kind.foreign)
                    EXPECT_EQ(remedy.find(foreign), std::string::npos) << kind.url << " " << video::cause_names[i] << ": " << remedy;
            }
}

TEST(DiaryWords, ARefusedPortOfTheWebIsNotRtsp)
{
    const Texts text = Texts().speaking(Language::en);
    EXPECT_EQ(remedy_for(text, "refused_connection", video::Family::http), "Check the port; its web service may be off");
    EXPECT_EQ(remedy_for(text, "refused_connection", video::Family::rtsp), "Check the port, and that its RTSP service is switched on");
    EXPECT_EQ(remedy_for(text, "no_packets", video::Family::list), "See whether it has an input");
    EXPECT_EQ(remedy_for(text, "bad_port", video::Family::rtsp), "A port is a number from 1 to 65535");
    EXPECT_EQ(remedy_for(text, "no_scheme", video::Family::file), "Begin it with rtsp://");
}

}
