#include "video/dial/encoding.h"

#include <gtest/gtest.h>

namespace {

// RFC 4648, section 10.
TEST(Encoding, knows_the_vectors_of_its_standard)
{
    struct Row {
        const char *bytes, *hex, *base64;
    };
    for (const Row& row : {Row{"", "", ""}, Row{"f", "66", "Zg=="}, Row{"fo", "666f", "Zm8="}, Row{"foo", "666f6f", "Zm9v"}, Row{"foob", "666f6f62", "Zm9vYg=="},
                           Row{"fooba", "666f6f6261", "Zm9vYmE="}, Row{"foobar", "666f6f626172", "Zm9vYmFy"}, Row{"\xff\xfe", "fffe", "//4="}}) {
        const std::string_view bytes(row.bytes);
        EXPECT_EQ(video::hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()}), row.hex);
        EXPECT_EQ(video::base64(bytes), row.base64);
    }
    const std::string password(300, 'x'); // longer than a line of PEM
    EXPECT_EQ(video::base64(password).size(), 400u);
    EXPECT_EQ(video::base64(password).find('\n'), std::string::npos);
}

}
