namespace ComposeServer.Conformance.Differential.Generation;

/// <summary>A field of a generated type. All parts are text as it is written, so that a mutation may write anything.</summary>
sealed class GeneratedField(string name, string type, params IEnumerable<string> directives)
{
    public string Name { get; set; } = name;

    /// <summary>Arguments in parentheses, or nothing.</summary>
    public string Arguments { get; set; } = "";

    public string Type { get; set; } = type;

    public List<string> Directives { get; } = [.. directives];

    /// <summary>The type without its outer exclamation mark.</summary>
    public string NullableType => Type.TrimEnd('!');

    public bool IsList => Type.StartsWith('[');

    public bool IsView =>
        Has("documentAccount")
        || Has("documentVersion")
        || Directives.Exists(directive => directive.StartsWith("@relation", StringComparison.Ordinal));

    public bool Has(string directive) => Find(directive) is not null;

    /// <summary>A directive as it is written, by its name without the sign.</summary>
    public string? Find(string name) =>
        Directives.Find(written => written == $"@{name}" || written.StartsWith($"@{name}(", StringComparison.Ordinal));

    public GeneratedField Copy() => new(Name, Type, Directives) { Arguments = Arguments };

    public override string ToString() =>
        $"{Name}{Arguments}: {Type}{string.Concat(Directives.Select(directive => " " + directive))}";
}
