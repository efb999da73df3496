using System.Text;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>A definition of a schema document.</summary>
sealed class DefinitionText(string keyword, string name)
{
    /// <summary>As it is written: an object type is <c>type</c>.</summary>
    public string Keyword { get; set; } = keyword;
    public string Name { get; set; } = name;
    public bool IsExtension { get; init; }
    public string? Description { get; set; }
    public List<string> Interfaces { get; init; } = [];
    public List<string> Directives { get; init; } = [];

    /// <summary>Fields, enum values, members of a union, root types of a schema, arguments of a directive.</summary>
    public List<MemberText> Members { get; init; } = [];

    /// <summary>Of a directive.</summary>
    public List<string> Locations { get; init; } = [];
    public bool IsRepeatable { get; set; }

    public bool IsType => Keyword is not ("schema" or "directive");

    public override string ToString()
    {
        var text = new StringBuilder();
        if (Description is not null)
            text.Append(Description).Append('\n');
        text.Append(IsExtension ? "extend " : "").Append(Keyword).Append(Keyword is "schema" ? "" : " ");
        if (Keyword is "directive")
        {
            text.Append('@').Append(Name);
            if (Members.Count > 0)
                text.Append('(').AppendJoin(", ", Members).Append(')');
            return text.Append(IsRepeatable ? " repeatable on " : " on ").AppendJoin(" | ", Locations).ToString();
        }

        text.Append(Keyword is "schema" ? "" : Name);
        if (Interfaces.Count > 0)
            text.Append(" implements ").AppendJoin(" & ", Interfaces);
        foreach (var directive in Directives)
            text.Append(' ').Append(directive);
        if (Members.Count == 0)
            return text.ToString();
        return Keyword is "union"
            ? text.Append(" = ").AppendJoin(" | ", Members.Select(member => member.Name)).ToString()
            : text.Append(" {\n").AppendJoin('\n', Members.Select(member => $"  {member}")).Append("\n}").ToString();
    }
}

/// <summary>A field, an argument, an enum value or another member.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">Its type as written; null for enum values and members of a union.</param>
sealed class MemberText(string name, string? type = null)
{
    public string Name { get; set; } = name;
    public string? Type { get; set; } = type;
    public string? Description { get; set; }
    public List<MemberText> Arguments { get; init; } = [];
    public string? Default { get; set; }
    public List<string> Directives { get; init; } = [];

    /// <summary>True where it has to be given.</summary>
    public bool IsRequired => Type!.EndsWith('!') && Default is null;

    public override string ToString()
    {
        var text = new StringBuilder();
        if (Description is not null)
            text.Append(Description).Append(' ');
        text.Append(Name);
        if (Arguments.Count > 0)
            text.Append('(').AppendJoin(", ", Arguments).Append(')');
        if (Type is not null)
            text.Append(": ").Append(Type);
        if (Default is not null)
            text.Append(" = ").Append(Default);
        foreach (var directive in Directives)
            text.Append(' ').Append(directive);
        return text.ToString();
    }
}
