using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using Npgsql;

namespace ComposeServer.Postgres.Log;

/// <summary>
/// The short numbers under which one commit group writes logs and principals: those found in the database, and new ones taken from the
/// commit head, which the group holds.
/// </summary>
sealed class Numbers(TakeCommitHead.Row head, PrincipalCache cache)
{
    readonly Dictionary<LogName, long> _logs = [];
    readonly Dictionary<Did, long> _principals = [];
    readonly HashSet<LogName> _asked = [];
    readonly List<LogName> _newLogs = [];
    readonly List<Did> _newPrincipals = [];

    /// <summary>Highest log number in use after this group.</summary>
    public long LastLogNo { get; private set; } = head.LogNo;

    /// <summary>Highest principal number in use after this group.</summary>
    public long LastAuthorNo { get; private set; } = head.AuthorNo;

    public void Found(LogName name, long logNo) => _logs[name] = logNo;

    public void Found(Did did, long authorNo) => _principals[did] = authorNo;

    /// <summary>Notes that a log was asked for while the commit head was held: if it was not found, it has no number yet.</summary>
    public void Asked(LogName name) => _asked.Add(name);

    /// <summary>
    /// Looks up what is not known yet and numbers what the database does not know either. One round trip, and none when the group
    /// writes only logs that it has asked for and principals that are remembered.
    /// </summary>
    public async Task FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<LogName> logs,
        IReadOnlyCollection<Did> principals,
        CancellationToken cancel
    )
    {
        foreach (var did in principals)
            if (cache.TryGet(did, out var number))
                _principals[did] = number;
        var unknownLogs = logs.Where(name => !_logs.ContainsKey(name) && !_asked.Contains(name)).ToArray();
        var unknownPrincipals = principals.Where(did => !_principals.ContainsKey(did)).ToArray();
        if (unknownLogs.Length > 0 || unknownPrincipals.Length > 0)
            await LookUpAsync(connection, transaction, unknownLogs, unknownPrincipals, cancel);
        foreach (var name in logs)
            Of(name);
        foreach (var did in principals)
            Of(did);
    }

    /// <summary>Call when the transaction is committed, and only then: its numbers are good for ever.</summary>
    public void Remember() => cache.Add(_principals);

    async Task LookUpAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        LogName[] logs,
        Did[] principals,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(FindLogNumbers.Command([.. logs.Select(name => name.Memory.ToArray())]));
        batch.BatchCommands.Add(FindPrincipals.Command([.. principals.Select(did => did.Text)]));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (logNo, name) = FindLogNumbers.Read(reader);
            Found(new LogName(name), logNo);
        }

        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (authorNo, did) = FindPrincipals.Read(reader);
            Found(Did.Parse(did), authorNo);
        }
    }

    /// <summary>Adds the statements that store the new numbers; they come before any row that uses them.</summary>
    public void AppendNew(NpgsqlBatch batch)
    {
        if (_newPrincipals.Count > 0)
            batch.BatchCommands.Add(InsertPrincipals.Command(_newPrincipals, LastAuthorNo));
        if (_newLogs.Count > 0)
            batch.BatchCommands.Add(NameLogs.Command(_newLogs, LastLogNo));
    }

    public long Of(LogName name)
    {
        if (_logs.TryGetValue(name, out var number))
            return number;
        _logs.Add(name, ++LastLogNo);
        _newLogs.Add(name);
        return LastLogNo;
    }

    public long Of(Did did)
    {
        if (_principals.TryGetValue(did, out var number))
            return number;
        _principals.Add(did, ++LastAuthorNo);
        _newPrincipals.Add(did);
        return LastAuthorNo;
    }
}
