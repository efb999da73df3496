using ComposeServer.Conformance.Differential;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Makes documents that are valid for a schema: with fragments, aliases, directives, and variables in every position.</summary>
sealed partial class DocumentGenerator
{
    const int DepthMax = 4;

    readonly SchemaText schema;
    readonly Chance chance;
    readonly Literals literals;
    readonly DocumentText document = new();

    /// <summary>What a response key stands for: one thing in the whole document, so that fields of one key can always be merged.</summary>
    readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    int fieldsLeft;

    DocumentGenerator(SchemaText schema, Chance chance)
    {
        this.schema = schema;
        this.chance = chance;
        literals = new(schema, chance, Variable);
        fieldsLeft = chance.From(4, 40);
    }

    public static GeneratedDocument Make(SchemaText schema, Chance chance)
    {
        var generator = new DocumentGenerator(schema, chance);
        generator.AddFragments();
        generator.AddOperations();
        generator.DropUnusedFragments();
        generator.DeclareVariables();
        return new(generator.document, generator.positions);
    }

    /// <summary>From the last to the first, each spreading only later ones: so none has itself inside.</summary>
    void AddFragments()
    {
        for (var number = chance.Below(5); number > 0; number--)
        {
            var type = chance.Of([.. schema.Composites]).Name;
            var name = $"F{number}";
            var fragment = new FragmentText(name, type) { Name = name };
            fragment.Directives.AddRange(Directives("FRAGMENT_DEFINITION"));
            fragment.Selections = Selections(type, depth: 2, isRoot: false);
            document.Fragments.Insert(0, fragment);
        }
    }

    void AddOperations()
    {
        string[] keywords =
        [
            .. new[] { "query", "mutation", "subscription" }.Where(word => schema.Root(word) is not null),
        ];
        var count = chance.OneIn(4) ? chance.From(2, 3) : 1;
        for (var number = 0; number < count; number++)
        {
            fieldsLeft = Math.Max(fieldsLeft, 4);
            var keyword = chance.OneIn(2) ? "query" : chance.Of(keywords);
            var type = schema.Root(keyword)!;
            var operation = new OperationText(keyword, type)
            {
                Name = count > 1 || chance.OneIn(3) ? $"Operation{number}" : null,
            };
            operation.Directives.AddRange(Directives(keyword.ToUpperInvariant()));
            operation.Selections =
                keyword == "subscription"
                    ? [Field(type, depth: 0, isRoot: true)]
                    : Selections(type, depth: 0, isRoot: true);
            document.Operations.Add(operation);
        }
    }

    List<SelectionText> Selections(string type, int depth, bool isRoot)
    {
        var selections = new List<SelectionText>();
        for (var count = chance.From(1, isRoot ? 5 : 3); count > 0; count--)
        {
            var selection = chance.Below(9) switch
            {
                0 or 1 when depth < DepthMax => Inline(type, depth),
                2 or 3 => Spread(type),
                _ => null,
            };
            selections.Add(selection ?? Field(type, depth, isRoot));
        }

        return selections;
    }

    SelectionText Inline(string parent, int depth)
    {
        var condition = chance.OneIn(5) ? null : chance.Of([.. Overlapping(parent)]);
        var inline = new SelectionText { Parent = parent, Condition = condition };
        inline.Directives.AddRange(Directives("INLINE_FRAGMENT"));
        inline.Selections = Selections(condition ?? parent, depth + 1, isRoot: false);
        return inline;
    }

    SelectionText? Spread(string parent)
    {
        var overlapping = Overlapping(parent).ToHashSet(StringComparer.Ordinal);
        if (chance.Any(document.Fragments.Where(fragment => overlapping.Contains(fragment.Type))) is not { } fragment)
            return null;
        var spread = new SelectionText { Parent = parent, Name = fragment.Name };
        spread.Directives.AddRange(Directives("FRAGMENT_SPREAD"));
        return spread;
    }

    /// <summary>Types some value of which is also of that type.</summary>
    IEnumerable<string> Overlapping(string type)
    {
        var possible = schema.PossibleTypes(type);
        return schema
            .Composites.Where(other => other.Name == type || schema.PossibleTypes(other.Name).Intersect(possible).Any())
            .Select(other => other.Name);
    }

    SelectionText Field(string parent, int depth, bool isRoot)
    {
        fieldsLeft--;
        var isSubscription = isRoot && parent == schema.Root("subscription");
        if (isRoot && parent == schema.Root("query") && chance.OneIn(20))
            return Introspection(parent);
        var isEnd = depth >= DepthMax || fieldsLeft < 0;
        var fields = schema
            .MembersOf(parent)
            .Where(field => field.Type is not null && !(isEnd && !isSubscription && schema.IsComposite(field.Type)))
            .ToArray();
        if (schema.Find(parent)!.Keyword == "union")
            fields = [];
        if (fields.Length == 0 || (!isSubscription && chance.OneIn(10)))
            return Keyed(
                new()
                {
                    Parent = parent,
                    Field = TypeName,
                    Name = "__typename",
                }
            );
        var definition = chance.Of(fields);
        var selection = Keyed(
            new()
            {
                Parent = parent,
                Field = definition,
                Name = definition.Name,
                Arguments = [.. Arguments(definition.Arguments)],
            }
        );
        if (!isSubscription)
            selection.Directives.AddRange(Directives("FIELD"));
        if (schema.IsComposite(definition.Type!))
            selection.Selections = Selections(TypeText.Named(definition.Type!), depth + 1, isRoot: false);
        return selection;
    }

    static readonly MemberText TypeName = new("__typename", "String!");

    /// <summary>Gives an alias where the field's own name stands for something else already, and now and then without need.</summary>
    SelectionText Keyed(SelectionText selection)
    {
        var meaning = $"{selection.Name}({string.Join(',', selection.Arguments)}){selection.Field!.Type}";
        if (
            !chance.OneIn(4) && keys.TryAdd(selection.Name!, meaning)
            || keys.GetValueOrDefault(selection.Name!) == meaning
        )
            return selection;
        selection.Alias =
            keys.Where(known => known.Value == meaning).Select(known => known.Key).FirstOrDefault() ?? $"a{keys.Count}";
        keys.TryAdd(selection.Alias, meaning);
        return selection;
    }

    IEnumerable<(string Name, string Value)> Arguments(List<MemberText> definitions)
    {
        var given = definitions.Where(argument => argument.IsRequired || chance.OneIn(2)).ToList();
        if (chance.OneIn(3))
            chance.Shuffle(given);
        return given.Select(argument => (argument.Name, literals.Of(argument.Type!, argument.Default is not null)));
    }

    static SelectionText Leaf(string parent, string name, List<SelectionText>? selections = null) =>
        new()
        {
            Parent = parent,
            Field = TypeName,
            Name = name,
            Selections = selections,
        };

    SelectionText Introspection(string parent)
    {
        var name = chance.Of([.. schema.Types]).Name;
        List<SelectionText> ofType = [Leaf("__Type", "kind"), Leaf("__Type", "name"), Leaf("__Type", "description")];
        return chance.OneIn(2)
            ? Keyed(
                new()
                {
                    Parent = parent,
                    Field = new("__type", "__Type"),
                    Name = "__type",
                    Arguments = [("name", $"\"{name}\"")],
                    Selections = ofType,
                }
            )
            : Keyed(
                new()
                {
                    Parent = parent,
                    Field = new("__schema", "__Schema!"),
                    Name = "__schema",
                    Selections = [Leaf("__Schema", "types", ofType)],
                }
            );
    }
}

/// <summary>A document and what is known of it.</summary>
/// <param name="Text">The document.</param>
/// <param name="Positions">Where it has variables.</param>
sealed record GeneratedDocument(DocumentText Text, IReadOnlySet<string> Positions);
