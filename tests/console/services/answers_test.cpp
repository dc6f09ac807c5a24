// What services say, and what of it stands on the screen.

#include "console/services/answers.h"

#include <gtest/gtest.h>

namespace {

using namespace console;

struct AnswersTest : testing::Test {
    AppClock clock;
    Texts text;
    LogFile log{""};
    Session session;
    Answers answers{session, clock, text, log};

    /// A look at the file of the desk: the first, or the whole one that counts `imported` records.
    static data::ImportPreview look(data::ImportKind kind, std::optional<int> imported)
    {
        data::ImportPreview preview;
        preview.job.source = "cameras.csv", preview.job.kind = kind;
        preview.is_first_look = !imported;
        if (imported)
            preview.report.emplace().imported = *imported;
        return preview;
    }
};

/// What stood on the desk stays where it was while the file is looked at again; nothing jumps, and what it counted is not taken for the new choice.
TEST_F(AnswersTest, a_first_look_takes_nothing_from_the_desk)
{
    session.import_desk.emplace().job.source = "cameras.csv";
    session.import_desk->is_looking = true;
    answers.previewed(look(data::ImportKind::cameras, {}));
    ASSERT_TRUE(session.import_desk->preview);
    EXPECT_TRUE(session.import_desk->is_looking) << "the dry run is still to come";
    answers.previewed(look(data::ImportKind::cameras, 39));
    EXPECT_FALSE(session.import_desk->is_looking);

    session.import_desk->is_looking = true;
    answers.previewed(look(data::ImportKind::cameras, {}));
    ASSERT_TRUE(session.import_desk->preview->report);
    EXPECT_EQ(session.import_desk->preview->report->imported, 39);
    EXPECT_TRUE(session.import_desk->is_looking);
    answers.previewed(look(data::ImportKind::cameras, 40));
    EXPECT_EQ(session.import_desk->preview->report->imported, 40);
    EXPECT_FALSE(session.import_desk->is_looking);

    answers.previewed(look(data::ImportKind::places, {}));
    EXPECT_FALSE(session.import_desk->preview->report) << "other records have other columns";
}

TEST_F(AnswersTest, what_belongs_to_another_file_is_dropped)
{
    session.import_desk.emplace().job.source = "places.csv";
    answers.previewed(look(data::ImportKind::cameras, 39));
    EXPECT_FALSE(session.import_desk->preview);
}

}
