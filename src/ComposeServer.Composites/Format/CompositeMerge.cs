namespace ComposeServer.Composites.Format;

/// <summary>Which shared embedded types a merged composite has.</summary>
public abstract record CommonEmbedsChoice
{
    CommonEmbedsChoice() { }

    /// <summary>Those of the first composite.</summary>
    public sealed record None : CommonEmbedsChoice;

    /// <summary>Those of all composites.</summary>
    public sealed record All : CommonEmbedsChoice;

    /// <summary>Those named, and no others.</summary>
    public sealed record Only(IReadOnlyList<string> Names) : CommonEmbedsChoice;

    /// <summary>Reads the words of the command line: <c>none</c>, <c>all</c>, or names with commas between.</summary>
    public static CommonEmbedsChoice Parse(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words switch
        {
            "none" => new None(),
            "all" => new All(),
            _ => new Only(words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        };
    }
}

/// <summary>How composites are merged.</summary>
public sealed record CompositeMergeOptions
{
    /// <summary>Default: those of the first composite.</summary>
    public CommonEmbedsChoice CommonEmbeds { get; init; } = new CommonEmbedsChoice.None();

    /// <summary>Aliases set on the result, by StreamID.</summary>
    public OrderedMap<string> Aliases { get; init; } = OrderedMap<string>.Empty;

    /// <summary>Views set on the result.</summary>
    public CompositeViews Views { get; init; } = CompositeViews.Empty;
}
