using System.Text.RegularExpressions;
using ComposeServer.Conformance.Differential.Generation;

namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>One way to spoil a text.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Does it, in a place that chance picks. False when the text has no such place.</param>
sealed record Mutation(string Name, Func<GeneratedText, Chance, bool> Apply)
{
    /// <summary>All that work on the parts of a text.</summary>
    public static IReadOnlyList<Mutation> All { get; } =
    [.. FieldMutations.All, .. ScalarMutations.All, .. LinkMutations.All, .. ModelMutations.All, .. TypeMutations.All];

    /// <summary>Changes a field that fits.</summary>
    public static Mutation OfField(
        string name,
        Func<GeneratedType, GeneratedField, bool> fits,
        Action<GeneratedField, Chance> change
    ) =>
        new(
            name,
            (text, chance) =>
            {
                var field = chance.Any(text.Types.SelectMany(type => type.Fields.Where(field => fits(type, field))));
                if (field is not null)
                    change(field, chance);
                return field is not null;
            }
        );

    /// <summary>Adds a field to a type that fits.</summary>
    public static Mutation AddField(
        string name,
        Func<GeneratedType, bool> fits,
        Func<GeneratedType, GeneratedText, Chance, GeneratedField?> make
    ) =>
        OfType(
            name,
            fits,
            (type, text, chance) =>
            {
                if (make(type, text, chance) is { } field)
                    type.Fields.Insert(chance.Below(type.Fields.Count + 1), field);
            }
        );

    /// <summary>Changes a type that fits.</summary>
    public static Mutation OfType(
        string name,
        Func<GeneratedType, bool> fits,
        Action<GeneratedType, GeneratedText, Chance> change
    ) =>
        new(
            name,
            (text, chance) =>
            {
                var type = chance.Any(text.Types.Where(fits));
                if (type is not null)
                    change(type, text, chance);
                return type is not null;
            }
        );

    /// <summary>Adds a definition.</summary>
    public static Mutation Add(string name, params string[] definitions) =>
        new(
            name,
            (text, chance) =>
            {
                text.Others.Add(chance.Of(definitions));
                return true;
            }
        );

    /// <summary>Replaces a part of the first directive of a name.</summary>
    public static void Rewrite(List<string> directives, string name, string pattern, string replacement)
    {
        var at = directives.FindIndex(written => written.StartsWith($"@{name}", StringComparison.Ordinal));
        if (at >= 0)
        {
            directives[at] = Regex.Replace(
                directives[at],
                pattern,
                replacement,
                RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            );
        }
    }
}
