#pragma once
// The session log, the tasks and the themes in the console's language. What is written into a workspace or a log stays as it is, in
// English with keys and values, so that two consoles of different languages read the same rows. Pure; UI thread.

#include "console/text/text.h"

#include <chrono>
#include <string>
#include <string_view>

namespace console {

/// "camera_shown" → "Camera shown".
std::string log_kind_words(const Texts& text, const std::string& kind);
/// "camera 217" → "Camera 217"; what is no thing of ours stays.
std::string log_subject_words(const Texts& text, const std::string& subject);
/// "from=2026-11-22T06:30:00Z why=replaced purpose=theft at the gate" with its keys and our own words in the language, times on the
/// workspace's clock; what somebody typed stays.
std::string log_detail_words(const Texts& text, const std::string& detail, std::chrono::minutes utc_offset);

/// Of a background task ("footage 217", Scheduler::post).
std::string task_words(const Texts& text, const std::string& name);

}
