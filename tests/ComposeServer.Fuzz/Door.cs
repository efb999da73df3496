namespace ComposeServer.Fuzz;

/// <summary>The calls of the product among those of an oracle: only they are held to the limits.</summary>
static class Door
{
    [ThreadStatic]
    static DoorCost s_cost;

    /// <summary>The dearest calls on this thread since <see cref="Reset"/>.</summary>
    public static DoorCost Cost => s_cost;

    public static void Reset() => s_cost = default;

    /// <summary>Makes one call and counts it, also when it throws.</summary>
    public static T Through<T>(Func<T> call)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = ThreadTime.Now;
        try
        {
            return call();
        }
        finally
        {
            var time = ThreadTime.Now - started;
            var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
            s_cost = new(time > s_cost.Time ? time : s_cost.Time, long.Max(bytes, s_cost.Bytes));
        }
    }
}

/// <summary>What the dearest calls cost.</summary>
/// <param name="Time">Longest processor time of one call.</param>
/// <param name="Bytes">Most bytes allocated by one call.</param>
readonly record struct DoorCost(TimeSpan Time, long Bytes);
