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
        var parameter = await ReadParameterAsync(http);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(read.Sql, connection);
        command.Parameters.Add(parameter);
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancel);
        await rows.ReadAsync(cancel);
        // Text as the UTF-8 that Postgres sent; measured, a stream over it costs more, also for long answers.
        var text = rows.GetFieldValue<byte[]>(0);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = text.Length;
        await http.Response.BodyWriter.WriteAsync(text, cancel);
    }

    async Task<NpgsqlParameter> ReadParameterAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http);
        NpgsqlParameter parameter =
            read.Type == NpgsqlDbType.Integer
                ? new NpgsqlParameter<int> { TypedValue = RequestVariable.Number(body, read.Variable) }
                : new NpgsqlParameter<string> { TypedValue = RequestVariable.Text(body, read.Variable) };
        http.Request.BodyReader.AdvanceTo(body.End);
        return parameter;
    }
}
