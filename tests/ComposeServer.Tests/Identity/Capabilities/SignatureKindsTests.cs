using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Capabilities.Signatures;

namespace ComposeServer.Tests.Identity.Capabilities;

public class SignatureKindsTests
{
    [Fact]
    public void Every_registered_kind_is_held_to_the_contract()
    {
        var held = typeof(SignatureKindContract)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SignatureKindContract)))
            .Select(type => ((SignatureKindContract)Activator.CreateInstance(type)!).Kind);

        var registered = new SignatureKinds(new NoChain()).All.Select(kind => kind.Name);

        Assert.Equal(registered.Order(StringComparer.Ordinal), held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_that_exists_is_registered()
    {
        var kinds = typeof(ISignatureKind)
            .Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ISignatureKind)));

        Assert.Equal(
            kinds.Order(Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name))),
            new SignatureKinds(new NoChain())
                .All.Select(kind => kind.GetType())
                .Order(Comparer<Type>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name)))
        );
    }

    [Theory]
    [InlineData("tezos:ed25519")]
    [InlineData("stacks:secp256k1")]
    [InlineData("jws")]
    [InlineData("EIP191")]
    [InlineData("")]
    public void Every_other_kind_is_refused_by_name(string name)
    {
        Assert.False(new SignatureKinds(new NoChain()).TryGet(name, out _, out var refusal));

        Assert.Equal(IdentityCode.UnsupportedCapability, refusal.Code);
        Assert.Equal($"Unsupported CACAO signature type, register the needed verifier: {name}", refusal.Message);
    }

    sealed class NoChain : IContractSignatures
    {
        public ContractAnswer Ask(ContractQuestion question) => ContractAnswer.Unknown;
    }
}
