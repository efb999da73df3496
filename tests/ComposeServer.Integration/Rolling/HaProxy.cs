using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ComposeServer.Integration.Rolling;

/// <summary>A real proxy that shares out requests among servers and asks each of them a few times a second whether it is ready.</summary>
sealed class HaProxy : IDisposable
{
    readonly Process _process;
    readonly string _settings = Path.GetTempFileName();

    /// <param name="servers">Ports of the servers.</param>
    public HaProxy(params IReadOnlyList<int> servers)
    {
        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}");
        var backends = servers.Select((server, i) => $"  server s{i} 127.0.0.1:{server}");
        File.WriteAllText(
            _settings,
            $"""
            defaults
              mode http
              timeout connect 2s
              timeout client 60s
              timeout server 60s
              timeout tunnel 1h
              timeout check 10s
            frontend all
              bind 127.0.0.1:{port}
              default_backend servers
            backend servers
              balance roundrobin
              option httpchk GET /readyz
              default-server check inter 200ms fall 1 rise 1
            {string.Join('\n', backends)}

            """
        );
        var start = new ProcessStartInfo(
            File.Exists("/usr/sbin/haproxy") ? "/usr/sbin/haproxy" : "haproxy",
            ["-db", "-f", _settings]
        )
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where callers ask.</summary>
    public Uri Address { get; }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_settings);
    }
}
