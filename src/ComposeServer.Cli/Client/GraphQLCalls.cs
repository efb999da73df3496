using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Cli.Client;

/// <summary>Requests to a node's GraphQL endpoint.</summary>
/// <param name="node">The node.</param>
/// <param name="schema">Name of the schema, or null for the one at <c>/graphql</c>.</param>
sealed class GraphQLCalls(NodeClient node, string? schema)
{
    /// <summary>Names the header that tells who reads.</summary>
    public const string ViewerHeaderName = "ComposeDB-ViewerID";

    const string Accept = "application/graphql-response+json, application/json;q=0.9";

    readonly string path = schema is null ? "/graphql" : $"/graphql/{Uri.EscapeDataString(schema)}";

    /// <summary>Sends a request.</summary>
    /// <returns>The GraphQL response: <c>data</c>, <c>errors</c> or both.</returns>
    public Task<JsonElement> ExecuteAsync(
        GraphQLQuestion question,
        CancellationToken cancel,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(question, null, headers, cancel);

    /// <summary>Sends a mutation whose events are signed here: the node prepares them, and gets them back with signatures.</summary>
    /// <remarks>Design section 6, "client signs". The key never leaves this process.</remarks>
    /// <exception cref="CliException"><see cref="CliErrorCode.SigningRefused"/> when the node asks to sign for somebody else.</exception>
    public async Task<JsonElement> ExecuteSignedAsync(
        GraphQLQuestion question,
        ISigner signer,
        CancellationToken cancel
    )
    {
        (string, string)[] headers = [ViewerHeader(signer)];
        var prepared = await SendAsync(question, json => json.WriteStringValue("prepare"), headers, cancel);
        if (!TryGetEvents(prepared, out var events))
            return prepared;
        return await SendAsync(question, json => WriteSigned(json, events, signer), headers, cancel);
    }

    /// <summary>Tells the node who reads; it proves nothing.</summary>
    public static (string Name, string Value) ViewerHeader(ISigner signer) => (ViewerHeaderName, signer.Did.Text);

    async Task<JsonElement> SendAsync(
        GraphQLQuestion question,
        Action<Utf8JsonWriter>? writeSigning,
        IEnumerable<(string Name, string Value)> headers,
        CancellationToken cancel
    )
    {
        var answer = await node.PostAsync(
            path,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("query", question.Query);
                if (question.Operation is not null)
                    json.WriteString("operationName", question.Operation);
                json.WritePropertyName("variables");
                question.WriteVariables(json);
                if (writeSigning is not null)
                {
                    json.WriteStartObject("extensions");
                    json.WritePropertyName("signing");
                    writeSigning(json);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            },
            cancel,
            [.. headers, ("Accept", Accept)]
        );
        return
            answer.TryParse() is { ValueKind: JsonValueKind.Object } response
            && (response.TryGetProperty("data", out _) || response.TryGetProperty("errors", out _))
            ? response
            : throw answer.Refusal();
    }

    static bool TryGetEvents(JsonElement response, out JsonElement events)
    {
        events = response
            .Member("extensions", JsonValueKind.Object)
            .Member("signing", JsonValueKind.Object)
            .Member("events", JsonValueKind.Array);
        return events.ValueKind == JsonValueKind.Array && !response.TryGetProperty("errors", out _);
    }

    static void WriteSigned(Utf8JsonWriter json, JsonElement events, ISigner signer)
    {
        json.WriteStartObject();
        json.WriteStartArray("events");
        foreach (var prepared in events.EnumerateArray())
            WriteSignedEvent(json, PreparedEvent.Read(prepared), signer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteSignedEvent(Utf8JsonWriter json, PreparedEvent prepared, ISigner signer)
    {
        json.WriteStartObject();
        json.WriteString("id", prepared.Id);
        json.WriteString("block", Base64Url.Encode(prepared.Payload.Bytes.Span));
        if (prepared.Protected is not null)
        {
            var header = ProtectedHeader.Write(signer.Algorithm, signer.Kid);
            if (prepared.Protected != Encoding.UTF8.GetString(header))
            {
                throw new CliException(
                    CliErrorCode.SigningRefused,
                    $"the node wants event {prepared.Id} signed as {prepared.Protected}, which is not what this key signs"
                );
            }

            json.WriteString("protected", prepared.Protected);
            json.WriteString(
                "signature",
                Base64Url.Encode(signer.Sign(DagJws.SigningInput(header, prepared.Payload.Cid.Bytes)))
            );
        }

        json.WriteEndObject();
    }
}
