// Heads, chunks and redirects of HTTP, however they are cut and whatever is in them.

#include "video/dial/http_message.h"
#include "video/error.h"
#include "video/stream/piece_cipher.h"

#include <gnutls/crypto.h>
#include <gtest/gtest.h>

using namespace video;

namespace {

TEST(HttpHead, is_read_with_either_kind_of_line_end_and_not_before_its_end)
{
    for (const std::string end : {"\r\n", "\n"}) {
        const std::string head = "HTTP/1.1 404 Not Found" + end + "Content-Type:  image/jpeg " + end + "X: a:b" + end + end;
        for (std::size_t cut = 0; cut < head.size(); ++cut)
            EXPECT_FALSE(parse_http_head(head.substr(0, cut))) << cut;
        const auto read = parse_http_head(head + "body\n\n");
        ASSERT_TRUE(read);
        EXPECT_EQ(read->bytes, head.size());
        EXPECT_EQ(read->answer.status, 404);
        EXPECT_EQ(read->answer.reason, "Not Found");
        EXPECT_EQ(read->answer.header("content-type"), "image/jpeg");
        EXPECT_EQ(read->answer.header("x"), "a:b");
    }
    EXPECT_TRUE(looks_like_http("HTT"));
    EXPECT_TRUE(looks_like_http("ICY 200 OK"));
    EXPECT_FALSE(looks_like_http("RTSP/1.0"));
}

TEST(ChunkedBody, is_the_same_however_it_is_cut)
{
    const std::string coded = "4\r\nWiki\r\n6;name=x\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nTrailer: x\r\n\r\nnext";
    for (std::size_t step = 1; step <= coded.size(); ++step) {
        ChunkedBody body;
        std::string all;
        for (std::size_t at = 0; at < coded.size(); at += step)
            all += body.feed(std::string_view(coded).substr(at, step));
        EXPECT_EQ(all, "Wikipedia in \r\n\r\nchunks.") << step;
        EXPECT_TRUE(body.is_over());
    }
    for (const char* wrong : {"x\r\n", "\r\n", "-4\r\n", "ffffffffffffffffffff\r\n"})
        EXPECT_THROW(ChunkedBody().feed(wrong), Error) << wrong;
    EXPECT_THROW(ChunkedBody().feed(std::string(5000, '0')), Error);
}

TEST(SentOn, goes_to_http_alone_takes_no_sign_in_along_and_stays_secured)
{
    Address from = parse_address("http://viewer:word@10.1.2.3:8080/live/list.m3u8?x=/1");
    from.fingerprint = "sha256:00";
    const std::pair<const char*, const char*> table[] = {
        {"http://10.1.2.4/a", "http://10.1.2.4:80/a"},
        {"https://10.1.2.3/a", "https://10.1.2.3:443/a"},
        {"//other/a", "http://other:80/a"},
        {"/a?b", "http://10.1.2.3:8080/a?b"},
        {"piece.ts", "http://10.1.2.3:8080/live/piece.ts"},
        {"http://admin:12345@10.1.2.3:8080/a", "http://10.1.2.3:8080/a"},
    };
    for (const auto& [location, url] : table) {
        const Address to = sent_on(from, location);
        EXPECT_EQ(to.url(), url) << location;
        EXPECT_EQ(to.user + to.password + to.fingerprint, "") << location;
    }
    for (const char* location : {"", "file:///etc/hostname", "rtsp://10.1.2.3/1", "http://", "gopher:x", "http://a:99999/"})
        EXPECT_THROW(sent_on(from, location), Error) << location;
    EXPECT_THROW(sent_on(parse_address("https://h/1"), "http://h/1"), Error);
    EXPECT_TRUE(is_same_place(from, parse_address("HTTP://10.1.2.3:8080/other")));
    for (const char* other : {"https://10.1.2.3:8080/", "http://10.1.2.3:8081/", "http://10.1.2.4:8080/"})
        EXPECT_FALSE(is_same_place(from, parse_address(other))) << other;
}

TEST(RequestTarget, is_one_word_of_ascii)
{
    EXPECT_EQ(request_target(parse_address("http://h/a b/街?c=d#e")), "/a%20b/%E8%A1%97?c=d");
    EXPECT_EQ(request_target(parse_address("http://h")), "/");
    EXPECT_EQ(whole_of_range("bytes 0-9/1234"), 1234);
    EXPECT_EQ(whole_of_range("bytes 0-9/*"), -1);
}

TEST(PieceCipher, opens_what_is_encrypted_however_it_is_cut)
{
    const std::string key_digits = "00112233445566778899aabbccddeeff", start_digits = "0f0e0d0c0b0a09080706050403020100";
    unsigned char key[16], start[16];
    for (unsigned i = 0; i < 16; ++i)
        key[i] = static_cast<unsigned char>(i * 0x11), start[i] = static_cast<unsigned char>(15 - i);
    for (const std::size_t length : {0u, 1u, 15u, 16u, 17u, 64u}) {
        const std::string plain(length, 'p');
        const std::size_t padding = 16 - length % 16;
        std::string coded = plain + std::string(padding, static_cast<char>(padding));
        gnutls_cipher_hd_t cipher = nullptr;
        const gnutls_datum_t key_bytes{key, sizeof key}, start_bytes{start, sizeof start};
        ASSERT_EQ(gnutls_cipher_init(&cipher, GNUTLS_CIPHER_AES_128_CBC, &key_bytes, &start_bytes), 0);
        gnutls_cipher_encrypt(cipher, coded.data(), coded.size());
        gnutls_cipher_deinit(cipher);
        for (std::size_t step = 1; step <= coded.size(); ++step) {
            PieceCipher opened(key_digits, start_digits);
            std::string all;
            for (std::size_t at = 0; at < coded.size(); at += step)
                all += opened.feed(std::string_view(coded).substr(at, step));
            EXPECT_EQ(all + opened.finish(), plain) << length << " " << step;
        }
    }
    EXPECT_THROW(PieceCipher("00", start_digits), Error);
    EXPECT_THROW(PieceCipher(std::string(32, 'x'), start_digits), Error);
}

}
