using System.Text.Json;

namespace ComposeServer.Composites.Runtime;

/// <summary>Builds the runtime definition of a composite. Source: <c>composedb.md</c> 6.</summary>
sealed class RuntimeDefinitionBuilder
{
    readonly RuntimeNames<RuntimeModel> models = new("model");
    readonly RuntimeNames<OrderedMap<RuntimeField>> objects = new("object");
    readonly RuntimeNames<IReadOnlyList<string>> enums = new("enum");
    readonly RuntimeNames<AccountDataEntry> accountData = new("account field");

    RuntimeDefinitionBuilder() { }

    /// <summary>Builds, or throws <c>RUNTIME_DEFINITION_INVALID</c> with the text of the JS tools.</summary>
    public static RuntimeCompilation Build(RuntimeSource source)
    {
        var builder = new RuntimeDefinitionBuilder();
        foreach (var (id, definition) in source.Models)
            builder.Add(id, definition, source);
        return new(
            new(
                builder.models.Sorted(),
                builder.objects.Sorted(),
                builder.enums.Sorted(),
                builder.accountData.Sorted()
            ),
            [
                .. builder.models.Warnings,
                .. builder.objects.Warnings,
                .. builder.enums.Warnings,
                .. builder.accountData.Warnings,
                .. builder.QueryFieldWarnings(),
            ]
        );
    }

    /// <summary>Query fields begin with a model's name in which the first letter is small.</summary>
    IEnumerable<string> QueryFieldWarnings() =>
        models
            .Sorted()
            .Keys.Where(name => name.Length > 0)
            .GroupBy(name => char.ToLowerInvariant(name[0]) + name[1..], StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group =>
                $"The models {string.Join(" and ", group)} share the query fields {group.Key}Index and {group.Key}Count, "
                + "the last definition stays"
            );

    void Add(string id, JsonElement definition, RuntimeSource source)
    {
        var model = new JsonPlace(definition, id, CompositeErrorCode.RuntimeInvalid);
        var name = source.Aliases.TryGetValue(id, out var alias) ? alias : model.Member("name").Text();
        var isInterface = model.Optional("interface")?.Flag() ?? false;
        var relation = ReadAccountRelation(model);
        models.Set(name, new(id, isInterface, model.Optional("implements")?.Texts() ?? [], relation));

        var content = new RuntimeModelBuilder(name, model, relation, source.CommonEmbeds);
        var fields = content.BuildFields();
        foreach (var (title, embedded) in content.Objects)
            objects.Set(title, embedded);
        foreach (var (title, values) in content.Enums)
            enums.Set(title, values);

        AddViews(fields, model, source.Views.TryGetValue(id, out var views) ? views : OrderedMap<JsonElement>.Empty);
        if (source.Indices.TryGetValue(id, out var indices))
            RuntimeIndexing.Mark(fields, indices);
        objects.Set(name, new(fields));
        AddAccountData(name, isInterface, relation, model);
    }

    static RuntimeAccountRelation ReadAccountRelation(JsonPlace model)
    {
        var relation = model.Optional("accountRelation");
        // The oldest models carry the word itself instead of an object.
        var type = relation is { IsText: true } ? relation : relation?.Optional("type");
        var word = type is { IsText: true } text ? text.Text() : "undefined";
        return word switch
        {
            "none" => new RuntimeAccountRelation.None(),
            "list" => new RuntimeAccountRelation.List(),
            "single" => new RuntimeAccountRelation.Single(),
            "set" => new RuntimeAccountRelation.Set(relation!.Value.Member("fields").Texts()),
            _ => throw UnsupportedAccountRelation(word),
        };
    }

    static void AddViews(
        OrderedDictionary<string, RuntimeField> fields,
        JsonPlace model,
        OrderedMap<JsonElement> compositeViews
    )
    {
        foreach (var (field, view) in model.Optional("views")?.Members() ?? [])
            fields[field] = RuntimeView.Read(view);
        foreach (var (field, view) in compositeViews)
            fields[field] = RuntimeView.Read(new(view, $"views.{field}", CompositeErrorCode.RuntimeInvalid));
    }

    void AddAccountData(string name, bool isInterface, RuntimeAccountRelation relation, JsonPlace model)
    {
        var key = NameCase.Camel(name);
        switch (relation)
        {
            case var _ when isInterface:
            case RuntimeAccountRelation.List:
                accountData.Set($"{key}List", new AccountDataEntry.Connection(name));
                break;
            case RuntimeAccountRelation.Single:
                accountData.Set(key, new AccountDataEntry.Node(name));
                break;
            case RuntimeAccountRelation.Set:
                accountData.Set(key, new AccountDataEntry.Set(name));
                accountData.Set($"{key}List", new AccountDataEntry.Connection(name));
                break;
            default:
                throw UnsupportedAccountRelation("none");
        }

        foreach (var (field, target) in model.Optional("relations")?.Members() ?? [])
        {
            if (target.Member("type").Text() != "account")
                continue;
            var reference = NameCase.Camel($"{field}Of{name}");
            accountData.Set($"{reference}List", new AccountDataEntry.Account(name, field));
            if (relation is RuntimeAccountRelation.Set)
                accountData.Set(reference, new AccountDataEntry.AccountSet(name, field));
        }
    }

    static CompositeException UnsupportedAccountRelation(string word) =>
        CompositeException.Because(CompositeErrorCode.RuntimeInvalid, $"Unsupported account relation type: {word}");
}
