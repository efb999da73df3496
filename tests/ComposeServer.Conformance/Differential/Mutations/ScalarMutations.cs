namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>What can be wrong about bounds and defaults.</summary>
static class ScalarMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.OfField(
            "a text without a bound",
            (_, field) => field.Has("string"),
            (field, chance) =>
            {
                field.Directives.RemoveAll(written => written.StartsWith("@string", StringComparison.Ordinal));
                if (chance.OneIn(2))
                    field.Directives.Add(chance.Of("@string", "@string(minLength: 1)", "@string()"));
            }
        ),
        Mutation.OfField(
            "bounds of another type",
            (_, field) => field is { IsView: false } && !field.Has("documentReference"),
            (field, chance) =>
            {
                var word = chance.Of("@int(min: 1)", "@float(max: 2)", "@boolean", "@string(maxLength: 3)");
                if (!field.Has(word[1..].Split('(')[0]))
                    field.Directives.Insert(chance.Below(field.Directives.Count + 1), word);
            }
        ),
        Mutation.OfField(
            "a wrong default or bound of a number",
            (_, field) => field.NullableType is "Int" or "Float" && !field.IsView,
            (field, chance) =>
            {
                var name = field.NullableType == "Int" ? "int" : "float";
                field.Directives.RemoveAll(written => written.StartsWith($"@{name}", StringComparison.Ordinal));
                field.Directives.Add(
                    $"@{name}({chance.Of("max: 1, default: 2", "min: 3, default: -2", "min: 5, max: 1, default: 3", "min: \"1\"", "max: true", "max: 1.5", "min: 99999999999", "min: 2147483648", "max: -2147483649", "default: [1]", "default: {a: 1}", "max: LOW", "max: $max", "min: 1e400", "mix: 1", "maximum: 3", "max: 1, max: 2", "max: -1e400", "default: null, max: null")})"
                );
            }
        ),
        Mutation.OfField(
            "a wrong default or bound of a text",
            (_, field) => field.Has("string"),
            (field, chance) =>
            {
                field.Directives.RemoveAll(written => written.StartsWith("@string", StringComparison.Ordinal));
                field.Directives.Add(
                    $"@string({chance.Of("maxLength: 2, default: \"abc\"", "maxLength: 9, minLength: 4, default: \"abc\"", "maxLength: 1, default: \"😀\"", "maxLength: \"3\"", "maxLength: 1.0", "maxLength: null", "maxLength: 3, default: 1", "maxLength: 3, default: true", "maxLength: [3]", "maxLength: 3, minlength: 1", "length: 3", "maxLength: 3, maxLength: 3", "maxLength: 3, default: \"\"\"a\nb\nc\"\"\"", "maxLength: 4294967296")})"
                );
            }
        ),
        Mutation.OfField(
            "a wrong bound of a list",
            (_, field) => field.Has("list"),
            (field, chance) =>
            {
                field.Directives.RemoveAll(written => written.StartsWith("@list", StringComparison.Ordinal));
                field.Directives.Add(
                    chance.Of(
                        "@list",
                        "@list(minLength: 1)",
                        "@list(maxLength: \"9\")",
                        "@list(maxLength: null)",
                        "@list(max: 1)",
                        "@list(maxLength: -0.5)"
                    )
                );
            }
        ),
        Mutation.OfField(
            "a wrong default of a boolean",
            (_, field) => field.NullableType == "Boolean" && !field.Has("boolean"),
            (field, chance) =>
                field.Directives.Add(
                    chance.Of(
                        "@boolean(default: 1)",
                        "@boolean(default: \"true\")",
                        "@boolean(default: TRUE)",
                        "@boolean(value: true)"
                    )
                )
        ),
    ];
}
