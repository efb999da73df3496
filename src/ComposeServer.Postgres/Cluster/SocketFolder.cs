using System.Buffers;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace ComposeServer.Postgres.Cluster;

/// <summary>The folder of the Unix socket. That only one account can enter it is what protects a database without passwords.</summary>
static class SocketFolder
{
    /// <summary>Bytes of the whole socket path; systems allow 104 to 108.</summary>
    public const int PathBytesMax = 100;

    static readonly string SocketName = string.Create(
        CultureInfo.InvariantCulture,
        $".s.PGSQL.{ClusterConnection.Port}"
    );

    const string TemporaryPrefix = "composeserver-";

    /// <summary>Settings and connection strings give these a meaning of their own.</summary>
    static readonly SearchValues<char> Meaningful = SearchValues.Create(",:;\"'\\");

    /// <summary><c>&lt;data&gt;/s</c> or, when that path does not do for a socket, a new folder of a random name among the temporary ones.</summary>
    /// <remarks>The name is random since others may write there too: made in advance, a foretold name would be theirs.</remarks>
    [UnsupportedOSPlatform("windows")]
    public static async Task<string> MakeAsync(ClusterFolder folder, ServiceAccount account, CancellationToken cancel)
    {
        var socket = folder.Socket;
        if (!Fits(socket))
            socket = Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        if (!Fits(socket))
            throw PrivateClusterException.NoSocketFolder(socket, PathBytesMax);
        await ClusterFolder.MakePrivateAsync(socket, account, cancel);
        return socket;
    }

    /// <summary>Whether the folder beside the data does for a socket, and its name for a word of a shell.</summary>
    public static bool WouldFit(ClusterFolder folder) =>
        Fits(folder.Socket) && !folder.Socket.Any(letter => char.IsWhiteSpace(letter) || letter is '$' or '`');

    /// <summary>
    /// Removes what a killed Postgres left there. The next one would believe the process number in its lock as soon as any process has it.
    /// </summary>
    public static void Clear(string socket)
    {
        File.Delete(Path.Combine(socket, SocketName));
        File.Delete(Path.Combine(socket, SocketName + ".lock"));
    }

    /// <summary>Whether a Postgres found there can be one of ours.</summary>
    public static bool IsOurs(string socket, ClusterFolder folder) =>
        string.Equals(socket, folder.Socket, StringComparison.Ordinal) || IsTemporary(socket);

    /// <summary>Removes a temporary folder; <c>&lt;data&gt;/s</c> stays.</summary>
    public static void Remove(string socket)
    {
        if (IsTemporary(socket) && Directory.Exists(socket))
            Directory.Delete(socket, recursive: true);
    }

    static bool Fits(string socket) =>
        Encoding.UTF8.GetByteCount(Path.Combine(socket, SocketName)) <= PathBytesMax
        && !socket.AsSpan().ContainsAny(Meaningful)
        && !socket.Any(char.IsControl);

    static bool IsTemporary(string socket) =>
        Path.GetFileName(socket).StartsWith(TemporaryPrefix, StringComparison.Ordinal)
        && Posix.RealPath(Path.GetDirectoryName(socket) ?? "/") == Posix.RealPath(Path.GetTempPath());
}
