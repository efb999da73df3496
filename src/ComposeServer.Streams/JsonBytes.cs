using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;

namespace ComposeServer.Streams;

/// <summary>A JSON text in UTF-8, as compact as <c>JSON.stringify</c> writes it and with its spelling of numbers. <c>default</c> is null.</summary>
public readonly struct JsonBytes : IEquatable<JsonBytes>
{
    static readonly byte[] NullText = "null"u8.ToArray();

    readonly ReadOnlyMemory<byte> _text;

    JsonBytes(ReadOnlyMemory<byte> text) => _text = text;

    /// <summary>The JSON value null.</summary>
    public static JsonBytes Null => default;

    /// <summary>The object without members.</summary>
    public static JsonBytes EmptyObject { get; } = new("{}"u8.ToArray());

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Memory => _text.IsEmpty ? NullText : _text;

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>True for the JSON value null.</summary>
    public bool IsNull => Span.SequenceEqual(NullText);

    /// <summary>The JSON form of a value that a block holds.</summary>
    public static JsonBytes Of(IpldValue value) => new(PlainJson.ToUtf8(value));

    /// <summary>The JSON form of other JSON; its numbers are read and written again by JavaScript's rule.</summary>
    /// <exception cref="FormatException">It has what a block cannot hold: see <see cref="PlainJson.TryFromDocument"/>.</exception>
    public static JsonBytes Of(JsonElement value) => Of(PlainJson.FromDocument(value));

    /// <summary>Takes over a text that one of the other ways has made.</summary>
    internal static JsonBytes Trusted(ReadOnlyMemory<byte> text) => new(text);

    /// <summary>Reads the text. The document rests on it; dispose of it.</summary>
    public JsonDocument Read() => JsonDocument.Parse(Memory, DocumentOptions);

    /// <summary>The value as a block holds it.</summary>
    public IpldValue ToIpld()
    {
        using var document = Read();
        return PlainJson.FromDocument(document.RootElement);
    }

    /// <summary>The value as a tree that may be changed.</summary>
    internal JsonNode? ToNode() => JsonNode.Parse(Span, documentOptions: DocumentOptions);

    /// <summary>Writes the text as it is.</summary>
    public void WriteTo(Utf8JsonWriter writer) => writer.WriteRawValue(Span, skipInputValidation: true);

    /// <inheritdoc/>
    public bool Equals(JsonBytes other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonBytes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>Same text.</summary>
    public static bool operator ==(JsonBytes left, JsonBytes right) => left.Equals(right);

    /// <summary>Another text.</summary>
    public static bool operator !=(JsonBytes left, JsonBytes right) => !left.Equals(right);

    static JsonDocumentOptions DocumentOptions => new() { MaxDepth = 512 };
}
