namespace ComposeServer.Integration.JavaScript;

/// <summary>The packages under <c>anchor-client/</c>: the HTTP client of the Ceramic network.</summary>
public sealed class AnchorClient : ClientPackages
{
    /// <inheritdoc/>
    protected override string FolderName => "anchor-client";
}
