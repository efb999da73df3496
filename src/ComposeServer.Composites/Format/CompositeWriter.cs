using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Format;

/// <summary>Writes composites with the member order of the JS tools.</summary>
static class CompositeWriter
{
    public static void Write(Utf8JsonWriter writer, Composite composite, bool withCapabilities)
    {
        writer.WriteStartObject();
        writer.WriteString("version", composite.Version);

        writer.WriteStartObject("models");
        foreach (var (id, model) in composite.Models)
        {
            writer.WriteStartArray(id);
            foreach (var commit in model.Commits)
                WriteCommit(writer, commit, withCapabilities);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();

        writer.WriteStartObject("indices");
        foreach (var (id, indices) in composite.Indices)
        {
            writer.WriteStartArray(id);
            foreach (var index in indices)
                index.WriteTo(writer);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();

        writer.WriteStartObject("aliases");
        foreach (var (id, alias) in composite.Aliases)
            writer.WriteString(id, alias);
        writer.WriteEndObject();

        WriteViews(writer, composite.Views);

        writer.WriteStartArray("commonEmbeds");
        foreach (var name in composite.CommonEmbeds)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteCommit(Utf8JsonWriter writer, ModelCommit commit, bool withCapabilities)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("jws");
        commit.Jws.WriteJson(writer);
        writer.WriteBase64String("linkedBlock", commit.Linked.Bytes.Span);
        if (withCapabilities && commit.Capability is { } capability)
            writer.WriteBase64String("cacaoBlock", capability.Bytes.Span);
        writer.WriteEndObject();
    }

    static void WriteViews(Utf8JsonWriter writer, CompositeViews views)
    {
        writer.WriteStartObject("views");
        writer.WritePropertyName("account");
        PlainJson.Write(writer, views.Account);
        writer.WritePropertyName("root");
        PlainJson.Write(writer, views.Root);
        writer.WriteStartObject("models");
        foreach (var (id, added) in views.Models)
        {
            writer.WritePropertyName(id);
            PlainJson.Write(writer, added);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
