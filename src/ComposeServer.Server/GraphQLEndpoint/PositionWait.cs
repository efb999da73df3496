using System.Globalization;
using ComposeServer.Log.Heads;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>A caller that has written sends back the position of its write, and reads it.</summary>
sealed class PositionWait(ILogReader log, TimeProvider clock)
{
    /// <summary>How long a read waits.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    public async Task WaitAsync(HttpContext http)
    {
        string? text = http.Request.Headers[CeramicApi.CeramicApi.PositionHeader];
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
            return;
        var began = clock.GetTimestamp();
        while (await log.ReadPositionAsync(http.RequestAborted) < wanted && clock.GetElapsedTime(began) < Patience)
            await Task.Delay(Poll, clock, http.RequestAborted);
    }
}
