using System.Diagnostics;

namespace ComposeServer.Tests.Security;

/// <summary>What a piece of work costs on this thread: the least of several tries, which neither a busy machine nor a first call makes dearer.</summary>
/// <param name="Time">Time of the fastest try.</param>
/// <param name="Bytes">Bytes allocated by the thriftiest try.</param>
readonly record struct Effort(TimeSpan Time, long Bytes)
{
    public const int Mebibyte = 1 << 20;

    const int Tries = 7;

    public static Effort Of(Action work)
    {
        var least = new Effort(TimeSpan.MaxValue, long.MaxValue);
        for (var i = 0; i < Tries; i++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            work();
            var time = Stopwatch.GetElapsedTime(started);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
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
}
