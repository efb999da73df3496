namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Objects, interfaces and unions.</summary>
sealed partial class SchemaGenerator
{
    static readonly string[] BuiltIn = ["Int", "Float", "String", "Boolean", "ID"];

    void AddInterface() => AddContainer("interface", least: 1, most: 3);

    void AddObject() => AddContainer("type", least: 1, most: 5);

    void AddContainer(string keyword, int least, int most)
    {
        var type = Add(keyword);
        var known = schema.Types.Where(other => other.Keyword == "interface" && other != type).ToList();
        foreach (var one in chance.Some(known, 2))
            Implement(type, one);
        foreach (var field in Fields(words.Fields(least, most), type.Name))
        {
            if (type.Members.TrueForAll(member => member.Name != field.Name))
                type.Members.Add(field);
        }
    }

    /// <summary>Takes over an interface, those it implements, and their fields, some of them stricter.</summary>
    void Implement(DefinitionText type, DefinitionText one)
    {
        if (type.Interfaces.Contains(one.Name) || !CanShare(type, one))
            return;
        type.Interfaces.AddRange([.. one.Interfaces, one.Name]);
        type.Members.AddRange(one.Members.Select(field => Narrowed(field, type)));
    }

    /// <summary>Fields of one name must be one field.</summary>
    static bool CanShare(DefinitionText type, DefinitionText one) =>
        one.Members.TrueForAll(field => type.Members.TrueForAll(own => own.Name != field.Name));

    MemberText Narrowed(MemberText field, DefinitionText type)
    {
        var result = field.Type!;
        if (TypeText.Named(result) is var named && type.Interfaces.Contains(named) && chance.OneIn(2))
            result = result.Replace(named, type.Name, StringComparison.Ordinal);
        if (!TypeText.IsNonNull(result) && chance.OneIn(3))
            result += "!";
        var copy = new MemberText(field.Name, result) { Description = words.Description() };
        copy.Arguments.AddRange(
            field.Arguments.Select(argument => new MemberText(argument.Name, argument.Type)
            {
                Default = argument.Default,
            })
        );
        if (chance.OneIn(5) && !copy.Arguments.Exists(argument => argument.Name == "additional"))
            copy.Arguments.Add(new("additional", "Int"));
        return Deprecated(copy);
    }

    void AddUnion()
    {
        var objects = schema.Types.Where(type => type.Keyword == "type").ToList();
        chance.Shuffle(objects);
        var union = Add("union");
        union.Members.AddRange(objects.Take(chance.From(1, 3)).Select(type => new MemberText(type.Name)));
    }

    IEnumerable<MemberText> Fields(IEnumerable<string> names, string owner) =>
        names.Select(name => Field(name, Wrapped(OutputName(owner))));

    MemberText Field(string name, string type)
    {
        var field = new MemberText(name, type) { Description = words.Description() };
        if (chance.OneIn(2))
            field.Arguments.AddRange(words.Fields(1, 3).Select(argument => Input(argument, isLast: true)));
        return Deprecated(field);
    }

    string OutputName(string owner) =>
        chance.Below(5) switch
        {
            0 or 1 => chance.Of(BuiltIn),
            2 => chance.Of([.. schema.Types.Where(type => type.Keyword is "scalar" or "enum")]).Name,
            _ => chance.Of([owner, .. schema.Composites.Select(type => type.Name)]),
        };

    string Wrapped(string name)
    {
        var type = chance.OneIn(3) ? $"{name}!" : name;
        for (var lists = chance.OneIn(3) ? chance.From(1, 2) : 0; lists > 0; lists--)
            type = chance.OneIn(3) ? $"[{type}]!" : $"[{type}]";
        return type;
    }
}
