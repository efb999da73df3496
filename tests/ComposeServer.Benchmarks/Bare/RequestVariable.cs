using System.Buffers;
using System.Text.Json;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>Takes one variable out of a GraphQL request and reads nothing else of it.</summary>
static class RequestVariable
{
    public static string Text(ReadOnlySequence<byte> body, string name) => Find(body, name).GetString()!;

    public static int Number(ReadOnlySequence<byte> body, string name) => Find(body, name).GetInt32();

    static Utf8JsonReader Find(ReadOnlySequence<byte> body, string name)
    {
        var json = new Utf8JsonReader(body);
        Enter(ref json, "variables");
        Enter(ref json, name);
        return json;
    }

    /// <summary>Goes to the value of a member of the object that comes next.</summary>
    static void Enter(ref Utf8JsonReader json, string member)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isMember = json.ValueTextEquals(member);
            json.Read();
            if (isMember)
                return;
            json.Skip();
        }

        throw new JsonException($"the request has no {member}");
    }
}
