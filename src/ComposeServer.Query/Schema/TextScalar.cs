using System.Text.RegularExpressions;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

/// <summary>A scalar that is a text: what it takes, what it gives, and how it changes a text on the way.</summary>
/// <param name="name">Name in messages.</param>
/// <param name="inputFault">Reason for which a text may not come in.</param>
/// <param name="outputFault">Reason for which a stored text may not go out.</param>
/// <param name="normalise">The form in which a text comes in and goes out.</param>
sealed class TextScalar(
    string name,
    Func<string, string?> inputFault,
    Func<string, string?>? outputFault = null,
    Func<string, string>? normalise = null
) : ScalarCoercion
{
    /// <summary>Characters of a text that is looked at: far more than any of these scalars has.</summary>
    public const int LengthMax = 4096;

    public override LeafResult ParseUntyped(object? value) => Check(value, inputFault);

    public override LeafResult Serialize(object value) =>
        Check(
            value is System.Text.Json.JsonElement json ? UntypedValue.FromJson(json) : value,
            outputFault ?? inputFault
        );

    LeafResult Check(object? value, Func<string, string?> fault)
    {
        if (value is not string text)
            return LeafResult.Fail($"{name} must be a string, found {Inspection.Of(value)}");
        if (text.Length > LengthMax)
            return LeafResult.Fail($"{name} must be at most {LengthMax} characters long, found {text.Length}");
        try
        {
            return fault(text) is { } reason
                ? LeafResult.Fail(reason)
                : LeafResult.Of(normalise is null ? text : normalise(text));
        }
        catch (RegexMatchTimeoutException)
        {
            return LeafResult.Fail($"{name} could not be checked in time: {text[..Math.Min(text.Length, 64)]}");
        }
    }
}
