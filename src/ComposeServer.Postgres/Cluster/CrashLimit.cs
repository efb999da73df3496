namespace ComposeServer.Postgres.Cluster;

/// <summary>One crash is bad luck, and Postgres is started again; two in short order have a cause that another start does not cure.</summary>
sealed class CrashLimit(TimeSpan window, TimeProvider clock)
{
    long? before;

    /// <summary>Counts a crash that happened now.</summary>
    /// <exception cref="PrivateClusterException"><c>CRASHED</c>: the one before is less than the window ago.</exception>
    public void Count(string ended)
    {
        if (before is { } then && clock.GetElapsedTime(then) < window)
            throw PrivateClusterException.Crashed(ended, window);
        before = clock.GetTimestamp();
    }
}
