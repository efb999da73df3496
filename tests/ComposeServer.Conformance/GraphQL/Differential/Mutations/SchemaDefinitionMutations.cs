namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Definitions: twice, empty, in circles, of the wrong kind.</summary>
static class SchemaDefinitionMutations
{
    const string Any = "type interface union enum input scalar";

    public static IReadOnlyList<SchemaMutation> All { get; } =
    [
        SchemaMutation.OfDefinition(
            "a type twice",
            Any,
            (schema, type, chance) =>
                schema.Definitions.Add(new(chance.Of(Any.Split(' ')), type.Name) { Members = { new("a", "Int") } })
        ),
        SchemaMutation.OfDefinition(
            "a type without members",
            "type interface union enum input",
            (_, type, _) => type.Members.Clear()
        ),
        SchemaMutation.OfDefinition("a reserved name", Any, (_, type, _) => type.Name = $"__{type.Name}"),
        SchemaMutation.OfDefinition(
            "an interface that is none",
            "type interface",
            (schema, type, chance) =>
                type.Interfaces.Add(chance.OneIn(2) ? SchemaMutation.AnyType(schema, chance) : "Nowhere")
        ),
        SchemaMutation.OfDefinition(
            "an interface that is not kept",
            "type interface",
            (schema, type, chance) =>
                type.Interfaces.Add(chance.Of(schema.Types.Where(one => one.Keyword == "interface").ToArray()).Name)
        ),
        SchemaMutation.OfDefinition(
            "an interface of itself",
            "interface",
            (_, type, _) => type.Interfaces.Add(type.Name)
        ),
        SchemaMutation.OfDefinition(
            "an interface less",
            "type interface",
            (_, type, chance) =>
            {
                if (type.Interfaces.Count > 0)
                    type.Interfaces.RemoveAt(chance.Below(type.Interfaces.Count));
            }
        ),
        SchemaMutation.OfDefinition(
            "a member that a union cannot have",
            "union",
            (schema, union, chance) =>
                union.Members.Add(new(chance.OneIn(4) ? "Nowhere" : SchemaMutation.AnyType(schema, chance)))
        ),
        SchemaMutation.OfDefinition(
            "a member twice",
            "union enum type interface input directive",
            (_, type, chance) =>
            {
                if (type.Members.Count > 0)
                    type.Members.Add(chance.Of(type.Members));
            }
        ),
        new("no query", (schema, _) => schema.Definitions.RemoveAll(one => one.Name == "Query") > 0),
        SchemaMutation.OfDefinition(
            "a root that is no object",
            "schema",
            (schema, definition, chance) => chance.Of(definition.Members).Type = SchemaMutation.AnyType(schema, chance)
        ),
        SchemaMutation.OfDefinition(
            "a root twice",
            "schema",
            (_, definition, chance) => definition.Members.Add(chance.Of(definition.Members))
        ),
        new(
            "another schema",
            (schema, chance) =>
            {
                schema.Definitions.Add(
                    new("schema", "schema")
                    {
                        IsExtension = chance.OneIn(2),
                        Members =
                        {
                            new(chance.Of("query", "mutation", "subscription"), chance.Of(schema.Types.ToArray()).Name),
                        },
                    }
                );
                return true;
            }
        ),
        SchemaMutation.OfDefinition(
            "an extension of another kind",
            Any,
            (schema, type, chance) =>
                schema.Definitions.Add(
                    new(chance.Of("type", "input", "interface", "enum"), chance.OneIn(3) ? $"{type.Name}s" : type.Name)
                    {
                        IsExtension = true,
                        Members = { new("added", "Int") },
                    }
                )
        ),
        SchemaMutation.OfDefinition(
            "a type less",
            Any,
            (schema, type, _) => schema.Definitions.RemoveAll(one => one.Name == type.Name)
        ),
        SchemaMutation.OfDefinition(
            "an input object that has no end",
            "input",
            (schema, input, chance) =>
            {
                var other = chance.Of(schema.Types.Where(one => one.Keyword == "input").ToArray());
                input.Members.Add(new("again", $"{other.Name}!"));
                if (chance.OneIn(2))
                    other.Members.Add(new("back", $"{input.Name}!"));
            }
        ),
        SchemaMutation.OfDefinition(
            "a default that has no end",
            "input",
            (schema, input, chance) =>
            {
                var other = chance.Of(schema.Types.Where(one => one.Keyword == "input").ToArray());
                input.Members.Add(new("round", other.Name) { Default = "{}" });
                if (chance.OneIn(2))
                    other.Members.Add(new("about", input.Name) { Default = chance.Of("{}", "{round: {}}") });
            }
        ),
    ];
}
