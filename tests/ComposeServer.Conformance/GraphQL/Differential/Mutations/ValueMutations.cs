using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Arguments and values.</summary>
static class ValueMutations
{
    static readonly string[] Literals =
    [
        "null",
        "1",
        "1.5",
        "3000000000",
        "\"text\"",
        "\"\"\"block\ntext\"\"\"",
        "true",
        "RED",
        "RE",
        "[]",
        "[1, \"two\", [THREE]]",
        "[null]",
        "{}",
        "{a: 1}",
        "{size: {b: [1, 2, 3]}, name: 5}",
        "$undefined",
        "\"RED\"",
    ];

    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        OfArgument("any value for an argument", (broken, _) => broken.Chance.Of(Literals)),
        OfArgument("any value for an argument, again", (broken, _) => broken.Chance.Of(Literals)),
        OfArgument("a value with something else inside", Spoil),
        OfArgument(
            "one field of an object twice",
            (broken, argument) => broken.Chance.OneIn(2) ? "{twice: 1, twice: 2, twice: 3}" : Doubled(broken, argument)
        ),
        DocumentMutation.OfSelection(
            "leave out an argument",
            (_, one) => one.Field?.Arguments.Exists(argument => argument.IsRequired) is true,
            (_, one) =>
                one.Arguments.RemoveAll(given =>
                    one.Field!.Arguments.Exists(argument => argument.Name == given.Name && argument.IsRequired)
                )
        ),
        DocumentMutation.OfSelection(
            "an argument that the field has not",
            (_, one) => one.IsField,
            (broken, one) =>
                one.Arguments.Add(
                    (
                        broken.Chance.Any(one.Field!.Arguments) is { } known
                            ? FieldMutations.Misspelled(broken, $"{known.Name}_")
                            : "unheardOf",
                        broken.Chance.Of(Literals)
                    )
                )
        ),
        DocumentMutation.OfSelection(
            "an argument twice",
            (_, one) => one.Arguments.Count > 0,
            (broken, one) => one.Arguments.Add(broken.Chance.Of(one.Arguments))
        ),
    ];

    static DocumentMutation OfArgument(string name, Func<BrokenDocument, MemberText, string> make) =>
        DocumentMutation.OfSelection(
            name,
            (_, one) => one.Field?.Arguments.Count > 0,
            (broken, one) =>
            {
                var argument = broken.Chance.Of(one.Field!.Arguments);
                one.Arguments.RemoveAll(given => given.Name == argument.Name);
                one.Arguments.Add((argument.Name, make(broken, argument)));
            }
        );

    /// <summary>A good value with a word of it replaced.</summary>
    static string Spoil(BrokenDocument broken, MemberText argument)
    {
        var value = new Literals(broken.Schema, broken.Chance).Of(
            TypeText.IsNonNull(argument.Type!) ? argument.Type! : $"{argument.Type}!"
        );
        var at = value.IndexOf(": ", StringComparison.Ordinal);
        if (at >= 0 && broken.Chance.OneIn(2))
            return value.Insert(at, "x");
        return at >= 0
            ? value.Insert(at + 2, broken.Chance.Of("[null], b: ", "{c: 1}, b: ", "1.5, b: "))
            : $"[{value}, {broken.Chance.Of(Literals)}]";
    }

    static string Doubled(BrokenDocument broken, MemberText argument)
    {
        var value = new Literals(broken.Schema, broken.Chance).Of(
            TypeText.IsNonNull(argument.Type!) ? argument.Type! : $"{argument.Type}!"
        );
        var (start, end) = (
            value.IndexOf('{', StringComparison.Ordinal),
            value.IndexOf(": ", StringComparison.Ordinal)
        );
        return start >= 0 && end > start && !value.Contains('"')
            ? value.Insert(start + 1, $"{value[(start + 1)..end]}: 1, ")
            : "{a: 1, b: {c: 1, c: 2}, a: 3}";
    }
}
