#include "tests/console/console_run.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& file)
{
    std::ifstream in(file);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

}

ConsoleRun::ConsoleRun()
{
    std::string pattern = (fs::temp_directory_path() / "gridwatch_run_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
}

ConsoleRun::~ConsoleRun()
{
    if (xvfb_ > 0) {
        kill(xvfb_, SIGTERM);
        waitpid(xvfb_, nullptr, 0);
    }
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void ConsoleRun::make_demo()
{
    const Result made = gridwatch({"demo", workspace(), "--now", moment()});
    ASSERT_EQ(made.status, 0) << made.errors;
}

std::string ConsoleRun::make_one_camera(const std::string& url, const std::string& more_columns, const std::string& more_values)
{
    const std::string table = folder_ + "/cameras.csv", made = folder_ + "/w.sqlite";
    std::ofstream(table) << "number,code,name,lat,lon,main_url" << more_columns << "\n901,c901,gate,30.6,114.3," << url << more_values << "\n";
    const Result imported = gridwatch({"import", made, table, "--as", "cameras"});
    EXPECT_EQ(imported.status, 0) << imported.errors;
    fs::remove(table);
    return made;
}

void ConsoleRun::play(const std::string& workspace, const std::string& text, const std::string& size)
{
    const std::string file = folder_ + "/played.drive";
    std::ofstream(file) << text;
    const Result played = console({workspace, "--drive", file, "--offscreen", size, "--lang", "en"});
    EXPECT_EQ(played.status, 0) << played.errors;
    fs::remove(file);
}

bool ConsoleRun::start_display(const std::string& size, int dpi)
{
    // Without -noreset it starts anew when the last client goes, and refuses who comes meanwhile.
    return start_server({"Xvfb", "-displayfd", "3", "-screen", "0", size + "x24", "-dpi", std::to_string(dpi), "-nolisten", "tcp", "-noreset"});
}

bool ConsoleRun::start_monitors()
{
    // Debian's dummy driver: its first output is there from the start, another comes with the first mode it is given, and then has
    // the driver's own.
    const std::string settings = folder_ + "/xorg.conf";
    std::ofstream(settings) << R"(Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "AutoAddGPU" "false"
EndSection
Section "Device"
    Identifier "d"
    Driver "dummy"
    VideoRam 64000
EndSection
Section "Monitor"
    Identifier "m"
    HorizSync 5.0-1000.0
    VertRefresh 5.0-200.0
EndSection
Section "Screen"
    Identifier "s"
    Device "d"
    Monitor "m"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Virtual 2560 720
        Modes "1280x720"
    EndSubSection
EndSection
)";
    // By its own path: Debian's wrapper refuses whoever sits at no console.
    return start_server({"/usr/lib/xorg/Xorg", "-displayfd", "3", "-noreset", "-nolisten", "tcp", "-config", settings, "-logfile", folder_ + "/xorg.log",
                         "-novtswitch", "-sharevts"}) &&
           xrandr({"--newmode", "gridwatch", "74.5", "1280", "1344", "1472", "1664", "720", "723", "728", "748"}) == 0 &&
           xrandr({"--addmode", "DUMMY1", "gridwatch"}) == 0 && xrandr({"--output", "DUMMY1", "--mode", "gridwatch", "--pos", "1280x0"}) == 0 && xrandr({"--query"}) == 0 &&
           plug_second(false) && plug_second(true);
}

bool ConsoleRun::plug_second(bool is_there)
{
    return (is_there ? xrandr({"--output", "DUMMY1", "--mode", "1280x720", "--pos", "1280x0"}) : xrandr({"--output", "DUMMY1", "--off"})) == 0;
}

int ConsoleRun::xrandr(const std::vector<std::string>& arguments)
{
    std::vector<char*> words{const_cast<char*>("xrandr")};
    for (const std::string& word : arguments)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        setenv("DISPLAY", display_.c_str(), 1);
        dup2(open("/dev/null", O_WRONLY), 1);
        execvp("xrandr", words.data());
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool ConsoleRun::start_server(const std::vector<std::string>& command)
{
    const std::string number = folder_ + "/display";
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    xvfb_ = fork();
    if (xvfb_ == 0) {
        dup2(open(number.c_str(), O_CREAT | O_WRONLY, 0600), 3); // -displayfd
        const int none = open("/dev/null", O_WRONLY);
        dup2(none, 1);
        dup2(none, 2);
        execvp(words[0], words.data());
        _exit(127);
    }
    std::string text;
    video_test::until([&] {
        text = text_of(number);
        if (!text.ends_with('\n') && waitpid(xvfb_, nullptr, WNOHANG) != 0)
            xvfb_ = 0;
        return text.ends_with('\n') || xvfb_ == 0;
    });
    if (text.ends_with('\n'))
        display_ = ":" + text.substr(0, text.size() - 1);
    return !display_.empty();
}

ConsoleRun::Result ConsoleRun::console(const std::vector<std::string>& arguments)
{
    std::vector<std::string> all{"console"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return gridwatch(all);
}

ConsoleRun::Result ConsoleRun::gridwatch(const std::vector<std::string>& arguments) { return wait(start(arguments)); }

pid_t ConsoleRun::start(const std::vector<std::string>& arguments)
{
    const std::string out = folder_ + "/out", err = folder_ + "/err", program = BINARY_DIR "/gridwatch";
    std::vector<char*> words{const_cast<char*>(program.c_str())};
    for (const std::string& word : arguments)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_RDONLY), 0);
        dup2(open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 1);
        dup2(open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 2);
        setenv("XDG_STATE_HOME", (folder_ + "/state").c_str(), 1);
        setenv("XDG_CONFIG_HOME", (folder_ + "/config").c_str(), 1);
        setenv("XDG_DATA_HOME", (folder_ + "/data").c_str(), 1);
        // The demo's footage is drawn once for all tests of one build.
        setenv("XDG_CACHE_HOME", BINARY_DIR "/cache", 1);
        if (display_.empty())
            unsetenv("DISPLAY");
        else
            setenv("DISPLAY", display_.c_str(), 1);
        if (chdir(folder_.c_str()) == 0)
            execv(program.c_str(), words.data());
        _exit(127);
    }
    return child;
}

bool ConsoleRun::is_running(pid_t child) const
{
    siginfo_t news{};
    return ::waitid(P_PID, static_cast<id_t>(child), &news, WEXITED | WNOHANG | WNOWAIT) == 0 && news.si_pid == 0;
}

bool ConsoleRun::stop(pid_t child, int signal)
{
    const bool ran = is_running(child);
    kill(child, signal);
    waitpid(child, nullptr, 0);
    return ran;
}

ConsoleRun::Result ConsoleRun::wait(pid_t child)
{
    const std::string out = folder_ + "/out", err = folder_ + "/err";
    int status = 0;
    if (!video_test::until([&] { return waitpid(child, &status, WNOHANG) != 0; }, std::chrono::minutes(10))) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(out), text_of(err)};
}
