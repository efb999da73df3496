using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ComposeServer.Fuzz;

/// <summary>Processor time of this thread: what a call takes does not grow because others use the machine.</summary>
static partial class ThreadTime
{
    /// <summary><c>CLOCK_THREAD_CPUTIME_ID</c> of Linux. Source: clock_gettime(2).</summary>
    const int ClockOfThread = 3;

    static readonly bool s_isLinux = OperatingSystem.IsLinux();

    /// <summary>Used so far; elsewhere than on Linux the time of the wall clock.</summary>
    public static TimeSpan Now
    {
        get
        {
            if (!s_isLinux)
                return Stopwatch.GetElapsedTime(0);
            return clock_gettime(ClockOfThread, out var time) == 0
                ? new TimeSpan(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / TimeSpan.NanosecondsPerTick)
                : throw new InvalidOperationException("the system has no clock of a thread");
        }
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out KernelTime time);

    struct KernelTime
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
