namespace ComposeServer.GraphQL.Types;

/// <summary>What a name may look like: <c>/[_A-Za-z][_0-9A-Za-z]*/</c>. Source: GraphQL October 2021, 2.1.9.</summary>
public static class NameRule
{
    /// <summary>Checks a name.</summary>
    /// <returns>Null for a good name, or else what is wrong with it, in the reference implementation's words.</returns>
    public static string? Fault(string name)
    {
        if (name.Length == 0)
        {
            return "Expected name to be a non-empty string.";
        }

        if (name.AsSpan(1).ContainsAnyExcept(Continue))
        {
            return $"Names must only contain [_a-zA-Z0-9] but \"{name}\" does not.";
        }

        return Continue.Contains(name[0]) && !char.IsAsciiDigit(name[0])
            ? null
            : $"Names must start with [_a-zA-Z] but \"{name}\" does not.";
    }

    static readonly System.Buffers.SearchValues<char> Continue = System.Buffers.SearchValues.Create(
        "_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    internal static string Checked(string name) =>
        Fault(name) is { } fault ? throw new ArgumentException(fault, nameof(name)) : name;
}
