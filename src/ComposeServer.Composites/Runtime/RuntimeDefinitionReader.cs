using System.Text.Json;

namespace ComposeServer.Composites.Runtime;

/// <summary>Reads runtime definitions; members it does not know (<c>query</c>, for one) are passed over.</summary>
static class RuntimeDefinitionReader
{
    public static RuntimeDefinition Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, CompactJson.ReadOptions);
            return Read(document.RootElement);
        }
        catch (JsonException malformed)
        {
            throw Malformed("$", $"is not JSON: {malformed.Message}");
        }
    }

    public static RuntimeDefinition Read(JsonElement json)
    {
        var root = new JsonPlace(json, "$", CompositeErrorCode.RuntimeInvalid);
        return new RuntimeDefinition(
            ReadMap(root.Member("models"), ReadModel),
            ReadMap(root.Member("objects"), fields => ReadMap(fields, ReadField)),
            ReadMap(root.Member("enums"), values => values.Texts()),
            ReadMap(root.Member("accountData"), ReadAccountData)
        );
    }

    static OrderedMap<T> ReadMap<T>(JsonPlace place, Func<JsonPlace, T> readValue) =>
        new(place.Members().Select(member => KeyValuePair.Create(member.Name, readValue(member.Value))));

    static RuntimeModel ReadModel(JsonPlace model) =>
        new(
            model.Member("id").Text(),
            model.Optional("interface")?.Flag() ?? false,
            model.Optional("implements")?.Texts() ?? [],
            ReadAccountRelation(model.Member("accountRelation"))
        );

    static RuntimeAccountRelation ReadAccountRelation(JsonPlace relation)
    {
        var type = relation.Member("type");
        return type.Text() switch
        {
            "none" => new RuntimeAccountRelation.None(),
            "list" => new RuntimeAccountRelation.List(),
            "single" => new RuntimeAccountRelation.Single(),
            "set" => new RuntimeAccountRelation.Set(relation.Member("fields").Texts()),
            var other => throw Malformed(type.Path, $"has an unknown account relation: {other}"),
        };
    }

    static RuntimeField ReadField(JsonPlace field) =>
        field.Member("type").Text() switch
        {
            "list" => new RuntimeField.List(
                field.Member("required").Flag(),
                field.Member("immutable").Flag(),
                ReadSingle(field.Member("item"))
            ),
            "view" => ReadView(field),
            _ => ReadSingle(field),
        };

    static RuntimeField.Single ReadSingle(JsonPlace field)
    {
        var (required, immutable) = (field.Member("required").Flag(), field.Member("immutable").Flag());
        var indexed = field.Optional("indexed")?.Flag() ?? false;
        var type = field.Member("type");
        if (type.Text() != "reference")
        {
            return RuntimeScalarWord.TryRead(type.Text(), out var scalar)
                ? new RuntimeField.Scalar(scalar, required, immutable, indexed)
                : throw Malformed(type.Path, $"has an unknown scalar type: {type.Text()}");
        }

        var name = field.Member("refName").Text();
        var kind = field.Member("refType");
        return kind.Text() switch
        {
            "enum" => new RuntimeField.Enum(name, required, immutable, indexed),
            "object" => new RuntimeField.Object(name, required, immutable, indexed),
            var other => throw Malformed(kind.Path, $"has an unknown kind of reference: {other}"),
        };
    }

    static RuntimeField.View ReadView(JsonPlace field)
    {
        var type = field.Member("viewType");
        return type.Text() switch
        {
            "documentAccount" => new RuntimeField.DocumentAccount(),
            "documentVersion" => new RuntimeField.DocumentVersion(),
            "relation" => ReadRelation(field.Member("relation")),
            var other => throw Malformed(type.Path, $"has an unknown view type: {other}"),
        };
    }

    static RuntimeField.Relation ReadRelation(JsonPlace relation)
    {
        var word = relation.Member("source");
        var source =
            RelationSourceWord.Read(word.Text())
            ?? throw Malformed(word.Path, $"has an unknown relation source: {word.Text()}");
        var model = relation.Member("model");
        return new RuntimeField.Relation(
            source,
            source == RelationSource.Document && model.IsNull ? null : model.Text(),
            relation.Member("property").Text()
        );
    }

    static AccountDataEntry ReadAccountData(JsonPlace entry)
    {
        var name = entry.Member("name").Text();
        var type = entry.Member("type");
        return type.Text() switch
        {
            "connection" => new AccountDataEntry.Connection(name),
            "node" => new AccountDataEntry.Node(name),
            "set" => new AccountDataEntry.Set(name),
            "account" => new AccountDataEntry.Account(name, entry.Member("property").Text()),
            "account-set" => new AccountDataEntry.AccountSet(name, entry.Member("property").Text()),
            var other => throw Malformed(type.Path, $"has an unknown kind of account data: {other}"),
        };
    }

    static CompositeException Malformed(string path, string problem) =>
        CompositeException.Because(CompositeErrorCode.RuntimeInvalid, $"Invalid runtime definition: {path} {problem}");
}
