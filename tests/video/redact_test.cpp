#include "video/dial/address.h"
#include "video/error.h"
#include "video/log.h"
#include "video/redact.h"

#include <gtest/gtest.h>

#include <random>

using namespace video;

namespace {

struct Text {
    const char *given, *shown;
};

TEST(Redact, hides_credentials_of_any_form)
{
    const Text table[] = {
        {"plain text: nothing to hide", "plain text: nothing to hide"},
        {"rtsp://10.0.0.1:554/ch1", "rtsp://10.0.0.1:554/ch1"},
        {"open rtsp://admin:secret@10.0.0.1:554/ch1 failed", "open rtsp://***@10.0.0.1:554/ch1 failed"},
        {"rtsp://admin@10.0.0.1/", "rtsp://***@10.0.0.1/"},
        {"rtsp://admin:p@ss@10.0.0.1/", "rtsp://***@10.0.0.1/"},
        {"rtsp://admin:p/ss@10.0.0.1/ch1", "rtsp://***@10.0.0.1/ch1"},
        {"rtsp://admin:p?s#s@10.0.0.1/ch1", "rtsp://***@10.0.0.1/ch1"},
        {"rtsp://admin:my secret@10.0.0.1/ch1", "rtsp://***@10.0.0.1/ch1"},
        {"'rtsp://admin:secret@h/1' and 'http://u:v@k/2'", "'rtsp://***@h/1' and 'http://***@k/2'"},
        {"cut short: rtsp://admin:sec", "cut short: rtsp://***"},
        {"rtsp://admin:12 34@10.0.0.1/ch1", "rtsp://***@10.0.0.1/ch1"},
        {"rtsp://admin:a\"b@10.0.0.1/ch1", "rtsp://***@10.0.0.1/ch1"},
        {"[rtsp @ 0x5580] rtsp://10.0.0.1:554/ch1 failed [tcp @ 0x5580]",
         "[rtsp @ 0x5580] rtsp://10.0.0.1:554/ch1 failed [tcp @ 0x5580]"},
        {"rtsp://[::1]:554/ch1", "rtsp://[::1]:554/ch1"},
        {"Authorization: Basic YTpi\r\nCSeq: 3", "Authorization: ***\r\nCSeq: 3"},
        {"authorization: Digest username=\"a\", response=\"0f\"", "authorization: ***"},
        {"Proxy-Authorization: Basic YTpi", "Proxy-Authorization: ***"},
        {"http://h/cgi?user=admin&password=secret&ch=1", "http://h/cgi?user=***&password=***&ch=1"},
        {"http://h/cgi?ch=1&PWD=secret", "http://h/cgi?ch=1&PWD=***"},
        {"http://h/user=admin_password=tlJwpbo6_channel=1", "http://h/user=***"},
    };
    for (const Text& text : table)
        EXPECT_EQ(without_credentials(text.given), text.shown);
}

TEST(Redact, no_password_survives_in_a_url)
{
    constexpr std::string_view letters = "aB1@/:?#%& '\"<>[]!\\";
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        std::string password;
        for (std::size_t length = 1 + random() % 12; password.size() < length;)
            password += letters[random() % letters.size()];
        // The mark stands where a cut would leave it over.
        password.insert(random() % (password.size() + 1), "SECRET");
        const std::string text = "open rtsp://admin:" + password + "@cam7.example:554/ch1 failed\nnext line";
        const std::string shown = without_credentials(text);
        ASSERT_EQ(shown.find("SECRET"), std::string::npos) << text << "\n" << shown;
        ASSERT_TRUE(shown.ends_with("\nnext line")) << shown;
        try {
            parse_address("rtsp://admin:" + password + "@cam7.example:554/ch1");
        } catch (const Error& error) {
            ASSERT_EQ(std::string(error.what()).find("SECRET"), std::string::npos) << error.what();
        }
    }
}

TEST(Redact, a_known_secret_is_hidden_wherever_it_stands)
{
    EXPECT_EQ(without_secret("Failed to resolve hostname ss/word", "ss/word"), "Failed to resolve hostname ***");
    EXPECT_EQ(without_secret("x ss%2Fword y", "ss/word"), "x *** y");
    EXPECT_EQ(without_secret("a text", "a"), "a text");
}

TEST(Redact, an_error_never_holds_a_credential)
{
    EXPECT_STREQ(Error(Cause::other, "open rtsp://u:p@h/").what(), "open rtsp://***@h/");
}

}
