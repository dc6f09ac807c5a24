#pragma once
// What a stream is made with. A value.

#include "video/dial/sign_in.h"
#include "video/stream/packet_sink.h"
#include "video/stream/picture_wish.h"

#include <functional>
#include <memory>
#include <string>

namespace video {

struct StreamOptions {
    std::string name;                 // names the thread and the log lines: "217"
    std::string url;                  // rtsp://…, http://…, a file's path: the table in source_table.cpp
    std::string user, password;       // never part of url
    // Asked before each dial, on the stream's thread, in place of user and password; throws Error(no_credential). While a
    // sign-in is refused it is asked every two seconds: a changed one dials again.
    std::function<SignIn()> sign_in;
    // A file played endlessly at real time counts as live (the demo's footage). One that is not looped is `recorded` while it plays
    // and stays so on its last picture, Cause::ended; retry_now() plays it again.
    bool loop = false;
    // Gets every packet, decoded or not; null: nothing is kept.
    std::shared_ptr<PacketSink> sink;
    // The sink gets a live camera's sound, too, where it sends any (RTSP). It is never played and says nothing of the picture's state.
    bool keep_sound = false;
    PictureWish wanted;               // from the first picture on: masks that came a moment later would come too late
    // Called when there is a new frame or state, from the stream's thread, never after the destructor; it must not drop
    // this stream.
    std::function<void()> wake;
};

}
