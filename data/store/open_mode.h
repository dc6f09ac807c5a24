#pragma once

namespace data {

/// How a workspace is opened.
enum class OpenMode { read_write, read_only };

} // namespace data
