namespace ComposeServer.Identity.Interop;

/// <summary>A native library that could not be loaded.</summary>
/// <param name="Name">For example <c>libsodium</c>.</param>
/// <param name="DebianPackage">What to install, for example <c>libsodium23</c>.</param>
public sealed record MissingNativeLibrary(string Name, string DebianPackage)
{
    /// <summary>One sentence for the operator.</summary>
    public override string ToString() =>
        $"The native library {Name} is missing: install the Debian package {DebianPackage}.";
}
