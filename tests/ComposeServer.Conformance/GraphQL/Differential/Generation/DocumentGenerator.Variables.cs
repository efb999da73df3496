namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Variables, and the directives whose conditions need them.</summary>
sealed partial class DocumentGenerator
{
    /// <summary>Variables that decide whether something is selected; see <see cref="VariableValues"/>.</summary>
    public const string ConditionPrefix = "condition";

    readonly List<VariableText> variables = [];
    readonly HashSet<string> positions = new(StringComparer.Ordinal);
    bool isCondition;

    /// <summary>A variable of a type that may stand in that place, new or known; mostly nothing.</summary>
    string? Variable(string type, bool hasDefault, string where)
    {
        if (!chance.OneIn(isCondition ? 2 : 4))
            return null;
        var (declared, isGiven) = Declared(type, hasDefault);
        var prefix = isCondition ? ConditionPrefix : "v";
        var variable = chance.Any(
            variables.Where(known =>
                known.Type == declared
                && known.Name.StartsWith(prefix, StringComparison.Ordinal)
                && (!isGiven || known.Default is not (null or "null"))
            )
        );
        if (variable is null)
        {
            variable = new($"{prefix}{variables.Count}", declared);
            variables.Add(variable);
            var constant = new Literals(schema, chance);
            if (isGiven)
                variable.Default = constant.Of($"{TypeText.Nullable(type)}!");
            else if (chance.OneIn(4))
                variable.Default = constant.Of(declared);
            variable.Directives.AddRange(Custom("VARIABLE_DEFINITION", constant, skipsRequired: true));
        }

        positions.Add(where);
        if (variable.Default is not null)
            positions.Add("with a default");
        return $"${variable.Name}";
    }

    /// <summary>The type to declare, and whether the variable needs a default that is not null.</summary>
    (string Declared, bool IsGiven) Declared(string type, bool hasDefault)
    {
        if (!TypeText.IsNonNull(type))
            return (chance.OneIn(3) ? $"{type}!" : type, false);
        return chance.OneIn(3) ? (TypeText.Nullable(type), !hasDefault || chance.OneIn(2)) : (type, false);
    }

    List<string> Directives(string location)
    {
        List<string> directives = [];
        if (location is "FIELD" or "FRAGMENT_SPREAD" or "INLINE_FRAGMENT")
        {
            foreach (var name in new[] { "skip", "include" }.Where(_ => chance.OneIn(12)))
            {
                isCondition = true;
                directives.Add($"@{name}(if: {literals.Of("Boolean!", where: $"@{name}")})");
                isCondition = false;
            }
        }

        directives.AddRange(Custom(location, literals, skipsRequired: false));
        return directives;
    }

    IEnumerable<string> Custom(string location, Literals values, bool skipsRequired)
    {
        var fitting = schema.Directives.Where(one => one.Locations.Contains(location) && chance.OneIn(8));
        foreach (var directive in fitting.ToArray())
        {
            if (skipsRequired && directive.Members.Exists(argument => argument.IsRequired))
                continue;
            for (var count = directive.IsRepeatable ? chance.From(1, 2) : 1; count > 0; count--)
            {
                var given = directive
                    .Members.Where(argument => argument.IsRequired || chance.OneIn(2))
                    .Select(argument =>
                        $"{argument.Name}: {values.Of(argument.Type!, argument.Default is not null, "directive argument")}"
                    )
                    .ToArray();
                yield return given.Length == 0
                    ? $"@{directive.Name}"
                    : $"@{directive.Name}({string.Join(", ", given)})";
            }
        }
    }

    void DropUnusedFragments()
    {
        var used = document.Operations.SelectMany(Reached).ToHashSet();
        document.Fragments.RemoveAll(fragment => !used.Contains(fragment));
    }

    void DeclareVariables()
    {
        foreach (var operation in document.Operations)
        {
            var names = Reached(operation)
                .Prepend<PartText>(operation)
                .SelectMany(part => PartText.Variable.Matches($"{part}"))
                .Select(found => found.Groups["name"].Value)
                .ToHashSet(StringComparer.Ordinal);
            operation.Variables.AddRange(variables.Where(variable => names.Contains(variable.Name)));
        }
    }

    /// <summary>The fragments that an operation takes in. A fragment spreads only those after it.</summary>
    IEnumerable<FragmentText> Reached(PartText part)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Follow(part.Selections);
        foreach (var fragment in document.Fragments.Where(fragment => names.Contains(fragment.Name!)))
        {
            Follow(fragment.Selections);
            yield return fragment;
        }

        void Follow(IEnumerable<SelectionText> selections)
        {
            foreach (var selection in selections)
            {
                if (selection is { IsField: false, IsInline: false })
                    names.Add(selection.Name!);
                Follow(selection.Selections ?? []);
            }
        }
    }
}
