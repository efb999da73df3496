namespace ComposeServer.Log.Receipts;

/// <summary>The key with which a server signs what it committed and when.</summary>
public interface IReceiptSigner
{
    /// <summary>Signs a link of the chain of commit groups. Called once for each group, on the committer's thread.</summary>
    /// <param name="groupHash">The link's hash: see <see cref="Intake.Commit.Receipt.Hash"/>.</param>
    ReceiptSignature Sign(ReadOnlySpan<byte> groupHash);
}
