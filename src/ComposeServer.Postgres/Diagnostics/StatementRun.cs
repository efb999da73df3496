using System.Diagnostics;
using Npgsql;

namespace ComposeServer.Postgres.Diagnostics;

/// <summary>One statement under way: measured, and told to the request that it runs for, if that asked.</summary>
sealed class StatementRun : IDisposable
{
    readonly string _statement;
    readonly StatementWatch? _watch;
    readonly string? _sql;
    readonly NpgsqlParameterCollection? _parameters;
    readonly long _began = Stopwatch.GetTimestamp();
    int _rows;

    StatementRun(string statement, StatementWatch? watch, string? sql, NpgsqlParameterCollection? parameters)
    {
        _statement = statement;
        _watch = watch;
        _sql = sql;
        _parameters = parameters;
    }

    /// <summary>Begins; dispose of it after the reader.</summary>
    /// <param name="statement">Name of the file that holds it.</param>
    /// <param name="command">What is sent.</param>
    /// <returns>Null when nobody wants to know.</returns>
    public static StatementRun? Begin(string statement, NpgsqlCommand command) =>
        Begin(statement, command.CommandText, command.Parameters);

    /// <inheritdoc cref="Begin(string, NpgsqlCommand)"/>
    public static StatementRun? Begin(string statement, NpgsqlBatchCommand command) =>
        Begin(statement, command.CommandText, command.Parameters);

    /// <summary>Begins several statements that go out together and belong to no request.</summary>
    public static StatementRun? Begin(string statement) => Begin(statement, null, null);

    /// <summary>Counts a row.</summary>
    public void AddRow() => _rows++;

    public void Dispose()
    {
        var elapsed = Stopwatch.GetElapsedTime(_began);
        PostgresDiagnostics.Record(_statement, elapsed, _rows);
        if (_watch is { Keeps: true })
            _watch.Note(new(_statement, _sql!, _rows, elapsed), _parameters!);
        else
            _watch?.Note();
    }

    static StatementRun? Begin(string statement, string? sql, NpgsqlParameterCollection? parameters)
    {
        var watch = sql is null ? null : StatementWatch.Current;
        return watch is null && !PostgresDiagnostics.MeasuresStatements ? null : new(statement, watch, sql, parameters);
    }
}
