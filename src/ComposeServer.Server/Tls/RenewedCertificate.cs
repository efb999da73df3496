using System.Globalization;
using System.Security.Cryptography;
using ComposeServer.Server.Host;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Tls;

/// <summary>The certificate that is served now: the one of the start, until its files hold another one that can be used.</summary>
/// <remarks>
/// The files are read every ten seconds and compared by content: the times of a link, with which renewals are put in place, say nothing of what it
/// leads to. Files that are half written, or hold what cannot be used, change nothing; the log tells of them once, and they are tried again
/// until they can be. Connections that are open go on under the certificate they began with.
/// </remarks>
sealed partial class RenewedCertificate : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    readonly ServerOptions _options;
    readonly string _path;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly PeriodicWork _looks;
    volatile ServerCertificate _current;
    ServerCertificate? _former;
    string _served;
    string? _refused;

    /// <param name="first">What was read at the start; it is disposed of here.</param>
    /// <param name="options">Name the files.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where it reports.</param>
    public RenewedCertificate(
        ServerCertificate first,
        ServerOptions options,
        TimeProvider clock,
        ILogger<RenewedCertificate> log
    )
    {
        (_current, _options, _clock, _log) = (first, options, clock, log);
        _path = options.TlsCertificate ?? throw new ArgumentException("no certificate is named", nameof(options));
        _served = Content();
        _looks = new(Interval, LookAsync, LogFailed, clock);
    }

    /// <summary>For the next handshake.</summary>
    public ServerCertificate Current => _current;

    public async ValueTask DisposeAsync()
    {
        await _looks.DisposeAsync();
        _former?.Dispose();
        _current.Dispose();
    }

    Task LookAsync(CancellationToken cancel)
    {
        var content = Content();
        if (content == _served)
        {
            _refused = null;
            return Task.CompletedTask;
        }

        try
        {
            Serve(ServerCertificate.Read(_path, _options, _clock.GetUtcNow()), content);
        }
        catch (StartException fault)
        {
            if (content != _refused)
                LogRefused(fault.Code, fault.Message, Until);
            _refused = content;
        }

        return Task.CompletedTask;
    }

    void Serve(ServerCertificate renewed, string content)
    {
        // A handshake may be under way with the one that is replaced, but with none before: it may take no longer than from look to look.
        _former?.Dispose();
        _former = _current;
        _current = renewed;
        (_served, _refused) = (content, null);
        LogRenewed(_path, Until);
    }

    string Until => _current.Certificate.NotAfter.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    /// <summary>Both files in brief; a file that cannot be read is its own kind of content.</summary>
    string Content() => _options.TlsKey is { } key ? $"{Brief(_path)} {Brief(key)}" : Brief(_path);

    static string Brief(string path)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.GetType().Name;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The certificate in {Path} was renewed and is served from now on; it is valid until {Until}"
    )]
    partial void LogRenewed(string path, string until);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The certificate's files have changed but cannot be used ({Code}: {Reason}); the one that is valid until {Until} is served on"
    )]
    partial void LogRefused(string code, string reason, string until);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for a renewed certificate failed; it is tried again")]
    partial void LogFailed(Exception error);
}
