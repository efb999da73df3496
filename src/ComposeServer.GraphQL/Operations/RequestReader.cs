using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Reads requests from JSON, refusing what would fail only later: bad UTF-8, lone surrogates, a member twice.</summary>
public static class RequestReader
{
    /// <summary>Objects and arrays of a body open at once.</summary>
    public const int DepthMax = 64;

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    /// <summary>Reads a body as JSON, be it an object or an array of requests.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark. Not kept.</param>
    /// <param name="value">The value; owns its memory.</param>
    /// <param name="error">Code <see cref="ErrorCodes.BadUserInput"/>.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> json,
        out JsonElement value,
        [NotNullWhen(false)] out GraphQLError? error
    )
    {
        value = default;
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json["\uFEFF"u8.Length..];
        }

        if (!Utf8.IsValid(json))
        {
            return Fail("The request body is not valid UTF-8.", out error);
        }

        if (HasLoneSurrogate(json))
        {
            return Fail("The request body has an escaped surrogate without its other half.", out error);
        }

        try
        {
            value = JsonElement.Parse(json, Strict);
            error = null;
            return true;
        }
        catch (JsonException fault)
        {
            var place = $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}";
            return Fail($"The request body is not valid JSON, or has a member twice: {place}.", out error);
        }
    }

    internal static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out GraphQLRequest? request,
        [NotNullWhen(false)] out GraphQLError? error
    )
    {
        request = null;
        return TryParse(json, out var value, out error) && TryRead(value, out request, out error);
    }

    internal static bool TryRead(
        JsonElement json,
        [NotNullWhen(true)] out GraphQLRequest? request,
        [NotNullWhen(false)] out GraphQLError? error
    )
    {
        request = null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fail("The request must be a JSON object.", out error);
        }

        if (
            !TryMember(json, "query", JsonValueKind.String, "a string", out var query, out error)
            || !TryMember(json, "documentId", JsonValueKind.String, "a string", out var id, out error)
            || !TryMember(json, "operationName", JsonValueKind.String, "a string", out var name, out error)
            || !TryMember(json, "variables", JsonValueKind.Object, "an object", out var variables, out error)
            || !TryMember(json, "extensions", JsonValueKind.Object, "an object", out var extensions, out error)
        )
        {
            return false;
        }

        request = new GraphQLRequest
        {
            Query = query is { } text ? Utf8Of(text) : default,
            DocumentId = id?.GetString(),
            OperationName = name?.GetString(),
            Variables = variables,
            Extensions = extensions,
        };
        return true;
    }

    static bool TryMember(
        JsonElement json,
        string name,
        JsonValueKind kind,
        string kindName,
        out JsonElement? value,
        [NotNullWhen(false)] out GraphQLError? error
    )
    {
        value = null;
        error = null;
        if (!json.TryGetProperty(name, out var found) || found.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (found.ValueKind != kind)
        {
            return Fail($"The request member \"{name}\" must be {kindName} or null.", out error);
        }

        value = found;
        return true;
    }

    static ReadOnlyMemory<byte> Utf8Of(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(text.GetString()!) : raw.ToArray();
    }

    /// <summary>
    /// True when JSON has an escaped surrogate without its other half, in a value or a name. Such text cannot become a .NET or Postgres string;
    /// JSON readers accept it and fail when it is asked for.
    /// </summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        var awaitsLow = false;
        while (true)
        {
            var next = json.IndexOf((byte)'\\');
            if (awaitsLow && next != 0)
            {
                return true;
            }

            if (next < 0)
            {
                return false;
            }

            json = json[next..];
            var unit = CodeUnit(json, out var length);
            if (awaitsLow != char.IsLowSurrogate((char)unit))
            {
                return true;
            }

            awaitsLow = char.IsHighSurrogate((char)unit);
            json = json[length..];
        }
    }

    // The escaped UTF-16 unit at the start, or 0 for another escape.
    static int CodeUnit(ReadOnlySpan<byte> json, out int length)
    {
        const int UnicodeLength = 6;
        length = Math.Min(2, json.Length);
        if (
            json.Length < UnicodeLength
            || json[1] != 'u'
            || !System.Buffers.Text.Utf8Parser.TryParse(json[2..UnicodeLength], out ushort unit, out var read, 'x')
            || read != UnicodeLength - 2
        )
        {
            return 0;
        }

        length = UnicodeLength;
        return unit;
    }

    static bool Fail(string message, out GraphQLError error)
    {
        error = new GraphQLError(message, ErrorCodes.BadUserInput);
        return false;
    }
}
