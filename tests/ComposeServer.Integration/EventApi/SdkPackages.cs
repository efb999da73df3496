using ComposeServer.Integration.JavaScript;

namespace ComposeServer.Integration.EventApi;

/// <summary>The npm packages under <c>sdk-clients/</c>: the newer Ceramic SDK, unmodified.</summary>
public sealed class SdkPackages : ClientPackages
{
    /// <inheritdoc/>
    protected override string FolderName => "sdk-clients";
}
