using System.Text.Json;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Sdl;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Compiler;

/// <summary>A composite whose models name each other by their SDL names, because they have no StreamIDs yet.</summary>
/// <param name="Models">In the order of their definitions, which decides their StreamIDs.</param>
/// <param name="CommonEmbeds">Names of all enums, then of all embedded types, used or not.</param>
public sealed record AbstractComposite(OrderedMap<AbstractModel> Models, IReadOnlyList<string> CommonEmbeds)
{
    /// <summary>Reads SDL.</summary>
    /// <returns>
    /// The composite; or <c>SDL_SYNTAX</c>, <c>SDL_INVALID</c> or <c>SDL_UNSUPPORTED</c> with the text of the JS tools and the place.
    /// </returns>
    public static CompositeResult<AbstractComposite> Parse(string sdl)
    {
        ArgumentNullException.ThrowIfNull(sdl);
        return CompositeResult<AbstractComposite>.Of(() => SdlCompiler.Compile(sdl));
    }

    /// <summary>Writes the JSON form of the JS tools: <c>{ models: { Name: { action, … } }, commonEmbeds }</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartObject("models");
        foreach (var (name, model) in Models)
        {
            writer.WritePropertyName(name);
            model.WriteTo(writer);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("commonEmbeds");
        foreach (var name in CommonEmbeds)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The JSON form on one line.</summary>
    public byte[] ToUtf8() => CompactJson.ToUtf8(WriteTo);
}

/// <summary>A model of an abstract composite.</summary>
/// <param name="IsInterface">True for an interface model.</param>
/// <param name="Indices">Indices that the composite asks for.</param>
public abstract record AbstractModel(bool IsInterface, IReadOnlyList<ModelIndex> Indices)
{
    /// <summary>Where its name stands in the SDL; null for one that comes from elsewhere.</summary>
    internal SdlPlace? At { get; init; }

    /// <summary>Where the directives of its relations and views stand, by field.</summary>
    internal OrderedMap<SdlPlace> LinkPlaces { get; init; } = OrderedMap<SdlPlace>.Empty;

    /// <summary>Where a relation or view stands, or at least its model.</summary>
    internal SdlPlace? PlaceOf(string field) => LinkPlaces.TryGetValue(field, out var place) ? place : At;

    /// <summary>A model to be created.</summary>
    /// <remarks>
    /// Definition: as in a model stream, but with SDL names for StreamIDs in <c>implements</c>, <c>relations</c> and <c>views</c>.
    /// </remarks>
    public sealed record Create(IpldMap Definition, bool IsInterface, IReadOnlyList<ModelIndex> Indices)
        : AbstractModel(IsInterface, Indices);

    /// <summary>A model that exists.</summary>
    /// <remarks>Id: the StreamID as written. Views: those added by the composite, with SDL names for StreamIDs.</remarks>
    public sealed record Load(string Id, IpldMap Views, bool IsInterface, IReadOnlyList<ModelIndex> Indices)
        : AbstractModel(IsInterface, Indices);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        switch (this)
        {
            case Create create:
                writer.WriteString("action", "create");
                writer.WritePropertyName("model");
                PlainJson.Write(writer, create.Definition);
                break;
            case Load load:
                writer.WriteString("action", "load");
                writer.WriteBoolean("interface", IsInterface);
                writer.WriteString("id", load.Id);
                writer.WritePropertyName("views");
                PlainJson.Write(writer, load.Views);
                break;
        }
        writer.WriteStartArray("indices");
        foreach (var index in Indices)
            index.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
