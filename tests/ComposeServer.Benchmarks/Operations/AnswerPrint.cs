using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>An answer in a few bytes: what it takes to tell it from another one.</summary>
/// <param name="Length">Bytes of the body.</param>
/// <param name="Bytes">Digest of the body.</param>
readonly record struct AnswerPrint(int Length, UInt128 Bytes)
{
    public static AnswerPrint Of(ReadOnlySpan<byte> body) => new(body.Length, Digest(body));

    /// <summary>Digest of what two answers must share.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public static UInt128 OfContent(ReadOnlySpan<byte> body, Likeness likeness) =>
        likeness == Likeness.Bytes
            ? Digest(body)
            : Digest(Encoding.UTF8.GetBytes(string.Join('\n', Values(body, likeness))));

    /// <summary>Texts, numbers and truth values of an answer. Names of members and where things are nested are left out.</summary>
    static List<string> Values(ReadOnlySpan<byte> body, Likeness likeness)
    {
        var values = new List<string>();
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String)
                values.Add(json.GetString()!);
            else if (json.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                values.Add(Encoding.UTF8.GetString(json.ValueSpan));
        }

        if (likeness == Likeness.ValuesInAnyOrder)
            values.Sort(StringComparer.Ordinal);
        return values;
    }

    static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
