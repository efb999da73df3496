using System.Text.Json;

namespace ComposeServer.Composites.Runtime;

/// <summary>Writes runtime definitions with the member order of the JS tools.</summary>
static class RuntimeDefinitionWriter
{
    public static void Write(Utf8JsonWriter writer, RuntimeDefinition definition)
    {
        writer.WriteStartObject();
        WriteMap(writer, "models", definition.Models, WriteModel);
        WriteMap(writer, "objects", definition.Objects, WriteObject);
        WriteMap(writer, "enums", definition.Enums, WriteTexts);
        WriteMap(writer, "accountData", definition.AccountData, WriteAccountData);
        writer.WriteEndObject();
    }

    static void WriteMap<T>(Utf8JsonWriter writer, string name, OrderedMap<T> map, Action<Utf8JsonWriter, T> writeValue)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            writeValue(writer, value);
        }
        writer.WriteEndObject();
    }

    static void WriteTexts(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    static void WriteModel(Utf8JsonWriter writer, RuntimeModel model)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("interface", model.IsInterface);
        writer.WritePropertyName("implements");
        WriteTexts(writer, model.Implements);
        writer.WriteString("id", model.Id);
        writer.WriteStartObject("accountRelation");
        switch (model.AccountRelation)
        {
            case RuntimeAccountRelation.None:
                writer.WriteString("type", "none");
                break;
            case RuntimeAccountRelation.List:
                writer.WriteString("type", "list");
                break;
            case RuntimeAccountRelation.Single:
                writer.WriteString("type", "single");
                break;
            case RuntimeAccountRelation.Set set:
                writer.WriteString("type", "set");
                writer.WritePropertyName("fields");
                WriteTexts(writer, set.Fields);
                break;
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteObject(Utf8JsonWriter writer, OrderedMap<RuntimeField> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, field) in fields)
        {
            writer.WritePropertyName(name);
            WriteField(writer, field);
        }
        writer.WriteEndObject();
    }

    static void WriteField(Utf8JsonWriter writer, RuntimeField field)
    {
        writer.WriteStartObject();
        switch (field)
        {
            case RuntimeField.Scalar scalar:
                writer.WriteString("type", RuntimeScalarWord.Of(scalar.Type));
                WriteFlags(writer, scalar);
                break;
            case RuntimeField.Enum reference:
                WriteReference(writer, "enum", reference.Name);
                WriteFlags(writer, reference);
                break;
            case RuntimeField.Object reference:
                WriteReference(writer, "object", reference.Name);
                WriteFlags(writer, reference);
                break;
            case RuntimeField.List list:
                writer.WriteString("type", "list");
                WriteFlags(writer, list);
                writer.WritePropertyName("item");
                WriteField(writer, list.Item);
                break;
            case RuntimeField.View view:
                WriteView(writer, view);
                break;
        }
        writer.WriteEndObject();
    }

    static void WriteReference(Utf8JsonWriter writer, string kind, string name)
    {
        writer.WriteString("type", "reference");
        writer.WriteString("refType", kind);
        writer.WriteString("refName", name);
    }

    static void WriteFlags(Utf8JsonWriter writer, RuntimeField.Content field)
    {
        writer.WriteBoolean("required", field.Required);
        writer.WriteBoolean("immutable", field.Immutable);
        // The flag is written only when it is set.
        if (field is RuntimeField.Single { Indexed: true })
            writer.WriteBoolean("indexed", true);
    }

    static void WriteView(Utf8JsonWriter writer, RuntimeField.View view)
    {
        writer.WriteString("type", "view");
        if (view is not RuntimeField.Relation relation)
        {
            writer.WriteString(
                "viewType",
                view is RuntimeField.DocumentAccount ? "documentAccount" : "documentVersion"
            );
            return;
        }
        writer.WriteString("viewType", "relation");
        writer.WriteStartObject("relation");
        writer.WriteString("source", RelationSourceWord.Of(relation.Source));
        writer.WriteString("model", relation.Model);
        writer.WriteString("property", relation.Property);
        writer.WriteEndObject();
    }

    static void WriteAccountData(Utf8JsonWriter writer, AccountDataEntry entry)
    {
        var (type, property) = entry switch
        {
            AccountDataEntry.Connection => ("connection", null),
            AccountDataEntry.Node => ("node", null),
            AccountDataEntry.Set => ("set", null),
            AccountDataEntry.Account account => ("account", account.Property),
            AccountDataEntry.AccountSet account => ("account-set", account.Property),
            _ => throw new InvalidOperationException($"No word for {entry.GetType().Name}."),
        };
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("name", entry.Model);
        if (property is not null)
            writer.WriteString("property", property);
        writer.WriteEndObject();
    }
}
