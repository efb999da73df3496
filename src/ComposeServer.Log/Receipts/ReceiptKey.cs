using ComposeServer.Identity.Jose;

namespace ComposeServer.Log.Receipts;

/// <summary>Signs receipts with a key in memory.</summary>
/// <param name="key">Disposed of with this.</param>
public sealed class ReceiptKey(Ed25519Signer key) : IReceiptSigner, IDisposable
{
    /// <inheritdoc/>
    public ReceiptSignature Sign(ReadOnlySpan<byte> groupHash) => ReceiptSignature.Of(key, groupHash);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
