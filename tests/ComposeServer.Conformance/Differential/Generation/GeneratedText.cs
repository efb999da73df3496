using System.Text;

namespace ComposeServer.Conformance.Differential.Generation;

/// <summary>An SDL text in parts.</summary>
/// <param name="types">Its definitions in order.</param>
/// <param name="layout">Seed of what has no meaning: line ends, comments, commas, descriptions.</param>
sealed class GeneratedText(List<GeneratedType> types, int layout)
{
    public List<GeneratedType> Types { get; } = types;

    /// <summary>Further definitions, as they are written.</summary>
    public List<string> Others { get; } = [];

    /// <summary>A composite whose models this text loads; null for most.</summary>
    public string? Library { get; init; }

    public GeneratedText Copy()
    {
        var copy = new GeneratedText([.. Types.Select(type => type.Copy())], layout) { Library = Library };
        copy.Others.AddRange(Others);
        return copy;
    }

    public override string ToString()
    {
        var (text, chance) = (new StringBuilder(), new Chance(layout));
        foreach (var type in Types)
            Write(text, type, chance);
        foreach (var other in Others)
            text.Append(other).Append('\n');
        return text.ToString();
    }

    static void Write(StringBuilder text, GeneratedType type, Chance chance)
    {
        if (!type.Keyword.StartsWith("extend", StringComparison.Ordinal) && chance.OneIn(6))
            text.Append(chance.Of("\"A description\"\n", "\"\"\"\n  A long\n  description\n\"\"\"\n", "# a comment\n"));
        text.Append(type.Keyword).Append(' ').Append(type.Name);
        if (type.Implements.Count > 0)
            text.Append(" implements ").AppendJoin(" & ", type.Implements);
        foreach (var directive in type.Directives)
            text.Append(chance.OneIn(5) ? "\n  " : " ").Append(directive);
        if (type.IsEnum || type.Values.Count > 0)
            text.Append(" {\n  ").AppendJoin(chance.Of(" ", "\n  ", ", "), type.Values).Append("\n}\n");
        else if (type.Fields.Count > 0)
            WriteFields(text, type, chance);
        else
            text.Append('\n');
    }

    static void WriteFields(StringBuilder text, GeneratedType type, Chance chance)
    {
        var end = chance.Of("\n", "\n", "\n", ",\n", "\r\n", " # ends here\n");
        text.Append(" {\n");
        foreach (var field in type.Fields)
        {
            if (chance.OneIn(12))
                text.Append("  \"About the field\"\n");
            text.Append("  ").Append(field).Append(end);
        }
        text.Append("}\n");
    }
}
