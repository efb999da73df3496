namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>What comes in: arguments, input objects, directives.</summary>
sealed partial class SchemaGenerator
{
    static readonly string[] Executable =
    [
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    ];
    static readonly Dictionary<string, string> TypeSystem = new(StringComparer.Ordinal)
    {
        ["schema"] = "SCHEMA",
        ["scalar"] = "SCALAR",
        ["type"] = "OBJECT",
        ["interface"] = "INTERFACE",
        ["union"] = "UNION",
        ["enum"] = "ENUM",
        ["input"] = "INPUT_OBJECT",
    };

    void AddInput()
    {
        var input = Add("input");
        input.Members.AddRange(words.Fields(1, 4).Select(name => Input(name, isLast: false)));
        // It may hold itself where that has an end.
        if (chance.OneIn(3))
            input.Members.Add(new("inner", chance.OneIn(2) ? input.Name : $"[{input.Name}!]!"));
    }

    void AddOneOf()
    {
        var input = Add("input");
        input.Directives.Add("@oneOf");
        input.Members.AddRange(
            words.Fields(1, 3).Select(name => new MemberText(name, TypeText.Nullable(Wrapped(InputName(isLast: true)))))
        );
    }

    /// <summary>An argument or a field of an input object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isLast">False while input objects are made: then none of them is complete but those before.</param>
    MemberText Input(string name, bool isLast)
    {
        var input = new MemberText(name, Wrapped(InputName(isLast))) { Description = words.Description() };
        if (chance.OneIn(3))
            input.Default = literals.Of(input.Type!);
        return input.IsRequired ? input : Deprecated(input);
    }

    string InputName(bool isLast)
    {
        var inputs = schema.Types.Where(type => type.Keyword == "input").ToList();
        if (!isLast || inputs.LastOrDefault()?.Members.Count == 0)
            inputs = inputs[..^1];
        return chance.Below(5) switch
        {
            0 when inputs.Count > 0 => chance.Of(inputs).Name,
            1 or 0 => chance.Of([.. schema.Types.Where(type => type.Keyword is "scalar" or "enum")]).Name,
            _ => chance.Of(BuiltIn),
        };
    }

    MemberText Deprecated(MemberText member)
    {
        if (chance.OneIn(8))
            member.Directives.Add(
                chance.Of("@deprecated", "@deprecated(reason: \"old \\\" one\")", "@deprecated(reason: null)")
            );
        return member;
    }

    void AddExecutableDirective()
    {
        var directive = Directive();
        directive.Locations.AddRange(chance.OneIn(2) ? Executable : ["FIELD", .. chance.Some(Executable[4..], 3)]);
    }

    void AddTypeSystemDirective()
    {
        var directive = Directive();
        directive.Locations.AddRange(TypeSystem.Values);
        directive.Locations.AddRange([
            "FIELD_DEFINITION",
            "ARGUMENT_DEFINITION",
            "ENUM_VALUE",
            "INPUT_FIELD_DEFINITION",
        ]);
    }

    DefinitionText Directive()
    {
        var directive = Add("directive");
        directive.Name = directive.Name.ToLowerInvariant().TrimStart('_');
        directive.IsRepeatable = chance.OneIn(2);
        if (chance.OneIn(2))
            directive.Members.AddRange(words.Fields(1, 2).Select(name => Input(name, isLast: true)));
        return directive;
    }

    void ApplyDirectives()
    {
        var directives = schema.Directives.Where(one => one.Locations.Contains("OBJECT")).ToArray();
        var parts = schema.Definitions.Where(part => part is { IsExtension: false, Keyword: not "directive" });
        foreach (var type in parts.Where(_ => chance.OneIn(3)))
        {
            type.Directives.AddRange(Applied(directives));
            foreach (
                var member in type.Members.Where(_ => type.Keyword is not ("union" or "schema") && chance.OneIn(3))
            )
                member.Directives.AddRange(Applied(directives));
        }
    }

    IEnumerable<string> Applied(DefinitionText[] directives)
    {
        var directive = chance.Of(directives);
        for (var count = directive.IsRepeatable ? chance.From(1, 2) : 1; count > 0; count--)
        {
            var given = directive.Members.Where(argument => argument.IsRequired || chance.OneIn(2)).ToArray();
            var arguments = given.Select(argument => $"{argument.Name}: {literals.Of(argument.Type!)}");
            yield return given.Length == 0
                ? $"@{directive.Name}"
                : $"@{directive.Name}({string.Join(", ", arguments)})";
        }
    }
}
