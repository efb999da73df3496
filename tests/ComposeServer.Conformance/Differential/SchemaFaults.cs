using System.Text.RegularExpressions;

namespace ComposeServer.Conformance.Differential;

/// <summary>What the JS runtime cannot serve and we do: quirks Q9 and Q10.</summary>
static partial class SchemaFaults
{
    public static bool AreMended(string? error) =>
        error is not null && (SharedEnumFilter.IsMatch(error) || ListOfEnums.IsMatch(error));

    /// <summary>A model does not give what its interface promises, which the JS runtime would say next.</summary>
    public static bool IsDeserved(string? error) =>
        error?.StartsWith("Interface field ", StringComparison.Ordinal) is true;

    /// <summary>Two models can be filtered by one enum.</summary>
    [GeneratedRegex(
        @"^Schema must contain uniquely named types but contains multiple types named ""\w+ValueFilterInput""\.$",
        RegexOptions.NonBacktracking
    )]
    public static partial Regex SharedEnumFilter { get; }

    /// <summary>A document has a list of an enum's values.</summary>
    [GeneratedRegex(@"^Missing referenced input type: \w+$", RegexOptions.NonBacktracking)]
    public static partial Regex ListOfEnums { get; }
}
