using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities;

/// <summary>A chain-agnostic capability object: an account lets a session key act for it.</summary>
/// <remarks>
/// Block, dag-cbor: <c>{ h: { t }, p: { aud, domain, iat, iss, nonce, version, exp?, nbf?, requestId?, resources?, statement? }, s: { s, t, m? } }</c>.
/// What is read here is well-formed, and proves nothing until <see cref="CapabilityVerifier"/> has checked it. Source: CAIP-74, spec ceramic.md 7.5.
/// </remarks>
public sealed partial class Cacao
{
    /// <summary>Largest block that is read, in bytes.</summary>
    public const int SizeBytesMax = 256_000;

    /// <summary>Header type of Ethereum sign-in messages.</summary>
    public const string HeaderOfEthereum = "eip4361";

    /// <summary>Header type of all others.</summary>
    public const string HeaderOfOthers = "caip122";

    Cacao(Block block, string header, CacaoPayload payload, CacaoSignature signature, CapabilityTimes times)
    {
        Block = block;
        Header = header;
        Payload = payload;
        Signature = signature;
        Times = times;
    }

    /// <summary>The bytes as received or made, and their CID.</summary>
    public Block Block { get; }

    /// <summary>What a JWS header names after <c>ipfs://</c>.</summary>
    public Cid Cid => Block.Cid;

    /// <summary><c>h.t</c>: <see cref="HeaderOfEthereum"/> or <see cref="HeaderOfOthers"/>.</summary>
    public string Header { get; }

    /// <summary><c>p</c>: what was signed.</summary>
    public CacaoPayload Payload { get; }

    /// <summary><c>s</c>: by whom and how.</summary>
    public CacaoSignature Signature { get; }

    /// <summary>Between which moments it holds.</summary>
    public CapabilityTimes Times { get; }
}
