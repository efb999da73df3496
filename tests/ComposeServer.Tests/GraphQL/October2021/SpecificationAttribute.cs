using Xunit.v3;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>What a test shows of a section.</summary>
public enum Shows
{
    /// <summary>Something that the section allows, or an algorithm at work.</summary>
    Kept,

    /// <summary>Something that the section forbids, or an algorithm that fails as it should.</summary>
    Broken,
}

/// <summary>Names a section of the GraphQL specification, October 2021, that a test shows.</summary>
/// <remarks>One test may show several. <see cref="SpecificationTests"/> finds the sections that nothing shows.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SpecificationAttribute(string section, Shows shows) : Attribute, ITraitAttribute
{
    /// <summary>The number of the section, such as <c>5.3.2</c>.</summary>
    public string Section { get; } = section;

    /// <summary>Which side of it.</summary>
    public Shows Shows { get; } = shows;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [new("Specification", $"{Section} {Shows}")];
}
