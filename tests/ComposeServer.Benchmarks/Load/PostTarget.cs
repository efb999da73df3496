using System.Net;
using System.Text;

namespace ComposeServer.Benchmarks.Load;

/// <summary>Where requests of one kind go, with the part of them that never changes.</summary>
sealed class PostTarget
{
    PostTarget(IPEndPoint endPoint, byte[] head) => (EndPoint, Head) = (endPoint, head);

    public IPEndPoint EndPoint { get; }

    /// <summary>The request up to the value of <c>Content-Length</c>, which comes last.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <param name="address">Of the server, with a numeric host, for example <c>http://127.0.0.1:7007</c>.</param>
    /// <param name="path">With its slash.</param>
    public static PostTarget Of(Uri address, string path) =>
        new(
            new(IPAddress.Parse(address.Host), address.Port),
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: application/json\r\n"
                    + "Content-Type: application/json\r\nContent-Length: "
            )
        );
}
