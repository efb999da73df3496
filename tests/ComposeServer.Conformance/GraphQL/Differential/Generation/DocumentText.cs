using System.Text;
using System.Text.RegularExpressions;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>An executable document in the making, in parts that a mutation can change.</summary>
sealed class DocumentText
{
    public List<OperationText> Operations { get; } = [];
    public List<FragmentText> Fragments { get; } = [];

    /// <summary>Whatever else stands in it.</summary>
    public List<string> Others { get; } = [];

    /// <summary>All that has a selection set of its own.</summary>
    public IEnumerable<PartText> Parts => Operations.Concat<PartText>(Fragments);

    /// <summary>Every selection, those within others included.</summary>
    public IEnumerable<SelectionText> Selections => Parts.SelectMany(part => part.Selections).SelectMany(Within);

    static IEnumerable<SelectionText> Within(SelectionText selection) =>
        (selection.Selections ?? []).SelectMany(Within).Prepend(selection);

    public override string ToString() => string.Join("\n", Parts.Select(part => part.ToString()).Concat(Others));
}

/// <summary>An operation or a fragment.</summary>
abstract partial class PartText(string type)
{
    /// <summary>What the selection is made of.</summary>
    public string Type { get; set; } = type;
    public string? Name { get; set; }
    public List<string> Directives { get; } = [];
    public List<SelectionText> Selections { get; set; } = [];

    [GeneratedRegex(@"\$(?<name>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    public static partial Regex Variable { get; }

    protected string Body => $"{string.Concat(Directives.Select(one => $" {one}"))} {SelectionText.Set(Selections)}";
}

sealed class FragmentText(string name, string type) : PartText(type)
{
    public override string ToString() => $"fragment {Name ?? name} on {Type}{Body}";
}

sealed class OperationText(string keyword, string type) : PartText(type)
{
    public string Keyword { get; } = keyword;
    public List<VariableText> Variables { get; } = [];

    public override string ToString()
    {
        if (Keyword == "query" && Name is null && Variables.Count == 0 && Directives.Count == 0)
            return SelectionText.Set(Selections);
        var variables = Variables.Count == 0 ? "" : $"({string.Join(", ", Variables)})";
        return $"{Keyword} {Name}{variables}{Body}";
    }
}

/// <summary>A variable and what its operation says of it.</summary>
sealed class VariableText(string name, string type)
{
    public string Name { get; set; } = name;
    public string Type { get; set; } = type;
    public string? Default { get; set; }
    public List<string> Directives { get; } = [];

    public override string ToString() =>
        $"${Name}: {Type}{(Default is null ? "" : $" = {Default}")}{string.Concat(Directives.Select(one => $" {one}"))}";
}

/// <summary>A field, a spread or an inline fragment.</summary>
sealed class SelectionText
{
    /// <summary>The type it is selected of.</summary>
    public required string Parent { get; init; }

    /// <summary>Of a field; null for fragments.</summary>
    public MemberText? Field { get; init; }
    public string? Alias { get; set; }

    /// <summary>Of the field, or of the fragment that is spread; null for an inline fragment.</summary>
    public string? Name { get; set; }

    /// <summary>Of an inline fragment.</summary>
    public string? Condition { get; set; }
    public List<(string Name, string Value)> Arguments { get; init; } = [];
    public List<string> Directives { get; } = [];
    public List<SelectionText>? Selections { get; set; }

    public bool IsField => Field is not null;
    public bool IsInline => Field is null && Name is null;

    public static string Set(IEnumerable<SelectionText> selections) => $"{{\n{string.Join('\n', selections)}\n}}";

    public override string ToString()
    {
        var text = new StringBuilder();
        if (!IsField)
            text.Append("...")
                .Append(
                    IsInline
                        ? Condition is null
                            ? ""
                            : $" on {Condition}"
                        : Name
                );
        else
            text.Append(Alias is null ? "" : $"{Alias}: ").Append(Name);
        if (Arguments.Count > 0)
            text.Append('(').AppendJoin(", ", Arguments.Select(one => $"{one.Name}: {one.Value}")).Append(')');
        foreach (var directive in Directives)
            text.Append(' ').Append(directive);
        return text.Append(Selections is null ? "" : $" {Set(Selections)}").ToString();
    }
}
