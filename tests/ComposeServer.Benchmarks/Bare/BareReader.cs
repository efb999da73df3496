using System.Buffers;
using System.Data;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>Answers one <see cref="BareRead"/>: a prepared statement whose text is copied into the response.</summary>
sealed class BareReader(NpgsqlDataSource database, BareRead read)
{
    public async Task AnswerAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        var parameters = await ReadParametersAsync(http);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(read.Sql, connection);
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancel);
        await rows.ReadAsync(cancel);
        // Text as the UTF-8 that Postgres sent; measured, a stream over it costs more, also for long answers.
        var text = rows.GetFieldValue<byte[]>(0);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = text.Length;
        await http.Response.BodyWriter.WriteAsync(text, cancel);
    }

    async Task<NpgsqlParameter[]> ReadParametersAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http);
        var parameters = new NpgsqlParameter[read.Variables.Count];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = Parameter(body, read.Variables[i]);
        http.Request.BodyReader.AdvanceTo(body.End);
        return parameters;
    }

    static NpgsqlParameter Parameter(ReadOnlySequence<byte> body, BareVariable variable) =>
        variable.Type == NpgsqlDbType.Integer
            ? new NpgsqlParameter<int> { TypedValue = RequestVariable.Number(body, variable.Name) }
            : new NpgsqlParameter<string> { TypedValue = RequestVariable.Text(body, variable.Name) };
}
