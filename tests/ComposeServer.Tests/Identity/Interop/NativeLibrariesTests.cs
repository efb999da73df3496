using ComposeServer.Identity.Interop;

namespace ComposeServer.Tests.Identity.Interop;

public class NativeLibrariesTests
{
    [Fact]
    public void On_a_machine_with_both_packages_nothing_is_missing() => Assert.Empty(NativeLibraries.Check());

    [Fact]
    public void A_missing_library_is_named_with_the_package_to_install() =>
        Assert.Equal(
            "The native library libsodium is missing: install the Debian package libsodium23.",
            new MissingNativeLibrary("libsodium", "libsodium23").ToString()
        );

    [Fact]
    public void A_released_secret_is_gone()
    {
        var secret = SecretKey.Copy([1, 2, 3]);
        var copy = new byte[3];
        secret.CopyTo(copy);
        Assert.Equal([1, 2, 3], copy);

        secret.Dispose();

        _ = Assert.Throws<ObjectDisposedException>(() => secret.CopyTo(copy));
    }
}
