#include "video/dial/diary.h"

#include <algorithm>

namespace video {

void DiaryWriter::begin(Step step)
{
    if (!diary_.steps.empty() && diary_.steps.back().step == step)
        return;
    end(true);
    diary_.steps.push_back({.step = step, .began = passed()});
}

void DiaryWriter::end(bool done)
{
    diary_.total = passed();
    if (diary_.steps.empty() || diary_.steps.back().done)
        return;
    diary_.steps.back().took = passed() - diary_.steps.back().began;
    diary_.steps.back().done = done;
}

void DiaryWriter::mark(Mark mark)
{
    if (std::ranges::none_of(diary_.marks, [&](const DiaryMark& one) { return one.mark == mark; }))
        diary_.marks.push_back({mark, passed()});
}

milliseconds DiaryWriter::passed() const { return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start_); }

}
