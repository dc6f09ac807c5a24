#pragma once
// A talk with an RTSP server over one line of ours, from the first word to TEARDOWN (RFC 2326): the pictures come on the same line, so that a camera
// which serves one client serves us. Every request is signed in as the server asks for it, also where that hangs up behind a 401. Blocks; one thread.

#include "video/dial/dial.h"
#include "video/dial/rtsp_message.h"
#include "video/dial/rtsp_stream.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace video {

/// Name, connection, OPTIONS and DESCRIBE with sign-in. RTSPS: the certificate is checked before anything is said.
Dialled dial_rtsp(const Address& address, const DialOrder& order);

class RtspSession {
public:
    /// Dials, OPTIONS and DESCRIBE, following up to ceiling::redirects. Throws Error as dial_rtsp().
    RtspSession(const Address& address, const DialOrder& order);
    /// Says TEARDOWN where anything was set up, and waits for the answer for half a second at the most.
    ~RtspSession();
    RtspSession(const RtspSession&) = delete;
    RtspSession& operator=(const RtspSession&) = delete;

    const std::string& description() const { return description_; }
    const std::string& numeric_host() const { return numeric_host_; }
    /// Asked from here on while the line is waited for; true lets go.
    void ask(std::function<bool()> interrupted);

    /// SETUP and PLAY, with RTP in this line. False: it gives them in no such way (461), and nothing is set up. Throws Error.
    bool play(bool with_sound);
    /// What plays, as a description of those streams alone.
    const std::string& played() const { return played_; }
    /// The next packet of RTP or RTCP of what plays; empty at the end. Throws Error: no_answer, stopped, ended.
    std::string receive();
    /// A packet of RTCP for the first stream that plays.
    void send_report(const std::string& packet);
    /// Lets go of the line without a word more.
    void hang_up();

private:
    void dial();
    void describe();
    RtspAnswer talk(const std::string& method, const std::string& url, const std::string& more = {});
    RtspAnswer talk_once(RtspRequest request);
    void follow(const RtspAnswer& answer, const std::string& method);
    void set_up(const RtspMedia& media, int channel);
    void keep_alive();
    void take(const RtspAnswer& answer);
    bool accept(RtspPacket& packet) const;
    std::string request_for(const std::string& method, const std::string& url);

    Address address_; // where it is now
    DialOrder order_;
    std::shared_ptr<ByteStream> line_;
    std::string numeric_host_, description_, base_, played_;
    RtspStream arrived_;
    std::vector<RtspPacket> early_; // packets that came before the answer to PLAY
    RtspAnswer challenge_;           // the last 401; status 0: none yet
    unsigned signed_ = 0;            // with its nonce, so far
    int sequence_ = 0, redirects_ = 0, stale_ = 0, refusals_ = 0; // refusals: of keeping alive, in a row
    bool has_heard_ = false, is_guarded_ = false, has_parameters_ = false;
    std::string session_;
    struct Channel {
        int number;
        int payload_type; // −1: as it comes
    };
    std::vector<Channel> channels_;
    milliseconds keep_alive_each_{30000};
    Time kept_alive_;
};

}
