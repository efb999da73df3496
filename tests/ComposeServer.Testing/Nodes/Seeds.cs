using System.Security.Cryptography;
using System.Text;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Testing.Nodes;

/// <summary>Keys by name: the same name gives the same key in every run.</summary>
public static class Seeds
{
    /// <summary>32 bytes.</summary>
    public static byte[] Of(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));

    /// <summary>A did:key.</summary>
    public static Ed25519Signer Key(string name) => new(Of("key of " + name));
}
