using System.Globalization;
using System.Text;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>Writes a pattern as a .NET regular expression with the same matches.</summary>
/// <remarks>
/// Sets become UTF-16 classes, <c>$</c> becomes <c>\z</c>. Not kept: a capture made in one round of a repetition is still there in the
/// next, where ECMAScript forgets it.
/// </remarks>
sealed class DotNetPattern
{
    // .NET's own word boundary knows Unicode letters, ECMAScript's does not.
    const string Word = "[A-Za-z0-9_]";

    readonly StringBuilder output = new();

    public static string Write(PatternSyntax syntax)
    {
        var writer = new DotNetPattern();
        writer.Add(syntax);
        return writer.output.ToString();
    }

    void Add(PatternSyntax syntax)
    {
        switch (syntax)
        {
            case PatternSyntax.Sequence sequence:
                foreach (var part in sequence.Parts)
                    AddGroup(part);
                break;
            case PatternSyntax.Choice choice:
                for (var i = 0; i < choice.Options.Count; i++)
                {
                    if (i > 0)
                        output.Append('|');
                    Add(choice.Options[i]);
                }
                break;
            case PatternSyntax.Character character:
                character.Set.WriteTo(output);
                break;
            case PatternSyntax.Repetition repetition:
                AddGroup(repetition.Body);
                output.Append(CultureInfo.InvariantCulture, $"{{{repetition.Least},");
                if (repetition.Most != PatternSyntax.Repetition.Endless)
                    output.Append(repetition.Most);
                output.Append('}');
                if (repetition.IsLazy)
                    output.Append('?');
                break;
            case PatternSyntax.Capture capture:
                output.Append('(');
                Add(capture.Body);
                output.Append(')');
                break;
            case PatternSyntax.Start:
                output.Append("\\A");
                break;
            case PatternSyntax.End:
                output.Append("\\z");
                break;
            case PatternSyntax.WordBoundary boundary:
                output.Append(
                    boundary.IsNegative
                        ? $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))"
                        : $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))"
                );
                break;
            case PatternSyntax.LookAround look:
                output.Append(look.IsBehind ? "(?<" : "(?").Append(look.IsNegative ? '!' : '=');
                Add(look.Body);
                output.Append(')');
                break;
            case PatternSyntax.BackReference reference:
                // A group that has not taken part matches the empty text; .NET would fail.
                output.Append(CultureInfo.InvariantCulture, $"(?({reference.Group})\\{reference.Group})");
                break;
        }
    }

    void AddGroup(PatternSyntax syntax)
    {
        var isOne = syntax is PatternSyntax.Character or PatternSyntax.Capture or PatternSyntax.LookAround;
        output.Append(isOne ? "" : "(?:");
        Add(syntax);
        output.Append(isOne ? "" : ")");
    }
}
