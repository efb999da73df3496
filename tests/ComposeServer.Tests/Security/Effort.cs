using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Tests.Security;

/// <summary>
/// What a piece of work costs on this thread: the least of several tries. Time is the processor's, where the system counts it by thread, so that
/// a busy machine makes nothing dearer.
/// </summary>
/// <param name="Time">Time of the fastest try.</param>
/// <param name="Bytes">Bytes allocated by the thriftiest try.</param>
readonly record struct Effort(TimeSpan Time, long Bytes)
{
    public const int Mebibyte = 1 << 20;

    const int Tries = 5;
    const int NanosecondsPerTick = 100;

    /// <summary>Nanoseconds on a processor, a space, and what is of no interest here.</summary>
    const string TimeOfThread = "/proc/thread-self/schedstat";

    static readonly bool IsCountedByThread = File.Exists(TimeOfThread);

    public static Effort Of(Action work)
    {
        var least = new Effort(TimeSpan.MaxValue, long.MaxValue);
        for (var i = 0; i < Tries; i++)
        {
            var started = Now();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            work();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var time = Now() - started;
            least = new(time < least.Time ? time : least.Time, long.Min(bytes, least.Bytes));
        }

        return least;
    }

    /// <summary>Asserts that the work stays within both.</summary>
    public static void Within(int timeMs, long bytes, Action work)
    {
        var effort = Of(work);

        Assert.InRange(effort.Bytes, 0, bytes);
        Assert.InRange(effort.Time.TotalMilliseconds, 0, timeMs);
    }

    static TimeSpan Now()
    {
        if (!IsCountedByThread)
            return Stopwatch.GetElapsedTime(0);
        var nanoseconds = File.ReadAllText(TimeOfThread).Split(' ')[0];
        return TimeSpan.FromTicks(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / NanosecondsPerTick);
    }
}
