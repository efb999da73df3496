using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ComposeServer.Server.Host;

/// <summary>What one connection may take of the server's time and memory. Who takes more is sent away or cut off; nobody else notices.</summary>
static class ConnectionLimits
{
    /// <summary>Headers of a request; more are answered 431.</summary>
    public const int HeadersMax = 100;

    /// <summary>Bytes of all headers of a request; more are answered 431.</summary>
    public const int HeaderBytesMax = 32_768;

    /// <summary>Bytes a second of a body, and of an answer that somebody reads; who is slower is cut off.</summary>
    public const int BytesPerSecondMin = 240;

    /// <summary>Time for the headers of a request, from its first byte; then 408.</summary>
    public static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(10);

    /// <summary>Time between requests. Beyond the minute that proxies keep theirs for, so that it is they who hang up.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(65);

    /// <summary>How long somebody may be slower than <see cref="BytesPerSecondMin"/>.</summary>
    public static readonly TimeSpan SlowTime = TimeSpan.FromSeconds(5);

    /// <param name="limits">Get them.</param>
    /// <param name="bodyBytesMax">Bytes of a body; more are answered 413.</param>
    public static void Set(KestrelServerLimits limits, int bodyBytesMax)
    {
        limits.MaxRequestBodySize = bodyBytesMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.RequestHeadersTimeout = HeadersTime;
        limits.KeepAliveTimeout = IdleTime;
        limits.MinRequestBodyDataRate = new(BytesPerSecondMin, SlowTime);
        limits.MinResponseDataRate = new(BytesPerSecondMin, SlowTime);
    }
}
