namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>Lets so many lines of a kind through in a second, and counts the rest. Thread-safe.</summary>
sealed class LineBudget(int perSecond, TimeProvider clock)
{
    readonly Lock _gate = new();
    long _second = clock.GetTimestamp();
    int _taken;
    long _leftOut;

    /// <summary>Takes a line.</summary>
    /// <param name="leftOut">Lines that were left out since the last one that was not.</param>
    /// <returns>False when there have been enough.</returns>
    public bool TryTake(out long leftOut)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (clock.GetElapsedTime(_second, now) >= TimeSpan.FromSeconds(1))
                (_second, _taken) = (now, 0);
            if (_taken == perSecond)
            {
                _leftOut++;
                leftOut = 0;
                return false;
            }

            _taken++;
            (leftOut, _leftOut) = (_leftOut, 0);
            return true;
        }
    }
}
