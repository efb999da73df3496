using ComposeServer.Ipld;

namespace ComposeServer.Log.Intake.Rules;

/// <summary>Each block of an event is at most 256,000 bytes (ceramic.md 1.6; the text is the JS node's).</summary>
sealed class BlocksFitLimit(IntakeLimits limits) : IIntakeRule
{
    public Refusal? Check(RawEvent raw) =>
        Check(raw.Blocks.Event)
        ?? Check(raw.Blocks.Linked)
        ?? Check(raw.Blocks.Capability)
        ?? CheckEvidence(raw.Blocks);

    Refusal? CheckEvidence(EventBlocks blocks) =>
        blocks.Evidence?.Blocks.Select(block => Check(block)).FirstOrDefault(refusal => refusal is not null);

    Refusal? Check(Block? block) =>
        block is { } present && present.Bytes.Length > limits.BlockBytesMax
            ? new(
                RefusalCode.TooLarge,
                $"{present.Cid} commit size {present.Bytes.Length} exceeds the maximum block size of {limits.BlockBytesMax}"
            )
            : null;
}
