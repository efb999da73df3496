using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Format;

/// <summary>An index that a composite asks for on a model: one or more fields, in order.</summary>
/// <remarks>JSON: <c>{"fields":[{"path":["name"]}]}</c>. Source: <c>@createIndex</c>.</remarks>
/// <param name="Paths">Where each field lies in the document's content, step by step.</param>
public sealed record ModelIndex(IReadOnlyList<IReadOnlyList<string>> Paths)
{
    /// <summary>True for the same paths in the same order.</summary>
    public bool Equals(ModelIndex? other) =>
        other is not null
        && Paths.Count == other.Paths.Count
        && Paths.Zip(other.Paths).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var step in Paths.SelectMany(path => path))
            hash.Add(step, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>Writes the JSON form.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("fields");
        foreach (var path in Paths)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("path");
            foreach (var step in path)
                writer.WriteStringValue(step);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads the argument <c>fields</c> of <c>@createIndex</c>.</summary>
    internal static ModelIndex Read(IpldList fields) =>
        new([
            .. fields
                .Items.OfType<IpldMap>()
                .Select(field =>
                    (IReadOnlyList<string>)
                        [.. ((IpldList)field["path"]).Items.OfType<IpldString>().Select(step => step.Value)]
                ),
        ]);

    /// <summary>Reads the JSON form.</summary>
    internal static ModelIndex Read(JsonPlace index) =>
        new([.. index.Member("fields").Items().Select(field => field.Member("path").Texts())]);
}
