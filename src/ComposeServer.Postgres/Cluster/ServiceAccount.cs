namespace ComposeServer.Postgres.Cluster;

/// <summary>The account Postgres runs as. Postgres refuses root, so a server started as root hands it a lesser account.</summary>
/// <param name="Name">Null: the account of this process.</param>
sealed record ServiceAccount(string? Name)
{
    /// <summary>The account of this process.</summary>
    public static readonly ServiceAccount Own = new((string?)null);

    static readonly string[] Usual = ["postgres", "_postgres"];

    /// <summary>Prints the first of the folders that cannot be entered.</summary>
    const string FirstClosedFolder = """for folder; do [ -x "$folder" ] || { printf %s "$folder"; exit 1; }; done""";

    /// <summary>Our own account, or a lesser one when we are root.</summary>
    /// <exception cref="PrivateClusterException"><c>POSTGRES_ACCOUNT</c>: we are root, and no account will do.</exception>
    public static async Task<ServiceAccount> ChooseAsync(string? asked, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess)
            return Own;
        foreach (var name in asked is null ? Usual : [asked])
        {
            var id = await ChildProcess.RunAsync("id", ["-u", "--", name], Own, cancel);
            if (id.ExitCode == 0 && !string.Equals(id.Output.Trim(), "0", StringComparison.Ordinal))
                return new(name);
        }

        throw PrivateClusterException.NoAccount(asked);
    }

    /// <summary>Makes the account the owner of a folder (not of what is in it).</summary>
    public async Task OwnAsync(string folder, CancellationToken cancel)
    {
        if (Name is null)
            return;
        var chown = await ChildProcess.RunAsync("chown", ["--", Name + ":", folder], Own, cancel);
        if (chown.ExitCode != 0)
            throw PrivateClusterException.Unreachable(folder, Name);
    }

    /// <summary>Asks the system, as the account, whether it can get to the folder.</summary>
    /// <exception cref="PrivateClusterException"><c>FOLDER_UNREACHABLE</c>: the folder or one above it is closed to the account.</exception>
    public async Task RequireReachableAsync(string folder, CancellationToken cancel)
    {
        if (Name is null)
            return;
        var chain = new List<string>();
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            chain.Insert(0, at);
        var check = await ChildProcess.RunAsync("/bin/sh", ["-c", FirstClosedFolder, "sh", .. chain], this, cancel);
        if (check.ExitCode != 0)
            throw PrivateClusterException.Unreachable(check.Output, Name);
    }
}
