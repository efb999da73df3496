using ComposeServer.Identity;
using ComposeServer.Identity.Dids;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>Which controller a capability's issuer may write for. One key on two chains is two accounts, main net or test net.</summary>
public class Sec13_IssuerMatchTests
{
    const string Lower = "0x4a62316623ad457f02cdc5d997ded67a383ec569";
    const string Mixed = "0x4A62316623ad457F02cDC5D997deD67a383EC569";
    const string Solana = "GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEGB";
    const string SolanaMain = "did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:";
    const string SolanaTest = "did:pkh:solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z:";

    [Theory]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:pkh:eip155:1:{Lower}", true)]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:pkh:eip155:1:{Mixed}", true)]
    [InlineData($"did:pkh:eip155:137:{Lower}", $"did:pkh:eip155:137:{Mixed}", true)]
    [InlineData($"{SolanaMain}{Solana}", $"{SolanaMain}{Solana}", true)]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:pkh:eip155:137:{Lower}", false)]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:pkh:eip155:11155111:{Lower}", false)]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:pkh:eip155:10:{Lower}", false)]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:pkh:eip155:01:{Lower}", false)]
    [InlineData($"did:pkh:eip155:1:{Lower}", $"did:PKH:eip155:1:{Lower}", false)]
    [InlineData($"{SolanaMain}{Solana}", $"{SolanaTest}{Solana}", false)]
    [InlineData($"{SolanaMain}{Solana}", $"{SolanaMain}gmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEGB", false)]
    [InlineData($"did:pkh:eip155:1:{Lower}", "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z", false)]
    public void The_table_of_matches(string controller, string issuer, bool matches)
    {
        var read = Did.TryParse(issuer, out var other);

        Assert.Equal(matches, read && Did.Parse(controller).IsSameIssuerAs(other));
        Assert.Equal(matches, read && other.IsSameIssuerAs(Did.Parse(controller)));
    }

    [Theory]
    [InlineData("eip155:137:")]
    [InlineData("eip155:11155111:")]
    [InlineData("eip155:10:")]
    public void A_session_of_one_chain_does_not_write_for_the_same_address_on_another(string chain)
    {
        using var session = Samples.Session();
        var elsewhere = Did.Parse(session.Parent.Text.Replace("eip155:1:", chain, StringComparison.Ordinal));

        Assert.Equal("valid", Doors.Judge(Doors.Sign(session), session));
        Assert.Equal(IdentityCode.WrongSigner, Doors.Judge(Doors.Sign(session), session, elsewhere));
    }
}
