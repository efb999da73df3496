namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Directives: defined wrongly, applied wrongly.</summary>
static class SchemaDirectiveMutations
{
    const string Any = "type interface union enum input scalar schema";

    public static IReadOnlyList<SchemaMutation> All { get; } =
    [
        SchemaMutation.OfDefinition(
            "a directive twice",
            "directive",
            (schema, directive, chance) =>
                schema.Definitions.Add(
                    new("directive", chance.OneIn(3) ? "skip" : directive.Name) { Locations = { "FIELD" } }
                )
        ),
        SchemaMutation.OfDefinition(
            "a reserved name of a directive",
            "directive",
            (_, directive, _) => directive.Name = $"__{directive.Name}"
        ),
        SchemaMutation.OfDefinition(
            "apply an unknown directive",
            Any,
            (_, type, chance) => type.Directives.Add(chance.Of("@unknown", "@deprecate", "@unknown(a: 1)"))
        ),
        SchemaMutation.OfDefinition(
            "apply any directive",
            Any,
            (schema, type, chance) =>
                type.Directives.Add(
                    chance.OneIn(2)
                        ? chance.Of(
                            "@skip",
                            "@deprecated",
                            "@oneOf",
                            "@specifiedBy(url: 1)",
                            "@specifiedBy",
                            "@include(if: true)"
                        )
                        : $"@{chance.Of(schema.Directives.ToArray()).Name}"
                )
        ),
        SchemaMutation.OfMember(
            "apply any directive to a member",
            "type interface enum input",
            (schema, member, chance) =>
                member.Directives.Add(
                    chance.OneIn(2)
                        ? chance.Of(
                            "@skip",
                            "@deprecated @deprecated",
                            "@oneOf",
                            "@deprecated(reason: 5)",
                            "@deprecated(reason: \"a\", reason: \"b\")",
                            "@deprecated(why: \"a\")"
                        )
                        : $"@{chance.Of(schema.Directives.ToArray()).Name}"
                )
        ),
        SchemaMutation.OfDefinition(
            "apply a directive with an argument it has not",
            Any,
            (schema, type, chance) =>
                type.Directives.Add($"@{chance.Of(schema.Directives.ToArray()).Name}(unheardOf: {{a: 1, a: 2}})")
        ),
        SchemaMutation.OfDefinition(
            "a directive of itself",
            "directive",
            (_, directive, _) => directive.Members.Add(new("self", "Int") { Directives = { $"@{directive.Name}" } })
        ),
    ];
}
