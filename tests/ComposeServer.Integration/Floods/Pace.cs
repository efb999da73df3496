namespace ComposeServer.Integration.Floods;

/// <summary>How quickly an honest caller is answered, who asks one thing after another.</summary>
/// <param name="Median">Of the times.</param>
/// <param name="P99">Time that one of a hundred takes at least.</param>
readonly record struct Pace(TimeSpan Median, TimeSpan P99)
{
    const int Questions = 300;

    /// <summary>Attackers, server and honest caller share the cores of one machine, often with more; below these nothing is made of a time.</summary>
    static readonly TimeSpan MedianFloor = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc cref="MedianFloor"/>
    static readonly TimeSpan P99Floor = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks some hundred times.</summary>
    /// <param name="ask">Asserts that it is answered.</param>
    public static async Task<Pace> OfAsync(Func<Task> ask)
    {
        var times = new List<TimeSpan>();
        for (var question = 0; question < Questions; question++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await ask();
            times.Add(TimeProvider.System.GetElapsedTime(began));
        }

        times.Sort();
        return new(times[Questions / 2], times[Questions * 99 / 100]);
    }

    /// <summary>Measures again while a flood goes on, which is ended then, and asserts that the honest caller hardly noticed.</summary>
    /// <param name="ask">As before.</param>
    /// <param name="flood">Goes on until it is told to end.</param>
    public async Task HoldsDuringAsync(Func<Task> ask, Func<CancellationToken, Task> flood)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var flooding = flood(end.Token);
        try
        {
            Holds(await OfAsync(ask));
        }
        finally
        {
            await end.CancelAsync();
            await flooding;
        }
    }

    /// <summary>Asserts that another pace is at most twice as slow.</summary>
    public void Holds(Pace during)
    {
        Assert.InRange(during.Median, TimeSpan.Zero, Later(2 * Median, MedianFloor));
        Assert.InRange(during.P99, TimeSpan.Zero, Later(2 * P99, P99Floor));
    }

    static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
