using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Cli;

public class PrivateKeyTextTests
{
    [Fact]
    public void A_key_that_was_made_use_of_is_overwritten()
    {
        var key = PrivateKeyText.Read(PrivateKeyText.Generate());

        using var signer = PrivateKeyText.Spend(key, bytes => new Ed25519Signer(bytes));

        Assert.Equal(new byte[32], key);
        Assert.Equal(64, signer.Sign("input"u8).Length);
    }

    [Fact]
    public void A_key_of_which_nothing_could_be_made_is_overwritten_too()
    {
        byte[] beyondTheOrder = [.. Enumerable.Repeat((byte)0xff, 32)];

        _ = Assert.Throws<ArgumentException>(() =>
            PrivateKeyText.Spend(beyondTheOrder, bytes => new Secp256k1Signer(bytes))
        );

        Assert.Equal(new byte[32], beyondTheOrder);
    }
}
