using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Sessions;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>The last byte of an Ethereum signature in all the ways wallets write it, and the letter case of addresses.</summary>
public class Sec11_RecoveryAndAddressTests
{
    /// <summary>Added to the recovery id, 0 or 1. 35 and more are EIP-155 forms of transactions; the reference refuses them in messages too.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(27, true)]
    [InlineData(2, false)]
    [InlineData(25, false)]
    [InlineData(29, false)]
    [InlineData(31, false)]
    [InlineData(35, false)]
    [InlineData(37, false)]
    [InlineData(147, false)]
    [InlineData(254, false)]
    public void The_recovery_id_is_written_in_two_ways_only(int offset, bool isAccepted)
    {
        var capability = Sign(address => address, (text, wallet) => Respell(wallet.SignPersonal(text), offset));

        Assert.Equal(isAccepted, Judge(capability) == "valid");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public void The_other_recovery_id_is_another_account(int offset)
    {
        var capability = Sign(
            address => address,
            (text, wallet) => Respell(wallet.SignPersonal(text), offset, flip: true)
        );

        Assert.Equal(IdentityCode.CapabilitySignatureInvalid, Judge(capability));
    }

    /// <summary>The text carries the address as it stands in the issuer.</summary>
    [Fact]
    public void An_address_in_any_letter_case_is_the_same_account()
    {
        Func<string, string>[] spellings =
        [
            address => address.ToLowerInvariant(),
            address => "0x" + address[2..].ToUpperInvariant(),
            EthereumAddress.Checksummed,
            WrongChecksum,
        ];
        foreach (var spell in spellings)
            Assert.Equal("valid", Judge(Sign(spell, (text, wallet) => wallet.SignPersonal(text))));
    }

    [Fact]
    public void A_controller_is_kept_as_written_and_looked_up_in_lower_case()
    {
        var mixed = Did.Parse("did:pkh:eip155:1:0x4A62316623ad457F02cDC5D997deD67a383EC569");

        Assert.Equal("did:pkh:eip155:1:0x4A62316623ad457F02cDC5D997deD67a383EC569", mixed.Text);
        Assert.Equal("did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec569", mixed.Normalised().Text);
        Assert.Equal(mixed.Normalised(), mixed.AsParent());
    }

    static string WrongChecksum(string address)
    {
        var right = EthereumAddress.Checksummed(address);
        var at = right.AsSpan(2).IndexOfAnyInRange('A', 'F') + 2;
        return string.Concat(right.AsSpan(0, at), [char.ToLowerInvariant(right[at])], right.AsSpan(at + 1));
    }

    static string Respell(string signature, int offset, bool flip = false)
    {
        var bytes = Convert.FromHexString(signature.AsSpan(2));
        var recoveryId = (bytes[^1] - 27) ^ (flip ? 1 : 0);
        bytes[^1] = (byte)(recoveryId + offset);
        return $"0x{Convert.ToHexStringLower(bytes)}";
    }

    static Cacao Sign(Func<string, string> spell, Func<string, EthereumWallet, string> sign)
    {
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        var address = spell(wallet.Address);
        var payload = new CacaoPayload(
            "example.org",
            Did.Parse($"did:pkh:eip155:1:{address}"),
            "did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P",
            "1",
            "abcdefghij",
            CapabilityTimes.Format(Samples.Noon),
            Resources: ["ceramic://*"]
        );
        var text = SignInText.Current(payload, "Ethereum", address, "1");
        return Cacao.Of("eip4361", payload, new("eip191", sign(text, wallet)));
    }

    static string Judge(Cacao capability) =>
        new CapabilityVerifier(new()).Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites)?.Code ?? "valid";
}
