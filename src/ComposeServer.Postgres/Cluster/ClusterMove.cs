using System.Runtime.Versioning;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Two lines for a shell that bring the data of an older Postgres to the one that is installed: out of it, and into a new one.</summary>
/// <remarks>The old data stays beside the new, so that a move that went wrong is undone by a rename.</remarks>
/// <param name="Dump">Writes everything into a file, with the programs of the old version, and sets the old data aside.</param>
/// <param name="Restore">Makes new data, with the programs of the new version, and reads the file into it.</param>
sealed record ClusterMove(string Dump, string Restore)
{
    /// <param name="folder">The data; its root lies in the data folder of a server.</param>
    /// <param name="account">Who Postgres runs as.</param>
    /// <param name="old">Programs that made the data.</param>
    /// <param name="now">Programs that shall serve it.</param>
    [UnsupportedOSPlatform("windows")]
    public static ClusterMove Of(
        ClusterFolder folder,
        ServiceAccount account,
        PostgresBinaries old,
        PostgresBinaries now
    )
    {
        var socket = SocketFolder.WouldFit(folder)
            ? folder.Socket
            : Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        var file = Quoted(Path.Combine(socket, $"postgresql-{old.Major}.dump"));
        var data = Quoted(folder.Data);
        var server = Quoted(Path.GetDirectoryName(folder.Root) ?? folder.Root);
        return new(
            $"{Start(old)} && {As(old, "pg_dump")} -h {Quoted(socket)} -U {ClusterConnection.AdminRole} -Fc -f {file} {ClusterConnection.Role}"
                + $" && {Stop(old)} && mv {data} {Quoted($"{folder.Data}-{old.Major}")}",
            $"composeserver migrate --data-dir {server} --postgres-bin {Quoted(now.Folder)} && {Start(now)} && {As(now, "pg_restore")}"
                + $" -h {Quoted(socket)} -U {ClusterConnection.AdminRole} -d {ClusterConnection.Role} --clean --if-exists {file} && {Stop(now)}"
        );

        // No network address, whatever the data's own settings say: nothing but the socket's folder protects it.
        string Start(PostgresBinaries of) =>
            $"{As(of, "pg_ctl")} -D {data} -w -s -l {Quoted(Path.Combine(socket, "move.log"))} -o \"-c listen_addresses= -k {socket}\" start";

        string Stop(PostgresBinaries of) => $"{As(of, "pg_ctl")} -D {data} -w -s stop";

        string As(PostgresBinaries of, string program) =>
            (account.Name is { } name ? $"runuser -u {name} -- " : "") + Quoted(Path.Combine(of.Folder, program));
    }

    static string Quoted(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-')
            ? path
            : $"'{path.Replace("'", """'"'"'""", StringComparison.Ordinal)}'";
}
