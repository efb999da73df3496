using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Fields, arguments and values.</summary>
static class SchemaMemberMutations
{
    const string WithFields = "type interface input";

    public static IReadOnlyList<SchemaMutation> All { get; } =
    [
        SchemaMutation.OfMember(
            "a field of an unknown type",
            WithFields,
            (schema, field, chance) =>
                field.Type = $"[{chance.Of("Nowhere", "Strin", $"{SchemaMutation.AnyType(schema, chance)}s")}]"
        ),
        SchemaMutation.OfMember(
            "a field of any type",
            WithFields,
            (schema, field, chance) =>
                field.Type = SchemaMutation.AnyType(schema, chance) + (chance.OneIn(2) ? "!" : "")
        ),
        SchemaMutation.OfArgument(
            "an argument of any type",
            (schema, argument, chance) =>
                argument.Type = chance.OneIn(4) ? "Nowhere" : SchemaMutation.AnyType(schema, chance)
        ),
        SchemaMutation.OfMember(
            "a reserved name of a member",
            $"{WithFields} enum directive",
            (_, member, _) => member.Name = $"__{member.Name}"
        ),
        SchemaMutation.OfArgument(
            "a reserved name of an argument",
            (_, argument, _) => argument.Name = $"__{argument.Name}"
        ),
        SchemaMutation.OfMember(
            "a field that is required and deprecated",
            "input directive",
            (_, field, _) =>
            {
                field.Type = $"{TypeText.Nullable(field.Type!)}!";
                field.Default = null;
                field.Directives.Add("@deprecated");
            }
        ),
        SchemaMutation.OfArgument(
            "an argument that is required",
            (_, argument, chance) =>
            {
                argument.Type = $"{TypeText.Nullable(argument.Type!)}!";
                argument.Default = null;
                if (chance.OneIn(2))
                    argument.Directives.Add("@deprecated(reason: \"old\")");
            }
        ),
        SchemaMutation.OfMember(
            "an argument more or less",
            "type interface",
            (_, field, chance) =>
            {
                if (field.Arguments.Count > 0 && chance.OneIn(2))
                    field.Arguments.RemoveAt(chance.Below(field.Arguments.Count));
                else
                    field.Arguments.Add(new("plus", chance.Of("Int", "Int!")));
            }
        ),
        SchemaMutation.OfMember(
            "an argument twice",
            "type interface",
            (_, field, chance) =>
            {
                if (field.Arguments.Count > 0)
                    field.Arguments.Add(chance.Of(field.Arguments));
            }
        ),
        SchemaMutation.OfMember(
            "a field less",
            "type interface",
            (schema, field, _) =>
            {
                foreach (var type in schema.Types)
                    type.Members.RemoveAll(one => one == field);
            }
        ),
        SchemaMutation.OfMember(
            "a looser type",
            "type interface",
            (_, field, chance) =>
                field.Type = chance.Of(TypeText.Nullable(field.Type!), $"[{field.Type}]", TypeText.Named(field.Type!))
        ),
        SchemaMutation.OfDefinition(
            "a choice with a field that is not free",
            "input",
            (schema, input, chance) =>
            {
                if (!input.Directives.Contains("@oneOf"))
                    input.Directives.Add("@oneOf");
                var field = input.Members.Count > 0 ? chance.Of(input.Members) : new("a", "Int");
                if (chance.OneIn(2))
                    field.Type = $"{TypeText.Nullable(field.Type!)}!";
                else
                    field.Default = new Literals(schema, chance, isPlain: true).Of(field.Type!);
            }
        ),
        SchemaMutation.OfArgument(
            "a default of another type",
            (_, argument, chance) =>
                argument.Default = chance.Of("null", "1.5", "\"text\"", "[RED]", "{a: 1}", "[null]")
        ),
    ];
}
