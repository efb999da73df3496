using Npgsql;

namespace ComposeServer.Postgres.Diagnostics;

/// <summary>Counts the statements that run for one request and, where that is wanted, keeps what they were.</summary>
/// <remarks>
/// Carried by an <see cref="AsyncLocal{T}"/>: indices and states of logs are shared by all requests and know none of them, and a parameter
/// through every port would be there for this alone. Nothing looks at it while no request is watched, and one that is over takes no more
/// notes, so that what a request leaves running, a subscription say, is not counted on. Thread-safe.
/// </remarks>
public sealed class StatementWatch : IDisposable
{
    /// <summary>Statements that are kept; the rest is counted only.</summary>
    public const int KeptMax = 200;

    static readonly AsyncLocal<StatementWatch?> Local = new();
    static int s_watched;

    readonly Lock _gate = new();
    readonly List<RanStatement>? _kept;
    int _count;
    bool _isOver;

    StatementWatch(bool keeps) => _kept = keeps ? [] : null;

    /// <summary>Statements so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether statements are kept.</summary>
    public bool Keeps => _kept is not null;

    /// <summary>What the next statements are for; noted with each.</summary>
    public string? Purpose { get; set; }

    /// <summary>The watch of the request that the caller works for; null when it is not watched.</summary>
    public static StatementWatch? Current => Volatile.Read(ref s_watched) == 0 ? null : Local.Value;

    /// <summary>Begins to watch what the calling method does from here on.</summary>
    /// <param name="keeps">Keeps the statements, beside counting them.</param>
    public static StatementWatch Begin(bool keeps)
    {
        Interlocked.Increment(ref s_watched);
        return Local.Value = new(keeps);
    }

    /// <summary>The statements that were kept, in the order in which they ended.</summary>
    public IReadOnlyList<RanStatement> Kept()
    {
        lock (_gate)
            return _kept is null ? [] : [.. _kept];
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
        }

        Local.Value = null;
        Interlocked.Decrement(ref s_watched);
    }

    /// <summary>Counts a statement.</summary>
    internal void Note() => Interlocked.Increment(ref _count);

    /// <summary>Counts a statement and keeps it.</summary>
    internal void Note(RanStatement statement, NpgsqlParameterCollection parameters)
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            Interlocked.Increment(ref _count);
            if (_kept!.Count < KeptMax)
                _kept.Add(
                    statement with
                    {
                        Purpose = Purpose,
                        Parameters = [.. parameters.Select(one => one.Clone())],
                    }
                );
        }
    }
}

/// <summary>A statement that ran.</summary>
/// <param name="Name">Name of the file that holds it.</param>
/// <param name="Sql">Its text, with a place for each value.</param>
/// <param name="Rows">That it gave.</param>
/// <param name="Elapsed">From its sending to its last row.</param>
public sealed record RanStatement(string Name, string Sql, int Rows, TimeSpan Elapsed)
{
    /// <summary>What it was for.</summary>
    public string? Purpose { get; init; }

    /// <summary>Types of its parameters, as Postgres names them.</summary>
    public IReadOnlyList<string> ParameterTypes =>
        [.. Parameters.Select(parameter => parameter.DataTypeName ?? "unknown")];

    /// <summary>Never leave this room: they hold what callers asked for.</summary>
    internal IReadOnlyList<NpgsqlParameter> Parameters { get; init; } = [];
}
