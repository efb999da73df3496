using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Variables: whether they are declared, used, and of the right type.</summary>
static class VariableMutations
{
    static readonly string[] Wraps = ["{0}", "{0}!", "[{0}]", "[{0}!]!", "[[{0}]]"];

    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        DocumentMutation.OfOperation(
            "a variable that is not used",
            (broken, operation) =>
                operation.Variables.Add(
                    new($"unused{operation.Variables.Count}", broken.Chance.Of("Int", "[ID!]", "Boolean!"))
                )
        ),
        DocumentMutation.OfOperation(
            "a variable of a type that comes out",
            (broken, operation) =>
                operation.Variables.Add(new("out", Wrapped(broken, broken.Any("type", "interface", "union").Name)))
        ),
        DocumentMutation.OfOperation(
            "a variable of an unknown type",
            (broken, operation) =>
                operation.Variables.Add(
                    new(
                        "lost",
                        Wrapped(broken, broken.Chance.Of("Nothing", "Boolaen", "Itn", $"{broken.Any("input").Name}s"))
                    )
                )
        ),
        OfVariable(
            "two variables of one name",
            (broken, operation, variable) => operation.Variables.Add(new(variable.Name, variable.Type))
        ),
        OfVariable("take away a variable", (_, operation, variable) => operation.Variables.Remove(variable)),
        OfVariable(
            "a variable of another type",
            (broken, _, variable) =>
                variable.Type = Wrapped(
                    broken,
                    broken.Chance.OneIn(2) ? TypeText.Named(variable.Type) : broken.Any("scalar", "enum", "input").Name
                )
        ),
        OfVariable(
            "a default of another type",
            (broken, _, variable) =>
                variable.Default = broken.Chance.Of("null", "1.5", "\"text\"", "[RED]", "{a: 1, a: 2}", "[null]")
        ),
        DocumentMutation.OfSelection(
            "a variable in a place that may not be null",
            (_, one) => one.Field?.Arguments.Count > 0,
            (broken, one) =>
            {
                var argument = broken.Chance.Of(one.Field!.Arguments);
                one.Arguments.RemoveAll(given => given.Name == argument.Name);
                one.Arguments.Add(
                    (argument.Name, broken.Chance.Of("$placed", "[$placed]", "{size: $placed, id: $placed}"))
                );
                var nullable = TypeText.Nullable(argument.Type!);
                foreach (
                    var operation in broken.Document.Operations.Where(operation =>
                        operation.Variables.TrueForAll(known => known.Name != "placed")
                    )
                )
                    operation.Variables.Add(
                        new("placed", broken.Chance.Of(nullable, "Boolean", $"[{nullable}]"))
                        {
                            Default = broken.Chance.OneIn(3) ? "null" : null,
                        }
                    );
            }
        ),
    ];

    static string Wrapped(BrokenDocument broken, string name) =>
        broken.Chance.Of(Wraps).Replace("{0}", name, StringComparison.Ordinal);

    static DocumentMutation OfVariable(string name, Action<BrokenDocument, OperationText, VariableText> change) =>
        new(
            name,
            broken =>
            {
                var operation = broken.Chance.Any(broken.Document.Operations.Where(one => one.Variables.Count > 0));
                if (operation is not null)
                    change(broken, operation, broken.Chance.Of(operation.Variables));
                return operation is not null;
            }
        );
}
