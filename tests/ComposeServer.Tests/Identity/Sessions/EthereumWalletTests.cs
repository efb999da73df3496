using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Tests.Identity.Sessions;

public class EthereumWalletTests
{
    /// <summary>The addresses of the first accounts that every development chain of the mnemonic "test test … junk" has.</summary>
    [Theory]
    [InlineData(
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
    )]
    [InlineData(
        "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
    )]
    public void A_private_key_has_its_well_known_address(string key, string address)
    {
        using var wallet = new EthereumWallet(Convert.FromHexString(key));

        Assert.Equal(address, wallet.ChecksummedAddress);
        Assert.Equal(address.ToLowerInvariant(), wallet.Address);
        Assert.Equal($"did:pkh:eip155:137:{wallet.Address}", wallet.OnChain("137").Did.Text);
    }

    /// <summary>EIP-191 example of the web3 documentation.</summary>
    [Fact]
    public void A_personal_signature_is_the_one_that_wallets_make()
    {
        using var wallet = new EthereumWallet(
            Convert.FromHexString("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318")
        );

        Assert.Equal(
            "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c",
            wallet.SignPersonal("Some data")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void What_is_no_private_key_is_refused(string hex)
    {
        var key = Convert.FromHexString(hex);

        _ = Assert.Throws<ArgumentException>(() => new EthereumWallet(key));
        _ = Assert.Throws<ArgumentException>(() => new Secp256k1Signer(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void What_is_no_p256_key_is_refused(string hex) =>
        _ = Assert.Throws<ArgumentException>(() => new P256Signer(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void What_is_no_ed25519_seed_is_refused(int size) =>
        _ = Assert.Throws<ArgumentException>(() => new Ed25519Signer(new byte[size]));
}
