namespace ComposeServer.Conformance.Differential.Generation;

/// <summary>A generated definition or extension of a type.</summary>
/// <param name="keyword"><c>type</c>, <c>interface</c>, <c>enum</c>, or one of them after <c>extend</c>.</param>
/// <param name="name">Its name.</param>
sealed class GeneratedType(string keyword, string name)
{
    public string Keyword { get; set; } = keyword;

    public string Name { get; set; } = name;

    public List<string> Implements { get; init; } = [];

    public List<string> Directives { get; init; } = [];

    public List<GeneratedField> Fields { get; init; } = [];

    /// <summary>Values of an enum.</summary>
    public List<string> Values { get; init; } = [];

    public bool IsInterface => Keyword == "interface";

    public bool IsEnum => Keyword == "enum";

    public bool IsCreated => Find("createModel") is not null;

    public bool IsLoaded => Find("loadModel") is not null;

    public bool IsModel => IsCreated || IsLoaded;

    /// <summary>True for the definition of an object type that no model is made of.</summary>
    public bool IsEmbedded => Keyword == "type" && !IsModel;

    public bool IsSet => Directives.Exists(directive => directive.Contains(": SET", StringComparison.Ordinal));

    /// <summary>Fields that lie in a document.</summary>
    public IEnumerable<GeneratedField> Content => Fields.Where(one => !one.IsView);

    public string? Find(string name) =>
        Directives.Find(written => written == $"@{name}" || written.StartsWith($"@{name}(", StringComparison.Ordinal));

    public GeneratedType Copy() =>
        new(Keyword, Name)
        {
            Implements = [.. Implements],
            Directives = [.. Directives],
            Fields = [.. Fields.Select(field => field.Copy())],
            Values = [.. Values],
        };
}
