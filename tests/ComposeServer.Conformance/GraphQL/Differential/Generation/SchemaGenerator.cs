using ComposeServer.Conformance.Differential;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Makes valid schemas with every kind of type.</summary>
sealed partial class SchemaGenerator
{
    readonly Chance chance;
    readonly Words words;
    readonly SchemaText schema = new();
    readonly Literals literals;

    SchemaGenerator(Chance chance)
    {
        this.chance = chance;
        words = new(chance);
        literals = new(schema, chance, isPlain: true);
    }

    public static SchemaText Make(Chance chance) => new SchemaGenerator(chance).Make();

    SchemaText Make()
    {
        Times(1, 2, AddScalar);
        Times(1, 3, AddEnum);
        Times(1, 3, AddInput);
        AddOneOf();
        Times(1, 3, AddInterface);
        Times(2, 4, AddObject);
        Times(1, 2, AddUnion);
        Times(1, 3, AddExecutableDirective);
        Times(1, 2, AddTypeSystemDirective);
        AddRoots();
        Times(0, 2, AddExtension);
        ApplyDirectives();
        chance.Shuffle(schema.Definitions);
        return schema;
    }

    void Times(int least, int most, Action add)
    {
        for (var count = chance.From(least, most); count > 0; count--)
            add();
    }

    DefinitionText Add(string keyword, string? name = null)
    {
        var definition = new DefinitionText(keyword, name ?? words.Type()) { Description = words.Description() };
        schema.Definitions.Add(definition);
        return definition;
    }

    void AddScalar()
    {
        var scalar = Add("scalar");
        if (chance.OneIn(2))
            scalar.Directives.Add($"@specifiedBy(url: \"https://example.org/{scalar.Name}\")");
    }

    void AddEnum()
    {
        var type = Add("enum");
        foreach (var value in words.Values(1, 4))
            type.Members.Add(Deprecated(new(value) { Description = words.Description() }));
    }

    /// <summary>Roots for some kinds of operations, by their usual names or by declaration.</summary>
    void AddRoots()
    {
        var isDeclared = chance.OneIn(3);
        var roots = new List<MemberText>();
        AddRoot("query", "Query");
        if (chance.OneIn(2))
            AddRoot("mutation", "Mutation");
        if (!chance.OneIn(3))
            AddRoot("subscription", "Subscription");
        if (isDeclared)
            Add("schema", "schema").Members.AddRange(roots);

        void AddRoot(string operation, string name)
        {
            var root = Add("type", isDeclared ? $"{name}{chance.Of("Root", "", "s")}" : name);
            root.Members.AddRange(schema.Composites.Where(type => type != root).Select(Lead));
            var leads = root.Members.Select(member => member.Name).ToArray();
            root.Members.AddRange(Fields(words.Fields(1, 3).Except(leads), root.Name));
            roots.Add(new(operation, root.Name));
        }
    }

    /// <summary>A root field that leads to a type.</summary>
    MemberText Lead(DefinitionText type) =>
        Field(
            $"{char.ToLowerInvariant(type.Name.TrimStart('_')[0])}{type.Name.TrimStart('_')[1..]}",
            Wrapped(type.Name)
        );

    void AddExtension()
    {
        var type = chance.Of([.. schema.Types]);
        var extension = new DefinitionText(type.Keyword, type.Name) { IsExtension = true };
        switch (type.Keyword)
        {
            case "type":
                extension.Members.AddRange(Fields([$"more{type.Name.TrimStart('_')}"], type.Name));
                break;
            case "enum":
                extension.Members.Add(new("EXTRA"));
                break;
            case "input" when !type.Directives.Contains("@oneOf"):
                // Defaults have been written by now that do not have it, and none may come to itself.
                extension.Members.Add(new("extra", TypeText.Nullable(Wrapped(InputName(isLast: true)))));
                break;
            case "union"
                when chance.Any(schema.Types.Where(other => other.Keyword == "type" && IsNew(other))) is { } member:
                extension.Members.Add(new(member.Name));
                break;
            default:
                return;
        }

        if (schema.Definitions.Exists(other => other.IsExtension && other.Name == type.Name))
            return;
        schema.Definitions.Add(extension);

        bool IsNew(DefinitionText other) => !schema.PossibleTypes(type.Name).Contains(other.Name);
    }
}
