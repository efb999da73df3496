using System.Security.Cryptography;
using System.Text;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>A schema as text.</summary>
sealed class SdlText
{
    public SdlText(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Utf8 = utf8;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(utf8)[..16])}\"";
    }

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Hash of the text, as HTTP wants it.</summary>
    public string ETag { get; }
}
