using System.Runtime.InteropServices;
using ComposeServer.Identity.Interop;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Identity.Interop;

public class SecretKeyTests
{
    static readonly byte[] Secret = Samples.Seed("secret");

    [Fact]
    public void The_memory_of_a_released_key_is_zero()
    {
        var key = new WatchedKey(Secret);
        Assert.Equal(Secret, key.Now());

        key.Dispose();

        Assert.Equal(new byte[Secret.Length], key.AtRelease);
        _ = Assert.Throws<ObjectDisposedException>(() => key.CopyTo(new byte[Secret.Length]));
    }

    [Fact]
    public void A_key_in_use_is_released_by_its_last_user()
    {
        var key = new WatchedKey(Secret);
        var added = false;
        key.DangerousAddRef(ref added);

        key.Dispose();
        Assert.Null(key.AtRelease);
        key.DangerousRelease();

        Assert.Equal(new byte[Secret.Length], key.AtRelease);
    }

    [Theory]
    [InlineData("EdDSA")]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public void A_signer_that_was_disposed_of_signs_no_more(string algorithm)
    {
        var signer = Samples.Signer(algorithm);
        _ = signer.Sign("input"u8);

        signer.Dispose();

        _ = Assert.Throws<ObjectDisposedException>(() => signer.Sign("input"u8));
    }

    [Fact]
    public void A_session_that_was_disposed_of_gives_its_key_to_nobody()
    {
        var session = Samples.Session();

        session.Dispose();

        _ = Assert.Throws<ObjectDisposedException>(session.Serialize);
        _ = Assert.Throws<ObjectDisposedException>(() => session.Signer.SignEvent(Samples.Payload()));
    }

    [Fact]
    public void Random_keys_differ()
    {
        using var one = SecretKey.Random(32);
        using var other = SecretKey.Random(32);
        var bytes = new byte[32];
        var others = new byte[32];

        one.CopyTo(bytes);
        other.CopyTo(others);

        Assert.NotEqual(bytes, others);
    }

    /// <summary>Looks at its memory in the moment in which it is given back.</summary>
    sealed class WatchedKey : SecretKey
    {
        public WatchedKey(byte[] secret)
            : base(secret.Length) => Marshal.Copy(secret, 0, handle, secret.Length);

        public byte[]? AtRelease { get; private set; }

        public byte[] Now() => Read(handle);

        private protected override void Free(nint memory)
        {
            AtRelease = Read(memory);
            base.Free(memory);
        }

        byte[] Read(nint memory)
        {
            var bytes = new byte[SizeBytes];
            Marshal.Copy(memory, bytes, 0, bytes.Length);
            return bytes;
        }
    }
}
