using System.Buffers.Binary;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Tests.Identity.Capabilities;

public sealed class Eip1271SignatureTests : SignatureKindContract
{
    const string Contract = "0x2222222222222222222222222222222222222222";

    public override string Kind => "eip1271";

    protected override bool IsLasting => false;

    protected override string AnotherIssuer => "did:pkh:eip155:1:0x1111111111111111111111111111111111111111";

    private protected override CapabilityVerifier NewVerifier() => new(new(), new OwnedContract());

    protected override Cacao Sign(string nonce = "abcdefghij")
    {
        var payload = new CacaoPayload(
            "example.org",
            Did.Parse($"did:pkh:eip155:1:{Contract}"),
            Audience,
            "1",
            nonce,
            CapabilityTimes.Format(Samples.Noon),
            ExpiresAt: CapabilityTimes.Format(Samples.Noon.AddDays(1)),
            Resources: ["ceramic://*"]
        );
        var text = SignInText.Current(payload, "Ethereum", Contract, "1");
        using var owner = new ComposeServer.Identity.Sessions.EthereumWallet(Samples.Seed("owner"));
        return Cacao.Of("eip4361", payload, new(Kind, owner.SignPersonal(text)));
    }

    [Fact]
    public void Without_a_chain_to_ask_the_kind_is_refused_by_name()
    {
        var refusal = new CapabilityVerifier(new()).Check(Sign(), Samples.Noon, CapabilityTimeRule.NewWrites);

        Assert.Equal(IdentityCode.UnsupportedCapability, refusal?.Code);
        Assert.Equal("Unsupported CACAO signature type, register the needed verifier: eip1271", refusal?.Message);
    }

    [Fact]
    public void A_chain_that_does_not_answer_leaves_it_open()
    {
        var refusal = new CapabilityVerifier(new(), new SilentChain()).Check(
            Sign(),
            Samples.Noon,
            CapabilityTimeRule.NewWrites
        );

        Assert.Equal(IdentityCode.CapabilityUnresolved, refusal?.Code);
    }

    [Fact]
    public void The_question_is_the_call_data_of_the_standard()
    {
        var question = new ContractQuestion(
            "eip155:1",
            Contract,
            Enumerable.Repeat((byte)0xaa, 32).ToArray(),
            new byte[] { 1, 2, 3 }
        );

        Assert.Equal(
            "1626ba7e"
                + new string('a', 64)
                + "0000000000000000000000000000000000000000000000000000000000000040"
                + "0000000000000000000000000000000000000000000000000000000000000003"
                + "0102030000000000000000000000000000000000000000000000000000000000",
            Convert.ToHexStringLower(question.ToCallData())
        );
    }

    [Theory]
    [InlineData("1626ba7e00000000000000000000000000000000000000000000000000000000", ContractAnswer.Accepted)]
    [InlineData("1626ba7e00000000000000000000000000000000000000000000000000000001", ContractAnswer.Refused)]
    [InlineData("ffffffff00000000000000000000000000000000000000000000000000000000", ContractAnswer.Refused)]
    [InlineData("1626ba7e", ContractAnswer.Refused)]
    [InlineData("", ContractAnswer.Refused)]
    public void Only_the_magic_word_accepts(string returned, ContractAnswer answer) =>
        Assert.Equal(answer, ContractQuestion.Read(Convert.FromHexString(returned)));

    /// <summary>A chain with one contract, whose owner's signatures it accepts; it works on the call data, as the real one does.</summary>
    sealed class OwnedContract : IContractSignatures
    {
        public ContractAnswer Ask(ContractQuestion question)
        {
            if (question.Contract != Contract || question.Chain != "eip155:1")
                return ContractQuestion.Read([]);
            var arguments = question.ToCallData().AsSpan(4);
            var size = BinaryPrimitives.ReadInt32BigEndian(arguments[92..]);
            if (size != 65)
                return ContractQuestion.Read(new byte[32]);
            var signature = arguments.Slice(96, size);
            var point = new byte[65];
            var address = new byte[20];
            if (!Secp256k1.TryRecover(arguments[..32], signature[..64], signature[64] - 27, point))
                return ContractQuestion.Read(new byte[32]);
            EthereumAddress.OfPublicKey(point, address);
            using var owner = new ComposeServer.Identity.Sessions.EthereumWallet(Samples.Seed("owner"));
            return ContractQuestion.Read(
                $"0x{Convert.ToHexStringLower(address)}" == owner.Address
                    ? Convert.FromHexString("1626ba7e00000000000000000000000000000000000000000000000000000000")
                    : new byte[32]
            );
        }
    }

    sealed class SilentChain : IContractSignatures
    {
        public ContractAnswer Ask(ContractQuestion question) => ContractAnswer.Unknown;
    }
}
