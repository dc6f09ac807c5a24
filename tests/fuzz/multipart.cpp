// Pictures in parts between boundaries, as cameras send them over HTTP (multipart/x-mixed-replace).

#include "tests/fuzz/recording.h"
#include "tests/fuzz/targets.h"

void fuzz::multipart(std::string_view bytes) { play("parts.mjpg", bytes); }
