using System.Globalization;
using System.Text;
using ComposeServer.Indexing.Materialise;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Query;

/// <summary>A statement in the making. Values only ever become parameters; names come from the catalogue's numbers.</summary>
sealed class SqlText
{
    readonly StringBuilder _text = new();
    readonly List<NpgsqlParameter> _parameters = [];

    public SqlText Append(string sql)
    {
        _text.Append(sql);
        return this;
    }

    /// <summary>Adds a text parameter and gives its place.</summary>
    public string Text(string? value) =>
        Add(new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });

    /// <summary>Adds the name of a field in documents, spelled as the index has it, and gives its place.</summary>
    public string Name(string field) => Text(StoredText.OfPlain(field));

    /// <summary>Adds a number and gives its place.</summary>
    public string Number(long value) => Add(new NpgsqlParameter<long> { TypedValue = value });

    /// <summary>Adds a parameter and gives its place, <c>$n</c>.</summary>
    public string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }

    /// <summary>The statement, with a place for each parameter.</summary>
    public override string ToString() => _text.ToString();

    /// <param name="connection">Where it will run.</param>
    /// <param name="before">Words before it, such as <c>explain</c>.</param>
    public NpgsqlCommand ToCommand(NpgsqlConnection connection, string before = "")
    {
        var command = new NpgsqlCommand(before + _text, connection);
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
