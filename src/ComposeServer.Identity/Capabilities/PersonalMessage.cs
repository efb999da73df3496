using System.Globalization;
using System.Text;
using ComposeServer.Identity.Hashes;

namespace ComposeServer.Identity.Capabilities;

/// <summary>The hash that <c>personal_sign</c> signs: Keccak-256 of <c>19</c> "Ethereum Signed Message:\n" ‖ length in bytes ‖ text. Source: EIP-191, version E.</summary>
static class PersonalMessage
{
    public static byte[] Hash(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        return Keccak256.Hash(
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"\u0019Ethereum Signed Message:\n{size}{text}")
            )
        );
    }
}
