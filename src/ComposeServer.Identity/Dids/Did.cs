using System.Buffers;
using System.Diagnostics;

namespace ComposeServer.Identity.Dids;

/// <summary>A decentralised identifier, exactly as written: controllers are hashed with their stream, so letter case is kept.</summary>
/// <remarks>Text: <c>did:</c> method <c>:</c> specific part, without path, query or fragment. Equality is of the text. Source: W3C DID Core 3.1.</remarks>
[DebuggerDisplay("{Text}")]
public readonly struct Did : IEquatable<Did>
{
    /// <summary>Longest DID that is read, in characters.</summary>
    public const int LengthMax = 1024;

    const string Scheme = "did:";
    const string EthereumAccounts = "did:pkh:eip155:";
    const string EthereumMainnetAccounts = "did:pkh:eip155:1:";

    static readonly SearchValues<char> MethodChars = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
    static readonly SearchValues<char> SpecificChars = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:%"
    );

    readonly string? text;

    Did(string text) => this.text = text;

    /// <summary>The text; empty for the default value.</summary>
    public string Text => text ?? "";

    /// <summary>True for the default value only.</summary>
    public bool IsEmpty => text is null;

    /// <summary>For example <c>key</c> or <c>pkh</c>.</summary>
    public ReadOnlySpan<char> Method => IsEmpty ? [] : Text.AsSpan(Scheme.Length, MethodLength(Text));

    /// <summary>What follows the method and its colon.</summary>
    public ReadOnlySpan<char> SpecificPart => IsEmpty ? [] : Text.AsSpan(Scheme.Length + MethodLength(Text) + 1);

    /// <summary>Reads a DID from outside.</summary>
    /// <returns>False for anything that is not the whole of a DID, or longer than <see cref="LengthMax"/>.</returns>
    public static bool TryParse(string? text, out Did did)
    {
        did = default;
        if (text is null || text.Length > LengthMax || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var method = MethodLength(text);
        if (method <= 0 || text.AsSpan(Scheme.Length, method).ContainsAnyExcept(MethodChars))
            return false;
        var specific = text.AsSpan(Scheme.Length + method + 1);
        if (specific.IsEmpty || specific.ContainsAnyExcept(SpecificChars) || specific[^1] == ':')
            return false;
        did = new Did(text);
        return true;
    }

    /// <summary>Reads a DID of our own: configuration, tests, database.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Did Parse(string text) =>
        TryParse(text, out var did) ? did : throw new FormatException($"Not a DID: {text}");

    /// <summary>Whether a capability issued by one lets write for the other: equal texts, and for Ethereum accounts in any letter case.</summary>
    /// <remarks>Chains are not mixed: one address on two chains is two accounts. Source: spec ceramic.md 7.4.</remarks>
    public bool IsSameIssuerAs(Did other) =>
        Equals(other)
        || (
            Text.StartsWith(EthereumAccounts, StringComparison.Ordinal)
            && Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The key under which controllers are looked up: Ethereum accounts in lower case, all others as they are.</summary>
    public Did Normalised() => LowerWhen(EthereumAccounts);

    /// <summary>The controller that stock clients write for a capability's issuer: lower case on Ethereum's main chain only.</summary>
    /// <remarks>Source: spec ceramic.md 7.4; the clients' <c>parent</c>.</remarks>
    public Did AsParent() => LowerWhen(EthereumMainnetAccounts);

    /// <inheritdoc/>
    public bool Equals(Did other) => string.Equals(text, other.text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Did other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => text is null ? 0 : string.GetHashCode(text, StringComparison.Ordinal);

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    /// <summary>Equality of the text.</summary>
    public static bool operator ==(Did left, Did right) => left.Equals(right);

    /// <summary>Inequality of the text.</summary>
    public static bool operator !=(Did left, Did right) => !left.Equals(right);

    Did LowerWhen(string prefix) =>
        Text.StartsWith(prefix, StringComparison.Ordinal) && Text.AsSpan().ContainsAnyInRange('A', 'Z')
            ? new Did(Text.ToLowerInvariant())
            : this;

    static int MethodLength(string text) => text.AsSpan(Scheme.Length).IndexOf(':');
}
