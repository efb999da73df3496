using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Anchoring.Evm;

/// <summary>A chain of Ethereum's kind and the node that is asked about it.</summary>
/// <param name="ChainId">CAIP-2 name, <c>eip155:</c> and a number.</param>
/// <param name="Rpc">Where the node takes JSON-RPC over HTTP. May hold a key, so it is never shown.</param>
public sealed record EvmChainOptions(string ChainId, Uri Rpc)
{
    const string Namespace = "eip155:";

    /// <summary>One look-up with all its calls. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One answer, in bytes. Default 1 MiB; a block of 1,000 transactions takes 70 KB.</summary>
    public int AnswerSizeBytesMax { get; init; } = 1 << 20;

    /// <summary>The number in the chain's name; null when the name is not of that form.</summary>
    internal ulong? Number => TryReadNumber(ChainId, out var number) ? number : null;

    /// <summary>Reads a setting: name, <c>=</c>, address, for example <c>eip155:100=https://rpc.example.org/key</c>.</summary>
    /// <returns>False for another chain or an address that is neither http nor https.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out EvmChainOptions? options)
    {
        options = null;
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0 || !TryReadNumber(text.AsSpan(0, at), out _))
            return false;
        if (!Uri.TryCreate(text[(at + 1)..], UriKind.Absolute, out var rpc) || rpc.Scheme is not ("http" or "https"))
            return false;
        options = new(text[..at], rpc);
        return true;
    }

    /// <summary>The chain alone: settings are printed, keys are not.</summary>
    public override string ToString() => ChainId;

    static bool TryReadNumber(ReadOnlySpan<char> chainId, out ulong number)
    {
        number = 0;
        if (!chainId.StartsWith(Namespace, StringComparison.Ordinal))
            return false;
        var digits = chainId[Namespace.Length..];
        return !digits.StartsWith("0", StringComparison.Ordinal)
            && !digits.ContainsAnyExceptInRange('0', '9')
            && ulong.TryParse(digits, out number);
    }
}
