using ComposeServer.Identity.Dids;

namespace ComposeServer.Tests.Identity.Dids;

public class DidTests
{
    [Theory]
    [InlineData(
        "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z",
        "key",
        "z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z"
    )]
    [InlineData("did:pkh:eip155:1:0xAb", "pkh", "eip155:1:0xAb")]
    [InlineData("did:web:example.org%3A80:user", "web", "example.org%3A80:user")]
    public void A_did_has_a_method_and_a_specific_part(string text, string method, string specific)
    {
        Assert.True(Did.TryParse(text, out var did));

        Assert.Equal(method, did.Method.ToString());
        Assert.Equal(specific, did.SpecificPart.ToString());
        Assert.Equal(text, did.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("did:")]
    [InlineData("did:key")]
    [InlineData("did:key:")]
    [InlineData("did::x")]
    [InlineData("DID:key:x")]
    [InlineData("did:Key:x")]
    [InlineData(" did:key:x")]
    [InlineData("did:key:x ")]
    [InlineData("did:key:x#x")]
    [InlineData("did:key:x?a=b")]
    [InlineData("did:key:x/y")]
    [InlineData("did:key:x\n")]
    [InlineData("did:key:ż")]
    [InlineData("did:pkh:eip155:1:")]
    public void What_is_not_the_whole_of_a_did_is_refused(string? text) => Assert.False(Did.TryParse(text, out _));

    [Theory]
    [InlineData(Did.LengthMax, true)]
    [InlineData(Did.LengthMax + 1, false)]
    [InlineData(Did.LengthMax * 1_000, false)]
    public void A_did_has_a_greatest_length(int length, bool isRead) =>
        Assert.Equal(isRead, Did.TryParse("did:key:".PadRight(length, 'z'), out _));

    [Theory]
    [InlineData("did:key:zA", "did:key:zA", true)]
    [InlineData("did:key:zA", "did:key:za", false)]
    [InlineData("did:pkh:eip155:1:0xAB", "did:pkh:eip155:1:0xab", true)]
    [InlineData("did:pkh:eip155:137:0xAB", "did:pkh:eip155:137:0xab", true)]
    [InlineData("did:pkh:eip155:1:0xab", "did:pkh:eip155:137:0xab", false)]
    [InlineData("did:pkh:eip155:1:0xab", "did:pkh:eip155:11:0xab", false)]
    [InlineData(
        "did:pkh:solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:Ab",
        "did:pkh:solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:ab",
        false
    )]
    [InlineData(
        "did:pkh:solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ:Ab",
        "did:pkh:solana:8E9rvCKLFQia2Y35HXjjpWzj8weVo44K:Ab",
        false
    )]
    [InlineData("did:pkh:EIP155:1:0xAB", "did:pkh:eip155:1:0xab", false)]
    public void An_issuer_is_the_same_by_its_text_and_on_ethereum_in_any_case(string left, string right, bool isSame) =>
        Assert.Equal(isSame, Did.Parse(left).IsSameIssuerAs(Did.Parse(right)));

    [Theory]
    [InlineData("did:pkh:eip155:1:0xAB", "did:pkh:eip155:1:0xab", "did:pkh:eip155:1:0xab")]
    [InlineData("did:pkh:eip155:137:0xAB", "did:pkh:eip155:137:0xAB", "did:pkh:eip155:137:0xab")]
    [InlineData("did:pkh:solana:x:AB", "did:pkh:solana:x:AB", "did:pkh:solana:x:AB")]
    [InlineData("did:key:zAB", "did:key:zAB", "did:key:zAB")]
    public void Clients_write_the_main_chain_in_lower_case_and_look_ups_every_ethereum_chain(
        string text,
        string parent,
        string normal
    )
    {
        Assert.Equal(parent, Did.Parse(text).AsParent().Text);
        Assert.Equal(normal, Did.Parse(text).Normalised().Text);
    }

    [Fact]
    public void The_default_value_is_empty_and_equal_to_itself_only()
    {
        Assert.True(default(Did).IsEmpty);
        Assert.Equal("", default(Did).Text);
        Assert.True(default(Did).Method.IsEmpty);
        Assert.NotEqual(default, Did.Parse("did:key:z"));
        Assert.Equal(default, default(Did));
    }
}
